/** How the words of a name are joined. */
export type LetterCase = 'camelCase' | 'PascalCase' | 'snake_case' | 'UPPER_CASE' | 'kebab-case';

/**
 * How the words of a name are joined; undefined where the name fits several ways, as `read` and `URL` do, or none, as
 * `visit_Name` does. What stands around the words, such as `_` of `_read`, does not count.
 */
export function caseOf(name: string): LetterCase | undefined {
  const core = name.replace(/^[_$#]+|[_$]+$/g, '');
  if (/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/.test(core)) return 'snake_case';
  if (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(core)) return 'UPPER_CASE';
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(core)) return 'kebab-case';
  if (/^[a-z]+[a-z0-9]*[A-Z][A-Za-z0-9]*$/.test(core)) return 'camelCase';
  if (/^[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*$/.test(core)) return 'PascalCase';
  return undefined;
}

/** A name with its words joined another way, what stands around them kept. */
export function inCase(name: string, to: LetterCase): string {
  const [, before = '', core = '', after = ''] = /^([_$#]*)(.*?)([_$]*)$/.exec(name) ?? [];
  const words = core.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2').split(/[ _-]+/).map((word) => word.toLowerCase());
  const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
  const joined: Readonly<Record<LetterCase, () => string>> = {
    camelCase: () => words.map((word, i) => (i === 0 ? word : capital(word))).join(''),
    PascalCase: () => words.map(capital).join(''),
    snake_case: () => words.join('_'),
    UPPER_CASE: () => words.join('_').toUpperCase(),
    'kebab-case': () => words.join('-'),
  };
  return before + joined[to]() + after;
}
