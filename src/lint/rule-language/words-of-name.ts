/** Where a name is cut into words: at a sign, or where lower case turns into upper case. */
export type Separator = 'caseChange' | 'dash' | 'dot' | 'slash' | 'space' | 'underscore';

export const SEPARATORS: readonly Separator[] = ['caseChange', 'dash', 'dot', 'slash', 'space', 'underscore'];
const SIGNS: Readonly<Record<Exclude<Separator, 'caseChange'>, string>> = { dash: '-', dot: '.', slash: '/', space: ' ', underscore: '_' };

/** `userName`, `user-name` and `XMLHttp` as their words, letters unchanged; empty words are left out. */
export function wordsOfName(name: string, separators: readonly Separator[] = SEPARATORS): string[] {
  const signs = new Set(separators.flatMap((separator) => (separator === 'caseChange' ? [] : [SIGNS[separator]])));
  const pieces = [''];
  for (const character of name) {
    if (signs.has(character)) pieces.push('');
    else pieces.push((pieces.pop() ?? '') + character);
  }
  const words = separators.includes('caseChange') ? pieces.flatMap(cutAtCaseChange) : pieces;
  return words.filter((word) => word !== '');
}

/**
 * `userName` is cut before an upper-case letter that follows a lower-case one, `XMLHttp` before the last of several
 * characters in front of a lower-case letter. Signs and digits count as upper case inside a run, as they do in ast-grep.
 */
function cutAtCaseChange(piece: string): string[] {
  const words: string[] = [];
  let word = '';
  /** How many characters since the last lower-case letter. */
  let run = 0;
  for (const character of piece) {
    const lower = /\p{Ll}/u.test(character);
    if (run === 0 && /\p{Lu}/u.test(character)) {
      words.push(word);
      word = character;
    } else if (run > 1 && lower) {
      const characters = Array.from(word);
      words.push(characters.slice(0, -1).join(''));
      word = (characters.at(-1) ?? '') + character;
    } else word += character;
    run = lower ? 0 : run + 1;
  }
  return [...words, word];
}
