import { sqlTokens, type SqlToken } from '../sql-tokens.js';

const STATEMENT_START = /^\s*(?:\(\s*|--[^\n]*\n\s*|\/\*(?:[^*]|\*(?!\/))*\*\/\s*)*(?:select|insert|update|delete|with)\b/i;
/** Words that stand before a noun in a sentence and are no names of tables. */
const ARTICLES = new Set(['A', 'AN', 'THE', 'THIS', 'THAT', 'THESE', 'THOSE', 'YOUR', 'OUR', 'MY', 'THEIR', 'ITS', 'EACH', 'ANY', 'ALL', 'HERE', 'BELOW', 'ABOVE', 'WHICH', 'ONE', 'EITHER', 'WITHIN', 'AMONG']);
/** What may follow the tables of a query, or an alias, besides what the tokenizer knows as keywords. */
const CLAUSES = new Set(['FORCE', 'USE', 'TABLESAMPLE', 'PIVOT', 'UNPIVOT', 'FINAL', 'PREWHERE', 'SAMPLE', 'ALLOW', 'ARRAY', 'STRAIGHT_JOIN', 'ASOF', 'ANTI', 'SEMI', 'START', 'CONNECT', 'LOCK', 'SETTINGS', 'FORMAT', 'OPTION', 'VALUE']);
const COMPARISONS = new Set(['IN', 'LIKE', 'IS', 'BETWEEN', 'EXISTS', 'ILIKE', 'REGEXP', 'RLIKE']);
const EXPRESSION_STARTS = new Set(['CASE', 'NOT', 'NULL', 'EXISTS', 'CAST', 'INTERVAL', 'DATE', 'TIMESTAMP']);
const LONGEST_UPDATE_TARGET = 40;

/** How the words of a statement are written: prose begins with a capital and goes on in small letters. */
type Spelling = 'capitals' | 'small' | 'mixed';

/** The tokens of one statement, read from left to right. */
class Statement {
  readonly tokens: readonly SqlToken[];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    const meaningful = sqlTokens(text).filter((token) => token.kind !== 'comment');
    const first = meaningful.findIndex((token) => token.upper !== '(');
    this.tokens = meaningful.slice(Math.max(0, first));
  }

  upper(index: number): string {
    return this.tokens[index]?.upper ?? '';
  }

  kind(index: number): SqlToken['kind'] | undefined {
    return this.tokens[index]?.kind;
  }

  isName(index: number): boolean {
    const kind = this.kind(index);
    return (kind === 'name' && !ARTICLES.has(this.upper(index))) || kind === 'quoted-name' || kind === 'placeholder';
  }

  isBareWord(index: number): boolean {
    return this.kind(index) === 'name' || this.kind(index) === 'keyword';
  }

  /** The first place of a word outside parentheses, or -1. */
  find(word: string, from: number, limit = this.tokens.length): number {
    let depth = 0;
    for (let i = from; i < Math.min(limit, this.tokens.length); i++) {
      const text = this.upper(i);
      if (text === ';' && depth === 0) return -1;
      if (text === '(') depth++;
      if (text === ')') depth--;
      if (depth < 0) return -1;
      if (text === word && depth === 0 && this.kind(i) === 'keyword') return i;
    }
    return -1;
  }

  /** Past a name with its qualifiers, such as `shop.dbo.orders` or a name glued to a placeholder; the same index when there is none. */
  afterPath(index: number): number {
    if (!this.isName(index)) return index;
    let end = index + 1;
    while (end < this.tokens.length) {
      const glued = this.tokens[end]?.start === this.tokens[end - 1]?.end;
      if (this.upper(end) === '.' || (this.upper(end - 1) === '.' && this.kind(end) !== 'operator') || (glued && (this.isName(end) || this.isBareWord(end) || this.kind(end) === 'number' || this.upper(end) === ':' || this.upper(end) === '-'))) end++;
      else break;
    }
    return end;
  }

  spelling(...indexes: readonly number[]): Spelling {
    const words = indexes.map((index) => this.#text.slice(this.tokens[index]?.start, this.tokens[index]?.end));
    if (words.every((word) => word === word.toUpperCase())) return 'capitals';
    return words.every((word) => word === word.toLowerCase()) ? 'small' : 'mixed';
  }
}

/**
 * Whether a text is an SQL statement rather than a sentence that begins like one ("Select a file from the list"): decided
 * by its tokens. Takes SELECT … FROM, WITH … AS (, INSERT INTO, UPDATE … SET and DELETE FROM; in doubt it is no SQL.
 */
export function isSqlStatement(text: string): boolean {
  if (!STATEMENT_START.test(text)) return false;
  const statement = new Statement(text);
  switch (statement.upper(0)) {
    case 'SELECT':
      return isSelect(statement);
    case 'WITH':
      return isWith(statement);
    case 'INSERT':
      return isInsert(statement);
    case 'UPDATE':
      return isUpdate(statement);
    case 'DELETE':
      return isDelete(statement);
    default:
      return false;
  }
}

function isSelect(statement: Statement): boolean {
  const from = statement.find('FROM', 1);
  let first = 1;
  while (['DISTINCT', 'ALL', 'TOP'].includes(statement.upper(first)) || (statement.upper(first - 1) === 'TOP' && statement.kind(first) === 'number')) first++;
  if (from <= first) return false;
  const items = itemsOf(statement, first, from);
  if (items.some((item) => isProse(statement, item)) || !isTableReference(statement, from + 1)) return false;
  const structured = items.length > 1 || items.some(([start, end]) => range(start, end).some((i) => !statement.isBareWord(i)));
  const clause = hasClause(statement, from + 1);
  if (clause) return true;
  const spelling = statement.spelling(0, from);
  if (spelling === 'mixed') return structured && (statement.upper(first) === '*' || statement.spelling(from) !== 'small');
  if (structured) return true;
  // `SELECT name FROM users` is SQL, `SELECT FILE FROM DISK` may be a button, `select item from menu` a sentence.
  return spelling === 'capitals' && statement.spelling(...range(0, statement.tokens.length)) !== 'capitals';
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
}

/** The select list divided at its commas. */
function itemsOf(statement: Statement, start: number, end: number): [number, number][] {
  const items: [number, number][] = [];
  let depth = 0;
  let from = start;
  for (let i = start; i < end; i++) {
    const text = statement.upper(i);
    if (text === '(') depth++;
    if (text === ')') depth--;
    if (text !== ',' || depth > 0) continue;
    items.push([from, i]);
    from = i + 1;
  }
  return [...items, [from, end]];
}

/** Two or more bare words in a row that are no `name alias`, `name AS alias` or the beginning of an expression; or nothing. */
function isProse(statement: Statement, [start, end]: readonly [number, number]): boolean {
  const length = end - start;
  if (length === 0) return true;
  const words = range(start, end);
  if (words.some((i) => !statement.isBareWord(i))) return words.some((i) => statement.kind(i) === 'punctuation' && !'(),.[]{}:'.includes(statement.upper(i)));
  if (length === 1) return statement.kind(start) === 'keyword' && statement.upper(start) !== 'NULL';
  if (EXPRESSION_STARTS.has(statement.upper(start))) return false;
  if (length === 3 && statement.upper(start + 1) === 'AS') return false;
  return length !== 2 || !statement.isName(start) || statement.kind(start + 1) !== 'name';
}

/** What stands after FROM: a table, perhaps with an alias, and then no further word of a sentence. */
function isTableReference(statement: Statement, index: number): boolean {
  if (statement.upper(index) === '(' || ['LATERAL', 'ONLY', 'VALUES', 'TABLE'].includes(statement.upper(index))) return true;
  const end = statement.afterPath(index);
  if (end === index) return statement.kind(index) === 'string';
  if (statement.kind(end) === 'punctuation') return '(),;['.includes(statement.upper(end));
  if (statement.kind(end) !== 'name' || CLAUSES.has(statement.upper(end))) return true;
  return statement.kind(end + 1) !== 'name' || CLAUSES.has(statement.upper(end + 1));
}

/** A WHERE that compares, a JOIN with its condition, an order, a group or a limit. */
function hasClause(statement: Statement, from: number): boolean {
  const where = statement.find('WHERE', from);
  if (where >= 0 && range(where + 1, statement.tokens.length).some((i) => COMPARISONS.has(statement.upper(i)) || (statement.kind(i) === 'operator' && /[=<>~]/.test(statement.upper(i))))) return true;
  const join = statement.find('JOIN', from);
  if (join >= 0 && (statement.find('ON', join) >= 0 || statement.find('USING', join) >= 0)) return true;
  const by = statement.find('BY', from);
  if (by >= 0 && ['ORDER', 'GROUP'].includes(statement.upper(by - 1)) && statement.isName(by + 1)) return true;
  const limit = statement.find('LIMIT', from);
  return limit >= 0 && ['number', 'placeholder'].includes(statement.kind(limit + 1) ?? '');
}

function isWith(statement: Statement): boolean {
  let index = statement.upper(1) === 'RECURSIVE' ? 2 : 1;
  if (!statement.isName(index)) return false;
  index = statement.afterPath(index);
  if (statement.upper(index) === '(') while (index < statement.tokens.length && statement.upper(index++) !== ')');
  if (statement.upper(index) !== 'AS') return false;
  index++;
  while (['NOT', 'MATERIALIZED'].includes(statement.upper(index))) index++;
  return statement.upper(index) === '(';
}

function isInsert(statement: Statement): boolean {
  const into = statement.find('INTO', 1, 6);
  if (into < 0) return false;
  const table = statement.upper(into + 1) === 'TABLE' ? into + 2 : into + 1;
  const end = statement.afterPath(table);
  if (end === table) return false;
  return range(end, statement.tokens.length).some((i) => ['VALUES', 'VALUE', 'SELECT', 'DEFAULT', 'SET'].includes(statement.upper(i)) || statement.kind(i) === 'placeholder');
}

function isUpdate(statement: Statement): boolean {
  const set = statement.find('SET', 2, LONGEST_UPDATE_TARGET);
  if (set < 0 || !statement.isName(statement.upper(1) === 'ONLY' ? 2 : 1)) return false;
  if (statement.upper(set + 1) === '(') return true;
  const end = statement.afterPath(set + 1);
  return end > set + 1 && (/^[-+*/|&^]?=$/.test(statement.upper(end)) || (end >= statement.tokens.length && statement.kind(end - 1) === 'placeholder'));
}

function isDelete(statement: Statement): boolean {
  if (statement.upper(1) !== 'FROM' || !statement.isName(2) || !isTableReference(statement, 2)) return false;
  if (hasClause(statement, 2)) return true;
  const end = statement.afterPath(2);
  return statement.spelling(0, 1) === 'capitals' && (end >= statement.tokens.length || statement.upper(end) === ';' || statement.kind(end) === 'keyword');
}
