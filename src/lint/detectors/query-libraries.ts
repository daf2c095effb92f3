import type { FlatTree } from '../../syntax/flat-tree.js';
import type { LintDocument } from '../document.js';
import { argumentsOf, type CallChain } from './call-chain.js';

/** How each library asks for many rows at once, in its own words. */
const BATCHED_FORMS = {
  prisma: 'Before the loop, ask once with `findMany({ where: { id: { in: ids } } })` and keep the rows in a Map by id; related rows come along with `include`.',
  typeorm: 'Before the loop, ask once with `findBy({ id: In(ids) })` and keep the rows in a Map by id; related rows come along with `relations`.',
  sequelize: 'Before the loop, ask once with `findAll({ where: { id: ids } })` and keep the rows in a Map by id; related rows come along with `include`.',
  mongoose: 'Before the loop, ask once with `find({ _id: { $in: ids } })` and keep the documents in a Map by id; related documents come along with `populate`.',
  knex: 'Before the loop, ask once with `whereIn(\'id\', ids)` and keep the rows in a Map by id, or join.',
  drizzle: 'Before the loop, ask once with `inArray(table.id, ids)` and keep the rows in a Map by id, or join.',
  sql: 'Before the loop, ask once with `WHERE id IN (…)` and keep the rows by id, or join the two tables.',
  django: 'Before the loop, ask once with `in_bulk(ids)` or `filter(pk__in=ids)`; related rows come along with `select_related` and `prefetch_related`.',
  sqlalchemy: 'Before the loop, ask once with `select(Model).where(Model.id.in_(ids))` and keep the rows in a dict by id; related rows come along with `selectinload`.',
  spring: 'Before the loop, ask once with `findAllById(ids)` or a method that ends in `In(ids)`; related rows come along with `@EntityGraph` or `JOIN FETCH`.',
  jpa: 'Before the loop, ask once with `where t.id in :ids`; related rows come along with `join fetch`.',
  jdbc: 'Before the loop, ask once with `IN (:ids)` and NamedParameterJdbcTemplate, and keep the rows in a map by id.',
  eloquent: 'Before the loop, ask once with `whereIn(\'id\', $ids)->get()->keyBy(\'id\')`; related rows come along with `with()`.',
  efcore: 'Before the loop, ask once with `Where(x => ids.Contains(x.Id))` and `ToDictionaryAsync`; related rows come along with `Include`.',
  dapper: 'Before the loop, ask once with `WHERE Id IN @ids` and keep the rows in a dictionary by id.',
  fetch: 'Let the server answer for all of them: one address that takes many ids, or the list with what is needed of each item.',
} as const;

export type QueryLibrary = keyof typeof BATCHED_FORMS;

/** How a library asks for many rows at once. */
export function batchedForm(library: QueryLibrary): string {
  return BATCHED_FORMS[library];
}

/** What a recogniser may look at besides the chain. */
export interface QueryPlace {
  readonly document: LintDocument;
  readonly tree: FlatTree;
  readonly types: ReadonlyMap<string, string>;
}

/** The library a call asks a database with, where the text proves that it reads one. */
export function queryLibrary(place: QueryPlace, chain: CallChain): QueryLibrary | undefined {
  switch (place.document.language.id) {
    case 'python':
      return pythonQuery(place, chain);
    case 'java':
      return javaQuery(place, chain);
    case 'php':
      return phpQuery(place, chain);
    case 'csharp':
      return csharpQuery(place, chain);
    default:
      return scriptQuery(place, chain);
  }
}

const PRISMA_READS = /^(?:find(?:Unique|First)(?:OrThrow)?|findMany|count)$/;
const TYPEORM_READS = /^(?:find|findBy|findOne|findOneBy|findOneOrFail|findOneByOrFail|findAndCount|count|countBy|exists?|existsBy)$/;
const MODEL_READS = /^(?:find|findOne|findById|findAll|findAndCountAll|count|countDocuments|exists)$/;

