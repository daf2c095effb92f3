import { isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import { keysOf, schemasAt, standardOf, standardOfFile, withReferred, type SchemasAtPlace, type Standard } from './descriptor-schema.js';
import type { JsonSchema } from './field-schema.js';

/** What is said of one key of a descriptor, for people who write. */
export interface FieldHelp {
  readonly name: string;
  readonly meaning: string;
  readonly example: string | undefined;
  readonly allowed: readonly string[];
  /** `object`, `array` or the type of a plain value. */
  readonly type: string;
  /** Keys that must stand below it, or below each item of it. */
  readonly required: readonly FieldHelp[];
}

/** A descriptor as far as it can be read while it is being written. */
export class DescriptorText {
  readonly #document: Document;
  readonly #value: unknown;
  readonly #standard: Standard;
  readonly #release: string;

  private constructor(document: Document, value: unknown, standard: Standard, release: string) {
    this.#document = document;
    this.#value = value;
    this.#standard = standard;
    this.#release = release;
  }

  /** Undefined for a text that is no descriptor, or of a release that is not known in full. The path is that of the file. */
  static read(path: string, text: string): DescriptorText | undefined {
    try {
      const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent' });
      const value: unknown = document.toJS({ maxAliasCount: 50 });
      const { kind, apiVersion } = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
      const isVersion = typeof apiVersion === 'string' && /^v\d+\.\d+\.\d+/.test(apiVersion);
      const standard = (isVersion ? standardOf(kind) : undefined) ?? standardOfFile(path);
      if (!standard) return undefined;
      // While the release is being written the newest one helps.
      const release = isVersion && standard.versions.includes(apiVersion) ? apiVersion : (standard.versions.at(-1) ?? '');
      return new DescriptorText(document, value, standard, release);
    } catch {
      // Too many aliases, or brackets by the thousand.
      return undefined;
    }
  }

  /** What may stand in the mapping at a path; `*` is the item of a list that begins last before `offset`, in UTF-16 units. */
  keysAt(path: readonly string[], offset: number): FieldHelp[] {
    return [...keysOf(this.#schemas(this.#resolved(path, offset)))].map(([name, schema]) => this.#help(name, schema, 0));
  }

  /** What is said of the key or value a path leads to. */
  at(path: readonly string[], offset: number): FieldHelp | undefined {
    const resolved = this.#resolved(path, offset);
    const name = path.at(-1);
    const schema = name === undefined ? undefined : keysOf(this.#schemas(resolved.slice(0, -1))).get(name);
    return schema && name !== undefined ? this.#help(name, schema, 0) : undefined;
  }

  /** The kind of thing a path leads to: of a list, its items. */
  #schemas(path: readonly string[]): SchemasAtPlace {
    return schemasAt(this.#value, this.#standard.suffix, this.#release, path);
  }

  #resolved(path: readonly string[], offset: number): string[] {
    let node: unknown = this.#document.contents;
    return path.map((step) => {
      if (step !== '*') {
        node = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === step)?.value : undefined;
        return step;
      }
      const items = isSeq(node) ? node.items : [];
      const index = items.findLastIndex((item) => ((item as { readonly range?: readonly number[] | null }).range?.[0] ?? 0) <= offset);
      node = items[Math.max(0, index)];
      return index < 0 ? step : String(index);
    });
  }

  #help(name: string, schema: JsonSchema, depth: number): FieldHelp {
    const parts = withReferred(schema);
    const type = parts.map((part) => part['type']).find((kind) => kind !== undefined);
    const words = parts.flatMap((part) => (part['enum'] ?? []) as readonly unknown[]).map(String);
    const [kind] = [type ?? 'string'].flat().map(String);
    const items = parts.map((part) => part['items']).find((part) => part !== undefined) as JsonSchema | undefined;
    const inside = kind === 'array' && items ? withReferred(items) : kind === 'object' ? parts : [];
    const required = depth > 1 ? [] : inside.flatMap((part) => (part['required'] ?? []) as readonly string[]);
    const keys = keysOf(inside);
    return {
      name,
      meaning: String(schema['description'] ?? ''),
      example: (schema['examples'] as readonly string[] | undefined)?.[0],
      allowed: kind === 'boolean' ? ['true', 'false'] : words,
      type: kind ?? 'string',
      required: required.map((key) => this.#help(key, keys.get(key) ?? {}, depth + 1)),
    };
  }
}
