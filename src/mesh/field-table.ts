import type { Table, TableRow } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { parse } from 'yaml';
import { parseMarkdown } from '../knowledge/markdown.js';

/** The releases in which something holds; `until` is the first in which it no longer does. */
export interface Releases {
  readonly from?: string;
  readonly until?: string;
}

/** One kind of value. A union of several is written with `or`. */
export interface ValueType {
  /** `text`, `one of`, `release`, `parts`, `list`, `pair`, a name of the simple kinds, or the name of an object. */
  readonly kind: string;
  readonly values: readonly string[];
  /** Of a list or pair: what its items are. */
  readonly items?: ValueType;
  /** The smallest number, or the fewest items. */
  readonly least?: number;
  readonly isAbove?: boolean;
  readonly isDistinct?: boolean;
}

export interface Field extends Releases {
  readonly name: string;
  readonly types: readonly ValueType[];
  /** The releases in which it must be there; absent when in none. */
  readonly required?: Releases;
  readonly meaning: string;
  readonly example: string;
}

/** One way a condition can hold: a field has a value, is text, or is not there. */
export interface Condition {
  readonly field: string;
  readonly test: { readonly value: string } | 'absent' | 'text';
}

/** Fields of one kind of object: those it always has, or with `when` those it has under a condition. */
export interface Part extends Releases {
  readonly object: string;
  /** Any of these; absent on the part that always holds. */
  readonly when?: readonly Condition[];
  /** The releases in which other keys are refused. */
  readonly closed?: Releases;
  /** The object whose fields it has as well. */
  readonly like?: string;
  readonly exactlyOneOf: readonly string[];
  readonly sameForm: readonly string[];
  readonly fields: readonly Field[];
}

/** The fields of one kind of descriptor, in every release of its standard. */
export interface FieldTable {
  readonly standard: string;
  readonly kind: string;
  /** The object the whole file is. */
  readonly root: string;
  /** The releases known in full, oldest first. */
  readonly versions: readonly string[];
  /** Earlier releases the standard's own schemas still let a file declare. */
  readonly older: readonly string[];
  /** Later releases of which some keys are known. */
  readonly newer: readonly string[];
  /** `odps` in `*.odps.yaml`. */
  readonly suffix: string;
  readonly parts: readonly Part[];
}

/** Reads a page of `content/mesh/fields/`. Throws an Error that names the part that cannot be read. */
export function readFieldTable(text: string): FieldTable {
  const [, front = '', body = ''] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text) ?? [];
  const data = (parse(front) ?? {}) as Readonly<Record<string, unknown>>;
  const word = (key: string) => (typeof data[key] === 'string' ? data[key] : fail(`the front matter has no "${key}"`));
  const words = (key: string) => (Array.isArray(data[key]) ? data[key].map(String) : []);
  return {
    standard: word('standard'),
    kind: word('kind'),
    root: word('root'),
    versions: words('versions'),
    older: words('older'),
    newer: words('newer'),
    suffix: word('suffix'),
    parts: body.split(/^## /m).slice(1).map(readPart),
  };
}

function fail(message: string): never {
  throw new Error(`the field table cannot be read: ${message}.`);
}

function readPart(text: string): Part {
  const title = text.slice(0, text.indexOf('\n')).trim();
  const marks = new Map([...text.matchAll(/^- ([a-z ]+): (.+)$/gm)].map(([, key = '', value = '']) => [key, value.trim()]));
  const table = parseMarkdown(text).children.find((node): node is Table => node.type === 'table') ?? fail(`"${title}" has no table`);
  const list = (key: string) => marks.get(key)?.split(', ') ?? [];
  const when = marks.get('when');
  const closed = marks.get('closed');
  const like = marks.get('like');
  return {
    object: title.split(':')[0] ?? title,
    ...(when === undefined ? {} : { when: when.split(' or ').map(readCondition) }),
    ...(closed === undefined ? {} : { closed: readReleases(closed) }),
    ...(like === undefined ? {} : { like }),
    ...releases(marks.get('from'), marks.get('until')),
    exactlyOneOf: list('exactly one of'),
    sameForm: list('same form'),
    fields: table.children.slice(1).map((row) => readField(title, row)),
  };
}

