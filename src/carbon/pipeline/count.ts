/** How many jobs, from the fewest to the most; without `high` nobody can tell how many at most. */
export interface Count {
  readonly low: number;
  readonly high?: number;
}

export const NONE: Count = { low: 0, high: 0 };

/** A count that is known. */
export function exactly(jobs: number): Count {
  return { low: jobs, high: jobs };
}

export function sum(counts: readonly Count[]): Count {
  return counts.reduce((a, b) => bounds(a.low + b.low, a.high, b.high, (x, y) => x + y), NONE);
}

export function product(a: Count, b: Count): Count {
  return bounds(a.low * b.low, a.high, b.high, (x, y) => x * y);
}

/** Bound by bound, the larger. */
export function larger(a: Count, b: Count): Count {
  return bounds(Math.max(a.low, b.low), a.high, b.high, Math.max);
}

/** Bound by bound, the smaller. */
export function smaller(a: Count, b: Count): Count {
  const known = [a.high, b.high].filter((high) => high !== undefined);
  return { low: Math.min(a.low, b.low), ...(known.length === 0 ? {} : { high: Math.min(...known) }) };
}

function bounds(low: number, a: number | undefined, b: number | undefined, join: (a: number, b: number) => number): Count {
  return a === undefined || b === undefined ? { low } : { low, high: join(a, b) };
}

/** A count in words: `14`, `at least 14`, `up to 14`, `2 to 14`, `an unknown number of`. */
export function inWords({ low, high }: Count): string {
  if (high === undefined) return low === 0 ? 'an unknown number of' : `at least ${low}`;
  if (low === high) return String(low);
  return low === 0 ? `up to ${high}` : `${low} to ${high}`;
}
