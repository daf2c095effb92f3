import { METRICS, shortened, type Frame, type LineageLayout, type PlacedBox, type PlacedEdge, type PlacedPort, type Point } from './layout.js';
import type { LineageNode } from './model.js';
import { EDGE_WORDS, edgeNote, nodeWords } from './words.js';

const LEGEND = { width: 420, line: 20, sample: 46 } as const;

const STYLE = `
.lineage { font: 12px system-ui, sans-serif; }
.ground { fill: #ffffff; }
text { fill: #1f2328; }
.frame { fill: none; stroke: #8c959f; stroke-dasharray: 3 3; }
.frame-name, .note { fill: #57606a; }
.box rect { fill: #f6f8fa; stroke: #57606a; }
.box.external rect { stroke-dasharray: 5 4; }
.box.is-deprecated > text { text-decoration: line-through; }
.title { font-weight: 600; font-size: 13px; }
.port circle { fill: #57606a; }
.port.is-lowered text { fill: #cf222e; font-weight: 600; }
.edge { fill: none; stroke: #57606a; stroke-width: 1.5; }
.edge.other-version { stroke: #9a6700; stroke-width: 2; }
.edge.deprecated { stroke: #cf222e; stroke-width: 2; }
.edge.unresolved { stroke-dasharray: 6 4; }
.edge.assumed { stroke-dasharray: 1 4; stroke-linecap: round; }
.edge-note { font-size: 11px; paint-order: stroke; stroke: #ffffff; stroke-width: 3px; }
.edge-note.other-version { fill: #7d4e00; }
.edge-note.deprecated { fill: #a40e26; }
`;

/**
 * A laid out lineage as the text of an SVG: self-contained, every text escaped, each node with its id in `data-node`.
 * `isStyled` says whether it brings its own colours and the meaning of its lines; a page has both beside it.
 */
export function lineageSvg(layout: LineageLayout, isStyled: boolean): string {
  const width = Math.max(layout.width, isStyled ? LEGEND.width : 0);
  const height = layout.height + (isStyled ? Object.keys(EDGE_WORDS).length * LEGEND.line + METRICS.margin : 0);
  const parts = [
    ...layout.domains.map(domain),
    ...layout.edges.filter((placed) => !isWithin(placed)).map(edge),
    ...layout.boxes.map((placed) => box(placed, layout.showsSensitivity)),
    ...layout.edges.filter(isWithin).map(edge),
    ...(isStyled ? [legend(layout.height)] : []),
  ];
  const ground = isStyled ? `<style>${STYLE}</style>\n<rect class="ground" width="${width}" height="${height}"/>\n` : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" class="lineage" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">\n<title>Lineage of data products</title>\n${ground}${parts.join('\n')}\n</svg>\n`;
}

/** Text of an SVG or an attribute of it; characters XML does not allow become U+FFFD. */
function escaped(text: string): string {
  return text
    .replaceAll(FORBIDDEN, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function domain({ name, x, y, width, height }: Frame & { readonly name: string }): string {
  return `<g><rect class="frame" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/><text class="frame-name" x="${x + METRICS.domainPadding}" y="${y + 18}">${escaped(name)}</text></g>`;
}

/** Drawn on its box. */
function isWithin({ edge: { kind } }: PlacedEdge): boolean {
  return kind === 'inside' || kind === 'assumed';
}

function edge({ edge: drawn, points }: PlacedEdge): string {
  const note = drawn.count === undefined ? edgeNote(drawn) : String(drawn.count);
  const { kind, from, to } = drawn;
  const path = `<path class="edge ${kind}" data-from="${escaped(from)}" data-to="${escaped(to)}" d="${curve(points)}"/>`;
  const middle = middleOf(points);
  return note === '' ? path : `${path}<text class="edge-note ${kind}" x="${middle.x}" y="${middle.y - 5}" text-anchor="middle">${escaped(note)}</text>`;
}

/** A smooth line that leaves and arrives level. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let before = first;
  const bends = rest.map((point) => {
    const half = round((point.x - before.x) / 2);
    const bend = `C${round(before.x + half)} ${round(before.y)} ${round(point.x - half)} ${round(point.y)} ${round(point.x)} ${round(point.y)}`;
    before = point;
    return bend;
  });
  return `M${round(first.x)} ${round(first.y)} ${bends.join(' ')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function middleOf(points: readonly Point[]): Point {
  const at = (points.length - 1) / 2;
  const [a, b] = [points[Math.floor(at)], points[Math.ceil(at)]];
  return { x: round(((a?.x ?? 0) + (b?.x ?? 0)) / 2), y: round(((a?.y ?? 0) + (b?.y ?? 0)) / 2) };
}

function box({ box: { node, note }, ports, x, y, width, height }: PlacedBox, showsSensitivity: boolean): string {
  const title = `<text class="title" x="${x + METRICS.padding}" y="${y + 22}">${escaped(shortened(node.name))}</text>`;
  const below = note === undefined ? '' : `<text class="note" x="${x + METRICS.padding}" y="${y + METRICS.header + 8}">${escaped(note)}</text>`;
  const rows = ports.map((port) => row(port, node, showsSensitivity)).join('');
  return `<g class="box ${node.kind}${node.isDeprecated ? ' is-deprecated' : ''}" data-node="${escaped(node.id)}"><title>${escaped(nodeWords(node, undefined))}</title><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5"/>${title}${below}${rows}</g>`;
}

function row({ node: port, text, at }: PlacedPort, product: LineageNode, showsSensitivity: boolean): string {
  const isInput = port.kind === 'input';
  const x = at.x + (isInput ? METRICS.padding : -METRICS.padding);
  const marks = [port.isDeprecated ? 'is-deprecated' : '', showsSensitivity && port.isLowered ? 'is-lowered' : ''].filter((mark) => mark !== '');
  return `<g class="${['port', port.kind, ...marks].join(' ')}" data-node="${escaped(port.id)}"><title>${escaped(nodeWords(port, product))}</title><circle cx="${at.x}" cy="${at.y}" r="3.5"/><text x="${x}" y="${at.y + 4}"${isInput ? '' : ' text-anchor="end"'}>${escaped(text)}</text></g>`;
}

function legend(top: number): string {
  return Object.entries(EDGE_WORDS)
    .map(([kind, words], line) => {
      const y = top + line * LEGEND.line + LEGEND.line / 2;
      return `<g><path class="edge ${kind}" d="M${METRICS.margin} ${y} H${METRICS.margin + LEGEND.sample}"/><text x="${METRICS.margin + LEGEND.sample + 10}" y="${y + 4}">${escaped(words)}</text></g>`;
    })
    .join('\n');
}
