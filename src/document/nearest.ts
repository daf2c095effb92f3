/** A word may differ from the one that was meant in one letter out of this many, and always in one. */
const LETTERS_PER_SLIP = 3;

/**
 * The candidate that was most likely meant by a misspelt word, or undefined when none is close. Of ids in two parts, one
 * with the same second part counts as close: the group is what people mix up.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const [, slug] = word.split('/');
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / LETTERS_PER_SLIP)) + 1;
  for (const candidate of candidates) {
    const slips = slug !== undefined && slug !== '' && candidate.endsWith(`/${slug}`) ? 1 : distance(word.toLowerCase(), candidate.toLowerCase(), least);
    if (slips < least) {
      least = slips;
      best = candidate;
    }
  }
  return best;
}

/**
 * How many letters must be added, left out, replaced or swapped with their neighbour to get from one word to the other
 * (optimal string alignment distance). Words whose lengths differ by `limit` or more are `limit` apart.
 */
function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) >= limit) return limit;
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    [before, row] = [row, next];
  }
  return row[to.length] ?? limit;
}
