import { edgeNote, nodeWords } from '../mesh/lineage/words.js';
import type { Lineage, LineageEdge, LineageNode } from '../mesh/lineage/model.js';
import type { LineagePlace, LineageRow } from '../protocol/lineage.js';

/** How ports hang together, looked up by port. */
export class Neighbours {
  readonly #nodes: Lineage['nodes'];
  readonly #sources = new Map<string, LineageEdge[]>();
  readonly #readers = new Map<string, LineageEdge[]>();

  constructor({ nodes, edges }: Lineage) {
    this.#nodes = nodes;
    for (const edge of edges) {
      if (edge.kind === 'promises') continue;
      this.#sources.set(edge.to, [...(this.#sources.get(edge.to) ?? []), edge]);
      this.#readers.set(edge.from, [...(this.#readers.get(edge.from) ?? []), edge]);
    }
  }

  /** `3 consumers · 2 upstream` for an output, where an input comes from for an input; empty where there is nothing to say. */
  lensOf(port: LineageNode): string {
    if (port.kind === 'input') return this.sourceOf(port);
    const consumers = new Set((this.#readers.get(port.id) ?? []).map(({ to }) => this.#nodes.get(to)?.product)).size;
    const upstream = (this.#sources.get(port.id) ?? []).length;
    return consumers + upstream === 0 ? '' : `${consumers} consumer${consumers === 1 ? '' : 's'} · ${upstream} upstream`;
  }

  /** `reads stations of Stations · 1 major behind`. */
  sourceOf(port: LineageNode): string {
    const [edge] = this.#sources.get(port.id) ?? [];
    if (!edge) return '';
    if (edge.kind === 'unresolved') return 'from outside: no product here publishes its contract';
    const source = this.#nodes.get(edge.from);
    const owner = source?.product === undefined ? undefined : this.#nodes.get(source.product);
    const note = edgeNote(edge);
    return `reads ${source?.name ?? ''} of ${owner?.name ?? ''}${note === '' ? '' : ` · ${note}`}`;
  }
}

/** The list beside the drawing: products with their ports, then what comes from outside. In a crowd ports are left out. */
export function lineageRows(lineage: Lineage, isCrowd: boolean, showsSensitivity: boolean, placeOf: (node: LineageNode) => LineagePlace | null): LineageRow[] {
  const neighbours = new Neighbours(lineage);
  const row = (node: LineageNode, level: 1 | 2, note: string): LineageRow => ({ node: node.id, level, text: nodeWords(node, undefined), note, place: placeOf(node) });
  const nodes = [...lineage.nodes.values()];
  const ports = new Map<string, LineageNode[]>();
  for (const node of isCrowd ? [] : nodes) if (node.product !== undefined) ports.set(node.product, [...(ports.get(node.product) ?? []), node]);
  const products = nodes.filter(({ kind }) => kind === 'product');
  return [
    ...products.flatMap((product) => [
      row(product, 1, [product.domain ?? '', product.isDeprecated ? 'deprecated' : ''].filter((word) => word !== '').join(' · ')),
      ...(ports.get(product.id) ?? []).map((port) => row(port, 2, [neighbours.lensOf(port), showsSensitivity ? sensitivityNote(port) : ''].filter((word) => word !== '').join(' · '))),
    ]),
    ...nodes.filter(({ kind }) => kind === 'external').map((source) => row(source, 1, '')),
  ];
}

function sensitivityNote({ sensitivity, carries, isLowered }: LineageNode): string {
  if (isLowered) return `classified ${sensitivity ?? ''}, made from ${carries ?? ''} data`;
  return carries === undefined ? '' : `carries ${carries} data`;
}
