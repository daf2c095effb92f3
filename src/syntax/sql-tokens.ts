import type { Span } from '../document/position.js';

/**
 * `keyword` is a word that structures statements, `name` any other word, `quoted-name` one in `""`, ``` `` ``` or `[]`;
 * `body` is a PostgreSQL text between `$tag$` marks, `placeholder` a value or a piece of SQL that is filled in later.
 */
export type SqlTokenKind = 'keyword' | 'name' | 'quoted-name' | 'string' | 'body' | 'number' | 'operator' | 'punctuation' | 'placeholder' | 'comment';

/** A piece of an SQL text; offsets are UTF-16 units. */
export interface SqlToken extends Span {
  readonly kind: SqlTokenKind;
  readonly text: string;
  /** The text in capitals, so that `Select` and `SELECT` compare equal. */
  readonly upper: string;
}

const KEYWORDS = new Set(
  `ALL ALTER AND ANY AS ASC BETWEEN BY CASE CAST CREATE CROSS DEFAULT DELETE DESC DISTINCT DROP ELSE END EXCEPT EXISTS FETCH FOR FROM FULL GROUP HAVING
   IGNORE IN INNER INSERT INTERSECT INTO IS JOIN LATERAL LEFT LIKE LIMIT MERGE MINUS NATURAL NOT NULL OFFSET ON ONLY OR ORDER OUTER OVER PARTITION QUALIFY
   RECURSIVE REPLACE RETURNING RIGHT SELECT SET TABLE THEN TOP UNION UPDATE USING VALUES VIEW WHEN WHERE WINDOW WITH`
    .split(/\s+/),
);

/** The longest name SQL Server allows in brackets; a bracket that closes later is an index or an array. */
const LONGEST_BRACKETED_NAME = 128;

const WORD_START = /[\p{L}_]/u;
const WORD_REST = /[\p{L}\p{N}_$]/u;
const OPERATOR_UNITS = '+-*/<>=~!@#%^&|:?';
/** `%s`, `%d`, `%(name)s`, `%1$s`: what printf-like functions and Python drivers fill in. */
const FORMAT = /%(?:\(\w{0,64}\)|\d{1,2}\$)?[sdiufvqx](?!\w)/y;
/** `:name`, `@name`, `$1`, `?1`, `?`. */
const PARAMETER = /:[A-Za-z_]\w*|@@?[A-Za-z_]\w*|\$\d+|\$[A-Za-z_]\w*|\?\d*/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const BODY_MARK = /\$(?:[A-Za-z_]\w*)?\$/y;

