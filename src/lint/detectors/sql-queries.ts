import { sqlTokens, type SqlToken } from '../../syntax/sql-tokens.js';

/** What a query reads from, with the name its columns are qualified by. */
export type TableItem =
  | { readonly kind: 'table'; readonly path: readonly string[]; readonly alias: string; /** As it is written, without quotes. */ readonly text: string }
  /** A query in parentheses, named by the index of its opening one. */
  | { readonly kind: 'query'; readonly open: number; readonly alias: string }
  /** A function, a placeholder or a file: we do not know its columns. */
  | { readonly kind: 'unknown'; readonly alias: string };

/** A `*` or `alias.*` in a select list, not that of `count(*)`. */
export interface Star {
  readonly index: number;
  readonly qualifier: string | undefined;
}

/** One SELECT; `from` and `end` are indexes of tokens, `from` is -1 when it reads no table. */
export interface Query {
  readonly select: number;
  readonly from: number;
  /** Past its last token; the tokens of subqueries lie in between. */
  readonly end: number;
  /** The parenthesis it stands in, or -1. */
  readonly group: number;
  /** It goes on a chain of UNION or its kin. */
  readonly isContinued: boolean;
  /** The query before it in the same parenthesis. */
  readonly previous: Query | undefined;
}

const SET_OPERATORS = new Set(['UNION', 'EXCEPT', 'INTERSECT', 'MINUS']);
const QUERY_ENDS = new Set([...SET_OPERATORS, 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'MERGE', 'GO', 'END', 'DECLARE', ';']);
const TABLE_ENDS = new Set(['WHERE', 'GROUP', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH', 'FOR', 'WINDOW', 'QUALIFY', 'RETURNING', 'OPTION']);
const TABLE_SEPARATORS = new Set([',', 'JOIN', 'APPLY']);
const LIST_STARTS = new Set(['SELECT', 'DISTINCT', 'ALL', 'PERCENT', 'TIES', 'SQL_CALC_FOUND_ROWS', 'SQL_NO_CACHE', 'STRAIGHT_JOIN', ',']);
/** How far back a CREATE may stand before the query it holds. */
const LONGEST_DEFINITION_HEAD = 80;

/** A name without its quotes, and without a part that is filled in later. */
function unquoted(token: SqlToken): string {
  return (token.kind === 'quoted-name' ? token.text.slice(1, -1) : token.text).replace(/\{[^{}]*\}/g, '…');
}

/** A name as names are compared: without quotes, without a prefix that is filled in later, in small letters. */
export function plainName(token: SqlToken): string {
  return unquoted(token).replaceAll('…', '').toLowerCase();
}

/** The queries of an SQL text and how they are nested. */
export class SqlScript {
  /** Without comments. */
  readonly tokens: readonly SqlToken[];
  readonly queries: readonly Query[];
  readonly #partner: Int32Array;
  readonly #group: Int32Array;
  readonly #common = new Map<string, number>();
  readonly #byGroup = new Map<number, Query[]>();
  readonly #bySelect = new Map<number, Query>();
  readonly #reaches = new Map<number, boolean>();

  constructor(text: string) {
    this.tokens = sqlTokens(text).filter((token) => token.kind !== 'comment');
    this.#partner = new Int32Array(this.tokens.length).fill(this.tokens.length);
    this.#group = new Int32Array(this.tokens.length).fill(-1);
    this.#matchParentheses();
    this.queries = this.tokens.flatMap((token, index) => (token.upper === 'SELECT' && token.kind === 'keyword' ? [this.#query(index)] : []));
    this.tokens.forEach((token, index) => {
      if (token.upper === 'WITH') this.#readCommonTables(index);
    });
  }

  upper(index: number): string {
    return this.tokens[index]?.upper ?? '';
  }

  /** The parenthesis that closes the one at an index, or the number of tokens. */
  closing(open: number): number {
    return this.#partner[open] ?? this.tokens.length;
  }

  /** Indexes from `start` up to `end`, without what stands in parentheses. */
  *level(start: number, end: number): Generator<number> {
    for (let i = start; i < end; i = this.upper(i) === '(' ? this.closing(i) + 1 : i + 1) yield i;
  }

  /** The first place of a word in a query, outside parentheses, or -1. */
  find(query: Query, word: string, from = query.select): number {
    for (const i of this.level(from, query.end)) if (this.upper(i) === word && this.tokens[i]?.kind === 'keyword') return i;
    return -1;
  }

  /** The queries that stand directly in a parenthesis. */
  queriesIn(open: number): Query[] {
    return this.#byGroup.get(open) ?? [];
  }

  /** The parenthesis that holds the query of a common table expression (WITH). */
  commonTable(name: string): number | undefined {
    return this.#common.get(name);
  }

  stars(query: Query): Star[] {
    if (query.from < 0) return [];
    return [...this.level(query.select + 1, query.from)].flatMap((index): Star[] => {
      if (this.upper(index) !== '*' || this.tokens[index]?.kind !== 'operator' || !['FROM', ',', 'INTO'].includes(this.upper(index + 1))) return [];
      const before = this.tokens[index - 1];
      if (before?.upper === '.') return [{ index, qualifier: plainName(this.tokens[index - 2] ?? before) }];
      return this.#startsItem(query, index) ? [{ index, qualifier: undefined }] : [];
    });
  }

  /** Whether a star begins an item of the list; else it multiplies. */
  #startsItem(query: Query, index: number): boolean {
    if (LIST_STARTS.has(this.upper(index - 1))) return true;
    // `TOP 10 *`, `TOP (10) *`, `DISTINCT ON (day) *`
    const opening = this.upper(index - 1) === ')' ? this.#opening(index - 1) : index - 1;
    return ['TOP', 'ON'].includes(this.upper(opening - 1)) && opening - 1 > query.select;
  }

  /** The parenthesis that a closing one belongs to, or -1. */
  #opening(close: number): number {
    return this.upper(close) === ')' ? (this.#partner[close] ?? -1) : -1;
  }

  tables(query: Query): TableItem[] {
    const items: TableItem[] = [];
    let isNext = query.from >= 0;
    for (const i of this.level(query.from + 1, query.end)) {
      if (TABLE_ENDS.has(this.upper(i))) break;
      if (isNext && ['LATERAL', 'ONLY'].includes(this.upper(i))) continue;
      if (isNext) items.push(this.#table(i));
      isNext = TABLE_SEPARATORS.has(this.upper(i));
    }
    return items;
  }

  #table(start: number): TableItem {
    if (this.upper(start) === '(') return { kind: 'query', open: start, alias: this.#alias(this.closing(start) + 1) };
    const path: string[] = [];
    let text = '';
    let end = start;
    let isKnown = true;
    while (end < this.tokens.length) {
      const token = this.tokens[end];
      if (token && (token.kind === 'name' || (token.kind === 'quoted-name' && !/^.\{[^{}]*\}.$/.test(token.text)))) path.push(plainName(token));
      else isKnown = false;
      text += token ? unquoted(token) : '';
      end++;
      // A name glued to a placeholder, such as `prefix_{name}`, is not known either.
      if (token?.end === this.tokens[end]?.start && this.tokens[end]?.kind === 'placeholder') isKnown = false;
      if (this.upper(end) !== '.') break;
      text += '.';
      end++;
    }
    const isCall = this.upper(end) === '(' || this.tokens[end]?.kind === 'placeholder';
    const alias = this.#alias(end);
    if (!isKnown || isCall || path.length === 0) return { kind: 'unknown', alias };
    return { kind: 'table', path, alias: alias === '' ? (path.at(-1) ?? '') : alias, text };
  }

  #alias(index: number): string {
    const token = this.tokens[this.upper(index) === 'AS' ? index + 1 : index];
    return token && (token.kind === 'name' || token.kind === 'quoted-name') ? plainName(token) : '';
  }

  /**
   * Whether the rows of a query leave the database: it is no subquery, no common table, and feeds no INSERT, no new table
   * and no view. Wrapping parentheses are looked through; a chain of UNION goes where its first query goes.
   */
  reachesClient(query: Query): boolean {
    const known = this.#reaches.get(query.select);
    if (known !== undefined) return known;
    const reaches = this.#findsClient(query.select);
    this.#reaches.set(query.select, reaches);
    return reaches;
  }

  #findsClient(select: number): boolean {
    let at = select;
    for (;;) {
      const before = at - 1;
      const word = this.upper(before);
      if (before < 0 || word === ';') return true;
      if (word === '(' && this.#group[at] === before) {
        const outside = this.upper(before - 1);
        if (before > 0 && ![';', '(', 'ALL'].includes(outside) && !SET_OPERATORS.has(outside)) return false;
        at = before;
      } else if (this.#followsSetOperator(at)) return this.#previousReaches(at);
      else if (word === ')') {
        const withWord = this.#commonTablesBefore(before);
        if (withWord < 0) return !this.#isFilled(this.#opening(before) - 1);
        at = withWord;
      } else return word === 'AS' ? !this.#isDefinition(before) : !this.#isFilled(before);
    }
  }

  #followsSetOperator(at: number): boolean {
    return SET_OPERATORS.has(this.upper(at - 1)) || (['ALL', 'DISTINCT'].includes(this.upper(at - 1)) && SET_OPERATORS.has(this.upper(at - 2)));
  }

  /** Whether the query before a set operator reaches the client; it may stand in parentheses. */
  #previousReaches(at: number): boolean {
    const own = this.upper(at) === 'SELECT' ? this.#bySelect.get(at)?.previous : undefined;
    const previous = own ?? this.queriesIn(this.#opening(SET_OPERATORS.has(this.upper(at - 1)) ? at - 2 : at - 3))[0];
    return previous !== undefined && previous.select < at && this.reachesClient(previous);
  }

  /** The WITH of the common tables that end at a closing parenthesis, or -1. */
  #commonTablesBefore(close: number): number {
    let end = close;
    while (this.upper(end) === ')') {
      let i = this.#opening(end) - 1;
      while (['MATERIALIZED', 'NOT'].includes(this.upper(i))) i--;
      if (this.upper(i) !== 'AS') return -1;
      i--;
      if (this.upper(i) === ')') i = this.#opening(i) - 1;
      i--;
      if (this.upper(i) === 'RECURSIVE') i--;
      if (this.upper(i) === 'WITH') return i;
      if (this.upper(i) !== ',') return -1;
      end = i - 1;
    }
    return -1;
  }

  /** Whether the name that ends at an index is a table being filled, or the query is only explained. */
  #isFilled(end: number): boolean {
    if (['EXPLAIN', 'ANALYZE', 'DESCRIBE', 'VERBOSE', 'PLAN'].includes(this.upper(end))) return true;
    let i = end;
    while (i > 0 && (this.upper(i - 1) === '.' || this.upper(i) === '.')) i--;
    return ['INTO', 'OVERWRITE', 'TABLE', 'EXISTS'].includes(this.upper(i - 1));
  }

  /** Whether the AS at an index belongs to a table or view, not to a procedure, which returns rows. */
  #isDefinition(as: number): boolean {
    for (let i = as - 1; i >= Math.max(0, as - LONGEST_DEFINITION_HEAD); i--) {
      if (['TABLE', 'VIEW'].includes(this.upper(i))) return true;
      if ([';', 'PROCEDURE', 'PROC', 'FUNCTION', 'TRIGGER', 'CURSOR'].includes(this.upper(i))) return false;
    }
    return false;
  }

  #query(select: number): Query {
    const group = this.#group[select] ?? -1;
    const groupEnd = group < 0 ? this.tokens.length : this.closing(group);
    let from = -1;
    let end = select + 1;
    for (const i of this.level(select + 1, groupEnd)) {
      end = i;
      if (QUERY_ENDS.has(this.upper(i))) break;
      if (from < 0 && this.upper(i) === 'FROM' && (this.upper(i - 1) !== 'DISTINCT' || i - 1 === select + 1)) from = i;
      end = Math.min(groupEnd, this.upper(i) === '(' ? this.closing(i) + 1 : i + 1);
    }
    const siblings = this.#byGroup.get(group) ?? [];
    const query = { select, from, end, group, isContinued: this.#followsSetOperator(select), previous: siblings.at(-1) };
    siblings.push(query);
    this.#byGroup.set(group, siblings);
    this.#bySelect.set(select, query);
    return query;
  }

  #matchParentheses(): void {
    const open: number[] = [];
    for (let i = 0; i < this.tokens.length; i++) {
      if (this.upper(i) === ')') {
        const start = open.pop();
        this.#partner[i] = start ?? -1;
        if (start !== undefined) this.#partner[start] = i;
      }
      this.#group[i] = open.at(-1) ?? -1;
      if (this.upper(i) === '(') open.push(i);
    }
  }

  #readCommonTables(withWord: number): void {
    let i = this.upper(withWord + 1) === 'RECURSIVE' ? withWord + 2 : withWord + 1;
    while (i < this.tokens.length) {
      const name = this.tokens[i++];
      if (this.upper(i) === '(') i = this.closing(i) + 1;
      if (!name || this.upper(i) !== 'AS') return;
      i++;
      while (['NOT', 'MATERIALIZED'].includes(this.upper(i))) i++;
      if (this.upper(i) !== '(') return;
      this.#common.set(plainName(name), i);
      i = this.closing(i) + 1;
      if (this.upper(i) !== ',') return;
      i++;
    }
  }
}
