/** Farther back no line is searched for its beginning; ast-grep's limit. */
const LONGEST_LINE = 512;

/** How many blanks the line of an offset begins with; 0 where the line is too long to say. */
export function indentAt(text: string, offset: number): number {
  let indent = 0;
  const from = Math.max(0, offset - LONGEST_LINE);
  for (let i = offset - 1; i >= from; i--) {
    const unit = text[i];
    if (unit === '\n') return indent;
    indent = unit === ' ' ? indent + 1 : 0;
  }
  return from === 0 ? indent : 0;
}

/** Moves every line but the first from one indentation to another. */
export function reindented(text: string, from: number, to: number): string {
  if (from === to || !text.includes('\n')) return text;
  const [first = '', ...rest] = text.split('\n');
  const excess = ' '.repeat(Math.max(0, from - to));
  const missing = ' '.repeat(Math.max(0, to - from));
  return [first, ...rest.map((line) => (line.startsWith(excess) ? missing + line.slice(excess.length) : line))].join('\n');
}
