import type { ErrorObject } from 'ajv';
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';
import type { Position } from '../document/position.js';
import * as validators from '../generated/validators.js';
import type { SchemaName } from './schemas.js';

export interface YamlProblem {
  /** Counted from 0 within the text that was read. */
  readonly at: Position;
  readonly message: string;
}

export interface ValidatedYaml {
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
  /** Where a value stands, or the nearest value around it. */
  locate(path: readonly (string | number)[]): Position;
}

/** What of a value a schema does not allow, every place of it. */
export function violationsOf(value: unknown, schema: SchemaName): readonly ErrorObject[] {
  const validate = validators[schema];
  return validate(value) ? [] : (validate.errors ?? []);
}

/** Reads YAML and checks it against a schema. Mistakes become sentences with places; the value is kept for what is right. */
export function readYaml(text: string, schema: SchemaName): ValidatedYaml {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const place = (offset: number): Position => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(0, line - 1), character: Math.max(0, col - 1) };
  };
  const locate = (path: readonly (string | number)[]) => place(offsetOf(document, path));
  const syntax = document.errors.map((error) => ({ at: place(error.pos[0]), message: `${sentence(error.message)}; mend the YAML.` }));
  if (syntax.length > 0) return { value: undefined, problems: syntax, locate };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch {
    // The library throws for aliases of nothing, for those that would make a huge value out of a short text, and for brackets by the thousand.
    return { value: undefined, problems: [{ at: place(firstAlias(document)), message: 'an alias such as *name leads nowhere or too often, or brackets are nested too deep; write the value itself.' }], locate };
  }
  const problems = relevant(violationsOf(value, schema)).map((error) => ({ at: locate(pathOf(error)), message: describe(error) }));
  return { value, problems, locate };
}

/** The offset of the first alias, or 0. */
function firstAlias(document: Document): number {
  let offset = 0;
  visit(document, {
    Alias: (_, node) => {
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** Alternatives report every branch; what a writer needs is the branch that came closest, so branch summaries go. */
function relevant(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const direct = errors.filter((error) => !['if', 'oneOf', 'anyOf'].includes(error.keyword));
  const chosen = direct.length > 0 ? direct : errors;
  const seen = new Set<string>();
  return chosen.filter((error) => {
    const key = `${error.instancePath} ${error.keyword} ${JSON.stringify(error.params)}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

function pathOf(error: ErrorObject): (string | number)[] {
  const path = error.instancePath.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const extra: unknown = error.params['additionalProperty'];
  return typeof extra === 'string' ? [...path, extra] : path;
}

function describe(error: ErrorObject): string {
  const name = pathOf(error).join('.') || 'the front matter';
  const wanted: unknown = (error.parentSchema as { description?: unknown } | undefined)?.description;
  switch (error.keyword) {
    case 'required':
      return `"${String(error.params['missingProperty'])}" is missing; add it.`;
    case 'additionalProperties':
      return `"${name}" is not a known key; remove it or mend its spelling.`;
    case 'enum':
      return `"${name}" must be one of ${(error.params['allowedValues'] as unknown[]).map(String).join(', ')}.`;
    case 'const':
      return `"${name}" must be ${JSON.stringify(error.params['allowedValue'])} here.`;
    case 'type':
      return `"${name}" must be of type ${String(error.params['type'])}.`;
    case 'pattern':
      return `"${name}" must be ${typeof wanted === 'string' ? wanted : `like ${String(error.params['pattern'])}`}.`;
    case 'maxLength':
      return `"${name}" is longer than ${String(error.params['limit'])} characters; shorten it.`;
    case 'minLength':
      return `"${name}" is too short; write at least ${String(error.params['limit'])} characters.`;
    default:
      return `"${name}" ${error.message ?? 'is wrong'}.`;
  }
}

function sentence(message: string): string {
  const line = message.split('\n')[0] ?? message;
  return line.replace(/[.:;]$/, '');
}

/** The offset of the key at a path, or of the closest value that exists. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = (document.contents as Node | null)?.range?.[0] ?? 0;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part));
      if (!pair) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)] as Node | undefined;
      if (!item) return offset;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else return offset;
  }
  return offset;
}
