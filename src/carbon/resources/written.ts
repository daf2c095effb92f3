import type { Span } from '../../document/position.js';
import { parsePath, placesAt } from '../../lint/document-matcher/path.js';
import type { DocumentNode, ScalarValue } from '../../lint/document-matcher/node.js';
import type { LintDocument } from '../../lint/document.js';

/** A value and the document it is written in. */
export interface Written {
  readonly value: ScalarValue;
  readonly span: Span;
  readonly document: LintDocument;
}

/** What stands first at a path, known or not; undefined where nothing does. Of a list, its only item where it has one. */
export function nodeAt(node: DocumentNode, path: string): DocumentNode | undefined {
  const [found] = placesAt({ node, span: node.span }, parsePath(path));
  if (found?.node.kind !== 'list') return found?.node;
  return found.node.items.length === 1 && !found.node.open ? found.node.items[0]?.node : found.node;
}

/** The source of a node, as it is written. */
export function sourceOf(document: LintDocument, { span }: DocumentNode): string {
  return document.text.slice(span.start, span.end);
}

/** The part of a span inside its quotes. */
export function inQuotes({ text }: LintDocument, span: Span): Span {
  return /["']/.test(text[span.start] ?? '') && text[span.end - 1] === text[span.start] ? { start: span.start + 1, end: span.end - 1 } : span;
}

export function textOf(value: ScalarValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A whole number that is written as one, or as text; undefined for anything else. */
export function countOf(value: ScalarValue | undefined): number | undefined {
  const number = typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number < 1_000_000 ? number : undefined;
}
