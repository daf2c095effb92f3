import { isTemplate, type DocumentNode, type MappingNode } from '../../lint/document-matcher/node.js';
import { find } from '../../lint/document-matcher/path.js';
import { exactly, type Count } from './count.js';

export interface Axis {
  readonly name: string;
  /** As written, in the matrix's order; absent where an expression fills them in. */
  readonly values?: readonly string[];
}

export interface Matrix {
  readonly axes: readonly Axis[];
  readonly jobs: Count;
}

/** GitHub refuses a matrix of more than 256 jobs; far beyond it nothing is worth counting. */
const MOST_COMBINATIONS = 4096;

/** Values by the names of their axes in lower case: GitHub does not tell `OS` and `os` apart. */
type Combination = ReadonlyMap<string, string>;

/**
 * The matrix of a job; undefined where it has none. `exclude` takes combinations away, then each entry of `include`
 * joins the combinations it does not contradict, or is one more (GitHub documentation, Running variations of jobs).
 */
export function matrixOf(job: DocumentNode): Matrix | undefined {
  const strategy = job.kind === 'mapping' ? job.entries.find(({ key }) => key === 'strategy')?.value : undefined;
  const matrix = strategy?.kind === 'mapping' ? strategy.entries.find(({ key }) => key === 'matrix')?.value : strategy;
  if (!matrix || (matrix.kind === 'scalar' && matrix.value === null)) return undefined;
  if (matrix.kind !== 'mapping' || matrix.open) return { axes: [], jobs: { low: 1 } };
  const axes = matrix.entries.filter(({ key }) => key !== 'include' && key !== 'exclude').map(({ key, value }) => axis(key, value));
  return { axes, jobs: count(axes, matrix) };
}

function axis(name: string, value: DocumentNode): Axis {
  return value.kind === 'list' && !value.open ? { name, values: value.items.map(({ node }) => written(node)) } : { name };
}

/** What a value says, so that equal ones are equal texts. */
function written(node: DocumentNode): string {
  if (node.kind === 'scalar') return String(node.value);
  if (node.kind === 'list') return `[${node.items.map((item) => written(item.node)).join()}]`;
  if (node.kind === 'mapping') return `{${node.entries.map(({ key, value }) => `${key}:${written(value)}`).sort().join()}}`;
  return '?';
}

function count(axes: readonly Axis[], matrix: MappingNode): Count {
  const size = axes.reduce((jobs, { values }) => jobs * (values?.length ?? 1), 1);
  const listed = entriesAt(matrix, 'include');
  const excluded = entriesAt(matrix, 'exclude');
  if (size > MOST_COMBINATIONS) return { low: 1 };
  const isKnown = axes.every(({ values }) => values !== undefined);
  if (!excluded || excluded.some(hidesValues)) return { low: 1, ...(isKnown && listed?.length === 0 ? { high: size } : {}) };
  // What an expression fills in may be excluded or included as well.
  if (!isKnown) return { low: excluded.length === 0 ? size : 1 };
  const originals = axes.length === 0 ? [] : combinations(axes).filter((combination) => !excluded.some((rule) => [...rule].every(([key, value]) => combination.get(key) === value)));
  if (!listed) return { low: Math.max(1, originals.length) };
  const names = new Set(axes.map(({ name }) => name.toLowerCase()));
  if (listed.some((entry) => [...entry].some(([key, value]) => names.has(key) && isTemplate(value)))) return { low: originals.length, high: originals.length + listed.length };
  return exactly(originals.length + listed.filter((entry) => isOneMore(entry, originals, names)).length);
}

/** The entries of `include` or `exclude`; undefined where an expression gives them. */
function entriesAt(matrix: MappingNode, key: string): readonly Combination[] | undefined {
  const places = find(matrix, key);
  if (places.length === 0 && !matrix.entries.some((entry) => entry.key === key)) return [];
  const list = places[0]?.node;
  if (list?.kind !== 'list' || list.open || list.items.some(({ node }) => node.kind !== 'mapping' || node.open)) return undefined;
  return list.items.map(({ node }) => new Map(node.kind === 'mapping' ? node.entries.map(({ key: name, value }) => [name.toLowerCase(), written(value)] as const) : []));
}

function hidesValues(entry: Combination): boolean {
  return [...entry.values()].some((value) => isTemplate(value) || value.startsWith('{') || value === '?');
}

function combinations(axes: readonly Axis[]): Combination[] {
  return axes.reduce<Combination[]>((made, { name, values = [] }) => made.flatMap((combination) => values.map((value) => new Map([...combination, [name.toLowerCase(), value]]))), [new Map()]);
}

function isOneMore(entry: Combination, originals: readonly Combination[], names: ReadonlySet<string>): boolean {
  return !originals.some((combination) => [...entry].every(([name, value]) => !names.has(name) || combination.get(name) === value));
}