function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** Reads one text from left to right. Constructs that are never closed reach to the end, so the work stays linear. */
class SqlReader {
  readonly #text: string;
  readonly #tokens: SqlToken[] = [];
  /** Closing marks that do not occur any more. */
  readonly #missing = new Set<string>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): SqlToken[] {
    while (this.#at < this.#text.length) {
      const unit = this.#text[this.#at] ?? '';
      if (/\s/.test(unit)) this.#at++;
      else this.#readToken(unit);
    }
    return this.#tokens;
  }

  #readToken(unit: string): void {
    if (this.#readComment(unit) || this.#readQuoted(unit) || this.#readTemplate(unit)) return;
    if (this.#take('placeholder', matchAt(FORMAT, this.#text, this.#at))) return;
    if (unit === ':' && this.#text[this.#at + 1] === ':') return void this.#take('operator', 2);
    if (!this.#afterOperand() || unit === '@' || unit === '$') if (this.#take('placeholder', matchAt(PARAMETER, this.#text, this.#at))) return;
    if (this.#readWord() || this.#take('number', matchAt(NUMBER, this.#text, this.#at))) return;
    const operator = this.#operatorLength();
    if (operator > 0) this.#take('operator', operator);
    else this.#take('punctuation', this.#codePointLength());
  }

  #codePointLength(): number {
    return (this.#text.codePointAt(this.#at) ?? 0) > 0xffff ? 2 : 1;
  }

  /** Whether the units before belong to a value, so that `:` slices an array and `?` is an operator. */
  #afterOperand(): boolean {
    return this.#at > 0 && /[\w\])]/.test(this.#text[this.#at - 1] ?? '');
  }

  #take(kind: SqlTokenKind, length: number): boolean {
    if (length === 0) return false;
    const end = Math.min(this.#at + length, this.#text.length);
    const text = this.#text.slice(this.#at, end);
    this.#tokens.push({ kind, start: this.#at, end, text, upper: text.toUpperCase() });
    this.#at = end;
    return true;
  }

  /** Units up to and including `close`, or to the end of the text. */
  #lengthTo(close: string, from: number): number {
    const found = this.#text.indexOf(close, from);
    return (found < 0 ? this.#text.length : found + close.length) - this.#at;
  }

  #readComment(unit: string): boolean {
    const next = this.#text[this.#at + 1] ?? '';
    if (unit === '/' && next === '*') return this.#take('comment', this.#lengthTo('*/', this.#at + 2));
    // `#>` and `#-` are operators of PostgreSQL, `#name` is a temporary table of SQL Server.
    const line = (unit === '-' && next === '-') || (unit === '#' && (next === '' || /[\s#]/.test(next)));
    if (!line) return false;
    const end = /[\r\n]/g;
    end.lastIndex = this.#at;
    return this.#take('comment', (end.exec(this.#text)?.index ?? this.#text.length) - this.#at);
  }

  #readQuoted(unit: string): boolean {
    if (unit === "'") return this.#take('string', this.#stringLength(1));
    if (/[EeNnBbXx]/.test(unit) && this.#text[this.#at + 1] === "'" && !this.#afterOperand()) return this.#take('string', this.#stringLength(2));
    if (unit === '"' || unit === '`') return this.#take('quoted-name', this.#quotedLength(unit));
    if (unit === '[') return this.#take('quoted-name', this.#bracketedLength());
    if (unit !== '$' || this.#afterOperand()) return false;
    const mark = matchAt(BODY_MARK, this.#text, this.#at);
    return mark > 0 && this.#take('body', this.#lengthTo(this.#text.slice(this.#at, this.#at + mark), this.#at + mark));
  }

  #quotedLength(quote: string): number {
    let end = this.#at + 1;
    while (end < this.#text.length) {
      if (this.#text[end] !== quote) end++;
      else if (this.#text[end + 1] === quote) end += 2;
      else return end + 1 - this.#at;
    }
    return end - this.#at;
  }

  #stringLength(opening: number): number {
    let end = this.#at + opening;
    while (end < this.#text.length) {
      const unit = this.#text[end];
      if (unit === "'" && this.#text[end + 1] !== "'") return end + 1 - this.#at;
      if (unit === "'" || (unit === '\\' && this.#isEscape(end))) end += 2;
      else end++;
    }
    return end - this.#at;
  }

  /** MySQL writes `\'` for a quote, the others end a text with a backslash: what follows the quote tells them apart. */
  #isEscape(backslash: number): boolean {
    const escaped = this.#text[backslash + 1];
    if (escaped !== "'") return escaped === '\\';
    return /[^\s,;)|]/.test(this.#text[backslash + 2] ?? ' ');
  }

  #bracketedLength(): number {
    if (this.#afterOperand() || !/[\p{L}_ #@]/u.test(this.#text[this.#at + 1] ?? '')) return 0;
    for (let end = this.#at + 1; end < this.#text.length && end <= this.#at + LONGEST_BRACKETED_NAME + 1; end++) {
      const unit = this.#text[end] ?? '';
      if (unit === ']') return end + 1 - this.#at;
      if (/[[,'"()\r\n]/.test(unit)) return 0;
    }
    return 0;
  }

  /** `{name}` of a format text, `${name}` of a shell or a template, and the three brackets of Jinja. */
  #readTemplate(unit: string): boolean {
    const brace = unit === '$' && this.#text[this.#at + 1] === '{' ? 1 : 0;
    if (unit !== '{' && brace === 0) return false;
    const close = { '{': '}}', '%': '%}', '#': '#}' }[this.#text[this.#at + brace + 1] ?? ''] ?? '}';
    if (this.#missing.has(close)) return false;
    const end = this.#text.indexOf(close, this.#at + brace + 1);
    if (end < 0) this.#missing.add(close);
    return end >= 0 && this.#take(close === '#}' ? 'comment' : 'placeholder', end + close.length - this.#at);
  }

  #readWord(): boolean {
    let end = this.#at;
    // `#name` and `##name` are temporary tables.
    while (end < this.#at + 2 && this.#text[end] === '#') end++;
    if (!WORD_START.test(this.#text[end] ?? '')) return false;
    while (end < this.#text.length && WORD_REST.test(this.#text[end] ?? '')) end++;
    const isKeyword = KEYWORDS.has(this.#text.slice(this.#at, end).toUpperCase());
    return this.#take(isKeyword ? 'keyword' : 'name', end - this.#at);
  }

  /** Operators are taken whole, but never across the beginning of a comment or a placeholder. */
  #operatorLength(): number {
    let end = this.#at;
    while (end < this.#text.length && OPERATOR_UNITS.includes(this.#text[end] ?? '')) {
      const two = this.#text.slice(end, end + 2);
      if (end > this.#at && (two === '--' || two === '/*' || two[0] === '?' || two[0] === ':' || two[0] === '@' || two[0] === '%')) break;
      // A star stands alone, as it selects all columns: `*-1` is rare and `*/` a mistake.
      if (this.#text[end] === '*') return Math.max(1, end - this.#at);
      end++;
    }
    return end - this.#at;
  }
}

/**
 * The tokens of an SQL text in any of the common dialects, blanks left out. Tolerant: never throws, takes every other
 * unit as punctuation, and reads templates (`{name}`, `%s`, `{{ ref('x') }}`) as placeholders. Linear time.
 */
export function sqlTokens(text: string): SqlToken[] {
  return new SqlReader(text).read();
}
