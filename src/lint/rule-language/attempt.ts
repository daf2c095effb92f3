import { EXTRA, NAMED, type FlatTree } from '../../syntax/flat-tree.js';
import { StepsExceededError } from './rule-error.js';

/** What metavariables stand for after a match: one node, or for `$$$NAME` several in order. */
export interface Bindings {
  readonly single: Readonly<Record<string, number>>;
  readonly multiple: Readonly<Record<string, readonly number[]>>;
}

/** Gives every metavariable of one rule a number, so that binding it is a write to an array. */
export class Variables {
  readonly names: string[] = [];

  indexOf(name: string): number {
    const known = this.names.indexOf(name);
    return known >= 0 ? known : this.names.push(name) - 1;
  }
}

/** More variables than this in one rule are a mistake. */
export const MOST_VARIABLES = 64;
const UNBOUND = -1;

/** A test of the rule language at one node. One that fails leaves every binding as it found it. */
export type Test = (attempt: Attempt, node: number) => boolean;

/**
 * The state of matching one tree: what is bound so far, and how many steps are left to the rule at work. Bindings are
 * written in place and noted in a trail, so that going back is to undo the trail down to a mark.
 */
export class Attempt {
  readonly tree: FlatTree;
  /** Steps left to the current rule; a step is about one node looked at. */
  steps = Number.POSITIVE_INFINITY;
  readonly #single = new Int32Array(MOST_VARIABLES).fill(UNBOUND);
  readonly #multiple: (readonly number[] | undefined)[] = [];
  /** Variables in the order they were bound; those of several nodes are noted as `-1 - variable`. */
  readonly #trail: number[] = [];

  constructor(tree: FlatTree) {
    this.tree = tree;
  }

  mark(): number {
    return this.#trail.length;
  }

  undo(mark: number): void {
    while (this.#trail.length > mark) {
      const variable = this.#trail.pop() ?? 0;
      if (variable >= 0) this.#single[variable] = UNBOUND;
      else this.#multiple[-1 - variable] = undefined;
    }
  }

  /** Throws a StepsExceededError when the rule has no steps left. */
  spend(steps: number): void {
    this.steps -= steps;
    if (this.steps < 0) throw new StepsExceededError();
  }

  /** The node a variable stands for, or -1. */
  bound(variable: number): number {
    return this.#single[variable] ?? UNBOUND;
  }

  /** Binds a variable to a node, or compares the node with the one it is bound to already. */
  bind(variable: number, node: number): boolean {
    const bound = this.#single[variable] ?? UNBOUND;
    if (bound !== UNBOUND) return this.#sameCode(bound, node);
    this.#single[variable] = node;
    this.#trail.push(variable);
    return true;
  }

  /** Binds a variable to several nodes, or compares their named ones with those it is bound to already. */
  bindMultiple(variable: number, nodes: readonly number[]): boolean {
    const bound = this.#multiple[variable];
    if (bound !== undefined && !this.#sameList(bound, nodes)) return false;
    if (bound === undefined) this.#trail.push(-1 - variable);
    this.#multiple[variable] = nodes;
    return true;
  }

  /** What is bound now, by name. */
  bindings({ names }: Variables): Bindings {
    const single: Record<string, number> = {};
    const multiple: Record<string, readonly number[]> = {};
    names.forEach((name, variable) => {
      const node = this.bound(variable);
      const nodes = this.#multiple[variable];
      if (node !== UNBOUND) single[name] = node;
      if (nodes) multiple[name] = nodes;
    });
    return { single, multiple };
  }

  #sameList(a: readonly number[], b: readonly number[]): boolean {
    const left = a.filter((node) => this.tree.isNamed(node));
    const right = b.filter((node) => this.tree.isNamed(node));
    return left.length === right.length && left.every((node, i) => this.#sameCode(node, right[i] ?? -1));
  }

  /** Whether two nodes say the same: equal kinds all the way down and equal text at the ends, white space aside. */
  #sameCode(a: number, b: number): boolean {
    const { tree } = this;
    let left = a;
    let right = b;
    const leftEnd = tree.next[a] ?? 0;
    const rightEnd = tree.next[b] ?? 0;
    while (left < leftEnd && right < rightEnd) {
      this.spend(1);
      if (left === right) return true;
      if (!hasNamedChild(tree, left) || !hasNamedChild(tree, right)) {
        if (!sameText(tree, left, right)) return false;
        left = tree.next[left] ?? leftEnd;
        right = tree.next[right] ?? rightEnd;
      } else {
        if (tree.kind[left] !== tree.kind[right] || childCount(tree, left) !== childCount(tree, right)) return false;
        left++;
        right++;
      }
    }
    return left === leftEnd && right === rightEnd;
  }
}

function hasNamedChild(tree: FlatTree, node: number): boolean {
  const end = tree.next[node] ?? 0;
  for (let child = node + 1; child < end; child = tree.next[child] ?? end) if (((tree.flags[child] ?? 0) & NAMED) !== 0) return true;
  return false;
}

function childCount(tree: FlatTree, node: number): number {
  const end = tree.next[node] ?? 0;
  let count = 0;
  for (let child = node + 1; child < end; child = tree.next[child] ?? end) count++;
  return count;
}

function sameText(tree: FlatTree, a: number, b: number): boolean {
  const length = (tree.end[a] ?? 0) - (tree.start[a] ?? 0);
  return length === (tree.end[b] ?? 0) - (tree.start[b] ?? 0) && tree.text(a) === tree.text(b);
}

/** Whether a node is a comment or the like: something that may stand anywhere. */
export function isExtra(tree: FlatTree, node: number): boolean {
  return ((tree.flags[node] ?? 0) & EXTRA) !== 0;
}
