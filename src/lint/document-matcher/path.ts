import type { Span } from '../../document/position.js';
import { isTemplate, type DocumentNode, type ListNode, type MappingNode } from './node.js';

/** One part of a path: a key (or the number of a list item), `*` for any one, `**` for any number of them. */
type Step = { readonly kind: 'key'; readonly key: string } | { readonly kind: 'any' } | { readonly kind: 'deep' };

export interface DocumentPath {
  readonly steps: readonly Step[];
}

/** Somewhere in a document. */
export interface Place {
  readonly node: DocumentNode;
  /** What to underline: the key, or the first entry of a list item. */
  readonly span: Span;
}

/**
 * Reads a dotted path. `*` stands for any key or item, `**` for any number of keys and items, a number for an item
 * counted from 0 or, when negative, from the end. A backslash before a dot or star takes it literally.
 */
export function parsePath(text: string): DocumentPath {
  const parts = text === '' ? [] : (text.match(/(?:\\.|[^.\\])+/g) ?? []);
  return {
    steps: parts.map((part): Step => {
      if (part === '*') return { kind: 'any' };
      if (part === '**') return { kind: 'deep' };
      return { kind: 'key', key: part.replaceAll(/\\(.)/g, '$1') };
    }),
  };
}

/** The keys a document must contain for the path to lead anywhere. */
export function fixedKeys(path: DocumentPath): string[] {
  return path.steps.flatMap((step) => (step.kind === 'key' && !isItemNumber(step.key) ? [step.key] : []));
}

/**
 * The places a path leads to. Where it runs into something unknown, that unknown is given as a place too: what lies
 * behind it cannot be told. What an alias repeats is searched once.
 */
export function* placesAt(start: Place, path: DocumentPath): Generator<Place> {
  yield* follow(start, path.steps, 0, path.steps.map(() => new Set<DocumentNode>()));
}

function* follow(place: Place, steps: readonly Step[], index: number, visited: readonly Set<DocumentNode>[]): Generator<Place> {
  const step = steps[index];
  if (step === undefined || place.node.kind === 'unknown') {
    yield place;
    return;
  }
  if (visited[index]?.has(place.node)) return;
  visited[index]?.add(place.node);
  if (step.kind === 'deep') {
    yield* follow(place, steps, index + 1, visited);
    for (const child of childrenOf(place.node)) if (child.node.kind !== 'unknown') yield* follow(child, steps, index, visited);
    return;
  }
  const { node } = place;
  if (node.kind === 'mapping') yield* followMapping(node, step, steps, index, visited);
  else if (node.kind === 'list') yield* followList(node, step, steps, index, visited);
}

function* followMapping(node: MappingNode, step: Step, steps: readonly Step[], index: number, visited: readonly Set<DocumentNode>[]): Generator<Place> {
  let found = false;
  for (const entry of node.entries) {
    if (step.kind === 'key' && entry.key !== step.key) continue;
    found = true;
    yield* follow({ node: entry.value, span: entry.keySpan }, steps, index + 1, visited);
  }
  if (node.open && (step.kind !== 'key' || !found)) yield { node: { kind: 'unknown', span: node.span }, span: node.span };
}

function* followList(node: ListNode, step: Step, steps: readonly Step[], index: number, visited: readonly Set<DocumentNode>[]): Generator<Place> {
  if (step.kind === 'key' && !isItemNumber(step.key)) return;
  const items = step.kind === 'key' ? node.items.slice(Number(step.key)).slice(0, 1) : node.items;
  for (const item of items) yield* follow(itemPlace(item), steps, index + 1, visited);
  if (node.open) yield { node: { kind: 'unknown', span: node.span }, span: node.span };
}

function isItemNumber(key: string): boolean {
  return /^-?\d+$/.test(key);
}

/** A list item is named by its first entry. */
function itemPlace(item: ListNode['items'][number]): Place {
  const first = item.node.kind === 'mapping' && item.node.span.start === item.span.start ? item.node.entries[0] : undefined;
  return { node: item.node, span: first ? { start: item.span.start, end: first.span.end } : item.span };
}

function* childrenOf(node: DocumentNode): Generator<Place> {
  if (node.kind === 'mapping') for (const { value, keySpan } of node.entries) yield { node: value, span: keySpan };
  if (node.kind === 'list') for (const item of node.items) yield itemPlace(item);
}

/** The known places a path leads to from a node, for detectors. */
export function find(node: DocumentNode, path: string): Place[] {
  return [...placesAt({ node, span: node.span }, parsePath(path))].filter((place) => place.node.kind !== 'unknown');
}

/** The text of the first plain value at a path; undefined where there is none, or a template. */
export function textAt(node: DocumentNode, path: string): string | undefined {
  for (const { node: found } of find(node, path)) if (found.kind === 'scalar' && found.value !== null && !isTemplate(found.value)) return String(found.value);
  return undefined;
}

/** Whether nothing stands at a path, for certain. */
export function isAbsent(node: DocumentNode, path: string): boolean {
  return [...placesAt({ node, span: node.span }, parsePath(path))].every((place) => place.node.kind === 'scalar' && place.node.value === null);
}
