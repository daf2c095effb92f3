import type { ErrorObject } from 'ajv';
import { nearest } from '../document/nearest.js';
import { keysOf, type SchemasAtPlace, type Standard } from './descriptor-schema.js';

/** A violation in words. */
export interface Violation {
  readonly path: readonly string[];
  /** What to underline: the key or the value at the path. */
  readonly at: 'key' | 'value';
  readonly message: string;
  /** What was probably meant instead of what is underlined. */
  readonly meant?: string;
  /** The value in quotes would be right; or without them. */
  readonly quotes?: 'add' | 'remove';
  /** Keys to insert at the path. */
  readonly missing?: readonly string[];
}

export interface ViolationPlace {
  readonly standard: Standard;
  readonly path: readonly string[];
  readonly value: unknown;
  /** What the release says of the path. */
  readonly schemas: SchemasAtPlace;
}

/** More words are not listed in a sentence. */
const MOST_WORDS = 10;

const FORMATS: Readonly<Record<string, string>> = {
  date: 'is no date; write it as 2026-01-31',
  'date-time': 'is no point in time; write it as 2026-01-31T09:00:00Z',
  uri: 'is no address; write it in full, such as https://example.org/x',
};

const TYPES: Readonly<Record<string, string>> = { object: 'a mapping of keys to values', array: 'a list', string: 'text', number: 'a number', integer: 'a whole number', boolean: 'true or false', null: 'empty' };

/** The errors at one place, which share their path and keyword, as at most one violation each. */
export function violationsAt(place: ViolationPlace, errors: readonly ErrorObject[]): Violation[] {
  const missing = [...new Set(errors.filter(({ keyword }) => keyword === 'required').map(({ params }) => String(params['missingProperty'])))];
  const unknown = [...new Set(errors.flatMap(({ params }) => [params['additionalProperty'], params['unevaluatedProperty']]).filter((key): key is string => typeof key === 'string'))];
  const known = keysOf(place.schemas);
  const counts = errors.find(({ keyword, params }) => keyword === 'oneOf' && params['passingSchemas'] !== undefined);
  return [
    ...unknown.filter((key) => !known.has(key)).map((key) => unknownKey(place, key)),
    // Where a key the standard knows is refused, some other option of its parent decides.
    ...unknown.filter((key) => known.has(key) && lacksType(place)).slice(0, 1).map(() => optionsWithoutType(place)),
    ...(missing.length > 0 && counts === undefined ? [missingKeys(place, missing)] : []),
    ...(counts === undefined ? [] : [operators(place)]),
    ...errors.flatMap((error) => ofValue(place, error)).slice(0, 1),
  ];
}

function whereOf({ standard, path }: ViolationPlace): string {
  const name = path.findLast((step) => !/^\d+$/.test(step));
  return name === undefined ? `a ${standard.kind === 'DataProduct' ? 'data product' : 'data contract'}` : `"${name}"`;
}

function unknownKey(place: ViolationPlace, key: string): Violation {
  const path = [...place.path, key];
  const later = place.schemas.flatMap((schema) => Object.entries((schema['later'] ?? {}) as Record<string, string>)).find(([name]) => name === key)?.[1];
  if (later !== undefined) return { path, at: 'key', message: `"${key}" came with ${later} of the standard; declare that in apiVersion, or remove the key.` };
  const keys = [...keysOf(place.schemas).keys()];
  const meant = nearest(key, keys.filter((name) => !Object.hasOwn(place.value as object, name)));
  const advice = meant === undefined ? (keys.length > MOST_WORDS ? 'remove it, or write it under customProperties.' : `the keys there are ${words(keys, 'and')}.`) : `did you mean "${meant}"?`;
  return { path, at: 'key', message: `"${key}" is not a key of ${whereOf(place)}; ${advice}`, ...(meant === undefined ? {} : { meant }) };
}

function lacksType({ path }: ViolationPlace): boolean {
  return path.at(-1) === 'logicalTypeOptions';
}

function optionsWithoutType({ path }: ViolationPlace): Violation {
  return { path, at: 'key', message: '"logicalTypeOptions" needs a "logicalType" beside it that says which options there are; add one.' };
}

function missingKeys(place: ViolationPlace, missing: readonly string[]): Violation {
  const list = words(missing.map((key) => `"${key}"`), 'and');
  return { path: place.path, at: 'key', message: `${list} ${missing.length === 1 ? 'is' : 'are'} missing in ${whereOf(place)}; add ${missing.length === 1 ? 'it' : 'them'}.`, missing };
}

