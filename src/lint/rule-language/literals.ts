/** Of these, one must occur in a text for a rule to match in it. */
export type Clause = readonly string[];

/** Shorter pieces occur in nearly every text. */
const SHORTEST = 4;
/** More alternatives than these are not worth looking for. */
const MOST = 8;

/** The longest piece of text every match of a regular expression contains, or undefined when that is not plain to see. */
export function literalOf(regex: string): string | undefined {
  if (/\(\?[a-zA-Z]*i/.test(regex) || hasAlternativesOutside(regex)) return undefined;
  const pieces: string[] = [];
  let piece = '';
  const end = () => {
    pieces.push(piece);
    piece = '';
  };
  for (let i = 0; i < regex.length; i++) {
    const character = regex[i] ?? '';
    if (character === '(' || character === '[') {
      end();
      i = closing(regex, i);
    } else if (character === '?' || character === '*' || character === '{') {
      // What stands before may be absent.
      piece = piece.slice(0, -1);
      end();
      if (character === '{') i = Math.max(i, regex.indexOf('}', i));
    } else if (character === '\\') {
      const escaped = regex[++i] ?? '';
      if (/[\w]/.test(escaped)) end();
      else piece += escaped;
    } else if (/[.^$+]/.test(character)) end();
    else piece += character;
  }
  end();
  const longest = pieces.toSorted((a, b) => b.length - a.length)[0] ?? '';
  return longest.length >= SHORTEST ? longest : undefined;
}

function hasAlternativesOutside(regex: string): boolean {
  for (let i = 0; i < regex.length; i++) {
    const character = regex[i];
    if (character === '\\') i++;
    else if (character === '(' || character === '[') i = closing(regex, i);
    else if (character === '|') return true;
  }
  return false;
}

/** The place of the bracket that closes the one at a place, or the end. */
function closing(regex: string, from: number): number {
  const isClass = regex[from] === '[';
  let depth = 0;
  for (let i = from; i < regex.length; i++) {
    const character = regex[i];
    if (character === '\\') i++;
    else if (isClass) {
      if (character === ']' && i > from + (regex[from + 1] === '^' ? 2 : 1)) return i;
    } else if (character === '[') i = closing(regex, i);
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return i;
  }
  return regex.length;
}

/** The clause of alternatives of which each has clauses of its own; undefined when one of them has none. */
export function alternativesOf(branches: readonly (readonly Clause[])[]): Clause | undefined {
  const chosen = branches.map((clauses) => clauses.toSorted((a, b) => shortest(b) - shortest(a))[0]);
  if (!chosen.every((clause): clause is Clause => clause !== undefined)) return undefined;
  const words = [...new Set(chosen.flat())];
  return words.length <= MOST ? words : undefined;
}

function shortest(clause: Clause): number {
  return Math.min(...clause.map(({ length }) => length));
}
