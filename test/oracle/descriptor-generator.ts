type Schema = { readonly [key: string]: unknown };
type Values = Record<string, unknown>;

/** Numbers from 0 up to below 1, the same every time (mulberry32, public domain). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const TEXTS = ['trips', 'a.b', 'schema/trips/properties/id', '1.0.0', 'no', '', 'Straße 🚲', 'x y', 's3://bucket/x', '#/a'];
const STRANGE: readonly unknown[] = [null, true, 0, -1, 1.5, 42, '', 'foo', 'v3.1.0', 'v9', 'string', 'text', 'custom', 's3', [], {}, ['a'], ['a', 'a'], [1, 2], [1, 1], [1, 2, 3], { a: 1 }, '2026-02-30', '2026-11-25', '2026-11-25T09:00:00Z', '2026-11-25 09:00', 'not a uri', 'https://example.org/x', 'trips.id', 'sftp://x/y'];
const DEEPEST = 7;

/** Documents that a schema mostly allows, and mutations of them. What it draws depends on the seed alone. */
export class DescriptorGenerator {
  readonly #definitions: Readonly<Record<string, Schema>>;
  readonly #root: Schema;
  readonly #random: () => number;
  readonly #names: readonly string[];
  readonly #words: readonly string[];

  /** `published` lends the mutations its names of keys and its words, so that none of them is missed because our tables lack it. */
  constructor(schema: Schema, published: Schema, random: () => number) {
    this.#definitions = schema['$defs'] as Record<string, Schema>;
    this.#root = schema;
    this.#random = random;
    const names = new Set<string>();
    const words = new Set<string>();
    collect(published, names, words);
    this.#names = [...names];
    this.#words = [...words];
  }

  document(): unknown {
    return this.#value({ $ref: this.#root['$ref'] }, 0);
  }

