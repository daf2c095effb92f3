/** Shorter words differ in meaning when they differ in a letter. */
const SHORTEST = 5;
/** From this length on two letters may be wrong. */
const LONG = 8;

/**
 * Whether two names are the same word with a slip: apart from capitals and what parts their words, one letter is
 * wrong, missing, too many or swapped in a word of five letters or more, or two in one of eight or more. Words that
 * begin differently, and numbers, are meant.
 */
export function isSlipOf(a: string, b: string): boolean {
  const [own, other] = [wordsOf(a), wordsOf(b)];
  if (own.join('') === other.join('')) return true;
  if (own.length !== other.length) return false;
  const differing = own.flatMap((word, at) => (word === other[at] ? [] : [[word, other[at] ?? ''] as const]));
  return differing.length === 1 && differing.every(([word, usual]) => isSlip(word, usual));
}

function wordsOf(name: string): string[] {
  return name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function isSlip(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < SHORTEST || a[0] !== b[0] || /\d/.test(a + b)) return false;
  return distance(a, b) <= (shorter >= LONG ? 2 : 1);
}

/** How many letters are wrong, missing, too many or swapped with their neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
