import { carriesData, type LineageEdge, type LineageNode } from './model.js';
import { higher, isHigher, type Sensitivity } from './sensitivity.js';

/** A node while the lineage is built. */
export type NodeInMaking = { -readonly [Key in keyof LineageNode]: LineageNode[Key] };

/**
 * Writes into nodes what flows through them: each port carries at least what is classified in it and in whatever feeds
 * it, around circles too. An output that is classified, but lower than what feeds it, is marked; where nothing is
 * classified, nothing is said.
 */
export function carrySensitivity(nodes: ReadonlyMap<string, NodeInMaking>, edges: readonly LineageEdge[]): void {
  const targets = new Map<string, string[]>();
  for (const edge of edges) {
    if (!carriesData(edge)) continue;
    const known = targets.get(edge.from);
    if (known) known.push(edge.to);
    else targets.set(edge.from, [edge.to]);
  }
  const fed = new Map<string, Sensitivity>();
  const waiting: NodeInMaking[] = [];
  const raise = (node: NodeInMaking | undefined, level: Sensitivity | undefined) => {
    if (!node || level === undefined || !isHigher(level, node.carries)) return;
    node.carries = level;
    waiting.push(node);
  };
  for (const node of nodes.values()) if (node.kind !== 'contract') raise(node, node.sensitivity);
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    for (const target of targets.get(node.id) ?? []) {
      const feeding = higher(fed.get(target), node.carries);
      if (feeding) fed.set(target, feeding);
      raise(nodes.get(target), node.carries);
    }
  }
  for (const [id, feeding] of fed) {
    const node = nodes.get(id);
    if (node?.kind === 'output' && node.sensitivity && isHigher(feeding, node.sensitivity)) node.isLowered = true;
  }
}
