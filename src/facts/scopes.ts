import type { FlatTree } from '../syntax/flat-tree.js';

/** Something a name was set to, at an offset; `value` is undefined when we do not know what it is. */
export interface Binding<Value> {
  readonly offset: number;
  readonly value: Value | undefined;
  /** The branch (a conditional, loop or try block) the binding stands in, or -1: elsewhere it may not have happened. */
  readonly branch: number;
}

/** Names of functions farther out are not followed. */
const DEEPEST = 100;

/** What names were set to, by the function they belong to; the file itself is scope 0. */
export class Scopes<Value> {
  readonly #tree: FlatTree;
  /** The innermost scope around each node: looked up for every name, so found once for all. */
  readonly #scopes: Int32Array;
  readonly #bindings = new Map<number, Map<string, Binding<Value>[]>>();

  constructor(tree: FlatTree, isScope: (node: number) => boolean) {
    this.#tree = tree;
    this.#scopes = new Int32Array(tree.count);
    /** The innermost scope around what stands in each node. */
    const within = new Int32Array(tree.count);
    for (let node = 0; node < tree.count; node++) {
      const around = node === 0 ? 0 : (within[tree.parentOf(node)] ?? 0);
      this.#scopes[node] = around;
      if (!tree.isLeaf(node)) within[node] = isScope(node) ? node : around;
    }
  }

  scopeOf(node: number): number {
    return this.#scopes[node] ?? 0;
  }

  /** Adds a binding; call it in the order of the text. */
  bind(scope: number, name: string, binding: Binding<Value>): void {
    let names = this.#bindings.get(scope);
    if (!names) this.#bindings.set(scope, (names = new Map()));
    const list = names.get(name);
    if (list) list.push(binding);
    else names.set(name, [binding]);
  }

  /**
   * What a name stands for where a node uses it, or undefined when that is not certain: bindings inside a branch the use
   * is not in count only if everything before them agrees, and names of an outer function only if all their bindings do.
   */
  lookup(name: string, node: number, same: (a: Value, b: Value) => boolean): Value | undefined {
    const own = this.scopeOf(node);
    let depth = 0;
    for (let scope = own; ; scope = this.scopeOf(scope)) {
      if (depth++ > DEEPEST) return undefined;
      const bindings = this.#bindings.get(scope)?.get(name);
      if (bindings) return scope === own || !this.#isLate(own) ? this.#latest(bindings, node, same) : agreed(bindings, same);
      if (scope === 0) return undefined;
    }
  }

  /** The body of a function runs later than the code around it. */
  #isLate(scope: number): boolean {
    return scope !== 0;
  }

  #latest(bindings: readonly Binding<Value>[], node: number, same: (a: Value, b: Value) => boolean): Value | undefined {
    const use = this.#tree.start[node] ?? 0;
    let result: Value | undefined;
    for (let i = bindings.length - 1; i >= 0; i--) {
      const binding = bindings[i];
      if (!binding || binding.offset > use) continue;
      if (binding.value === undefined || (result !== undefined && !same(result, binding.value))) return undefined;
      result = binding.value;
      if (binding.branch < 0 || this.#contains(binding.branch, use)) return result;
    }
    return result;
  }

  #contains(branch: number, offset: number): boolean {
    return (this.#tree.start[branch] ?? 0) <= offset && offset < (this.#tree.end[branch] ?? 0);
  }
}

function agreed<Value>(bindings: readonly Binding<Value>[], same: (a: Value, b: Value) => boolean): Value | undefined {
  const first = bindings[0]?.value;
  if (first === undefined) return undefined;
  return bindings.every((binding) => binding.value !== undefined && same(binding.value, first)) ? first : undefined;
}
