import { readCsv } from '../../document/csv.js';
import { sqlTokens, type SqlToken } from '../../syntax/sql-tokens.js';

/** A column of an output port, in the words of ODCS. */
export interface Column {
  readonly name: string;
  readonly logicalType: LogicalType;
  readonly required?: boolean;
  readonly primaryKey?: boolean;
}

type LogicalType = 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'timestamp' | 'time' | 'object' | 'array';

/** What a table may have; more is another kind of file. */
const MOST_COLUMNS = 2000;
const LONGEST_NAME = 200;

const LOGICAL_TYPES: readonly (readonly [RegExp, LogicalType])[] = [
  [/^(bool|boolean|bit)$/, 'boolean'],
  [/^(tiny|small|medium|big)?int(eger)?[248]?$|^(small|big)?serial$|^int64$/, 'integer'],
  [/^(dec|decimal|numeric|number|float[48]?|double|real|money|float64|bignumeric)$/, 'number'],
  [/^date$/, 'date'],
  [/^(timestamp\w*|datetime2?|smalldatetime)$/, 'timestamp'],
  [/^timetz$|^time$/, 'time'],
  [/^(json|jsonb|struct|map|object|variant)$/, 'object'],
  [/^array$/, 'array'],
];

/** Words with which a part of a table begins that is no column. */
const CONSTRAINTS = new Set(
  'CONSTRAINT PRIMARY FOREIGN UNIQUE CHECK KEY INDEX LIKE EXCLUDE FULLTEXT SPATIAL PERIOD'.split(' '),
);

/** The columns a CSV header names, all as text. Throws an Error with one sentence when it is no header. */
export function columnsOfCsv(text: string, file: string): Column[] {
  const { records, problems } = readCsv(headerOf(text));
  const [header] = records;
  const [problem] = problems;
  if (problem && !header) throw new Error(`${file}: ${problem.message}`);
  if (!header) throw new Error(`${file} is empty; its first line must name the columns.`);
  return checked(header.map((field) => ({ name: field.text.trim(), logicalType: 'string' })), file);
}

/** As far as quotes reach; rows below the header are of no interest. */
function headerOf(text: string): string {
  return /^\uFEFF?(?:\s*[\r\n])*(?:"(?:[^"]|"")*"?|[^"\r\n])*/.exec(text)?.[0] ?? '';
}

/** The columns of the first `CREATE TABLE` in an SQL text. Throws an Error with one sentence when there is none. */
export function columnsOfSql(text: string, file: string): Column[] {
  const tokens = sqlTokens(text).filter(({ kind }) => kind !== 'comment');
  const table = tokens.findIndex((token, at) => token.upper === 'TABLE' && followsCreate(tokens, at));
  const open = table < 0 ? -1 : tokens.findIndex((token, at) => at > table && '(;'.includes(token.text));
  if (open < 0 || tokens[open]?.text !== '(') {
    throw new Error(`${file} holds no CREATE TABLE with a list of columns; give a file that does.`);
  }
  const parts = partsFrom(tokens, open + 1, file);
  const keys = new Set(parts.flatMap(keyColumns));
  return checked(parts.filter((part) => !isConstraint(part)).map((part) => columnOf(part, keys)), file);
}

/** How many words may stand between CREATE and TABLE, such as OR REPLACE TEMPORARY. */
const MOST_BETWEEN = 4;

function followsCreate(tokens: readonly SqlToken[], at: number): boolean {
  return tokens.slice(Math.max(0, at - MOST_BETWEEN), at).some(({ upper }) => upper === 'CREATE');
}

/** What commas part outside every bracket; those of `ARRAY<STRUCT<a INT, b INT>>` count where no round one is open. */
function partsFrom(tokens: readonly SqlToken[], start: number, file: string): SqlToken[][] {
  const parts: SqlToken[][] = [[]];
  let round = 0;
  let angle = 0;
  for (const token of tokens.slice(start)) {
    if (token.text === '(') round++;
    if (token.text === ')' && round-- === 0) return parts.filter((part) => part.length > 0);
    if (round === 0 && /^(<+|>+)$/.test(token.text)) {
      angle = Math.max(0, angle + (token.text.startsWith('<') ? token.text.length : -token.text.length));
    }
    if (token.text === ',' && round === 0 && angle === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  throw new Error(`${file}: the list of columns is never closed; add the missing ")".`);
}

function isConstraint([first]: readonly SqlToken[]): boolean {
  return first === undefined || (first.kind !== 'quoted-name' && CONSTRAINTS.has(first.upper));
}

/** The columns a part makes a primary key: those a constraint lists, or the column it describes. */
function keyColumns(part: readonly SqlToken[]): string[] {
  const at = part.findIndex(({ upper }, i) => upper === 'PRIMARY' && part[i + 1]?.upper === 'KEY');
  if (at < 0) return [];
  const names = isConstraint(part) ? part.slice(at + 2).filter(({ kind }) => kind !== 'punctuation') : part.slice(0, 1);
  return names.map(nameOf);
}

function nameOf({ kind, text }: SqlToken): string {
  return kind === 'quoted-name' ? text.slice(1, -1).replaceAll('""', '"') : text;
}

function columnOf([first, type, ...rest]: readonly SqlToken[], keys: ReadonlySet<string>): Column {
  const name = first ? nameOf(first) : '';
  const isRequired = keys.has(name) || rest.some(({ upper }, i) => upper === 'NOT' && rest[i + 1]?.upper === 'NULL');
  return {
    name,
    logicalType: isArray(rest) ? 'array' : logicalType(type ? nameOf(type) : ''),
    ...(isRequired ? { required: true } : {}),
    ...(keys.has(name) ? { primaryKey: true } : {}),
  };
}

function isArray(afterType: readonly SqlToken[]): boolean {
  return afterType.some(({ text }, i) => text === '[' || (text === '[]' && i < 2));
}

function logicalType(type: string): LogicalType {
  return LOGICAL_TYPES.find(([pattern]) => pattern.test(type.toLowerCase()))?.[1] ?? 'string';
}

/** Columns a contract can name: each once, none without a name. Throws an Error with one sentence. */
function checked(columns: readonly Column[], where: string): Column[] {
  if (columns.length === 0) throw new Error(`${where} names no column; name at least one.`);
  if (columns.length > MOST_COLUMNS) {
    throw new Error(`${where} names ${columns.length} columns; at most ${MOST_COLUMNS} are read.`);
  }
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (name === '') throw new Error(`${where} has a column without a name; name it.`);
    if (name.length > LONGEST_NAME || /[\p{Cc}\p{Cs}\u2028\u2029\uFFFD]/u.test(name)) {
      const start = JSON.stringify(name.slice(0, 20));
      const doubt = 'is too long or cannot be written';
      throw new Error(`${where} has a column whose name ${doubt} (${start}); is it a text file with a header?`);
    }
    if (seen.has(name)) throw new Error(`${where} names the column "${name}" twice; keep one.`);
    seen.add(name);
  }
  return [...columns];
}
