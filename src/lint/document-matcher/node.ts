import type { Span } from '../../document/position.js';

export type ScalarValue = string | number | boolean | null;

/** What a YAML, JSON, HCL or Dockerfile text says, whatever its syntax; spans are UTF-16 units of the text. */
export type DocumentNode = MappingNode | ListNode | ScalarNode | UnknownNode;

/** One key with its value; a key may occur several times in one mapping, as blocks of Terraform do. */
export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  /** From the key to the end of the value. */
  readonly span: Span;
  readonly value: DocumentNode;
}

/** How the entries of a mapping are written, for inserting one more. */
export type Layout = 'block' | 'flow' | 'json' | 'hcl';

export interface MappingNode {
  readonly kind: 'mapping';
  readonly span: Span;
  readonly entries: readonly Entry[];
  /** True when there may be keys we cannot see, so that none can be called missing. */
  readonly open: boolean;
  /** Absent where nothing can be inserted. */
  readonly layout?: Layout;
}

export interface ListNode {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly { readonly node: DocumentNode; readonly span: Span }[];
  /** True when there may be items we cannot see. */
  readonly open: boolean;
}

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly span: Span;
  readonly value: ScalarValue;
}

/** An expression, a reference, a template: it may be anything, or nothing. */
export interface UnknownNode {
  readonly kind: 'unknown';
  readonly span: Span;
}

/** Deeper parts of a document are unknown: nobody writes them by hand, and reading them must not exhaust the stack. */
export const MAX_DEPTH = 100;

export function unknownAt(span: Span): UnknownNode {
  return { kind: 'unknown', span };
}

/** Text that is filled in later: GitHub's `${{ }}`, Helm's and Jinja's `{{ }}`, or a whole value `${NAME}`. */
export function isTemplate(value: ScalarValue): boolean {
  return typeof value === 'string' && (value.includes('{{') || /^\$\{[^}]*\}$/.test(value));
}