function scriptQuery({ document, tree, types }: QueryPlace, { path, steps, call, root }: CallChain): QueryLibrary | undefined {
  const method = path.at(-1) ?? '';
  const owner = path.at(-2) ?? '';
  const typeOf = (name: string) => types.get(name) ?? '';
  if (path.length >= 3 && PRISMA_READS.test(method) && (/^_?prisma(?:Client|Service)?$/i.test(path.at(-3) ?? '') || /^Prisma(?:Client|Service)\b/.test(typeOf(path.at(-3) ?? '')))) return 'prisma';
  if (TYPEORM_READS.test(method) && document.facts.imports.has('typeorm') && (typeOf(owner).startsWith('Repository<') || steps.at(-2)?.name === 'getRepository')) return 'typeorm';
  if (method === 'findByPk' && /^[A-Z]/.test(owner)) return 'sequelize';
  if (MODEL_READS.test(method) && path.length === 2 && /^[A-Z]/.test(owner) && argumentsOf(tree, call).length > 0) {
    if (document.facts.imports.has('mongoose')) return 'mongoose';
    if (/(?:^|[./@])models?(?:[./]|$)/.test(document.facts.qualifiedName(root) ?? '')) return /\bwhere\b/.test(tree.text(call)) ? 'sequelize' : method.startsWith('findAll') || method === 'count' ? undefined : 'mongoose';
  }
  if (path[0] === 'knex' && steps[0]?.name === '' && !steps.some(({ name }) => /^(?:insert|update|del|delete|truncate|raw)$/.test(name)) && steps.length > 1) return isLastOfChain(tree, call) ? 'knex' : undefined;
  if (document.facts.imports.has('drizzle-orm')) {
    if (/^find(?:First|Many)$/.test(method) && path.at(-3) === 'query') return 'drizzle';
    if (steps.some(({ name }) => name === 'select') && steps.some(({ name }) => name === 'from') && isLastOfChain(tree, call)) return 'drizzle';
  }
  return isOwnRequest(document, tree, path, call) ? 'fetch' : undefined;
}

