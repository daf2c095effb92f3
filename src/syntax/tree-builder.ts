import { FlatTree, type FlatArrays, type Vocabulary } from './flat-tree.js';

interface Arrays extends FlatArrays {
  readonly capacity: number;
}

function allocate(capacity: number): Arrays {
  return {
    capacity,
    kind: new Uint16Array(capacity),
    start: new Uint32Array(capacity),
    end: new Uint32Array(capacity),
    parent: new Int32Array(capacity),
    next: new Uint32Array(capacity),
    field: new Uint8Array(capacity),
    flags: new Uint8Array(capacity),
  };
}

/** Collects nodes in preorder. One builder serves many trees: its arrays grow once and are copied out at their size. */
export class TreeBuilder {
  #arrays = allocate(1 << 14);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
  }

  /** Adds a node without descendants and returns its number; `close` sets its end of descendants later. */
  add(kind: number, start: number, end: number, parent: number, field: number, flags: number): number {
    if (this.#count === this.#arrays.capacity) this.#grow();
    const node = this.#count++;
    const arrays = this.#arrays;
    arrays.kind[node] = kind;
    arrays.start[node] = start;
    arrays.end[node] = end;
    arrays.parent[node] = parent;
    arrays.next[node] = node + 1;
    arrays.field[node] = field;
    arrays.flags[node] = flags;
    return node;
  }

  /** Everything added since `node` becomes its descendant. */
  close(node: number): void {
    this.#arrays.next[node] = this.#count;
  }

  /** A tree with its own copy of the arrays. */
  build(vocabulary: Vocabulary, source: string): FlatTree {
    const count = this.#count;
    const { kind, start, end, parent, next, field, flags } = this.#arrays;
    return new FlatTree(vocabulary, source, count, {
      kind: kind.slice(0, count),
      start: start.slice(0, count),
      end: end.slice(0, count),
      parent: parent.slice(0, count),
      next: next.slice(0, count),
      field: field.slice(0, count),
      flags: flags.slice(0, count),
    });
  }

  #grow(): void {
    const old = this.#arrays;
    const grown = allocate(old.capacity * 2);
    grown.kind.set(old.kind);
    grown.start.set(old.start);
    grown.end.set(old.end);
    grown.parent.set(old.parent);
    grown.next.set(old.next);
    grown.field.set(old.field);
    grown.flags.set(old.flags);
    this.#arrays = grown;
  }
}
