import type { Lineage, LineageEdge, LineageEdgeKind, LineageNode } from './model.js';

/** A box of the drawing: a product with its ports, a source from outside, or a whole domain. */
export interface ViewBox {
  readonly node: LineageNode;
  readonly inputs: readonly LineageNode[];
  readonly outputs: readonly LineageNode[];
  /** The domain it is drawn in; undefined for what belongs to none. */
  readonly domain?: string;
  /** What is said under the name. */
  readonly note?: string;
}

/** An edge between two ports or boxes; `count` where it stands for several. */
export interface ViewEdge extends LineageEdge {
  readonly count?: number;
}

/** What of a lineage is drawn. */
export interface LineageView {
  readonly boxes: readonly ViewBox[];
  readonly edges: readonly ViewEdge[];
  /** True where each domain is drawn as one box, because its products are too many. */
  readonly isCollapsed: boolean;
}

/** More boxes take too long to lay out, and nobody reads them. */
const MOST_BOXES = 200;

/** From the most to the least that a reader should see of several edges drawn as one. */
const WORST_FIRST: readonly LineageEdgeKind[] = ['deprecated', 'other-version', 'unresolved', 'same-version', 'assumed', 'inside', 'promises'];

/** Products and sources as boxes; above 200 of them domains, one box each. */
export function viewOf(lineage: Lineage, mostBoxes = MOST_BOXES): LineageView {
  const boxes = [...lineage.nodes.values()].filter(({ kind }) => kind === 'product' || kind === 'external');
  return boxes.length > mostBoxes ? collapsed(lineage) : expanded(lineage, boxes);
}

function expanded({ nodes, edges }: Lineage, boxes: readonly LineageNode[]): LineageView {
  const ports = new Map<string, { readonly inputs: LineageNode[]; readonly outputs: LineageNode[] }>();
  for (const node of nodes.values()) {
    if (node.product === undefined) continue;
    const own = ports.get(node.product) ?? { inputs: [], outputs: [] };
    ports.set(node.product, own);
    (node.kind === 'input' ? own.inputs : own.outputs).push(node);
  }
  return {
    boxes: boxes.map((node) => ({ node, inputs: ports.get(node.id)?.inputs ?? [], outputs: ports.get(node.id)?.outputs ?? [], ...(node.domain ? { domain: node.domain } : {}) })),
    edges: edges.filter(({ kind }) => kind !== 'promises'),
    isCollapsed: false,
  };
}

const OUTSIDE: LineageNode = { id: 'outside', kind: 'external', name: 'Sources from outside' };

function collapsed({ nodes, edges }: Lineage): LineageView {
  const boxOf = (id: string): string => {
    const node = nodes.get(id);
    return node?.kind === 'external' || !node ? OUTSIDE.id : `domain ${node.domain ?? ''}`;
  };
  const counts = new Map<string, number>();
  for (const { id, kind } of nodes.values()) if (kind === 'product' || kind === 'external') counts.set(boxOf(id), (counts.get(boxOf(id)) ?? 0) + 1);
  const joined = new Map<string, ViewEdge>();
  for (const { from, to, kind } of edges) {
    const [start, end] = [boxOf(from), boxOf(to)];
    if (start === end || kind === 'promises') continue;
    const key = `${start}\n${end}`;
    const known = joined.get(key);
    joined.set(key, { from: start, to: end, kind: known && WORST_FIRST.indexOf(known.kind) < WORST_FIRST.indexOf(kind) ? known.kind : kind, count: (known?.count ?? 0) + 1 });
  }
  const domains = [...nodes.values()].filter(({ kind }) => kind === 'domain').map((node) => ({ ...node, name: node.name || 'No domain' }));
  const boxes = [...domains, ...(counts.has(OUTSIDE.id) ? [OUTSIDE] : [])];
  return { boxes: boxes.map((node) => ({ node, inputs: [], outputs: [], note: counted(counts.get(node.id) ?? 0, node.kind === 'domain' ? 'product' : 'source') })), edges: [...joined.values()], isCollapsed: true };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The part of a lineage around one product: itself, what feeds it and what reads it. */
export function around(lineage: Lineage, product: string): Lineage {
  const { nodes, edges, cycles } = lineage;
  const ownerOf = (id: string) => nodes.get(id)?.product ?? id;
  const kept = new Set([product]);
  for (const { from, to } of edges) {
    if (ownerOf(from) === product) kept.add(ownerOf(to));
    if (ownerOf(to) === product) kept.add(ownerOf(from));
  }
  const domains = new Set([...kept].map((id) => nodes.get(id)?.domain));
  const contracts = new Set(edges.filter(({ from, kind }) => kind === 'promises' && kept.has(ownerOf(from))).map(({ to }) => to));
  const part = new Map([...nodes].filter(([id, node]) => (node.kind === 'domain' ? domains.has(node.name) : kept.has(ownerOf(id)) || contracts.has(id))));
  const among = edges.filter(({ from, to }) => part.has(from) && part.has(to));
  return { nodes: part, edges: among, cycles: cycles.filter(({ products }) => products.some((id) => kept.has(id))) };
}
