import { fieldsOf, holdsIn, partsOf, type Condition, type Field, type FieldTable, type Part, type ValueType } from './field-table.js';

/** A JSON schema (draft 2019-09), or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Kinds that need no table of their own. */
const SIMPLE: Readonly<Record<string, JsonSchema>> = {
  text: { type: 'string' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  mapping: { type: 'object' },
  any: {},
  scalar: { type: ['string', 'number', 'boolean', 'null'] },
  date: { type: 'string', format: 'date' },
  'date-time': { type: 'string', format: 'date-time' },
  uri: { type: 'string', format: 'uri' },
  'sftp address': { type: 'string', format: 'uri', pattern: '^sftp://' },
  'stable id': { type: 'string', pattern: '^[\\w-]+$' },
  // A column as `table.column`, or a path such as `schema/trips/properties/id`, perhaps in another file.
  reference: { type: 'string', pattern: '^(?:[A-Za-z_]\\w*\\.[A-Za-z_]\\w*|(?:(?:https?://)?[\\w./-]+\\.yaml#)?/?[A-Za-z_]\\w*/[\\w-]+(?:/[A-Za-z_]\\w*/[\\w-]+)*)$' },
};

/**
 * The JSON schema of one release, with the same verdict as the one its standard publishes. `withWords` adds the meaning
 * of every field, for people who write; without it, the schema is for checking alone.
 */
export function descriptorSchema(table: FieldTable, release: string, withWords: boolean): JsonSchema {
  return new SchemaWriter(table, release, withWords).write();
}

class SchemaWriter {
  readonly #table: FieldTable;
  readonly #release: string;
  readonly #withWords: boolean;
  readonly #definitions = new Map<string, JsonSchema>();

  constructor(table: FieldTable, release: string, withWords: boolean) {
    this.#table = table;
    this.#release = release;
    this.#withWords = withWords;
  }

  write(): JsonSchema {
    const root = this.#reference(this.#table.root);
    return { $schema: 'https://json-schema.org/draft/2019-09/schema', ...root, $defs: Object.fromEntries(this.#definitions) };
  }

  #reference(object: string): JsonSchema {
    if (!this.#definitions.has(object)) {
      // Objects may contain themselves.
      this.#definitions.set(object, {});
      this.#definitions.set(object, this.#object(object));
    }
    return { $ref: `#/$defs/${object}` };
  }

  #object(object: string): JsonSchema {
    const parts = partsOf(this.#table, object, this.#release);
    const base = parts.find(({ when }) => when === undefined);
    if (!base) throw new Error(`the field table says nothing of "${object}" in ${this.#release}.`);
    const variants = parts.filter((part) => part.when !== undefined);
    const closed = base.closed && holdsIn(this.#table, base.closed, this.#release);
    const later = this.#withWords ? this.#laterKeys(object) : {};
    return {
      type: 'object',
      ...(Object.keys(later).length === 0 ? {} : { later }),
      ...this.#content(base),
      ...(variants.length === 0 ? {} : { allOf: variants.map((part) => ({ if: holdsWhen(part.when ?? []), then: this.#variant(part) })) }),
      ...(closed ? { [variants.length === 0 ? 'additionalProperties' : 'unevaluatedProperties']: false } : {}),
    };
  }

  /** Keys that came with a later release, with its name. */
  #laterKeys(object: string): Record<string, string> {
    const { versions, newer, parts } = this.#table;
    const later = [...versions, ...newer].slice([...versions, ...newer].indexOf(this.#release) + 1);
    const fields = parts.filter((part) => part.object === object).flatMap((part) => part.fields);
    return Object.fromEntries(fields.flatMap(({ name, from }) => (from !== undefined && later.includes(from) ? [[name, from]] : [])));
  }

  /** What holds under a condition, as a definition of its own: servers of different types are much alike. */
  #variant(part: Part): JsonSchema {
    const content = this.#content(part);
    const text = JSON.stringify(content);
    const known = [...this.#definitions].find(([, definition]) => JSON.stringify(definition) === text)?.[0];
    const name = known ?? `${part.object}_${this.#definitions.size}`;
    this.#definitions.set(name, content);
    return { $ref: `#/$defs/${name}` };
  }

  #content(part: Part): JsonSchema {
    const fields = fieldsOf(this.#table, part, this.#release);
    const required = fields.filter((field) => field.required && holdsIn(this.#table, field.required, this.#release)).map(({ name }) => name);
    const { exactlyOneOf, sameForm } = part;
    return {
      properties: Object.fromEntries(fields.map((field) => [field.name, this.#field(field, part.object)])),
      ...(required.length === 0 ? {} : { required }),
      ...(exactlyOneOf.length === 0 ? {} : { oneOf: exactlyOneOf.map((name) => ({ required: [name] })) }),
      ...(sameForm.length === 0 ? {} : { anyOf: ['string', 'array'].map((type) => ({ properties: Object.fromEntries(sameForm.map((name) => [name, { type }])) })) }),
    };
  }

  #field({ types, meaning, example }: Field, object: string): JsonSchema {
    const schemas = types.map((type) => this.#type(type, object));
    const [only] = schemas;
    const words = this.#withWords ? { description: meaning, ...(example === '' ? {} : { examples: [example] }) } : {};
    if (schemas.length === 1) return { ...only, ...words };
    // Told apart by their type, so that a mistake is reported once and not for each of them.
    const kinds = schemas.map((schema) => schema['type'] ?? 'object');
    return { type: kinds, allOf: schemas.map((then, index) => ({ if: { type: kinds[index] }, then })), ...words };
  }

  #type({ kind, values, items, least, isAbove, isDistinct }: ValueType, object: string): JsonSchema {
    switch (kind) {
      case 'one of':
        return { type: 'string', enum: values };
      case 'release':
        return { type: 'string', enum: this.#accepted() };
      case 'parts':
        return { type: 'string', enum: this.#variantValues(object) };
      case 'list':
        return { type: 'array', ...(items ? { items: this.#type(items, object) } : {}), ...(least === undefined ? {} : { minItems: least }), ...(isDistinct ? { uniqueItems: true } : {}) };
      case 'pair':
        return { type: 'array', ...(items ? { items: this.#type(items, object) } : {}), minItems: 2, maxItems: 2, uniqueItems: true };
      default:
        return this.#simple(kind, least, isAbove);
    }
  }

  #simple(kind: string, least: number | undefined, isAbove: boolean | undefined): JsonSchema {
    const simple = SIMPLE[kind];
    if (!simple) return this.#reference(kind);
    return { ...simple, ...(least === undefined ? {} : { [isAbove ? 'exclusiveMinimum' : 'minimum']: least }) };
  }

  /** The schema of a release also takes files that declare an earlier one. */
  #accepted(): string[] {
    const { older, versions } = this.#table;
    return [...older, ...versions.slice(0, versions.indexOf(this.#release) + 1)];
  }

  /** What the fields under conditions depend on, such as every type of server. */
  #variantValues(object: string): string[] {
    const parts = this.#table.parts.filter((part) => part.object === object && part.when && holdsIn(this.#table, part, this.#release));
    return parts.flatMap(({ when }) => (when ?? []).flatMap(({ test }) => (typeof test === 'object' ? [test.value] : [])));
  }
}

/** A condition on one field is told without alternatives, which are costly to check and to compile. */
function holdsWhen(conditions: readonly Condition[]): JsonSchema {
  const [field, ...others] = new Set(conditions.map((condition) => condition.field));
  const values = conditions.flatMap(({ test }) => (typeof test === 'object' ? [test.value] : []));
  const mayBeAbsent = conditions.some(({ test }) => test === 'absent');
  const isText = conditions.some(({ test }) => test === 'text');
  if (field === undefined || others.length > 0) return { anyOf: conditions.map((condition) => holdsWhen([condition])) };
  const allowed = isText ? { type: 'string' } : { enum: values };
  return { properties: { [field]: allowed }, ...(mayBeAbsent ? {} : { required: [field] }) };
}
