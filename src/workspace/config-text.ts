import type { ErrorObject } from 'ajv';
import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument, type Alias, type Document, type Node, type Pair } from 'yaml';
import { LineIndex, type Position, type Span } from '../document/position.js';
import type { PathClass, Severity } from '../knowledge/model.js';
import { violationsOf } from '../knowledge/validate.js';
import { syntaxSentence, syntaxSpan } from '../knowledge/yaml-syntax.js';
import { nearest } from '../document/nearest.js';

type Path = readonly (string | number)[];

/** A mistake in the configuration. */
export interface ConfigProblem {
  /** The rule whose page explains it. */
  readonly rule: 'talklint/broken-config' | 'talklint/unknown-rule';
  /** `syntax` and `shape` are what any tool can see that knows YAML and the schema; `meaning` needs to know the project. */
  readonly kind: 'syntax' | 'shape' | 'meaning';
  readonly span: Span;
  /** Where the span begins, counted from 0. */
  readonly at: Position;
  readonly message: string;
  /** What was probably meant instead of the text of the span. */
  readonly replacement?: string;
}

/** What the schema allows. Where an entry of a list was left out its place is empty, so that the others keep theirs. */
export interface ConfigData {
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  readonly talks?: readonly (string | undefined)[];
  readonly paths?: Readonly<Partial<Record<PathClass, readonly (string | undefined)[]>>>;
  readonly ignores?: readonly ({ readonly rule: string; readonly path?: string; readonly reason: string } | undefined)[];
  readonly packs?: readonly (string | undefined)[];
}

/** The configuration as far as it can be used; what was left out stands in `problems`. */
export interface ConfigText {
  readonly data: ConfigData;
  readonly problems: readonly ConfigProblem[];
  problem(details: Omit<ConfigProblem, 'at'>): ConfigProblem;
  /** Where the key of an entry, or the value at a path, stands. */
  spanOf(path: Path, part: 'key' | 'value'): Span;
}

/** Values nested deeper than this are not ours. */
const DEEPEST = 12;
/** Entries looked at; what aliases repeat counts each time, so that a short text cannot become a huge value. */
const MOST_ENTRIES = 50_000;

/** Reads the text of a configuration; mistakes take away only what they concern. Never throws. */
export function parseConfig(text: string): ConfigText {
  const document = documentOf(text);
  const lines = new LineIndex(text);
  const problem = (details: Omit<ConfigProblem, 'at'>): ConfigProblem => ({ ...details, at: lines.positionAt(details.span.start) });
  const spanOf = (path: Path, part: 'key' | 'value') => spanAt(document, path, part);
  const problems = document.errors.map((error) => problem({ rule: 'talklint/broken-config', kind: 'syntax', span: syntaxSpan(text, error), message: syntaxSentence(error) }));
  const reader = new ValueReader(document);
  const value = reader.read();
  problems.push(...reader.slips.map(({ node, message }) => problem({ rule: 'talklint/broken-config', kind: 'syntax', span: spanOfNode(node), message })));
  const violations = violationsOf(value, 'config');
  // After a syntax error the rest may mean something else than its writer thinks, so nobody is told off for it.
  if (document.errors.length === 0) problems.push(...violations.filter((error) => !isUnwritten(error)).map((error) => problem(violation(error, spanOf))));
  for (const error of violations) removeAt(value, error.instancePath.split('/').slice(1).map(unescape), error.params['additionalProperty']);
  return { data: asMapping(value), problems, problem, spanOf };
}

function documentOf(text: string): Document.Parsed {
  // Where a key stands twice the first counts; the reader below reports the second.
  const options = { prettyErrors: false, uniqueKeys: false };
  try {
    return parseDocument(text, options);
  } catch {
    // Only brackets by the thousand get the parser to give up, where the host's stack is small.
    return parseDocument('*nested-too-deep', options);
  }
}

/** Plain data out of the document: entries with a syntax error in them are left out, as are those without a value. */
class ValueReader {
  readonly slips: { readonly node: Node; readonly message: string }[] = [];
  readonly #document: Document;
  readonly #errors: readonly number[];
  #entries = 0;

  constructor(document: Document.Parsed) {
    this.#document = document;
    this.#errors = document.errors.map(({ pos: [start] }) => start);
  }

  read(): unknown {
    return this.#value(this.#document.contents, 0) ?? {};
  }