function operators({ path, schemas, value }: ViolationPlace): Violation {
  const names = schemas.flatMap((schema) => ((schema['oneOf'] ?? []) as { readonly required: readonly string[] }[]).flatMap(({ required }) => required));
  const given = names.filter((name) => Object.hasOwn(value as object, name));
  return { path: [...path, given[1] ?? ''], at: 'key', message: `A check needs exactly one bound, and this one has ${words(given, 'and')}; keep one of them, or write two checks.` };
}

function ofValue(place: ViolationPlace, error: ErrorObject): Violation[] {
  const { path, value } = place;
  const name = `"${path.findLast((step) => !/^\d+$/.test(step)) ?? 'the file'}"`;
  const at = (message: string, more: Partial<Violation> = {}): Violation[] => [{ path, at: 'value', message, ...more }];
  const { allowedValues, format, limit } = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case 'enum':
      return enumeration(place, name, (allowedValues as unknown[]).map(String));
    case 'type':
      return wrongType(place, name, [error.params['type']].flat().map(String));
    case 'format':
      return at(`"${String(value)}" in ${name} ${FORMATS[String(format)] ?? 'is not written as it must be'}.`);
    case 'pattern':
      return at(`"${String(value)}" in ${name} is not written as it must be; ${patternAdvice(String(error.params['pattern']))}.`);
    case 'minItems':
    case 'maxItems':
    case 'uniqueItems':
      return at(Number(limit ?? 2) === 1 ? `${name} is an empty list; write at least one entry.` : `${name} holds something twice or has the wrong number of entries; a range is two different numbers, such as [1, 9].`);
    case 'minimum':
    case 'exclusiveMinimum':
      return at(`${String(value)} in ${name} is too small; it must be ${error.keyword === 'minimum' ? 'at least' : 'more than'} ${String(limit)}.`);
    case 'oneOf':
      return error.params['passingSchemas'] === null ? at(`This check has no bound; add one of mustBe, mustBeGreaterThan, mustBeLessThan or another.`, { at: 'key' }) : [];
    case 'anyOf':
      return at('"from" and "to" must both be one column, or both a list of columns; write them the same way.', { at: 'key' });
    default:
      return [];
  }
}

function enumeration({ path, value }: ViolationPlace, name: string, allowed: readonly string[]): Violation[] {
  if (typeof value !== 'string') return [];
  const meant = nearest(value, allowed);
  const advice = meant !== undefined && allowed.length > MOST_WORDS ? `did you mean "${meant}"?` : allowed.length > MOST_WORDS ? `write one of ${allowed.slice(0, MOST_WORDS).join(', ')} or another the standard names.` : `write ${words(allowed, 'or')}.`;
  return [{ path, at: 'value', message: `"${value}" is no value of ${name}; ${advice}`, ...(meant === undefined ? {} : { meant }) }];
}

function wrongType({ path, value }: ViolationPlace, name: string, wanted: readonly string[]): Violation[] {
  const violation = (message: string, more: Partial<Violation> = {}): Violation[] => [{ path, at: 'value', message, ...more }];
  if (value === null) return violation(`${name} has no value; write one, or remove the key.`, { at: 'key' });
  const isPlain = typeof value !== 'object';
  if (wanted.includes('string') && isPlain) return violation(`${name} must be text, and YAML reads this as ${typeof value === 'boolean' ? 'true or false' : 'a number'}; put it in quotes.`, { quotes: 'add' });
  const bare = typeof value === 'string' ? value.trim() : '';
  const reads = (wanted.includes('boolean') && /^(true|false)$/.test(bare)) || (wanted.includes('integer') && /^-?\d+$/.test(bare)) || (wanted.includes('number') && /^-?\d+(\.\d+)?$/.test(bare));
  if (reads) return violation(`${name} must be ${kinds(wanted)}, and this is text; remove the quotes.`, { quotes: 'remove' });
  const advice = wanted.includes('array') ? 'begin each entry on a line of its own with "- "' : wanted.includes('object') ? 'write keys with values below it' : 'mend the value';
  return violation(`${name} must be ${kinds(wanted)}; ${advice}.`, isPlain ? {} : { at: 'key' });
}

function kinds(types: readonly string[]): string {
  return words(types.map((type) => TYPES[type] ?? type), 'or');
}

function patternAdvice(pattern: string): string {
  if (pattern.startsWith('^sftp')) return 'begin it with sftp://';
  return pattern === '^[\\w-]+$' ? 'use letters, digits, hyphens and underscores only' : 'write table.column';
}

/** `a, b and c`. */
function words(list: readonly string[], joint: 'and' | 'or'): string {
  return list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} ${joint} ${list.at(-1) ?? ''}`;
}
