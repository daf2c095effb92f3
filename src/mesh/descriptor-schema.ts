import type { ErrorObject } from 'ajv';
import { DEFINITIONS, ROOTS, STANDARDS } from '../generated/descriptor-definitions.js';
import * as validators from '../generated/descriptor-validators.js';
import type { JsonSchema } from './field-schema.js';
import { validatorName, type FieldTable } from './field-table.js';

type Validator = { (data: unknown): boolean; readonly errors?: readonly ErrorObject[] | null };

const VALIDATORS: Readonly<Record<string, Validator | undefined>> = validators;

/** A standard descriptors are written in, and its releases. */
export type Standard = Omit<FieldTable, 'parts'>;

/** The standard of a kind such as `DataProduct`. */
export function standardOf(kind: unknown): Standard | undefined {
  return STANDARDS.find((standard) => standard.kind === kind);
}

/** The standard a file is named after, as `x.odps.yaml` is. */
export function standardOfFile(path: string): Standard | undefined {
  const [, suffix] = /\.(\w+)\.ya?ml$/.exec(path) ?? [];
  return STANDARDS.find((standard) => standard.suffix === suffix);
}

/**
 * What of a descriptor the schema of a release does not allow, every place of it; undefined for a release that is not
 * known in full. `suffix` is `odps` or `odcs`.
 */
export function schemaErrors(value: unknown, suffix: string, release: string): readonly ErrorObject[] | undefined {
  const name = validatorName(suffix, release);
  const validate = Object.hasOwn(VALIDATORS, name) ? VALIDATORS[name] : undefined;
  if (!validate) return undefined;
  return validate(value) ? [] : (validate.errors ?? []);
}

/** What a release says of one place: usually one schema, more where some of it depends on other values. */
export type SchemasAtPlace = readonly JsonSchema[];

/** The schemas of the place a path leads to in a value; `value` decides which of the conditional ones apply. */
export function schemasAt(value: unknown, suffix: string, release: string, path: readonly string[]): SchemasAtPlace {
  const root = DEFINITIONS[ROOTS[validatorName(suffix, release)] ?? ''];
  let schemas: JsonSchema[] = root ? applicable(root, value) : [];
  let current = value;
  for (const step of path) {
    current = typeof current === 'object' && current !== null ? (current as Readonly<Record<string, unknown>>)[step] : undefined;
    schemas = schemas.flatMap((schema) => inner(schema, step)).flatMap((schema) => applicable(schema, current));
  }
  return schemas;
}

/** The keys that may stand at a place, each with what is said of it. */
export function keysOf(schemas: SchemasAtPlace): ReadonlyMap<string, JsonSchema> {
  return new Map(schemas.flatMap((schema) => Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>)).reverse());
}

function inner(schema: JsonSchema, step: string): JsonSchema[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const own = Object.hasOwn(properties, step) ? properties[step] : undefined;
  if (own) return [own];
  return /^(\d+|\*)$/.test(step) && schema['items'] ? [schema['items'] as JsonSchema] : [];
}

/** A schema and what it refers to, whatever the value. */
export function withReferred(schema: JsonSchema): SchemasAtPlace {
  return applicable({ ...schema, allOf: [] }, undefined);
}

/** A schema with what it refers to, and those of its conditional parts whose condition holds. */
function applicable(schema: JsonSchema, value: unknown): JsonSchema[] {
  const reference = schema['$ref'];
  const target = typeof reference === 'string' ? DEFINITIONS[reference.slice(reference.lastIndexOf('/') + 1)] : undefined;
  const conditional = ((schema['allOf'] ?? []) as { readonly if: JsonSchema; readonly then: JsonSchema }[]).filter((part) => holds(part.if, value));
  return [schema, ...(target ? applicable(target, value) : []), ...conditional.flatMap((part) => applicable(part.then, value))];
}

function holds(condition: JsonSchema, value: unknown): boolean {
  if (condition['anyOf']) return (condition['anyOf'] as JsonSchema[]).some((one) => holds(one, value));
  if (condition['type'] !== undefined) return value === undefined || condition['type'] === jsonType(value);
  const mapping = (jsonType(value) === 'object' ? value : {}) as Readonly<Record<string, unknown>>;
  if (((condition['required'] ?? []) as string[]).some((name) => mapping[name] === undefined)) return false;
  return Object.entries((condition['properties'] ?? {}) as Record<string, JsonSchema>).every(([name, allowed]) => {
    const actual = mapping[name];
    return actual === undefined || (allowed['enum'] ? (allowed['enum'] as unknown[]).includes(actual) : allowed['type'] === jsonType(actual));
  });
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
