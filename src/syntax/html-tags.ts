import type { Span } from '../document/position.js';
import type { FlatTree } from './flat-tree.js';

/** An attribute list may hold more than it shows: a spread in JSX, an instruction of a template. */
const UNKNOWN_NAME = /^\?+$|[{}%$]/;
/** A value a template or the program fills in; code in JSX stands as question marks. */
const UNKNOWN_VALUE = /^\?+$|\{\{|\{%|<[?%]|\$\{/;

export interface HtmlAttribute {
  readonly node: number;
  /** Without quotes; empty where there is none. */
  readonly value: string;
  /** Where the value stands, without quotes; undefined where there is none. */
  readonly valueSpan: Span | undefined;
}

/** A start tag, or one that closes itself. */
export interface HtmlTag {
  readonly node: number;
  /** As written; a component of JSX begins with a capital. */
  readonly name: string;
  /** By name in lower case. */
  readonly attributes: ReadonlyMap<string, HtmlAttribute>;
  /** False where a spread or a template may add attributes. */
  readonly isComplete: boolean;
}

/** The tags that begin elements, in the order of the text. */
export function* htmlTags(tree: FlatTree): Generator<HtmlTag> {
  const kinds = new Set(['start_tag', 'self_closing_tag'].flatMap((kind) => tree.vocabulary.kindId(kind, true) ?? []));
  for (let node = 0; node < tree.count; node++) {
    const tag = kinds.has(tree.kind[node] ?? -1) ? readTag(tree, node) : undefined;
    if (tag) yield tag;
  }
}

function readTag(tree: FlatTree, node: number): HtmlTag | undefined {
  const [name, ...parts] = [...tree.namedChildren(node)];
  if (name === undefined) return undefined;
  const attributes = new Map<string, HtmlAttribute>();
  let isComplete = true;
  for (const part of parts) {
    const [key, value] = [...tree.namedChildren(part)];
    if (tree.kindName(part) !== 'attribute' || key === undefined || UNKNOWN_NAME.test(tree.text(key))) isComplete = false;
    else attributes.set(tree.text(key).toLowerCase(), { node: part, ...readValue(tree, value) });
  }
  return { node, name: tree.text(name), attributes, isComplete };
}

function readValue(tree: FlatTree, value: number | undefined): Omit<HtmlAttribute, 'node'> {
  if (value === undefined) return { value: '', valueSpan: undefined };
  const { start, end } = tree.span(value);
  const quotes = /^["']/.test(tree.text(value)) ? 1 : 0;
  return { value: tree.source.slice(start + quotes, end - quotes), valueSpan: { start: start + quotes, end: end - quotes } };
}

/** Whether only the running program, or a template, knows the value. */
export function isUnknownValue(value: string): boolean {
  return UNKNOWN_VALUE.test(value);
}
