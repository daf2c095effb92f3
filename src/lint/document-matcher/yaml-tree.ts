import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Alias, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Span } from '../../document/position.js';
import { MAX_DEPTH, unknownAt, type DocumentNode, type Entry, type MappingNode, type ScalarValue } from './node.js';

/**
 * The documents of a YAML text. A document that does not parse is left out: its own language's tools report that better.
 * Aliases are followed and merge keys filled in; what a tag such as CloudFormation's `!Ref` computes is unknown.
 */
export function yamlTrees(text: string): DocumentNode[] {
  // The parser recurses, and takes long to fail on text nested this deeply.
  if (nestsDeeperThan(text, MAX_DEPTH)) return [];
  return parsed(text).flatMap((document) => {
    if (document.errors.length > 0 || document.contents === null) return [];
    return [new YamlReader(text).read(document.contents, 0)];
  });
}

function parsed(text: string): ReturnType<typeof parseAllDocuments> {
  try {
    // A key twice is a mistake, two merges are none.
    return parseAllDocuments(text, { prettyErrors: false, uniqueKeys: (a, b) => a === b || (isScalar(a) && isScalar(b) && a.value === b.value && a.value !== '<<') });
  } catch {
    // Whatever brings the parser down is no document for us.
    return [];
  }
}

const OPENING = /[[{]/;

/** A rough count of brackets and of indicators one after the other (`- - -`); texts in quotes count too. */
function nestsDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let run = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (OPENING.test(character)) depth++;
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
    if (character === '-' || character === '?' || character === ':') run++;
    else if (character !== ' ' && character !== '\t') run = 0;
    if (depth > limit || run > limit) return true;
  }
  return false;
}

function spanOf(node: Node): Span {
  const range = node.range;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}

/** Tags with a meaning of their own, as `!Ref` and `!If`; the core types are written `tag:yaml.org,2002:…`. */
function isComputed(node: Node): boolean {
  const tag = 'tag' in node ? node.tag : undefined;
  return typeof tag === 'string' && tag.length > 1 && !tag.startsWith('tag:yaml.org');
}

class YamlReader {
  readonly #text: string;
  /** What an alias stands for; nodes being read are not in it yet, so that no alias contains itself. */
  readonly #anchors = new Map<string, DocumentNode>();

  constructor(text: string) {
    this.#text = text;
  }

  read(node: unknown, depth: number): DocumentNode {
    if (isAlias(node)) return this.#alias(node);
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return unknownAt({ start: 0, end: 0 });
    const read = this.#readContent(node, depth);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, read);
    return read;
  }

  #alias(node: Alias): DocumentNode {
    return this.#anchors.get(node.source) ?? unknownAt(spanOf(node));
  }

  #readContent(node: Node, depth: number): DocumentNode {
    const span = spanOf(node);
    if (depth > MAX_DEPTH || isComputed(node) || this.#text.startsWith('{{', span.start)) return unknownAt(span);
    if (isMap(node)) return this.#mapping(node, span, depth);
    if (isSeq(node)) return this.#list(node, span, depth);
    return { kind: 'scalar', span, value: isScalar(node) ? scalarValue(node.value) : null };
  }

  #list(node: YAMLSeq, span: Span, depth: number): DocumentNode {
    const items = node.items.map((item) => {
      const read = this.read(item, depth + 1);
      return { node: read, span: isAlias(item) ? spanOf(item) : read.span };
    });
    return { kind: 'list', span, items, open: false };
  }

  #mapping(node: YAMLMap, span: Span, depth: number): DocumentNode {
    const own: Entry[] = [];
    const merged: DocumentNode[] = [];
    for (const pair of node.items) {
      if (!isScalar(pair.key)) continue;
      const entry = this.#entry(pair, pair.key, depth);
      if (entry.key === '<<') merged.push(entry.value);
      else own.push(entry);
    }
    if (own.length === 1 && isIntrinsic(own[0]?.key ?? '')) return unknownAt(span);
    const sources = merged.flatMap((value) => (value.kind === 'list' ? value.items.map((item) => item.node) : [value]));
    return { ...withMerged(own, sources, span), layout: node.flow === true ? 'flow' : 'block' };
  }

  #entry(pair: Pair, key: Node & { readonly value: unknown }, depth: number): Entry {
    const keySpan = spanOf(key);
    const missing: DocumentNode = { kind: 'scalar', span: { start: keySpan.end, end: keySpan.end }, value: null };
    const value = pair.value === null ? missing : this.read(pair.value, depth + 1);
    return { key: String(key.value), keySpan, span: { start: keySpan.start, end: Math.max(keySpan.end, isAlias(pair.value) ? spanOf(pair.value).end : value.span.end) }, value };
  }
}

function scalarValue(value: unknown): ScalarValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  return String(value);
}

/** CloudFormation's functions in long form; the short form is a tag. */
function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

/** Own keys outrank merged ones, earlier sources later ones (https://yaml.org/type/merge.html). */
function withMerged(own: readonly Entry[], sources: readonly DocumentNode[], span: Span): MappingNode {
  const entries = [...own];
  const keys = new Set(own.map(({ key }) => key));
  let open = false;
  for (const source of sources) {
    if (source.kind !== 'mapping' || source.open) open = true;
    if (source.kind !== 'mapping') continue;
    for (const entry of source.entries) {
      if (keys.has(entry.key)) continue;
      keys.add(entry.key);
      entries.push(entry);
    }
  }
  return { kind: 'mapping', span, entries, open };
}
