import { nearest } from '../document/nearest.js';

/** The end of a sentence about a wrong word: `; did you mean X?` with the nearest known one, else the advice, if any. */
export function instead(word: string, known: Iterable<string>, advice?: string): string {
  const near = nearest(word, known);
  if (near !== undefined) return `; did you mean ${near}?`;
  return advice === undefined ? '.' : `; ${advice}.`;
}
