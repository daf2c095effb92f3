import type { FlatTree } from '../syntax/flat-tree.js';
import type { GrammarRoles } from './grammar-roles.js';

/** Names longer than this are chains of calls, not names. */
const LONGEST_NAME = 120;
const OWNERS = ['object', 'operand', 'value', 'expression', 'array', 'path', 'argument'];
const MEMBERS = ['property', 'attribute', 'field', 'name'];

/** What a call names: whom it is asked of (-1 for nobody) and the last word. */
export interface Callee {
  /** The node that names the function, or the call itself where the grammar splits the name. */
  readonly node: number;
  readonly receiver: number;
  readonly name: string;
  /** `new X()` */
  readonly constructs: boolean;
}

export function calleeOf(tree: FlatTree, roles: GrammarRoles, call: number): Callee {
  const made = first(tree, call, ['constructor', 'type']);
  if (made >= 0) return { node: made, receiver: -1, name: dottedName(tree, made) ?? '', constructs: true };
  const written = first(tree, call, ['function', 'macro']);
  // Rust's `random::<f64>()`
  const named = written >= 0 && tree.kindName(written) === 'generic_function' ? tree.childByField(written, 'function') : written;
  // Java writes object and name side by side in the call.
  if (named < 0) return { node: call, receiver: tree.childByField(call, 'object'), name: textOf(tree, tree.childByField(call, 'name')), constructs: false };
  if (!roles.is(tree, named, 'member')) return { node: named, receiver: -1, name: textOf(tree, named), constructs: false };
  return { node: named, receiver: ownerOf(tree, named), name: memberOf(tree, named), constructs: false };
}

/** `a.b.c` of a name in any notation (`a::b`, `a?.b`), or undefined where it is not a plain name. */
export function dottedName(tree: FlatTree, node: number): string | undefined {
  if (node < 0 || (tree.end[node] ?? 0) - (tree.start[node] ?? 0) > LONGEST_NAME) return undefined;
  const text = tree.text(node).replace(/\s+|(::)?<.*$|!$/g, '').replace(/\?\.|::|->/g, '.');
  return /^[\w$.@#]+$/.test(text) ? text : undefined;
}

/** The dotted name a call calls. */
export function calledName(tree: FlatTree, callee: Callee): string | undefined {
  if (callee.receiver < 0) return callee.name === '' ? undefined : callee.name;
  const owner = dottedName(tree, callee.receiver);
  return owner === undefined ? undefined : `${owner}.${callee.name}`;
}

/** The node before the last dot, or -1. */
export function ownerOf(tree: FlatTree, member: number): number {
  return first(tree, member, OWNERS);
}

/** The word after the last dot. */
function memberOf(tree: FlatTree, member: number): string {
  return textOf(tree, first(tree, member, MEMBERS));
}

/** The leaf a place such as `a.b[0].c` hangs on, or -1 where it hangs on something computed. */
export function rootOf(tree: FlatTree, roles: GrammarRoles, place: number): number {
  let node = place;
  while (node >= 0 && !tree.isLeaf(node)) {
    if (roles.is(tree, node, 'call')) return -1;
    const owner = ownerOf(tree, node);
    const next = owner >= 0 ? owner : tree.firstChild(node);
    // An anonymous child stands for a keyword such as `this`, or for an operator such as `*`.
    node = owner < 0 && !tree.isNamed(next) && tree.nextSibling(next) >= 0 ? tree.nextSibling(next) : next;
  }
  return node;
}

/** The expression inside brackets, negations and the like. */
export function unwrapped(tree: FlatTree, roles: GrammarRoles, node: number): number {
  let inner = node;
  while (inner >= 0 && roles.is(tree, inner, 'wrapper')) inner = tree.namedChildren(inner).next().value ?? -1;
  return inner;
}

export function textOf(tree: FlatTree, node: number): string {
  return node < 0 ? '' : tree.text(node);
}

/** The first child that stands in one of the fields, tried in this order, or -1. */
export function first(tree: FlatTree, node: number, fields: readonly string[]): number {
  for (const field of fields) {
    const child = tree.childByField(node, field);
    if (child >= 0) return child;
  }
  return -1;
}

/** The arguments of a call. */
export function argumentsOf(tree: FlatTree, call: number): number[] {
  const list = tree.childByField(call, 'arguments');
  return list < 0 ? [] : [...tree.namedChildren(list)];
}

/** The leaves under a node that have a role, the node included. */
export function leavesIn(tree: FlatTree, roles: GrammarRoles, node: number): number[] {
  const found: number[] = [];
  for (let i = node; i >= 0 && i < (tree.next[node] ?? 0); i++) if (tree.isLeaf(i) && roles.is(tree, i, 'identifier')) found.push(i);
  return found;
}

/** The line of text a node begins on, as far as the node goes. */
export function firstLineOf(tree: FlatTree, node: number): { readonly start: number; readonly end: number } {
  const start = tree.start[node] ?? 0;
  return { start, end: Math.min(tree.end[node] ?? start, lineEnd(tree.source, start)) };
}

/** The end of the line an offset stands on. */
export function lineEnd(text: string, offset: number): number {
  for (let i = offset; i < text.length; i++) if (text[i] === '\n' || text[i] === '\r') return i;
  return text.length;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1) ?? ''}`;
}
