import type { LineageEdge, LineageEdgeKind, LineageNode } from './model.js';
import type { LineageView, ViewBox, ViewEdge } from './view.js';
import { edgeNote } from './words.js';

const ARROWS: Readonly<Record<LineageEdgeKind, string>> = { 'same-version': '-->', 'other-version': '-->', deprecated: '-->', unresolved: '-.->', inside: '-->', assumed: '-.->', promises: '-->' };
const COLOURS: Partial<Record<LineageEdgeKind, string>> = { 'other-version': '#9a6700', deprecated: '#cf222e' };

/** A lineage as a Mermaid flowchart: a subgraph for each domain, and in it one for each product with ports. */
export function lineageMermaid({ boxes, edges }: LineageView): string {
  const names = new Map<string, string>();
  const nameOf = (id: string): string => {
    const name = names.get(id) ?? `n${names.size}`;
    names.set(id, name);
    return name;
  };
  const domains = [...new Set(boxes.map(({ domain }) => domain))].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
  const lines = domains.flatMap((domain, number) => {
    const own = boxes.filter((box) => box.domain === domain).flatMap((box) => boxLines(box, nameOf));
    return domain === undefined ? own : [`subgraph d${number}["${label(domain)}"]`, ...own.map((line) => `  ${line}`), 'end'];
  });
  const styles = edges.flatMap(({ kind }, number) => (COLOURS[kind] ? [`linkStyle ${number} stroke:${COLOURS[kind]}`] : []));
  return ['flowchart LR', ...[...lines, ...edges.map((edge) => edgeLine(edge, nameOf)), ...styles].map((line) => `  ${line}`), ''].join('\n');
}

function boxLines({ node, inputs, outputs, note }: ViewBox, nameOf: (id: string) => string): string[] {
  const name = nameOf(node.id);
  if (inputs.length + outputs.length === 0) return [`${name}${node.kind === 'external' ? '(["' : '["'}${label(note === undefined ? node.name : `${node.name}: ${note}`)}${node.kind === 'external' ? '"])' : '"]'}`];
  return [`subgraph ${name}["${label(node.name)}"]`, ...[...inputs, ...outputs].map((port) => `  ${nameOf(port.id)}["${label(portLabel(port))}"]`), 'end'];
}

function portLabel({ kind, name, version }: LineageNode): string {
  return `${kind === 'input' ? 'in' : 'out'}: ${name}${version === undefined ? '' : ` ${version}`}`;
}

function edgeLine(edge: ViewEdge, nameOf: (id: string) => string): string {
  const words = edge.count === undefined ? noteOf(edge) : String(edge.count);
  return `${nameOf(edge.from)} ${ARROWS[edge.kind]}${words === '' ? '' : `|"${label(words)}"|`} ${nameOf(edge.to)}`;
}

function noteOf(edge: LineageEdge): string {
  return edge.kind === 'assumed' ? 'assumed' : edgeNote(edge);
}

/** Text in quotes: whatever Mermaid or the page around it would read as more than text is written as its code. */
function label(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} .,:;()/@+_-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}
