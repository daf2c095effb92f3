import type { FlatTree } from '../../syntax/flat-tree.js';
import type { Attempt, Test } from './attempt.js';

/** How far a relational rule looks: one step, all the way, or up to and including the first node that passes a test. */
export type StopBy = 'neighbor' | 'end' | Test;

/** Whether the search may go past a node; what that binds is forgotten. */
function goesPast(stopBy: StopBy, attempt: Attempt, node: number): boolean {
  if (stopBy === 'end') return true;
  if (stopBy === 'neighbor') return false;
  const mark = attempt.mark();
  const stops = stopBy(attempt, node);
  attempt.undo(mark);
  return !stops;
}

function childInField(tree: FlatTree, node: number, field: number): number {
  const end = tree.next[node] ?? 0;
  for (let child = node + 1; child < end; child = tree.next[child] ?? end) if (tree.field[child] === field) return child;
  return -1;
}

/** Some ancestor passes; with a field, the ancestor must hold the path to the node in that field. */
export function insideTest(test: Test, stopBy: StopBy, field: number | undefined): Test {
  return (attempt, node) => {
    const { tree } = attempt;
    let below = node;
    for (let up = tree.parent[node] ?? -1; up >= 0; up = tree.parent[up] ?? -1) {
      attempt.spend(1);
      if ((field === undefined || childInField(tree, up, field) === below) && test(attempt, up)) return true;
      if (!goesPast(stopBy, attempt, up)) return false;
      below = up;
    }
    return false;
  };
}

/** Some descendant passes; with a field, the search begins at the child in that field. */
export function hasTest(test: Test, stopBy: StopBy, field: number | undefined): Test {
  if (field !== undefined) return hasInFieldTest(test, stopBy, field);
  if (stopBy === 'neighbor') return childTest(test);
  return (attempt, node) => searchBelow(attempt, test, stopBy, node + 1, attempt.tree.next[node] ?? 0);
}

/** Runs through the descendants in order, leaving out what lies below a node the search stops at. */
function searchBelow(attempt: Attempt, test: Test, stopBy: StopBy, from: number, to: number): boolean {
  const { tree } = attempt;
  for (let at = from; at < to; ) {
    attempt.spend(1);
    if (test(attempt, at)) return true;
    at = goesPast(stopBy, attempt, at) ? at + 1 : (tree.next[at] ?? to);
  }
  return false;
}

function childTest(test: Test): Test {
  return (attempt, node) => {
    const { tree } = attempt;
    const end = tree.next[node] ?? 0;
    for (let child = node + 1; child < end; child = tree.next[child] ?? end) {
      attempt.spend(1);
      if (test(attempt, child)) return true;
    }
    return false;
  };
}

/** As ast-grep does, a stopping rule here lets the search go one level below the field, no further. */
function hasInFieldTest(test: Test, stopBy: StopBy, field: number): Test {
  const inChildren = childTest(test);
  return (attempt, node) => {
    const { tree } = attempt;
    const child = childInField(tree, node, field);
    if (child < 0) return false;
    if (stopBy === 'end') return searchBelow(attempt, test, 'end', child, tree.next[child] ?? 0);
    return test(attempt, child) || (goesPast(stopBy, attempt, child) && inChildren(attempt, child));
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
      attempt.spend(1);
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
    for (let sibling = parent + 1; sibling < node; sibling = tree.next[sibling] ?? node) before.push(sibling);
    attempt.spend(before.length);
    for (let i = before.length - 1; i >= 0; i--) {
      const sibling = before[i] ?? -1;
      if (test(attempt, sibling)) return true;
      if (!goesPast(stopBy, attempt, sibling)) return false;
    }
    return false;
  };
}

/** `An+B` over the named siblings, counted from 1. */
export interface NthChild {
  readonly step: number;
  readonly offset: number;
  /** Counts from the last sibling. */
  readonly reverse: boolean;
  /** Only siblings that pass count. */
  readonly of: Test | undefined;
}

export function nthChildTest({ step, offset, reverse, of }: NthChild): Test {
  return (attempt, node) => {
    const { tree } = attempt;
    const parent = tree.parentOf(node);
    if (parent < 0 || !tree.isNamed(node)) return false;
    let count = 0;
    let index = 0;
    const end = tree.next[parent] ?? 0;
    for (let sibling = parent + 1; sibling < end; sibling = tree.next[sibling] ?? end) {
      attempt.spend(1);
      if (!tree.isNamed(sibling) || (of && !passes(attempt, of, sibling))) continue;
      count++;
      if (sibling === node) index = count;
    }
    if (index === 0) return false;
    const position = reverse ? count - index + 1 : index;
    if (step === 0 ? position !== offset : !Number.isInteger((position - offset) / step) || (position - offset) / step < 0) return false;
    return of === undefined || of(attempt, node);
  };
}

function passes(attempt: Attempt, test: Test, node: number): boolean {
  const mark = attempt.mark();
  const passed = test(attempt, node);
  attempt.undo(mark);
  return passed;
}
