import { sqlTokens } from '../syntax/sql-tokens.js';
import { singular, wordsOf } from './words.js';

/** The words of one text that is no code. Plain data. */
export interface TextWords {
  /** Words of prose, and how often each is said. */
  readonly prose: ReadonlyMap<string, number>;
  /** Words of names in a data contract. */
  readonly contract: ReadonlySet<string>;
  /** Words of names of tables. */
  readonly tables: ReadonlySet<string>;
}

const PROSE = /(^|\/)readme(\.\w+)?$|(^|\/)docs?\/.*\.(md|mdx|rst)$/i;
const CONTRACT = /\.od[cp]s\.ya?ml$/;
const SQL = /\.sql$/;
const NONE: ReadonlySet<string> = new Set();
const NO_PROSE: ReadonlyMap<string, number> = new Map();
const SHORTEST = 3;
/** What follows one of these names a table. */
const BEFORE_TABLE = /^(from|join|into|update|table)$/i;
/** May stand in between. */
const BETWEEN = /^(if|not|exists|only|table)$/i;

/** Whether a text of that name may say words of the domain. */
export function hasTextWords(path: string): boolean {
  return PROSE.test(path) || CONTRACT.test(path) || SQL.test(path);
}

/** The words of a README or a page of documentation, of a data contract (ODCS or ODPS), or of an SQL script. */
export function textWordsOf(path: string, text: string): TextWords {
  if (CONTRACT.test(path)) return { prose: NO_PROSE, contract: new Set(namesInContract(text).flatMap(usable)), tables: NONE };
  if (SQL.test(path)) return { prose: NO_PROSE, contract: NONE, tables: new Set(tablesIn(text).flatMap(usable)) };
  return { prose: wordsOfProse(text), contract: NONE, tables: NONE };
}

function usable(name: string): string[] {
  return wordsOf(name).map(singular).filter((word) => word.length >= SHORTEST);
}

/** Lower-case words outside code, links and markup; names of products have capitals. */
function wordsOfProse(text: string): Map<string, number> {
  const plain = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, ' ').replace(/`[^`\n]*`|\]\([^)]*\)|https?:\S+|<[^>\n]*>|^.*\|.*$/gm, ' ');
  const counts = new Map<string, number>();
  for (const [word] of plain.matchAll(/(?<![\w./@-])[a-z]{3,20}(?![\w/@-]|\.\w)/g)) {
    const each = singular(word);
    if (each.length >= SHORTEST) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  return counts;
}

/** `name` and `businessName` of what stands in the schema of a contract. */
function namesInContract(text: string): string[] {
  const lines = text.split(/\r?\n/);
  const begin = lines.findIndex((line) => /^schema\s*:/.test(line));
  if (begin < 0) return [];
  const length = lines.slice(begin + 1).findIndex((line) => /^[A-Za-z]/.test(line));
  const schema = lines.slice(begin + 1, length < 0 ? undefined : begin + 1 + length);
  const indent = Math.min(...schema.flatMap((line) => { const dash = /^(\s*)- /.exec(line); return dash ? [(dash[1] ?? '').length] : []; }));
  return schema.flatMap((line) => {
    const match = /^(\s*)(- )?\s*(name|businessName)\s*:\s*["']?([^"'#\n]+)/.exec(line);
    if (!match) return [];
    const depth = (match[1] ?? '').length + (match[2] === undefined ? 0 : 2);
    return depth === indent + 2 || match[3] === 'businessName' ? [(match[4] ?? '').trim()] : [];
  });
}

function tablesIn(text: string): string[] {
  const tokens = sqlTokens(text).filter(({ kind }) => kind !== 'comment');
  const word = (i: number) => { const token = tokens[i]; return token && (token.kind === 'keyword' || token.kind === 'name' || token.kind === 'quoted-name') ? text.slice(token.start, token.end) : ''; };
  return tokens.flatMap((_, i) => {
    if (!BEFORE_TABLE.test(word(i))) return [];
    let at = i + 1;
    while (BETWEEN.test(word(at))) at++;
    // `shop.orders` is a table of a schema.
    while (tokens[at + 1] && text.slice(tokens[at + 1]?.start, tokens[at + 1]?.end) === '.') at += 2;
    return tokens[at]?.kind === 'keyword' || word(at) === '' ? [] : [word(at).replace(/^["`[]|["`\]]$/g, '')];
  });
}