  #value(node: unknown, depth: number): unknown {
    if (depth > DEEPEST || ++this.#entries > MOST_ENTRIES) return undefined;
    if (isAlias(node)) return this.#alias(node, depth);
    if (isScalar(node)) return node.value;
    if (isSeq(node)) return node.items.map((item) => this.#value(item, depth + 1)).filter((item) => item !== null && item !== undefined);
    return isMap(node) ? this.#mapping(node.items, depth) : undefined;
  }

  #alias(node: Alias, depth: number): unknown {
    const target = node.resolve(this.#document);
    if (!target) this.slips.push({ node, message: 'there is no anchor of this name above; mend the name.' });
    return target && this.#value(target, depth + 1);
  }

  #mapping(items: readonly Pair[], depth: number): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    for (const { key, value } of items) {
      if (!isScalar(key) || (isLeaf(value) && this.#isBroken(key, value))) continue;
      const name = String(key.value);
      if (entries.has(name)) {
        this.slips.push({ node: key, message: `"${name}" stands here a second time; the first one counts.` });
        continue;
      }
      entries.set(name, this.#value(value, depth + 1) ?? null);
    }
    return Object.fromEntries(entries);
  }

  #isBroken(key: Node, value: unknown): boolean {
    const start = spanOfNode(key).start;
    const end = spanOfNode((value as Node | null) ?? key).end;
    return this.#errors.some((offset) => start <= offset && offset <= end);
  }
}

function isLeaf(value: unknown): boolean {
  return !isMap(value) && !isSeq(value);
}

/** A section nobody has written anything into yet is no mistake. */
function isUnwritten({ keyword, data, params }: ErrorObject): boolean {
  return keyword === 'type' && data === null && params['type'] !== 'string';
}

function asMapping(value: unknown): ConfigData {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function unescape(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Takes away what violates the schema. Half an ignore would silence something else than was meant, so it goes as a whole. */
function removeAt(root: unknown, path: readonly string[], additional: unknown): void {
  const full = typeof additional === 'string' ? [...path, additional] : path;
  const wanted = full[0] === 'ignores' ? full.slice(0, 2) : full;
  let container: unknown = root;
  for (const part of wanted.slice(0, -1)) container = (container as Record<string, unknown> | undefined)?.[part];
  const last = wanted.at(-1);
  if (last === undefined || typeof container !== 'object' || container === null) return;
  if (Array.isArray(container)) container[Number(last)] = undefined;
  else delete (container as Record<string, unknown>)[last];
}

function violation(error: ErrorObject, spanOf: ConfigText['spanOf']): Omit<ConfigProblem, 'at'> {
  const path = error.instancePath.split('/').slice(1).map(unescape);
  const { additionalProperty, missingProperty, type, allowedValues, limit } = error.params as Readonly<Record<string, unknown>>;
  const name = path.length === 0 ? 'the configuration' : `"${path.findLast((part) => !/^\d+$/.test(part)) ?? ''}"`;
  const problem = (message: string, span = spanOf(path, 'value'), replacement?: string) => ({ rule: 'talklint/broken-config' as const, kind: 'shape' as const, span, message, ...(replacement === undefined ? {} : { replacement }) });
  switch (error.keyword) {
    case 'additionalProperties': {
      const keys = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
      const meant = nearest(String(additionalProperty), keys);
      const advice = meant === undefined ? `the keys here are ${keys.join(', ')}.` : `did you mean "${meant}"?`;
      return problem(`"${String(additionalProperty)}" is not a known key; ${advice}`, spanOf([...path, String(additionalProperty)], 'key'), meant);
    }
    case 'required':
      return problem(`"${String(missingProperty)}" is missing; add it.`, spanOf(path, 'key'));
    case 'enum': {
      const values = (allowedValues as unknown[]).map(String);
      const written = String(error.data ?? '');
      return problem(error.data === null ? `${name} has no severity yet; write ${words(values)}.` : `"${written}" is no severity; write ${words(values)}.`, spanOf(path, error.data === null ? 'key' : 'value'), nearest(written, values));
    }
    case 'minLength':
      if (limit === 1) return problem(`${name} is empty here; write something, or remove it.`);
      return problem(`${name} is too short; write at least ${String(limit)} characters.`);
    default:
      if (error.data === null) return problem(`${name} has no value yet; write one.`);
      return problem(`${name} must be ${TYPES[String(type)] ?? 'something else'}.`);
  }
}

const TYPES: Readonly<Record<string, string>> = { object: 'a mapping of keys to values', array: 'a list', string: 'text; put it in quotes' };

function words(list: readonly string[]): string {
  return `${list.slice(0, -1).join(', ')} or ${list.at(-1) ?? ''}`;
}

function spanOfNode(node: Node | null | undefined): Span {
  const range = node?.range;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}

function spanAt(document: Document, path: Path, part: 'key' | 'value'): Span {
  let node: unknown = document.contents;
  let key: Node | undefined;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) break;
      key = pair.key as Node;
      node = pair.value;
    } else if (isSeq(node)) {
      // Items without a value were not read, so they do not count.
      const items = node.items.filter((item) => !(isScalar(item) && item.value === null));
      node = items[Number(step)];
      key = undefined;
    } else break;
  }
  const bare = isScalar(node) && node.value === null;
  if (key && (part === 'key' || bare || !isLeaf(node))) return spanOfNode(key);
  return isLeaf(node) ? spanOfNode((node as Node | undefined) ?? key) : firstEntry(node as Node);
}

/** A mapping or list without a key of its own is named by its first entry. */
function firstEntry(node: Node): Span {
  const first: unknown = isMap(node) ? node.items[0] : isSeq(node) ? node.items[0] : undefined;
  const last: unknown = isPair(first) ? (first.value ?? first.key) : first;
  const { start, end } = spanOfNode(node);
  if (!isLeaf(last)) return { start, end: isPair(first) ? spanOfNode(first.key as Node).end : start };
  return { start: isSeq(node) ? spanOfNode(last as Node).start : start, end: last ? spanOfNode(last as Node).end : end };
}
