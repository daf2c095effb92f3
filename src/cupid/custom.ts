import type { FunctionModel } from './functions.js';
import type { FileModel } from './walk.js';

/** One place where a workspace could do a thing this way or that way. */
export interface Observation {
  /** Which way, as a phrase: `snake_case`, `a relative path`. */
  readonly style: string;
  readonly node: number;
  /** The name as written. */
  readonly name: string;
  /** The function it is in or about; undefined for what stands outside all of them. */
  readonly owner?: FunctionModel;
  /** Things of one slot that have customs of their own, such as the methods of each type. */
  readonly group?: string;
  /** Counts, but is never a deviation itself: somebody else chose it. */
  readonly isExcused?: boolean;
}

/** A thing that is done one way in most places, whatever the language and its books say. */
export interface Slot {
  readonly id: string;
  /** As settings and ignores show it. */
  readonly title: string;
  readonly nextStep: string;
  /** What is counted, up to the way it is done: `functions here are`. */
  readonly things: string;
  /** The ways a majority may stand for; any way without it. */
  readonly asksFor?: ReadonlySet<string>;
  observe(file: FileModel): readonly Observation[];
  /** What is said of one that is done another way, after the counts. */
  deviation?(observation: Observation): string;
}

/** How often a file does a thing in which way. Plain data. */
export interface CustomCount {
  readonly slot: string;
  readonly group: string;
  readonly style: string;
  readonly count: number;
}

/** What nearly all places of a workspace do. */
export interface Custom {
  readonly slot: string;
  readonly group: string;
  readonly style: string;
  readonly count: number;
  readonly total: number;
}

const FEWEST = 20;
const MOST_OF_THEM = 0.9;
const LEAST_CERTAIN = 0.85;
/** Done another way in so many places, it is a second custom and no oversight. */
const MOST_OVERSIGHTS = 25;
const Z_95 = 1.959964;

/**
 * The lower bound of the share of successes at 95 % certainty, by the score interval of E. B. Wilson, "Probable inference,
 * the law of succession, and statistical inference", Journal of the American Statistical Association 22 (1927), 209–212.
 */
function wilsonLowerBound(successes: number, total: number): number {
  if (total === 0) return 0;
  const share = successes / total;
  const square = Z_95 ** 2 / total;
  return (share + square / 2 - Z_95 * Math.sqrt((share * (1 - share)) / total + square / (4 * total))) / (1 + square);
}

/** The way nearly all places go, where there are enough of them to be sure; undefined where there is no custom. */
export function customOf(styles: ReadonlyMap<string, number>): { readonly style: string; readonly count: number; readonly total: number } | undefined {
  let [style, count, total] = ['', 0, 0];
  for (const [each, times] of styles) {
    total += times;
    if (times > count) [style, count] = [each, times];
  }
  return total >= FEWEST && count < total && total - count <= MOST_OVERSIGHTS && count >= total * MOST_OF_THEM && wilsonLowerBound(count, total) >= LEAST_CERTAIN ? { style, count, total } : undefined;
}

/** The counts of one file. */
export function countsOf(slot: string, observations: readonly Observation[]): CustomCount[] {
  const counts = new Map<string, { readonly slot: string; readonly group: string; readonly style: string; count: number }>();
  for (const { style, group = '' } of observations) {
    const key = `${group}\n${style}`;
    const entry = counts.get(key) ?? { slot, group, style, count: 0 };
    entry.count++;
    counts.set(key, entry);
  }
  return [...counts.values()];
}
