import type { Span } from '../document/position.js';

/** Names of node kinds and fields, and their numbers, of one grammar. */
export interface Vocabulary {
  /** The number of a kind; `named` chooses between a rule such as `string` and a token such as `"if"`. */
  kindId(name: string, named: boolean): number | undefined;
  kindName(kind: number): string;
  fieldId(name: string): number | undefined;
  fieldName(field: number): string | undefined;
}

/** Bits of `FlatTree.flags`. */
export const NAMED = 1;
/** The node may stand anywhere, as comments do. */
export const EXTRA = 2;
/** The parser made the node up to go on after a mistake. */
export const MISSING = 4;

/** The parallel arrays of a tree in preorder; all offsets are UTF-16 units. */
export interface FlatArrays {
  readonly kind: Uint16Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly parent: Int32Array;
  /** The number just past the last descendant: the next sibling, if there is one. */
  readonly next: Uint32Array;
  readonly field: Uint8Array;
  readonly flags: Uint8Array;
}

/** Arrays for a number of nodes. Their content is undefined where `spent`, arrays nobody reads any more, gives its memory. */
export function allocateArrays(count: number, spent?: FlatArrays): FlatArrays {
  const kept = spent && spent.kind.buffer.byteLength >= count * Uint16Array.BYTES_PER_ELEMENT ? spent : undefined;
  // A text that is being typed grows: the next tree should find room too.
  const capacity = spent ? count + (count >> 2) : count;
  return {
    kind: new Uint16Array(kept?.kind.buffer ?? new ArrayBuffer(capacity * 2), 0, count),
    start: new Uint32Array(kept?.start.buffer ?? new ArrayBuffer(capacity * 4), 0, count),
    end: new Uint32Array(kept?.end.buffer ?? new ArrayBuffer(capacity * 4), 0, count),
    parent: new Int32Array(kept?.parent.buffer ?? new ArrayBuffer(capacity * 4), 0, count),
    next: new Uint32Array(kept?.next.buffer ?? new ArrayBuffer(capacity * 4), 0, count),
    field: new Uint8Array(kept?.field.buffer ?? new ArrayBuffer(capacity), 0, count),
    flags: new Uint8Array(kept?.flags.buffer ?? new ArrayBuffer(capacity), 0, count),
  };
}

/** Kind of an error node, the same number in every tree-sitter grammar. */
export const ERROR_KIND = 65535;

/**
 * A syntax tree as typed arrays: nodes are numbers in preorder, so the descendants of `i` are `i + 1` up to `next[i]`
 * and its children are `c = i + 1; c < next[i]; c = next[c]`. Twenty bytes a node, read without leaving JavaScript.
 */
export class FlatTree implements FlatArrays {
  readonly vocabulary: Vocabulary;
  readonly source: string;
  readonly count: number;
  readonly kind: Uint16Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly parent: Int32Array;
  readonly next: Uint32Array;
  readonly field: Uint8Array;
  readonly flags: Uint8Array;

  constructor(vocabulary: Vocabulary, source: string, arrays: FlatArrays) {
    this.vocabulary = vocabulary;
    this.source = source;
    this.count = arrays.kind.length;
    this.kind = arrays.kind;
    this.start = arrays.start;
    this.end = arrays.end;
    this.parent = arrays.parent;
    this.next = arrays.next;
    this.field = arrays.field;
    this.flags = arrays.flags;
  }

  text(node: number): string {
    return this.source.slice(this.start[node], this.end[node]);
  }

  span(node: number): Span {
    return { start: this.start[node] ?? 0, end: this.end[node] ?? 0 };
  }

  kindName(node: number): string {
    return this.vocabulary.kindName(this.kind[node] ?? 0);
  }

  isNamed(node: number): boolean {
    return ((this.flags[node] ?? 0) & NAMED) !== 0;
  }

  isExtra(node: number): boolean {
    return ((this.flags[node] ?? 0) & EXTRA) !== 0;
  }

  isLeaf(node: number): boolean {
    return this.next[node] === node + 1;
  }

  parentOf(node: number): number {
    return this.parent[node] ?? -1;
  }

  /** The first child, or -1; with `nextSibling` the cheap way over the children: `for (let c = t.firstChild(n); c >= 0; c = t.nextSibling(c))`. */
  firstChild(node: number): number {
    return this.isLeaf(node) ? -1 : node + 1;
  }

  /** The sibling after a node, or -1. */
  nextSibling(node: number): number {
    const next = this.next[node] ?? 0;
    return next < (this.next[this.parentOf(node)] ?? 0) ? next : -1;
  }

  /** The children, for code that runs now and then; hot code uses `firstChild` and `nextSibling`. */
  *children(node: number): Generator<number> {
    for (let child = this.firstChild(node); child >= 0; child = this.nextSibling(child)) yield child;
  }

  /** The children that carry meaning: named and not comments. */
  *namedChildren(node: number): Generator<number> {
    for (let child = this.firstChild(node); child >= 0; child = this.nextSibling(child)) if (((this.flags[child] ?? 0) & (NAMED | EXTRA)) === NAMED) yield child;
  }

  /** The first child in a field, or -1. */
  childByField(node: number, field: string): number {
    const id = this.vocabulary.fieldId(field);
    if (id === undefined) return -1;
    for (let child = this.firstChild(node); child >= 0; child = this.nextSibling(child)) if (this.field[child] === id) return child;
    return -1;
  }

  *ancestors(node: number): Generator<number> {
    for (let up = this.parentOf(node); up >= 0; up = this.parentOf(up)) yield up;
  }

  /** The smallest named node that covers an offset, or -1 when the offset lies outside the tree. */
  namedNodeAt(offset: number): number {
    if (this.count === 0 || offset < (this.start[0] ?? 0) || offset > (this.end[0] ?? 0)) return -1;
    let found = 0;
    let node = 0;
    while (node >= 0) {
      if (this.isNamed(node)) found = node;
      node = this.#childCovering(node, offset);
    }
    return found;
  }

  #childCovering(node: number, offset: number): number {
    for (let child = this.firstChild(node); child >= 0; child = this.nextSibling(child)) {
      if ((this.start[child] ?? 0) <= offset && offset < (this.end[child] ?? 0)) return child;
    }
    return -1;
  }
}
