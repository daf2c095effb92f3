import { allocateArrays, FlatTree, type FlatArrays, type Vocabulary } from './flat-tree.js';

const FIRST_CAPACITY = 1 << 10;

/** Collects nodes in preorder, for whoever does not know beforehand how many there will be. */
export class TreeBuilder {
  #arrays = allocateArrays(FIRST_CAPACITY);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
  }

  /** Adds a node without descendants and returns its number; `close` sets its end of descendants later. */
  add(kind: number, start: number, end: number, parent: number, field: number, flags: number): number {
    if (this.#count === this.#arrays.kind.length) this.#arrays = resized(this.#arrays, this.#count, this.#count * 2);
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
    return new FlatTree(vocabulary, source, resized(this.#arrays, this.#count, this.#count));
  }
}

/** The first nodes of some arrays in arrays of another capacity. */
function resized(from: FlatArrays, count: number, capacity: number): FlatArrays {
  const to = allocateArrays(capacity);
  to.kind.set(from.kind.subarray(0, count));
  to.start.set(from.start.subarray(0, count));
  to.end.set(from.end.subarray(0, count));
  to.parent.set(from.parent.subarray(0, count));
  to.next.set(from.next.subarray(0, count));
  to.field.set(from.field.subarray(0, count));
  to.flags.set(from.flags.subarray(0, count));
  return to;
}
