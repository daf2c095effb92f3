import type { FlatTree } from '../syntax/flat-tree.js';
import type { GrammarRoles } from './grammar-roles.js';

/** A function with a name; functions without one belong to the named function around them. */
export interface NamedFunction {
  readonly node: number;
  readonly nameNode: number;
  readonly name: string;
  readonly kind: 'function' | 'method';
  /** Names of the parameters, at every depth of a destructured one. */
  readonly parameters: ReadonlySet<string>;
}

/** The named functions of a tree, in the order of the text. */
export function namedFunctions(tree: FlatTree, roles: GrammarRoles): NamedFunction[] {
  const found: NamedFunction[] = [];
  for (let node = 0; node < tree.count; node++) {
    if (!roles.is(tree, node, 'function')) continue;
    const nameNode = nameOf(tree, roles, node);
    if (nameNode < 0) continue;
    found.push({ node, nameNode, name: tree.text(nameNode), kind: isMethod(tree, roles, node) ? 'method' : 'function', parameters: parameterNames(tree, roles, node) });
  }
  return found;
}

/**
 * The nodes that belong to a function itself, in preorder: what stands in a named function inside it is left to that one.
 * The yielded function node itself comes first.
 */
export function* ownNodes(tree: FlatTree, roles: GrammarRoles, { node: owner }: NamedFunction): Generator<number> {
  const end = tree.next[owner] ?? 0;
  for (let node = owner; node < end; ) {
    const foreign = node !== owner && (roles.is(tree, node, 'class') || (roles.is(tree, node, 'function') && nameOf(tree, roles, node) >= 0));
    if (!foreign) yield node;
    node = foreign ? (tree.next[node] ?? end) : node + 1;
  }
}

/** `function f`, `f() {}` in a class, or `const f = () => …`: the node of the name, or -1. */
function nameOf(tree: FlatTree, roles: GrammarRoles, node: number): number {
  const own = tree.childByField(node, 'name');
  if (own >= 0) return own;
  const parent = tree.parentOf(node);
  if (parent < 0 || !roles.is(tree, parent, 'holder') || !isValueOf(tree, parent, node)) return -1;
  const name = ['name', 'key', 'property', 'left'].map((field) => tree.childByField(parent, field)).find((child) => child >= 0) ?? -1;
  return name >= 0 && /^[\w$#.]+$/.test(tree.text(name)) ? name : -1;
}

function isValueOf(tree: FlatTree, holder: number, node: number): boolean {
  return tree.childByField(holder, 'value') === node || tree.childByField(holder, 'right') === node;
}

function isMethod(tree: FlatTree, roles: GrammarRoles, node: number): boolean {
  for (const up of tree.ancestors(node)) {
    if (roles.is(tree, up, 'class')) return true;
    if (roles.is(tree, up, 'function')) return false;
  }
  return false;
}

function parameterNames(tree: FlatTree, roles: GrammarRoles, node: number): ReadonlySet<string> {
  const names = new Set<string>();
  for (const child of tree.children(node)) {
    const single = roles.is(tree, child, 'reference') && tree.childByField(node, 'parameter') === child;
    if (!single && !roles.is(tree, child, 'parameters')) continue;
    const end = tree.next[child] ?? 0;
    for (let i = child; i < end; i++) if (/identifier/.test(tree.kindName(i)) && tree.isLeaf(i)) names.add(tree.text(i));
  }
  return names;
}