  /** The document with one to three things changed somewhere in it. */
  mutated(document: unknown): unknown {
    const copy: unknown = structuredClone(document);
    for (let left = this.#random() < 0.7 ? 1 : 1 + Math.floor(this.#random() * 3); left > 0; left--) this.#mutate(copy);
    return copy;
  }

  #pick<Value>(list: readonly Value[]): Value {
    return list[Math.floor(this.#random() * list.length)] as Value;
  }

  #mutate(document: unknown): void {
    const objects: (Values | unknown[])[] = [];
    gather(document, objects);
    const target = this.#pick(objects);
    const keys = Object.keys(target);
    const at = target as Values;
    const choice = this.#random();
    const key = keys.length === 0 ? undefined : this.#pick(keys);
    const value = () => (this.#random() < 0.5 ? structuredClone(this.#pick(STRANGE)) : this.#pick(this.#words));
    if (Array.isArray(target)) {
      if (choice < 0.5 || key === undefined) target.push(this.#random() < 0.5 ? value() : structuredClone(this.#pick(objects)));
      else target[Number(key)] = value();
    } else if (choice < 0.25 && key !== undefined) delete at[key];
    else if (choice < 0.5 && key !== undefined) at[key] = value();
    else if (choice < 0.6) at[`${this.#pick(this.#names)}x`] = value();
    else if (choice < 0.8) at[this.#pick(this.#names)] = value();
    else at[this.#pick(this.#names)] = structuredClone(this.#pick(objects));
  }

  #value(schema: Schema, depth: number): unknown {
    const reference = schema['$ref'];
    if (typeof reference === 'string') return this.#value(this.#definitions[reference.slice('#/$defs/'.length)] ?? {}, depth);
    if (Array.isArray(schema['enum'])) return this.#pick(schema['enum']);
    const type = Array.isArray(schema['type']) ? this.#pick(schema['type'] as string[]) : schema['type'];
    const branch = ((schema['allOf'] ?? []) as Schema[]).find((entry) => (entry['if'] as Schema)['type'] === type && type !== undefined);
    if (branch) return this.#value(branch['then'] as Schema, depth);
    switch (type) {
      case 'object':
        return this.#object(schema, depth);
      case 'array':
        return this.#array(schema, depth);
      case 'string':
        return this.#text(schema);
      case 'integer':
        return Math.floor(this.#random() * 20);
      case 'number':
        return Math.round(this.#random() * 1000) / 10 + 0.1;
      case 'boolean':
        return this.#random() < 0.5;
      case 'null':
        return null;
      default:
        return structuredClone(this.#pick(STRANGE));
    }
  }

  #object(schema: Schema, depth: number): Values {
    const value = this.#fields(schema, depth);
    for (const entry of (schema['allOf'] ?? []) as Schema[]) {
      if (this.#holds(entry['if'] as Schema, value)) Object.assign(value, this.#value({ type: 'object', ...this.#resolved(entry['then'] as Schema) }, depth) as Values);
    }
    return value;
  }

  #fields(schema: Schema, depth: number): Values {
    const value: Values = {};
    const required = (schema['required'] ?? []) as string[];
    const one = ((schema['oneOf'] ?? []) as { required: string[] }[]).map((entry) => entry.required[0] ?? '');
    const chosen = one.length === 0 ? undefined : this.#pick(one);
    const fields = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
    // Few fields, so that most documents are valid, but always one more, so that all depths are reached.
    const focus = depth > DEEPEST ? undefined : this.#pick(fields.flatMap(([name, field]) => Array.from({ length: this.#weight(field) }, () => name)));
    for (const [name, field] of fields) {
      const wanted = required.includes(name) || name === chosen || (!one.includes(name) && (name === focus || this.#random() < 0.08));
      if (wanted) value[name] = this.#value(field, depth + 1);
    }
    return value;
  }

  /** A field that leads to many others is drawn more often. */
  #weight(field: Schema): number {
    const inner = this.#resolved((field['items'] as Schema | undefined) ?? field);
    return 1 + 2 * Object.keys(inner['properties'] ?? {}).length;
  }

  #resolved(schema: Schema): Schema {
    const reference = schema['$ref'];
    return typeof reference === 'string' ? (this.#definitions[reference.slice('#/$defs/'.length)] ?? {}) : schema;
  }

  #holds(condition: Schema, value: Values): boolean {
    if (Array.isArray(condition['anyOf'])) return (condition['anyOf'] as Schema[]).some((entry) => this.#holds(entry, value));
    if (((condition['required'] ?? []) as string[]).some((name) => !(name in value))) return false;
    return Object.entries((condition['properties'] ?? {}) as Record<string, Schema>).every(([name, { enum: words, type }]) => !(name in value) || (Array.isArray(words) ? words.includes(value[name]) : typeof value[name] === type));
  }

  #array(schema: Schema, depth: number): unknown[] {
    const least = Number(schema['minItems'] ?? 0);
    const most = Number(schema['maxItems'] ?? (depth > DEEPEST ? 0 : 2));
    const length = Math.max(least, depth > DEEPEST ? 0 : 1, Math.floor(this.#random() * (most + 1)));
    return Array.from({ length }, () => this.#value((schema['items'] ?? {}) as Schema, depth + 1));
  }

  #text(schema: Schema): string {
    switch (schema['format']) {
      case 'date':
        return this.#pick(['2026-11-25', '2024-02-29', '2000-02-29']);
      case 'date-time':
        return this.#pick(['2026-11-25T09:00:00Z', '2026-11-25t09:00:00.123+01:00', '2026-11-25 09:00:00Z']);
      case 'uri':
        return this.#pick(['sftp://files.example.org/x.csv', 'sftp://a/b']);
      default:
        return schema['pattern'] === undefined ? this.#pick(TEXTS) : this.#pick(schema['pattern'] === '^[\\w-]+$' ? ['id_1', 'x-1', 'trips', 'a.b'] : ['a.b', 'schema/trips/properties/id', 'https://example.org/c.yaml#schema/a/properties/b', '/a/b', 'trips.id', 'a.b.c']);
    }
  }
}

function gather(value: unknown, into: (Values | unknown[])[]): void {
  if (typeof value !== 'object' || value === null) return;
  into.push(value as Values);
  for (const inner of Object.values(value)) gather(inner, into);
}

function collect(schema: unknown, names: Set<string>, words: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties' && typeof value === 'object' && value !== null) for (const name of Object.keys(value)) names.add(name);
    if (key === 'enum' && Array.isArray(value)) for (const word of value) words.add(String(word));
    collect(value, names, words);
  }
}