/** A request that reads from the server the page came from. */
function isOwnRequest(document: LintDocument, tree: FlatTree, path: readonly string[], call: number): boolean {
  const [address, options] = argumentsOf(tree, call);
  if (address === undefined || !/^[`'"]\/(?!\/)/.test(tree.text(address))) return false;
  if (path.join('.') === 'fetch') return options === undefined || !/\bmethod\b|\.\.\./.test(tree.text(options));
  return path.join('.') === 'axios.get' && document.facts.imports.has('axios');
}

const DJANGO_READS = /^(?:get|first|last|exists|count|aggregate|latest|earliest|aget|afirst|aexists|acount)$/;
const ALCHEMY_READS = /^(?:first|one|one_or_none|all|count|scalar|scalar_one|scalar_one_or_none|get|get_or_404|first_or_404)$/;
const DB_API = ['sqlite3', 'psycopg', 'psycopg2', 'pymysql', 'MySQLdb', 'asyncpg', 'aiosqlite', 'mysql.connector', 'cx_Oracle', 'oracledb', 'pyodbc'];

function pythonQuery({ document, tree, types }: QueryPlace, { path, steps, call }: CallChain): QueryLibrary | undefined {
  const method = path.at(-1) ?? '';
  const imports = [...document.facts.imports];
  const objects = path.indexOf('objects');
  if (objects > 0 && objects < path.length - 1 && /^[A-Z]/.test(path[objects - 1] ?? '') && DJANGO_READS.test(method) && imports.some((name) => /^django\b|\.models?\b/.test(name))) return 'django';
  if (imports.some((name) => /^(?:sqlalchemy|sqlmodel|flask_sqlalchemy)\b/.test(name))) {
    const session = path.findIndex((name) => /^(?:db_?)?session$|^db$/i.test(name) || /^(?:Async)?Session\b/.test(types.get(name) ?? ''));
    const asked = session < 0 ? '' : (path[session + 1] ?? '');
    if (asked === 'query' && ALCHEMY_READS.test(method)) return 'sqlalchemy';
    if (asked === 'get' && session + 2 === path.length && argumentsOf(tree, call).length >= 2) return 'sqlalchemy';
    if (/^(?:execute|exec|scalars?)$/.test(asked) && session + 2 === path.length && /^select\s*\(/.test(firstArgument(tree, call))) return 'sqlalchemy';
  }
  const query = path.indexOf('query');
  if (query > 0 && /^[A-Z]/.test(path[query - 1] ?? '') && ALCHEMY_READS.test(method) && steps.length > 1 && imports.some((name) => /^(?:sqlalchemy|flask_sqlalchemy)\b|(?:^|\.)models?\b/.test(name))) return 'sqlalchemy';
  const isDatabase = imports.some((name) => DB_API.some((library) => name === library || name.startsWith(`${library}.`)));
  return isDatabase && /^(?:execute|fetchrow|fetchval|fetch)$/.test(method) && isSelect(tree, call) ? 'sql' : undefined;
}

function javaQuery({ tree, types }: QueryPlace, { path, call }: CallChain): QueryLibrary | undefined {
  const method = path.at(-1) ?? '';
  const type = types.get(path.at(-2) ?? '') ?? '';
  if (path.length !== 2 && path.length !== 1) return undefined;
  const isSpring = /\b(?:org\.springframework|(?:jakarta|javax)\.persistence)\b/.test(tree.source);
  if (isSpring && /\w(?:Repository|RepositoryWrapper)$/.test(type) && /^(?:find|exists|count|getOne$|getById$)/.test(method) && argumentsOf(tree, call).length > 0) return 'spring';
  if (/^(?:NamedParameter)?Jdbc(?:Template|Operations|Client)$/.test(type) && method.startsWith('query')) return isSelect(tree, call) ? 'jdbc' : undefined;
  return type === 'EntityManager' && method === 'find' ? 'jpa' : undefined;
}

const ELOQUENT_READS = /^(?:find|findOrFail|first|firstOrFail|get|count|exists|value|pluck)$/;

function phpQuery({ tree }: QueryPlace, { path, steps, call }: CallChain): QueryLibrary | undefined {
  const method = path.at(-1) ?? '';
  const owner = path[0] ?? '';
  if (/^(?:query|mysqli_query|fetch\w*|get(?:Row|Results|Var|All|One)|get_(?:row|results|var|col)|executeQuery|select|selectOne)$/.test(method) && isSelect(tree, call)) return 'sql';
  if (!ELOQUENT_READS.test(method) || !/^[A-Z]\w*$/.test(owner) || steps.length < (method.startsWith('find') ? 1 : 2)) return undefined;
  if (owner === 'DB' && path[1] === 'table' && /\bIlluminate\\/.test(tree.source)) return 'eloquent';
  const isModel = new RegExp(`^use\\s+[\\w\\\\]*\\\\Models\\\\(?:\\w+\\\\)*${owner};`, 'm').test(tree.source);
  return isModel && (method.startsWith('find') || /^(?:where|query|select)/.test(path[1] ?? '')) ? 'eloquent' : undefined;
}

const EF_READS = /^(?:Find|First|FirstOrDefault|Single|SingleOrDefault|Any|Count|LongCount|ToList|ToArray|Sum|Max|Min|Last|LastOrDefault)(?:Async)?$/;

function csharpQuery({ tree, types }: QueryPlace, { path, call }: CallChain): QueryLibrary | undefined {
  const method = path.at(-1) ?? '';
  const context = types.get(path[0] ?? '') ?? '';
  const usesEntityFramework = /\busing\s+Microsoft\.EntityFrameworkCore\b/.test(tree.source);
  if (EF_READS.test(method) && usesEntityFramework && path.length >= 3 && /(?:Db|[a-z])Context$/.test(context) && !/^(?:Http|Hub|Filter|Validation|Execution)/.test(context)) return 'efcore';
  if (EF_READS.test(method) && usesEntityFramework && context.startsWith('DbSet<')) return 'efcore';
  return /^(?:Query|ExecuteScalar|ExecuteReader)\w*$/.test(method) && isSelect(tree, call) ? 'dapper' : undefined;
}

function firstArgument(tree: FlatTree, call: number): string {
  const [first] = argumentsOf(tree, call);
  return first === undefined ? '' : tree.text(first);
}

/** Builders run once their last method is called. */
function isLastOfChain(tree: FlatTree, call: number): boolean {
  const kind = tree.kindName(tree.parentOf(call));
  return kind !== 'member_expression';
}

const SELECT = /^[$@A-Za-z]{0,3}["'`]+\s*SELECT\b/i;
/** A loop over tables cannot be one query, and catalogues answer for each table. */
const TABLE_VARIES = /\bFROM\s+[`"[\\]*(?:\$?\{|\$\w|%s|["']\s*[.+%])|\binformation_schema\b|\bsqlite_master\b|\bpg_catalog\b/i;

/** Whether one of the first two arguments is a SELECT of a known table, written here or in the only value of a variable. */
function isSelect(tree: FlatTree, call: number): boolean {
  return argumentsOf(tree, call).slice(0, 2).some((argument) => {
    const written = tree.text(argument);
    const text = /^\$?\w+$/.test(written) ? onlyValue(tree, written) : written;
    return SELECT.test(text) && !TABLE_VARIES.test(text);
  });
}

function onlyValue(tree: FlatTree, name: string): string {
  let value = '';
  for (let node = 0; node < tree.count; node++) {
    if (!['assignment', 'assignment_expression', 'variable_declarator', 'augmented_assignment', 'augmented_assignment_expression'].includes(tree.kindName(node))) continue;
    const target = Math.max(tree.childByField(node, 'left'), tree.childByField(node, 'name'));
    if (target < 0 || tree.text(target) !== name) continue;
    const last = [...tree.namedChildren(node)].at(-1) ?? -1;
    if (value !== '' || last <= target) return '';
    value = tree.text(last);
  }
  return value;
}
