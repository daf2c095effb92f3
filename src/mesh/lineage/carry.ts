import { carriesData, type LineageEdge, type LineageNode } from './model.js';
import { higher, isHigher, type Sensitivity } from './sensitivity.js';

/**
 * The nodes with what flows through them: each port carries at least what is classified in it and in whatever feeds it,
 * around circles too. An output that is classified, but lower than what feeds it, is marked; where nothing is
 * classified, nothing is said.
 */
export function carrySensitivity(nodes: ReadonlyMap<string, LineageNode>, edges: readonly LineageEdge[]): Map<string, LineageNode> {
  const targets = new Map<string, string[]>();
  for (const { from, to } of edges.filter(carriesData)) targets.set(from, [...(targets.get(from) ?? []), to]);
  const fed = new Map<string, Sensitivity>();
  const carried = new Map<string, Sensitivity>();
  const waiting: string[] = [];
  const raise = (id: string, level: Sensitivity | undefined) => {
    const now = carried.get(id);
    if (level === undefined || !isHigher(level, now)) return;
    carried.set(id, level);
    waiting.push(id);
  };
  for (const { id, kind, sensitivity } of nodes.values()) if (kind !== 'contract') raise(id, sensitivity);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const level = carried.get(id);
    for (const target of targets.get(id) ?? []) {
      const feeding = higher(fed.get(target), level);
      if (feeding) fed.set(target, feeding);
      raise(target, level);
    }
  }
  return new Map([...nodes].map(([id, node]) => [id, marked(node, carried.get(id), fed.get(id))]));
}

function marked(node: LineageNode, carries: Sensitivity | undefined, feeding: Sensitivity | undefined): LineageNode {
  if (!carries) return node;
  return { ...node, carries, ...(node.kind === 'output' && node.sensitivity && isHigher(feeding, node.sensitivity) ? { isLowered: true } : {}) };
}
