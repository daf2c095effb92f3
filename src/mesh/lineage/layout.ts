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
  /** Of the edge of the box where lines begin or end. */
  readonly at: Point;
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
}

/** Of the drawing, in pixels; `letter` is the width of an average letter at the size of the text. */
export const METRICS = { letter: 6.6, header: 34, row: 22, padding: 10, gap: 48, longest: 26, margin: 24, domainHeader: 24, domainPadding: 14 } as const;

/** A name as long as it can be drawn. */
export function shortened(name: string): string {
  const letters = [...name];
  return letters.length > METRICS.longest ? `${letters.slice(0, METRICS.longest - 1).join('')}…` : name;
}

/** Places everything from left to right, what feeds before what reads, with as few crossings as dagre finds. */
export function layOut(view: LineageView): LineageLayout {
  const graph = new Graph({ multigraph: false, compound: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 70, marginx: METRICS.margin, marginy: METRICS.margin + METRICS.domainHeader });
  graph.setDefaultEdgeLabel(() => ({}));
  const owner = new Map<string, string>();
  for (const box of view.boxes) {
    graph.setNode(box.node.id, sizeOf(box));
    for (const { id } of [box.node, ...box.inputs, ...box.outputs]) owner.set(id, box.node.id);
  }
  for (const domain of domainsOf(view)) graph.setNode(clusterOf(domain), {});
  for (const { node, domain } of view.boxes) if (domain !== undefined) graph.setParent(node.id, clusterOf(domain));
  for (const { from, to } of view.edges) {
    const [start, end] = [owner.get(from), owner.get(to)];
    if (start !== undefined && end !== undefined && start !== end) graph.setEdge(start, end);
  }
  layout(graph);
  const boxes = view.boxes.map((box) => placed(box, graph.node(box.node.id) as Frame));
  const anchors = new Map<string, { readonly left: Point; readonly right: Point }>();
  for (const { box, ports, ...frame } of boxes) {
    anchors.set(box.node.id, { left: { x: frame.x, y: frame.y + frame.height / 2 }, right: { x: frame.x + frame.width, y: frame.y + frame.height / 2 } });
    for (const { node, at } of ports) anchors.set(node.id, { left: at, right: at });
  }
  const edges = view.edges.flatMap((edge) => {
    const [start, end] = [anchors.get(edge.from)?.right, anchors.get(edge.to)?.left];
    if (!start || !end) return [];
    const between = graph.edge(owner.get(edge.from) ?? '', owner.get(edge.to) ?? '') as { readonly points?: readonly Point[] } | undefined;
    return [{ edge, points: [start, ...(between?.points?.slice(1, -1) ?? []), end] }];
  });
  return { ...extentOf(boxes, edges), domains: framesOf(domainsOf(view), boxes), boxes, edges };
}

function domainsOf(view: LineageView): string[] {
  return [...new Set(view.boxes.flatMap(({ domain }) => domain ?? []))];
}

function clusterOf(domain: string): string {
  return `cluster ${domain}`;
}

function widthOf(nodes: readonly { readonly name: string; readonly version?: string }[]): number {
  return Math.max(0, ...nodes.map((node) => [...portText(node)].length)) * METRICS.letter;
}

/** What is written of a port. */
export function portText({ name, version }: { readonly name: string; readonly version?: string }): string {
  return version === undefined ? shortened(name) : `${shortened(name)} ${version}`;
}

function sizeOf({ node, inputs, outputs, note }: ViewBox): { width: number; height: number } {
  const rows = Math.max(inputs.length, outputs.length);
  const inner = rows === 0 ? 0 : widthOf(inputs) + widthOf(outputs) + METRICS.gap;
  const title = Math.max([...shortened(node.name)].length * METRICS.letter * 1.1, (note?.length ?? 0) * METRICS.letter);
  return { width: Math.ceil(Math.max(inner, title, 60) + 2 * METRICS.padding), height: METRICS.header + rows * METRICS.row + (rows > 0 ? METRICS.padding : 0) + (note === undefined ? 0 : METRICS.row) };
}

/** dagre names the middle of a box. */
function placed(box: ViewBox, middle: Frame): PlacedBox {
  const { width, height } = middle;
  const [x, y] = [Math.round(middle.x - width / 2), Math.round(middle.y - height / 2)];
  const rowsOf = (nodes: readonly LineageNode[], edge: number) => nodes.map((node, row) => ({ node, at: { x: edge, y: y + METRICS.header + row * METRICS.row + METRICS.row / 2 } }));
  return { box, x, y, width, height, ports: [...rowsOf(box.inputs, x), ...rowsOf(box.outputs, x + width)] };
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