function readCondition(text: string): Condition {
  const [field = '', value = ''] = text.split(' is ');
  return { field, test: value === 'absent' || value === 'text' ? value : { value } };
}

/** `yes` holds in all releases. */
function readReleases(text: string): Releases {
  const [, edge, release] = /^(from|until) (v\S+)$/.exec(text) ?? [];
  if (edge === undefined) return text === 'yes' ? {} : fail(`"${text}" is not yes, from or until a release`);
  return { [edge]: release };
}

function releases(from: string | undefined, until: string | undefined): Releases {
  return { ...(from ? { from } : {}), ...(until ? { until } : {}) };
}

function readField(title: string, row: TableRow): Field {
  const [name = '', type = '', required = '', from = '', until = '', meaning = '', example = ''] = row.children.map((cell) => toString(cell).trim());
  if (name === '' || type === '' || meaning === '') fail(`a row of "${title}" lacks its field, type or meaning`);
  return { name, types: readTypes(type), ...(required === '' ? {} : { required: readReleases(required) }), ...releases(from, until), meaning, example };
}

function readTypes(text: string): ValueType[] {
  if (text.startsWith('one of: ')) return [{ kind: 'one of', values: text.slice('one of: '.length).split(', ') }];
  if (text === 'one of the parts') return [{ kind: 'parts', values: [] }];
  return text.split(' or ').map(readType);
}

function readType(text: string): ValueType {
  const [, distinct, list, fewest] = /^list of (different )?(.+?)(?:, at least (\d+))?$/.exec(text) ?? [];
  if (list !== undefined) return { kind: 'list', values: [], items: readType(list), ...(fewest === undefined ? {} : { least: Number(fewest) }), ...(distinct === undefined ? {} : { isDistinct: true }) };
  const [, pair] = /^pair of (.+)$/.exec(text) ?? [];
  if (pair !== undefined) return { kind: 'pair', values: [], items: readType(pair) };
  const [, kind, edge, bound] = /^(integer|number) (from|above) (\d+)$/.exec(text) ?? [];
  if (kind !== undefined) return { kind, values: [], least: Number(bound), isAbove: edge === 'above' };
  return { kind: text, values: [] };
}

/** Whether something holds in a release of the table's standard. */
export function holdsIn({ versions, older, newer }: FieldTable, { from, until }: Releases, release: string): boolean {
  const order = [...older, ...versions, ...newer];
  const place = order.indexOf(release);
  return (from === undefined || place >= order.indexOf(from)) && (until === undefined || place < order.indexOf(until));
}

/** The parts of an object in a release: the one that always holds first. What it is like comes with it. */
export function partsOf(table: FieldTable, object: string, release: string): Part[] {
  const own = table.parts.filter((part) => part.object === object && holdsIn(table, part, release));
  return own.flatMap((part) => {
    if (part.like === undefined) return [part];
    const [base, ...rest] = partsOf(table, part.like, release);
    if (!base) return [part];
    const fields = [...part.fields, ...base.fields.filter(({ name }) => !part.fields.some((field) => field.name === name))];
    return [{ ...base, ...part, ...(part.closed ?? base.closed ? { closed: part.closed ?? base.closed ?? {} } : {}), exactlyOneOf: [...part.exactlyOneOf, ...base.exactlyOneOf], fields }, ...rest];
  });
}

/** The fields of a part in a release, each once. */
export function fieldsOf(table: FieldTable, part: Part, release: string): Field[] {
  return part.fields.filter((field) => holdsIn(table, field, release));
}

/** The name of the compiled check of a release: `odps_v1_0_0`. */
export function validatorName(suffix: string, release: string): string {
  return `${suffix}_${release.replaceAll('.', '_')}`;
}
