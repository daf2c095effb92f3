import type { FlatTree } from '../../syntax/flat-tree.js';

/** What metavariables stand for: one node, or for `$$$NAME` several in order. */
export interface Bindings {
  readonly single: Readonly<Record<string, number>>;
  readonly multiple: Readonly<Record<string, readonly number[]>>;
}

export const NO_BINDINGS: Bindings = { single: {}, multiple: {} };

/**
 * The state of one attempt to match: the tree and what has been bound so far. Bindings are never changed in place, so
 * going back after a failed attempt is to put the old ones back.
 */
export class Attempt {
  readonly tree: FlatTree;
  bindings: Bindings = NO_BINDINGS;

  constructor(tree: FlatTree) {
    this.tree = tree;
  }

  /** Binds a name to a node, or compares with what it is bound to already. Unnamed nodes cannot be bound. */
  bind(name: string | undefined, node: number): boolean {
    if (!this.tree.isNamed(node)) return false;
    if (name === undefined) return true;
    const bound = this.bindings.single[name];
    if (bound !== undefined) return sameStructure(this.tree, bound, node);
    this.bindings = { ...this.bindings, single: { ...this.bindings.single, [name]: node } };
    return true;
  }

  bindMultiple(name: string | undefined, nodes: readonly number[]): boolean {
    if (name === undefined) return true;
    const bound = this.bindings.multiple[name];
    if (bound !== undefined && !sameNodes(this.tree, bound, nodes)) return false;
    this.bindings = { ...this.bindings, multiple: { ...this.bindings.multiple, [name]: nodes } };
    return true;
  }
}

function sameNodes(tree: FlatTree, a: readonly number[], b: readonly number[]): boolean {
  const left = a.filter((node) => tree.isNamed(node));
  const right = b.filter((node) => tree.isNamed(node));
  return left.length === right.length && left.every((node, i) => sameStructure(tree, node, right[i] ?? -1));
}

function hasNamedChild(tree: FlatTree, node: number): boolean {
  for (const child of tree.children(node)) if (tree.isNamed(child)) return true;
  return false;
}

/** Whether two nodes say the same: equal kinds all the way down and equal text at the ends, white space aside. */
function sameStructure(tree: FlatTree, a: number, b: number): boolean {
  if (a === b) return true;
  if (!hasNamedChild(tree, a) || !hasNamedChild(tree, b)) return tree.text(a) === tree.text(b);
  if (tree.kind[a] !== tree.kind[b]) return false;
  const left = [...tree.children(a)];
  const right = [...tree.children(b)];
  return left.length === right.length && left.every((node, i) => sameStructure(tree, node, right[i] ?? -1));
}
