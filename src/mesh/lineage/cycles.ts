import { connectedComponents } from './components.js';
import { carriesData, type LineageCycle, type LineageEdge, type LineageNode } from './model.js';

/** Ports of two products or more that feed each other. A product that reads what it wrote itself is none: that is how data is kept up to date. */
export function findCycles(nodes: ReadonlyMap<string, LineageNode>, edges: readonly LineageEdge[]): LineageCycle[] {
  const flows = edges.filter(carriesData);
  const all = cyclesAlong(nodes, flows);
  // Hardly any workspace has one.
  if (all.length === 0) return [];
  const certain = cyclesAlong(nodes, flows.filter(({ kind }) => kind !== 'assumed'));
  const known = new Set(certain.flat());
  const assumed = all.filter((ports) => !ports.some((port) => known.has(port)));
  return [...certain.map((ports) => cycle(nodes, ports, true)), ...assumed.map((ports) => cycle(nodes, ports, false))];
}

function cycle(nodes: ReadonlyMap<string, LineageNode>, ports: readonly string[], isCertain: boolean): LineageCycle {
  return { ports, products: productsOf(nodes, ports), isCertain };
}

function productsOf(nodes: ReadonlyMap<string, LineageNode>, ports: readonly string[]): string[] {
  return [...new Set(ports.flatMap((port) => nodes.get(port)?.product ?? []))];
}

function cyclesAlong(nodes: ReadonlyMap<string, LineageNode>, edges: readonly LineageEdge[]): string[][] {
  const ids = [...nodes.keys()];
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const successors: number[][] = ids.map(() => []);
  for (const { from, to } of edges) {
    const target = numbers.get(to);
    if (target !== undefined) successors[numbers.get(from) ?? -1]?.push(target);
  }
  return connectedComponents(successors)
    .map((component) => component.map((number) => ids[number] ?? '').reverse())
    .filter((ports) => productsOf(nodes, ports).length > 1);
}
