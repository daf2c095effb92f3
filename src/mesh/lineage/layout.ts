import { Graph, layout } from '@dagrejs/dagre';
import type { LineageNode } from './model.js';
import type { LineageView, ViewBox, ViewEdge } from './view.js';

/** In pixels from the top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Frame extends Point {
  readonly width: number;
  readonly height: number;
}

export interface PlacedPort {
  readonly node: LineageNode;
  /** What is written of it. */
  readonly text: string;
  /** Of the edge of the box where lines begin or end. */
  readonly at: Point;
  /** Where lines within the box begin or end: beside the name. */
  readonly within: Point;
}

export interface PlacedBox extends Frame {
  readonly box: ViewBox;
  readonly ports: readonly PlacedPort[];
}

export interface PlacedEdge {
  readonly edge: ViewEdge;
  readonly points: readonly Point[];
}

export interface LineageLayout {
  readonly width: number;
  readonly height: number;
  readonly domains: readonly (Frame & { readonly name: string })[];
  readonly boxes: readonly PlacedBox[];
  readonly edges: readonly PlacedEdge[];
  /** Whether ports tell how far their data may go. */
  readonly showsSensitivity: boolean;
}

/** Of the drawing, in pixels; `letter` is the width of an average letter of the text, `title` how much wider those of a title are. */
export const METRICS = { letter: 6.6, title: 1.15, header: 34, row: 22, padding: 10, gap: 48, longest: 26, margin: 24, domainHeader: 24, domainPadding: 14 } as const;

/** A name as long as it can be drawn. */
export function shortened(name: string): string {
  // A pair of surrogates is not cut in two.
  return name.length > METRICS.longest ? `${name.slice(0, METRICS.longest - 1).replace(/[\ud800-\udbff]$/, '')}…` : name;
}

/** Places everything from left to right, what feeds before what reads, with as few crossings as dagre finds. */
export function layOut(view: LineageView, showsSensitivity = false): LineageLayout {
  const textOf = showsSensitivity ? sensitivityText : portText;
  const graph = new Graph({ multigraph: false, compound: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 70, marginx: METRICS.margin, marginy: METRICS.margin + METRICS.domainHeader });
  graph.setDefaultEdgeLabel(() => ({}));
  const owner = new Map<string, string>();
  for (const box of view.boxes) {
    graph.setNode(box.node.id, sizeOf(box, textOf));
    for (const { id } of [box.node, ...box.inputs, ...box.outputs]) owner.set(id, box.node.id);
  }
  for (const domain of domainsOf(view)) graph.setNode(clusterOf(domain), {});
  for (const { node, domain } of view.boxes) if (domain !== undefined) graph.setParent(node.id, clusterOf(domain));
  for (const { from, to } of view.edges) {
    const [start, end] = [owner.get(from), owner.get(to)];
    if (start !== undefined && end !== undefined && start !== end) graph.setEdge(start, end);
  }
  layout(graph);
  const boxes = view.boxes.map((box) => placed(box, graph.node(box.node.id) as Frame, textOf));
  const anchors = new Map(boxes.flatMap(anchorsOf));
  const edges = view.edges.flatMap((edge) => {
    const [start, end] = [anchors.get(edge.from), anchors.get(edge.to)];
    if (!start || !end) return [];
    if (edge.kind === 'inside' || edge.kind === 'assumed') return [{ edge, points: [start.within, end.within] }];
    const between = graph.edge(owner.get(edge.from) ?? '', owner.get(edge.to) ?? '') as { readonly points?: readonly Point[] } | undefined;
    // dagre leads lines to the border of a box; ports have places of their own on it.
    const points = between?.points ?? [];
    return [{ edge, points: view.isCollapsed ? points : [start.right, ...points.slice(1, -1), end.left] }];
  });
  return { ...extentOf(boxes, edges), domains: framesOf(domainsOf(view), boxes), boxes, edges, showsSensitivity };
}

interface Anchors {
  readonly left: Point;
  readonly right: Point;
  readonly within: Point;
}

