/** The words of an identifier in lower case: `isExpired2`, `is_expired` and `IS_EXPIRED` give `is`, `expired`. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** An English noun in the singular, by its ending alone: `pets` → `pet`, `specialties` → `specialty`, `addresses` → `address`. Takes and gives lower case. */
export function singular(word: string): string {
  if (word.length < 4 || /(ss|us|is|as)$/.test(word)) return word;
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
