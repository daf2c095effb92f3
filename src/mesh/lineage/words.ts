import type { LineageEdge, LineageEdgeKind, LineageNode } from './model.js';

/** What each kind of edge means, in the order of the legend. */
export const EDGE_WORDS: Readonly<Record<Exclude<LineageEdgeKind, 'promises'>, string>> = {
  'same-version': 'Reads the version that is published',
  'other-version': 'Reads another version than the one published',
  deprecated: 'Reads what is deprecated',
  unresolved: 'No product here publishes the contract',
  inside: 'Made from this input',
  assumed: 'Assumed: the output does not say what it is made from',
};

/** What is written beside an edge; empty where its kind says all. */
export function edgeNote({ kind, behind }: Pick<LineageEdge, 'kind' | 'behind'>): string {
  if (kind === 'deprecated') return 'deprecated';
  if (kind !== 'other-version') return '';
  if (behind === undefined || behind === 0) return 'other version';
  const majors = `${Math.abs(behind)} major${Math.abs(behind) === 1 ? '' : 's'}`;
  return behind > 0 ? `${majors} behind` : `${majors} ahead`;
}

/** The text for people who do not see the drawing: `input port stations 1.0.0 of Trips`. */
export function nodeWords({ kind, name, version }: LineageNode, product: LineageNode | undefined): string {
  const words = { domain: 'domain', product: 'product', input: 'input port', output: 'output port', contract: 'contract', external: 'source from outside' }[kind];
  return `${words} ${name}${version === undefined ? '' : ` ${version}`}${product ? ` of ${product.name}` : ''}`;
}
