import type { FlatTree } from '../../syntax/flat-tree.js';
import type { Attempt } from './bindings.js';

export type Test = (attempt: Attempt, node: number) => boolean;

/** How far a relational rule looks: one step, all the way, or up to and including the first node that passes a test. */
export type StopBy = 'neighbor' | 'end' | Test;

/** Whether the search may go past a node. */
function goesPast(stopBy: StopBy, attempt: Attempt, node: number): boolean {
  if (stopBy === 'end') return true;
  return stopBy !== 'neighbor' && !stopBy(attempt, node);
}

function childInField(tree: FlatTree, node: number, field: number): number {
  for (const child of tree.children(node)) if (tree.field[child] === field) return child;
  return -1;
}

/** Some ancestor passes; with a field, the ancestor must hold the path to the node in that field. */
export function insideTest(test: Test, stopBy: StopBy, field: number | undefined): Test {
  return (attempt, node) => {
    const { tree } = attempt;
    let below = node;
    for (const up of tree.ancestors(node)) {
      if ((field === undefined || childInField(tree, up, field) === below) && test(attempt, up)) return true;
      if (!goesPast(stopBy, attempt, up)) return false;
      below = up;
    }
    return false;
  };
}

/** Some descendant passes; with a field, the search begins at the child in that field. */
export function hasTest(test: Test, stopBy: StopBy, field: number | undefined): Test {
  const below = (attempt: Attempt, node: number): boolean => {
    for (const child of attempt.tree.children(node)) if (from(attempt, child)) return true;
    return false;
  };
  const from = (attempt: Attempt, node: number): boolean => test(attempt, node) || (goesPast(stopBy, attempt, node) && below(attempt, node));
  if (stopBy === 'end' && field === undefined) {
    // The common case needs no recursion: descendants are a contiguous run.
    return (attempt, node) => {
      const end = attempt.tree.next[node] ?? 0;
      for (let i = node + 1; i < end; i++) if (test(attempt, i)) return true;
      return false;
    };
  }
  if (field === undefined) return below;
  return (attempt, node) => {
    const child = childInField(attempt.tree, node, field);
    return child >= 0 && from(attempt, child);
  };
}

/** Some sibling after the node passes. */
export function precedesTest(test: Test, stopBy: StopBy): Test {
  return (attempt, node) => {
    const { tree } = attempt;
    const parent = tree.parentOf(node);
    if (parent < 0) return false;
    const end = tree.next[parent] ?? 0;
    for (let sibling = tree.next[node] ?? end; sibling < end; sibling = tree.next[sibling] ?? end) {
      if (test(attempt, sibling)) return true;
      if (!goesPast(stopBy, attempt, sibling)) return false;
    }
    return false;
  };
}

/** Some sibling before the node passes; the nearest is asked first. */
export function followsTest(test: Test, stopBy: StopBy): Test {
  return (attempt, node) => {
    const { tree } = attempt;
    const parent = tree.parentOf(node);
    if (parent < 0) return false;
    const before: number[] = [];
    for (const sibling of tree.children(parent)) {
      if (sibling >= node) break;
      before.push(sibling);
    }
    for (const sibling of before.reverse()) {
      if (test(attempt, sibling)) return true;
      if (!goesPast(stopBy, attempt, sibling)) return false;
    }
    return false;
  };
}

/** `An+B` over the named siblings, counted from 1, from the end when reversed, only those that pass `of` when given. */
export function nthChildTest(step: number, offset: number, reverse: boolean, of: Test | undefined): Test {
  return (attempt, node) => {
    const { tree } = attempt;
    const parent = tree.parentOf(node);
    if (parent < 0) return false;
    const siblings = [...tree.children(parent)].filter((child) => tree.isNamed(child) && (of === undefined || of(attempt, child)));
    if (reverse) siblings.reverse();
    const index = siblings.indexOf(node) + 1;
    if (index === 0) return false;
    if (step === 0) return index === offset;
    const times = (index - offset) / step;
    return Number.isInteger(times) && times >= 0;
  };
}
