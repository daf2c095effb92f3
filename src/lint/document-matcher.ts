import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Span } from '../document/position.js';
import type { DocumentMatcher, Severity } from '../knowledge/model.js';

export interface DocumentMatch {
  readonly span: Span;
  readonly match: Span;
  readonly severity?: Severity;
  /** The mapping at the path, to insert a key into; absent when it is written in braces. */
  readonly insertion?: { readonly offset: number; readonly indent: string };
}

interface Place {
  readonly node: Node;
  /** What to underline: the key, or the first line of a list item. */
  readonly span: Span;
}

/**
 * Finds the places a document matcher speaks of in YAML or JSON. Texts that do not parse give no match: their own
 * language's tools report that better.
 */
export function matchDocuments(matcher: DocumentMatcher, text: string): DocumentMatch[] {
  const matches: DocumentMatch[] = [];
  for (const document of parseAllDocuments(text, { prettyErrors: false })) {
    if (document.errors.length > 0 || document.contents === null) continue;
    const root = document.contents as Node;
    const severity = softened(matcher, document);
    for (const place of placesAt(document, { node: root, span: spanOf(root) }, matcher.path.split('.'))) {
      if (!fits(matcher, document, place.node)) continue;
      const insertion = insertionInto(place.node, text);
      matches.push({ span: place.span, match: spanOf(place.node), ...(severity === undefined ? {} : { severity }), ...(insertion === undefined ? {} : { insertion }) });
    }
  }
  return matches;
}

function spanOf(node: Node): Span {
  const range = node.range;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}

function resolved(document: Document, node: unknown): Node | undefined {
  const target = isAlias(node) ? node.resolve(document) : node;
  return isMap(target) || isSeq(target) || isScalar(target) ? target : undefined;
}

function* placesAt(document: Document, place: Place, path: readonly string[]): Generator<Place> {
  const [head, ...rest] = path;
  if (head === undefined || head === '') {
    yield place;
    return;
  }
  const node = resolved(document, place.node);
  if (isMap(node)) {
    for (const pair of node.items) {
      const key = pair.key;
      const value = resolved(document, pair.value);
      if (value === undefined || !isScalar(key) || (head !== '*' && String(key.value) !== head)) continue;
      yield* placesAt(document, { node: value, span: spanOf(key) }, rest);
    }
  } else if (isSeq(node) && head === '*') {
    for (const item of node.items) {
      const value = resolved(document, item);
      if (value !== undefined) yield* placesAt(document, { node: value, span: firstLine(item as Node, value) }, rest);
    }
  }
}

/** A list item is named by its first entry. */
function firstLine(item: Node, value: Node): Span {
  const pair = isMap(value) && !isAlias(item) ? value.items[0] : undefined;
  const start = spanOf(item).start;
  const last = (pair?.value ?? pair?.key) as Node | undefined;
  return { start, end: last?.range ? last.range[1] : spanOf(item).end };
}

function valueAt(map: Node, key: string): { readonly found: boolean; readonly value: unknown } {
  if (!isMap(map)) return { found: false, value: undefined };
  const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  const value = pair?.value;
  if (!pair || value === null || (isScalar(value) && value.value === null)) return { found: false, value: undefined };
  return { found: true, value: isScalar(value) ? value.value : value };
}

/** Merge keys and aliases may bring the missing key from elsewhere: then we do not know. */
function mayMerge(map: YAMLMap): boolean {
  return map.items.some((item: Pair) => isScalar(item.key) && item.key.value === '<<');
}

function fits(matcher: DocumentMatcher, document: Document, place: Node): boolean {
  const node = resolved(document, place);
  for (const [key, wanted] of Object.entries(matcher.where)) {
    const { found, value } = node ? valueAt(node, key) : { found: false, value: undefined };
    if (wanted === 'exists' ? !found : wanted === 'missing' ? found : !found || !(Array.isArray(wanted) ? wanted : [wanted]).includes(value as string)) return false;
  }
  if (matcher.missing === undefined) return true;
  return isMap(node) && !mayMerge(node) && !valueAt(node, matcher.missing).found;
}

function softened(matcher: DocumentMatcher, document: Document): Severity | undefined {
  const soften = matcher.soften;
  if (!soften) return undefined;
  const value: unknown = document.getIn(soften.path.split('.'));
  return typeof value === 'string' && soften.values.includes(value) ? soften.to : undefined;
}

/** After the last entry of a block mapping, indented as its keys are. */
function insertionInto(node: Node, text: string): DocumentMatch['insertion'] {
  if (!isMap(node) || node.flow === true) return undefined;
  const firstKey = node.items[0]?.key as Node | undefined;
  const keyStart = firstKey?.range?.[0];
  const end = node.range?.[1];
  if (keyStart === undefined || end === undefined) return undefined;
  const lineStart = Math.max(text.lastIndexOf('\n', keyStart - 1), text.lastIndexOf('\r', keyStart - 1)) + 1;
  return { offset: lastContent(text, end), indent: ' '.repeat(keyStart - lineStart) };
}

function lastContent(text: string, end: number): number {
  let offset = end;
  while (offset > 0 && /\s/.test(text[offset - 1] ?? '')) offset--;
  return offset;
}
