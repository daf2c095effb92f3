import type { FlatTree } from '../syntax/flat-tree.js';

/** A list or array, never a string, set or mapping. */
export interface SequenceFact {
  /** How many items it has for certain; `unbounded` when its input decides. */
  readonly length: number | 'unbounded';
}

/** A list written out with at least this many items is looked through as slowly as any other. */
const LONG_LITERAL = 100;

/** What is known of a list with that many items written out. */
export function literalLength(items: number): SequenceFact {
  return { length: items < LONG_LITERAL ? items : 'unbounded' };
}

export const UNBOUNDED: SequenceFact = { length: 'unbounded' };

/** Whether code names a class, an enumeration or a constant, by the customs of both languages. */
export function startsWithCapital(code: string): boolean {
  return /^\p{Lu}/u.test(code);
}

/** How one language uses a name that stands for a list. */
export interface UseReader {
  /** The use can neither change the list nor hand it to code that might. */
  readsOnly(use: number): boolean;
  /** The use adds, removes, replaces or reorders items. */
  mutates(use: number): boolean;
  /** The use adds an item each time it runs, as `push` and `append` do. */
  grows(use: number): boolean;
  /** The node repeats its body: a loop, or a callback that is called for each item. */
  repeats(node: number): boolean;
  /** The node is a function that runs whenever somebody calls it; callbacks for each item are not. */
  isDeferred(node: number): boolean;
}

/** The identifiers of that text between two nodes, the second not included. */
function* usesOf(tree: FlatTree, name: string, from: number, to: number): Generator<number> {
  for (let node = from; node < to; node++) {
    if (!tree.isLeaf(node) || (tree.end[node] ?? 0) - (tree.start[node] ?? 0) !== name.length) continue;
    if (tree.isNamed(node) && tree.text(node) === name && isName(tree, node)) yield node;
  }
}

/** Python calls the `b` of `a.b` and of `f(b=1)` an identifier too; those are names of something else. */
function isName(tree: FlatTree, node: number): boolean {
  const kind = tree.kindName(node);
  if (kind === 'shorthand_property_identifier') return true;
  const parent = tree.parentOf(node);
  const isMember = tree.childByField(parent, 'attribute') === node || (tree.kindName(parent) === 'keyword_argument' && tree.childByField(parent, 'name') === node);
  return kind === 'identifier' && !isMember;
}

/** Whether items are added to a list in a loop between its declaration in `scope` and the use, without a function in between. */
export function growsInLoop(tree: FlatTree, reader: UseReader, name: string, scope: number): boolean {
  for (const use of usesOf(tree, name, scope, tree.next[scope] ?? tree.count)) if (reader.grows(use) && isRepeated(tree, reader, use, scope)) return true;
  return false;
}

function isRepeated(tree: FlatTree, reader: UseReader, use: number, scope: number): boolean {
  for (const up of tree.ancestors(use)) {
    if (up <= scope) return false;
    if (reader.repeats(up)) return true;
    if (reader.isDeferred(up)) return false;
  }
  return false;
}

/**
 * Whether the list a name stands for stays as it is while a region of the text runs: it is declared outside, the region
 * only reads it, and no function that the region might call changes it.
 */
export function isConstantIn(tree: FlatTree, reader: UseReader, name: string, declaration: number, scope: number, region: number): boolean {
  const end = tree.next[region] ?? 0;
  if (declaration >= region && declaration < end) return false;
  const home = deferredAround(tree, reader, declaration);
  for (const use of usesOf(tree, name, scope, tree.next[scope] ?? tree.count)) {
    if (use >= region && use < end ? !reader.readsOnly(use) : reader.mutates(use) && deferredAround(tree, reader, use) !== home) return false;
  }
  return true;
}

function deferredAround(tree: FlatTree, reader: UseReader, node: number): number {
  for (const up of tree.ancestors(node)) if (reader.isDeferred(up)) return up;
  return 0;
}
