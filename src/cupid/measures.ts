import type { DataTable } from '../knowledge/model.js';
import { dispatchesOf } from './dispatch.js';
import type { FunctionModel } from './functions.js';
import type { FileModel } from './walk.js';

/** What can be counted in a function and compared with other code. */
export const MEASURES = ['parameters', 'complexity', 'lines', 'names', 'literals'] as const;
export type Measure = (typeof MEASURES)[number];

/**
 * One function, counted: declared parameters, cognitive complexity, lines of its own that carry a word, different names
 * it mentions, and the most texts one expression is compared with.
 */
export type Measured = Readonly<Record<Measure, number>>;

/** A signal's own figure. */
export interface MeasuredValue {
  readonly measure: Measure;
  readonly value: number;
}

/** The percentiles a calibration file lists, in its order. */
export const PERCENTILES = [50, 80, 90, 95, 97, 98, 99] as const;
/** Less than this sets nothing apart. */
const REMARKABLE = 90;

export function measured(owner: FunctionModel, file: FileModel): Measured {
  return {
    parameters: owner.parameters.filter(({ isRest }) => !isRest).length,
    complexity: owner.complexity.total,
    lines: owner.lines,
    names: owner.mentions.size,
    literals: Math.max(0, ...dispatchesOf(owner, file).map(({ texts }) => texts.size)),
  };
}

/** The figure behind a signal; undefined where it rests on none. */
export function measuredBy(signal: string, owner: FunctionModel, file: FileModel): MeasuredValue | undefined {
  const measure = MEASURE_OF[signal]?.(owner, file);
  return measure && { measure, value: measured(owner, file)[measure] };
}

const MEASURE_OF: Readonly<Record<string, (owner: FunctionModel, file: FileModel) => Measure>> = {
  C2: () => 'parameters',
  U1: () => 'complexity',
  U3: ({ mentions }, { roles }) => (mentions.size > (roles.language.limits['names'] ?? Number.POSITIVE_INFINITY) ? 'names' : 'lines'),
  D1: () => 'literals',
};

/** The nearest-rank percentiles of whole numbers, in the order of `PERCENTILES`. Throws a RangeError without any number. */
export function percentilesOf(values: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError('there is nothing to take percentiles of');
  const sorted = [...values].sort((a, b) => a - b);
  return PERCENTILES.map((percent) => sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0);
}

/** The id of the table a language was calibrated in; JSX counts as TypeScript. */
export function calibrationOf(language: string): string {
  return `cupid-${language === 'tsx' ? 'typescript' : language}`;
}

/** The part of the measured functions that have less, as `98` of a hundred; undefined where that sets nothing apart. */
export function shareBelow({ rows }: DataTable, { measure, value }: MeasuredValue): number | undefined {
  const row = rows[measure];
  if (!Array.isArray(row)) return undefined;
  const below = PERCENTILES.filter((percent, i) => percent >= REMARKABLE && typeof row[i] === 'number' && row[i] < value);
  return below.at(-1);
}
