import type { Impact } from '../mesh/lineage/impact.js';
import type { Lineage, LineageEdge, LineageNode } from '../mesh/lineage/model.js';
import { edgeNote } from '../mesh/lineage/words.js';
import { printable } from './context.js';

/** The nodes and edges as `--format json` prints them: lines and columns count from 1. */
export function printedLineage({ nodes, edges, cycles }: Lineage) {
  return {
    version: 1,
    nodes: [...nodes.values()].map(({ place, product, ...node }) => ({ ...node, ...(product === undefined ? {} : { product }), ...(place ? { file: place.path, line: place.range.start.line + 1, column: place.range.start.character + 1 } : {}) })),
    edges,
    cycles,
  };
}

/** What removing a column breaks, for `--format json`. */
export function printedImpact({ nodes }: Lineage, { publishers, readers, affected }: Impact) {
  const placed = (id: string) => {
    const node = nodes.get(id);
    return { id, name: named(nodes, id), ...(node?.place ? { file: node.place.path, line: node.place.range.start.line + 1 } : {}) };
  };
  return { version: 1, publishers: publishers.map(placed), readers: readers.map(placed), affected: affected.map(({ node, how, columns }) => ({ ...placed(node), how, columns })) };
}

/** Every product with what its ports read, and who reads them. */
export function lineageText(lineage: Lineage): string {
  const { nodes, edges, cycles } = lineage;
  const products = [...nodes.values()].filter(({ kind }) => kind === 'product');
  if (products.length === 0) return 'No data product is here; `talklint product new` writes one.\n';
  const ports = [...nodes.values()].filter(({ kind }) => kind === 'input' || kind === 'output');
  const lines = products.flatMap((product) => [titleOf(product), ...ports.filter((port) => port.product === product.id).flatMap((port) => portLines(lineage, edges, port))]);
  const circles = cycles.map(({ products: members, isCertain }) => `Circle${isCertain ? '' : ' (assumed)'}: ${members.map((id) => nodes.get(id)?.name ?? id).join(', ')}`);
  return `${[...lines, ...circles].map(printable).join('\n')}\n`;
}

function titleOf({ name, domain, version, isDeprecated }: LineageNode): string {
  return `${domain ? `${domain}/` : ''}${name}${version === undefined ? '' : ` ${version}`}${isDeprecated ? ' (deprecated)' : ''}`;
}

function portLines({ nodes }: Lineage, edges: readonly LineageEdge[], port: LineageNode): string[] {
  const title = `${port.name}${port.version === undefined ? '' : ` ${port.version}`}`;
  const lowered = port.isLowered ? [`      classified ${port.sensitivity ?? ''}, made from ${port.carries ?? ''}`] : [];
  if (port.kind === 'input') {
    const source = edges.find(({ to }) => to === port.id);
    const note = source ? [source.kind === 'unresolved' ? 'no product here publishes it' : edgeNote(source)].filter((word) => word !== '') : [];
    return [`  in   ${title}  <-  ${source ? named(nodes, source.from) : '?'}${note.length > 0 ? `  (${note.join(', ')})` : ''}`];
  }
  const readers = edges.filter(({ from, kind }) => from === port.id && kind !== 'promises');
  return [`  out  ${title}${readers.length === 0 ? '' : `  ->  ${readers.map(({ to }) => named(nodes, to)).join(', ')}`}`, ...lowered];
}

/** What breaks without a column, as sentences. */
export function impactText({ nodes }: Lineage, { readers, affected }: Impact, column: string): string {
  if (readers.length === 0) return printable(`Nothing here reads ${column}.`).concat('\n');
  const lines = affected.map(({ node, how, columns }) => `  ${named(nodes, node)}  ${how === 'column' ? columns.join(', ') : '(its contract does not say from which columns it is made, so any may break)'}`);
  const reading = `Without ${column}, ${readers.length} input port${readers.length === 1 ? '' : 's'} read something else: ${readers.map((id) => named(nodes, id)).join(', ')}.`;
  return `${[reading, ...(lines.length > 0 ? ['These output ports are made from it:', ...lines] : [])].map(printable).join('\n')}\n`;
}

function named(nodes: Lineage['nodes'], id: string): string {
  const node = nodes.get(id);
  const product = node?.product === undefined ? undefined : nodes.get(node.product);
  return `${product ? `${product.name}/` : ''}${node?.name ?? id}`;
}
