/** Where a name is cut into words: at a sign, or where lower case turns into upper case. */
export type Separator = 'caseChange' | 'dash' | 'dot' | 'slash' | 'space' | 'underscore';

export const SEPARATORS: readonly Separator[] = ['caseChange', 'dash', 'dot', 'slash', 'space', 'underscore'];
const SIGNS: Readonly<Record<Exclude<Separator, 'caseChange'>, string>> = { dash: '-', dot: '.', slash: '/', space: ' ', underscore: '_' };

/** `userName`, `user-name` and `XMLHttp` as their words, letters unchanged; empty words are left out. */
export function wordsOfName(name: string, separators: readonly Separator[] = SEPARATORS): string[] {
  const signs = new Set(separators.flatMap((separator) => (separator === 'caseChange' ? [] : [SIGNS[separator]])));
  const pieces: string[] = [];
  let piece = '';
  for (const character of name) {
    if (signs.has(character)) {
      pieces.push(piece);
      piece = '';
    } else piece += character;
  }
  pieces.push(piece);
  const words = separators.includes('caseChange') ? pieces.flatMap(cutAtCaseChange) : pieces;
  return words.filter((word) => word !== '');
}

/** `userName` is cut before an upper-case letter, `XMLHttp` before the last of several. */
function cutAtCaseChange(piece: string): string[] {
  return piece.split(/(?<=[^\p{Lu}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u);
}
