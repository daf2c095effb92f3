import type { FlatTree, Vocabulary } from './flat-tree.js';

/** Kinds of named nodes by their names, whatever numbers they have in a grammar: asking for one costs no comparison of texts. */
export class KindSet {
  readonly #names: readonly string[];
  readonly #masks = new WeakMap<Vocabulary, Uint8Array>();

  constructor(names: Iterable<string>) {
    this.#names = [...names];
  }

  has(tree: FlatTree, node: number): boolean {
    return this.#maskOf(tree)[tree.kind[node] ?? 0] === 1;
  }

  /** The nodes of these kinds, in the order of the text. */
  nodesIn(tree: FlatTree): number[] {
    const mask = this.#maskOf(tree);
    const { count, kind } = tree;
    const nodes: number[] = [];
    for (let node = 0; node < count; node++) if (mask[kind[node] ?? 0] === 1) nodes.push(node);
    return nodes;
  }

  #maskOf({ vocabulary }: FlatTree): Uint8Array {
    let mask = this.#masks.get(vocabulary);
    if (!mask) {
      const kinds = this.#names.flatMap((name) => vocabulary.kindId(name, true) ?? []);
      mask = new Uint8Array(Math.max(0, ...kinds) + 1);
      for (const kind of kinds) mask[kind] = 1;
      this.#masks.set(vocabulary, mask);
    }
    return mask;
  }
}
