import type { FlatTree } from '../syntax/flat-tree.js';
import { first, leavesIn, textOf } from './expressions.js';
import type { GrammarRoles } from './grammar-roles.js';

/** One declared input of a function. */
export interface Parameter {
  /** The name; for a destructured parameter the text of its pattern. */
  readonly name: string;
  readonly node: number;
  /** Every name it brings in, more than one where it is taken apart. */
  readonly names: readonly string[];
  /** As written, without a leading colon; empty where none is declared. */
  readonly type: string;
  /** The text of the default; empty where there is none. */
  readonly fallback: string;
  /** `...rest`, `*args` */
  readonly isRest: boolean;
  /** Only by name, as after Python's bare `*`. */
  readonly byName: boolean;
}

const RECEIVERS = new Set(['self', 'cls', 'this']);

/** The declared parameters without the receiver. */
export function parametersOf(tree: FlatTree, roles: GrammarRoles, owner: number): Parameter[] {
  const single = tree.childByField(owner, 'parameter');
  if (single >= 0) return [parameter(tree, roles, single, false)];
  const list = first(tree, owner, ['parameters']);
  if (list < 0) return [];
  const found: Parameter[] = [];
  let byName = false;
  for (const child of tree.namedChildren(list)) {
    const isRest = roles.is(tree, child, 'rest');
    if (/separator/.test(tree.kindName(child))) byName ||= tree.text(child) === '*';
    else if (!/attribute/.test(tree.kindName(child)) && !roles.is(tree, child, 'receiver')) found.push(...sharedType(tree, roles, child, byName));
    byName ||= isRest;
  }
  return found.filter(({ name }, i) => !(i === 0 && RECEIVERS.has(name)));
}

/** Go writes `a, b int`. */
function sharedType(tree: FlatTree, roles: GrammarRoles, node: number, byName: boolean): Parameter[] {
  const field = tree.vocabulary.fieldId('name');
  const names = [...tree.namedChildren(node)].filter((child) => tree.field[child] === field && field !== undefined);
  if (names.length < 2) return [parameter(tree, roles, node, byName)];
  const type = textOf(tree, tree.childByField(node, 'type'));
  return names.map((name) => ({ name: tree.text(name), node: name, names: [tree.text(name)], type, fallback: '', isRest: false, byName }));
}

function parameter(tree: FlatTree, roles: GrammarRoles, node: number, byName: boolean): Parameter {
  const inner = tree.isLeaf(node) ? -1 : first(tree, node, ['name', 'pattern', 'left']);
  const target = inner >= 0 ? inner : tree.isLeaf(node) || roles.is(tree, node, 'rest') ? node : (tree.namedChildren(node).next().value ?? node);
  return {
    name: tree.text(target),
    node,
    names: leavesIn(tree, roles, target).map((leaf) => tree.text(leaf)),
    type: textOf(tree, tree.childByField(node, 'type')).replace(/^:\s*/, ''),
    fallback: tree.isLeaf(node) ? '' : fallbackOf(tree, node),
    isRest: roles.is(tree, node, 'rest') || roles.is(tree, target, 'rest'),
    byName,
  };
}

function fallbackOf(tree: FlatTree, node: number): string {
  const written = first(tree, node, ['value', 'right']);
  if (written >= 0) return tree.text(written);
  // C# leaves the default without a field.
  const children = [...tree.children(node)];
  const sign = children.findIndex((child) => !tree.isNamed(child) && tree.text(child) === '=');
  return sign < 0 ? '' : textOf(tree, children[sign + 1] ?? -1);
}