/** Where lines meet a box and its ports. */
function anchorsOf({ box, ports, x, y, width, height }: PlacedBox): (readonly [string, Anchors])[] {
  const left = { x, y: y + height / 2 };
  return [[box.node.id, { left, right: { x: x + width, y: left.y }, within: left }], ...ports.map(({ node, at, within }) => [node.id, { left: at, right: at, within }] as const)];
}

function domainsOf(view: LineageView): string[] {
  return [...new Set(view.boxes.flatMap(({ domain }) => domain ?? []))];
}

function clusterOf(domain: string): string {
  return `cluster ${domain}`;
}

/** Of the longest text, as well as can be told without drawing it. */
function widthOf(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length)) * METRICS.letter;
}

type TextOf = (port: LineageNode) => string;

/** What is written of a port where it matters how far its data may go. */
function sensitivityText(port: LineageNode): string {
  const { sensitivity, carries, isLowered } = port;
  if (carries === undefined) return portText(port);
  return `${shortened(port.name)}: ${isLowered ? `${sensitivity ?? ''} from ${carries}` : carries}`;
}

/** What is written of a port. */
function portText({ name, version }: { readonly name: string; readonly version?: string }): string {
  return version === undefined ? shortened(name) : `${shortened(name)} ${version}`;
}

function sizeOf({ node, inputs, outputs, note }: ViewBox, textOf: TextOf): { width: number; height: number } {
  const rows = Math.max(inputs.length, outputs.length);
  const inner = rows === 0 ? 0 : widthOf(inputs.map(textOf)) + widthOf(outputs.map(textOf)) + METRICS.gap;
  const title = Math.max(widthOf([shortened(node.name)]) * METRICS.title, widthOf([note ?? '']));
  return { width: Math.ceil(Math.max(inner, title, 60) + 2 * METRICS.padding), height: METRICS.header + rows * METRICS.row + (rows > 0 ? METRICS.padding : 0) + (note === undefined ? 0 : METRICS.row) };
}

/** dagre names the middle of a box. */
function placed(box: ViewBox, middle: Frame, textOf: TextOf): PlacedBox {
  const { width, height } = middle;
  const [x, y] = [Math.round(middle.x - width / 2), Math.round(middle.y - height / 2)];
  const rowsOf = (nodes: readonly LineageNode[], edge: number, inwards: number) =>
    nodes.map((node, row) => {
      const at = { x: edge, y: y + METRICS.header + row * METRICS.row + METRICS.row / 2 };
      const text = textOf(node);
      return { node, text, at, within: { x: edge + inwards * (METRICS.padding + widthOf([text]) + METRICS.letter), y: at.y } };
    });
  return { box, x, y, width, height, ports: [...rowsOf(box.inputs, x, 1), ...rowsOf(box.outputs, x + width, -1)] };
}

function framesOf(domains: readonly string[], boxes: readonly PlacedBox[]): LineageLayout['domains'] {
  return domains.map((name) => {
    const own = boxes.filter(({ box }) => box.domain === name);
    const [left, top] = [Math.min(...own.map(({ x }) => x)) - METRICS.domainPadding, Math.min(...own.map(({ y }) => y)) - METRICS.domainPadding - METRICS.domainHeader];
    const [right, bottom] = [Math.max(...own.map(({ x, width }) => x + width)) + METRICS.domainPadding, Math.max(...own.map(({ y, height }) => y + height)) + METRICS.domainPadding];
    return { name, x: left, y: top, width: right - left, height: bottom - top };
  });
}

function extentOf(boxes: readonly PlacedBox[], edges: readonly PlacedEdge[]): { readonly width: number; readonly height: number } {
  const xs = [...boxes.map(({ x, width }) => x + width), ...edges.flatMap(({ points }) => points.map(({ x }) => x))];
  const ys = [...boxes.map(({ y, height }) => y + height), ...edges.flatMap(({ points }) => points.map(({ y }) => y))];
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0);
  return { width: Math.ceil(most(xs) + METRICS.margin + METRICS.domainPadding), height: Math.ceil(most(ys) + METRICS.margin + METRICS.domainPadding) };
}
