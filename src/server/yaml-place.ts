import type { Span } from '../document/position.js';

/** Where in a YAML text the cursor stands, told so that it also works while the text is being written. */
export interface YamlPlace {
  /** Keys from the top down to what is written here; `*` stands for an item of a list. A value's own key is the last. */
  readonly path: readonly string[];
  /** A word without a colon may become either: it counts as `key`, after a dash too. */
  readonly part: 'key' | 'value';
  /** True directly behind the dash of a list item. */
  readonly afterDash: boolean;
  /** The word at the cursor, as a whole, without quotes. */
  readonly word: string;
  /** The word with its quotes. */
  readonly span: Span;
  /** True when a colon follows the key. */
  readonly hasColon: boolean;
  /** Keys that stand beside this one. */
  readonly siblings: readonly string[];
}

interface Line {
  readonly start: number;
  readonly text: string;
  readonly indent: number;
  /** Columns of the dashes before the content. */
  readonly dashes: readonly number[];
  readonly column: number;
  readonly content: string;
  readonly key: string | undefined;
  /** Offset within the content of what follows the colon. */
  readonly valueAt: number;
}

const KEY = /^("[^"]*"\s*|'[^']*'\s*|[^\s#:'"[\]{},][^:#]*):(?=\s|$)/;
/** How far up the beginning of a list in brackets is looked for, in lines. */
const LONGEST_FLOW = 100;

/** The place of an offset (in UTF-16 units) in a text; undefined in comments and where nothing can be told. */
export function yamlPlaceAt(text: string, offset: number): YamlPlace | undefined {
  const lines = readLines(text);
  const at = lines.findLastIndex(({ start }) => start <= offset);
  const line = lines[at];
  if (!line || inComment(line.text.slice(0, offset - line.start))) return undefined;
  return flowPlace(lines, at, offset, text) ?? blockPlace(lines, at, offset);
}

function readLines(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((raw) => {
    const clean = raw.replace(/\r$/, '');
    const lead = /^ */.exec(clean)?.[0].length ?? 0;
    const marks = /^(?:-(?: +|$))*/.exec(clean.slice(lead))?.[0] ?? '';
    const content = clean.slice(lead + marks.length);
    const match = KEY.exec(content);
    const dashes = [...marks.matchAll(/-/g)].map(({ index }) => lead + index);
    const line = { start, text: clean, indent: lead, dashes, column: lead + marks.length, content, key: match ? unquoted((match[1] ?? '').trimEnd()) : undefined, valueAt: match?.[0].length ?? 0 };
    start += raw.length + 1;
    return line;
  });
}

function inComment(before: string): boolean {
  return /(^|\s)#/.test(before.replace(/"[^"]*"|'[^']*'/g, (quoted) => ' '.repeat(quoted.length)));
}

function unquoted(word: string): string {
  return word.replace(/^(["'])(.*?)\1?$/, '$2');
}

function blockPlace(lines: readonly Line[], at: number, offset: number): YamlPlace | undefined {
  const line = lines[at];
  if (!line) return undefined;
  const inside = offset - line.start;
  const blank = line.content.trim() === '';
  // In an empty line the column of the cursor says what the line will belong to.
  const column = blank && line.dashes.length === 0 ? inside : line.column;
  const above = pathAbove(lines, at, column, line.dashes);
  const afterDash = line.dashes.length > 0;
  if (inside < line.column && !blank) return undefined;
  if (line.key !== undefined && inside > line.column + line.valueAt - 1) {
    const raw = withoutComment(line.content.slice(line.valueAt));
    const lead = raw.length - raw.trimStart().length;
    const start = line.start + line.column + line.valueAt + lead;
    return word(raw.trim(), raw.trim() === '' ? offset : start, offset, { path: [...above, line.key], part: 'value', afterDash: false, hasColon: false, siblings: [] });
  }
  const raw = line.key === undefined ? withoutComment(line.content).trim() : line.content.slice(0, line.valueAt - 1).trimEnd();
  const start = blank ? offset : line.start + line.column;
  return word(raw, start, offset, { path: above, part: 'key', afterDash, hasColon: line.key !== undefined, siblings: siblingsOf(lines, at, column) });
}

/** Undefined where the cursor stands in the space beside the word. */
function word(raw: string, start: number, offset: number, rest: Omit<YamlPlace, 'word' | 'span'>): YamlPlace | undefined {
  const end = start + raw.length;
  return offset < start || offset > end ? undefined : { ...rest, word: unquoted(raw), span: { start, end } };
}

function withoutComment(text: string): string {
  return /^(?:"[^"]*"|'[^']*'|[^#]|(?<=\S)#)*/.exec(text)?.[0] ?? text;
}

/** The path of the mapping or list that a line at a column belongs to. */
function pathAbove(lines: readonly Line[], at: number, from: number, dashes: readonly number[]): string[] {
  const path: string[] = dashes.map(() => '*');
  let column = dashes[0] ?? from;
  // In a list the key that owns it is looked for, which may stand at the same column as the dashes.
  let inList = dashes.length > 0;
  for (let index = at - 1; index >= 0 && (column > 0 || inList); index--) {
    const line = lines[index];
    if (!line || line.content.trim() === '' || line.content.startsWith('#')) continue;
    const [dash] = line.dashes;
    const owns = line.key !== undefined && (line.column < column || (inList && line.column === column && dash === undefined));
    const sameItem = !inList && dash !== undefined && line.column === column;
    if (owns) path.unshift(line.key ?? '');
    if (!owns && !sameItem) continue;
    path.unshift(...line.dashes.map(() => '*'));
    column = dash ?? line.column;
    inList = dash !== undefined;
  }
  return path;
}

function siblingsOf(lines: readonly Line[], at: number, column: number): string[] {
  const found: string[] = [];
  const visit = (line: Line | undefined): boolean => {
    if (!line || line.content.trim() === '' || line.content.startsWith('#')) return line !== undefined;
    if (line.column === column && line.key !== undefined) found.push(line.key);
    return line.indent >= column;
  };
  if ((lines[at]?.dashes.length ?? 0) === 0) for (let index = at - 1; visit(lines[index]); ) index--;
  for (let index = at + 1; (lines[index]?.indent ?? -1) >= column || lines[index]?.content.trim() === ''; ) visit(lines[index++]);
  return found;
}

/** Inside brackets or braces that were opened behind a key or dash, in this line or above. */
function flowPlace(lines: readonly Line[], at: number, offset: number, text: string): YamlPlace | undefined {
  for (let index = at; index >= Math.max(0, at - LONGEST_FLOW); index--) {
    const line = lines[index];
    const value = line?.content.slice(line.valueAt) ?? '';
    const opening = /^\s*([[{])/.exec(value);
    if (!line || !opening) {
      if (index < at && line?.key !== undefined) return undefined;
      continue;
    }
    const open = line.start + line.column + line.valueAt + opening[0].length;
    if (offset < open || (index < at && (lines[at]?.indent ?? 0) <= line.indent)) return undefined;
    const before = text.slice(open, offset).replace(/"[^"]*"|'[^']*'/g, (quoted) => '_'.repeat(quoted.length));
    if (/[[\]{}]/.test(before)) return undefined;
    const path = [...pathAbove(lines, index, line.column, line.dashes), ...(line.key === undefined ? [] : [line.key])];
    return flowEntry(text, open, offset, before, opening[1] === '[' ? [...path, '*'] : path, opening[1] === '[');
  }
  return undefined;
}

function flowEntry(text: string, open: number, offset: number, before: string, path: readonly string[], isList: boolean): YamlPlace | undefined {
  const from = open + Math.max(before.lastIndexOf(','), before.lastIndexOf('\n')) + 1;
  const entry = `${text.slice(from, offset)}${/^[^,\]}\r\n#]*/.exec(text.slice(offset))?.[0] ?? ''}`;
  const lead = entry.length - entry.trimStart().length;
  const key = isList ? undefined : KEY.exec(entry.trimStart());
  const start = Math.min(from + lead, offset);
  if (isList) return word(entry.trim(), entry.trim() === '' ? offset : start, offset, { path, part: 'value', afterDash: false, hasColon: false, siblings: [] });
  const siblings = [...text.slice(open, from).matchAll(/([\w./-]+)\s*:/g)].map(([, name = '']) => name);
  if (!key || offset <= start + key[0].length - 1) return word(key?.[1]?.trimEnd() ?? entry.trim(), start, offset, { path, part: 'key', afterDash: false, hasColon: key !== null, siblings });
  const value = entry.trimStart().slice(key[0].length);
  const valueLead = value.length - value.trimStart().length;
  return word(value.trim(), Math.min(start + key[0].length + valueLead, offset), offset, { path: [...path, unquoted((key[1] ?? '').trimEnd())], part: 'value', afterDash: false, hasColon: false, siblings: [] });
}
