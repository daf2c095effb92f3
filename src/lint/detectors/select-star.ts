import { throwIfCancelled } from '../../document/ports.js';
import type { Span } from '../../document/position.js';
import type { Detection, Detector } from '../detector.js';
import { plainName, SqlScript, type Query, type Star, type TableItem } from './sql-queries.js';

/** Places of code that runs once or by hand: there a star costs little and saves typing. */
const ONE_OFF_PATH = /(?:^|\/)(?:migrations?|migrator|migrate|alembic|versions|upgrades?|seeds?|seeders|fixtures?|dumps?|backups?|scripts?|bench(?:marks?)?|scratch|adhoc|snippets|notebooks?)\/|\.ipynb$/i;
/** Migrations are numbered or dated: `V2__rides.sql`, `2024-05-30_rides.sql`. */
const NUMBERED_FILE = /(?:^|\/)(?:[vur]?\d[\d._-]*_|\d{4}-?\d\d)[^/]*\.sql$/i;
/** Catalogues of databases and of Windows, whose columns nobody lists, and names that stand for a frame or a batch in memory. */
const CATALOGUE = /^(?:information_schema|pg_\w+|sqlite_\w+|sys\w*|mysql|performance_schema|duckdb_\w+|v\$\w*|dba_\w+|all_\w+|user_tab\w*|win32_\w+|cim_\w+|msft_\w+|__\w+|dual|self|df|inserted|deleted|#.*)$/;
/** A view has its columns named where it is defined. */
const VIEW = /^vw?_|_vw?$|_?views?$/;
const KEY_NAMES = new Set(['id', '_id', 'uuid', 'guid', 'pk', 'oid', 'rowid', 'ctid']);
/** Common tables may be built on common tables, which a mistake can make circular. */
const DEEPEST_NESTING = 16;
const NO_COLUMN = new Set(['CONSTRAINT', 'PRIMARY', 'FOREIGN', 'UNIQUE', 'CHECK', 'KEY', 'INDEX', 'EXCLUDE', 'PERIOD', 'FULLTEXT', 'SPATIAL']);

interface FetchedStar {
  readonly star: Star;
  readonly query: Query;
  readonly table: Extract<TableItem, { kind: 'table' }>;
}

/**
 * Queries that bring every column of a table to the client. Silent where the columns are named further in, where the table
 * or its columns are not known, where at most one row comes back, and in tests, migrations and scripts.
 */
export const selectStar: Detector = function* ({ document }, token) {
  if (!document.text.includes('*') || document.pathClasses.has('test') || document.pathClasses.has('example') || ONE_OFF_PATH.test(document.path) || NUMBERED_FILE.test(document.path)) return;
  const script = new SqlScript(document.text);
  let isReported = false;
  for (const query of script.queries) {
    throwIfCancelled(token);
    // One finding for a chain of UNION.
    if (!query.isContinued) isReported = false;
    if (isReported || !script.reachesClient(query) || script.find(query, 'INTO') >= 0 || returnsFewRows(script, query)) continue;
    // `o.*` says at least whose columns are wanted.
    if (!script.stars(query).some((star) => star.qualifier === undefined)) continue;
    const fetched = fetchedStar(script, query, DEEPEST_NESTING);
    if (!fetched) continue;
    isReported = true;
    yield detection(script, fetched);
  }
};

/** The first star of a query that stands for the columns of a table, looked up through subqueries and common tables. */
function fetchedStar(script: SqlScript, query: Query, depth: number): FetchedStar | undefined {
  if (depth === 0) return undefined;
  const tables = script.tables(query);
  for (const star of script.stars(query)) {
    for (const table of tables) {
      if (star.qualifier !== undefined && star.qualifier !== table.alias) continue;
      const inner = table.kind === 'query' ? table.open : table.kind === 'table' && table.path.length === 1 ? script.commonTable(table.path[0] ?? '') : undefined;
      const found = inner !== undefined ? innerStar(script, inner, query, depth) : table.kind === 'table' && isOrdinary(table) ? { star, query, table } : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

function innerStar(script: SqlScript, open: number, outer: Query, depth: number): FetchedStar | undefined {
  // A common table is found by name, so one that reads a table of its own name would be found in itself.
  for (const query of script.queriesIn(open)) {
    const found = query.select === outer.select ? undefined : fetchedStar(script, query, depth - 1);
    if (found) return found;
  }
  return undefined;
}

/** A single letter is the table of an example, or the container of a document store. */
function isOrdinary({ path }: Extract<TableItem, { kind: 'table' }>): boolean {
  const name = path.at(-1) ?? '';
  return !path.some((part) => CATALOGUE.test(part)) && !VIEW.test(name) && (path.length > 1 || name.length > 1);
}

/** At most one row, or only the names of the columns: little to save. */
function returnsFewRows(script: SqlScript, query: Query): boolean {
  const limit = script.find(query, 'LIMIT');
  if (limit >= 0 && Number(script.upper(limit + 1)) <= 1) return true;
  const top = script.upper(query.select + 1) === 'TOP' ? query.select + 2 : -1;
  if (top >= 0 && Number(script.upper(script.upper(top) === '(' ? top + 1 : top)) <= 1) return true;
  const fetch = script.find(query, 'FETCH');
  if (fetch >= 0 && ['1', 'ROW'].includes(script.upper(fetch + 2))) return true;
  const where = script.find(query, 'WHERE');
  return where >= 0 && (isNeverTrue(script, where + 1) || isOneKey(script, query, where + 1));
}

/** `WHERE 1 = 0` or `WHERE FALSE`: a look at the columns. */
function isNeverTrue(script: SqlScript, start: number): boolean {
  if (script.upper(start) === 'FALSE') return true;
  const [left, operator, right] = [0, 1, 2].map((offset) => script.tokens[start + offset]);
  return operator?.upper === '=' && left?.kind === 'number' && right?.kind === 'number' && left.text !== right.text;
}

/** `WHERE id = ?`, perhaps with further conditions: one row by its key. */
function isOneKey(script: SqlScript, query: Query, start: number): boolean {
  const tables = script.tables(query);
  const [table] = tables;
  if (tables.length !== 1 || table?.kind !== 'table') return false;
  let begins = true;
  let hasKey = false;
  for (const i of script.level(start, query.end)) {
    const word = script.upper(i);
    if (word === 'OR') return false;
    if (['ORDER', 'GROUP', 'LIMIT', 'FOR', 'HAVING'].includes(word)) break;
    let column = i;
    while (begins && script.upper(column + 1) === '.') column += 2;
    const token = script.tokens[column];
    if (begins && token && script.upper(column + 1) === '=' && isKeyOf(plainName(token), table.path.at(-1) ?? '')) hasKey = true;
    begins = word === 'AND';
  }
  return hasKey;
}

function isKeyOf(column: string, table: string): boolean {
  const singular = table.replace(/ies$/, 'y').replace(/(?<=(?:s|x|ch|sh))es$|s$/, '');
  return KEY_NAMES.has(column) || [table, singular].some((name) => column === `${name}_id` || column === `${name}id`);
}

function detection(script: SqlScript, { star, query, table }: FetchedStar): Detection {
  const span = spanOf(script, star, query);
  const name = table.text;
  const columns = script.tables(query).length === 1 ? columnsOf(script, table.path.at(-1) ?? '') : [];
  const prefix = star.qualifier === undefined ? '' : script.tokens.slice(star.index - 2, star.index).map(({ text }) => text).join('');
  const edit = { start: script.tokens[star.qualifier === undefined ? star.index : star.index - 2]?.start ?? span.start, end: span.end, text: columns.map((column) => prefix + column).join(', ') };
  return {
    span,
    variables: { TABLE: name },
    fixes: columns.length === 0 ? [] : [{ title: `Name the ${columns.length} columns of ${name}, to be shortened`, safe: false, edits: [edit] }],
  };
}

/** `SELECT *` or `o.*`. */
function spanOf(script: SqlScript, star: Star, query: Query): Span {
  const first = star.qualifier !== undefined ? star.index - 2 : star.index === query.select + 1 ? query.select : star.index;
  return { start: script.tokens[first]?.start ?? 0, end: script.tokens[star.index]?.end ?? 0 };
}

/** The columns of a table that the same text creates, as they are written there; none when anything is unclear. */
function columnsOf(script: SqlScript, table: string): string[] {
  const { tokens } = script;
  const create = tokens.findIndex((token, index) => token.upper === 'TABLE' && ['CREATE', 'TEMP', 'TEMPORARY', 'UNLOGGED'].includes(script.upper(index - 1)) && createdName(script, index).name === table);
  if (create < 0) return [];
  const open = createdName(script, create).end;
  if (script.upper(open) !== '(') return [];
  const columns: string[] = [];
  let isNext = true;
  for (const i of script.level(open + 1, script.closing(open))) {
    const token = tokens[i];
    if (isNext && token && !NO_COLUMN.has(token.upper)) {
      if (token.kind !== 'name' && token.kind !== 'quoted-name') return [];
      columns.push(token.text);
    }
    isNext = token?.upper === ',';
  }
  return columns;
}

function createdName(script: SqlScript, table: number): { readonly name: string; readonly end: number } {
  let i = table + 1;
  while (['IF', 'NOT', 'EXISTS'].includes(script.upper(i))) i++;
  while (script.upper(i + 1) === '.') i += 2;
  const token = script.tokens[i];
  return { name: token ? plainName(token) : '', end: i + 1 };
}
