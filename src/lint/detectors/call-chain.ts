import type { FlatTree } from '../../syntax/flat-tree.js';
import { KindSet } from '../../syntax/kind-set.js';

/** A member of a chain; `call` is the node that calls it, or -1 where it is only read. */
interface ChainStep {
  readonly name: string;
  readonly call: number;
}

/** `session.query(Trip).filter(…).first()`: what it starts from, and what is taken from that one after the other. */
export interface CallChain {
  /** The whole call. */
  readonly call: number;
  /** The node the chain starts from, or -1 where Java leaves `this` out. */
  readonly root: number;
  readonly steps: readonly ChainStep[];
  /** The names from the root on, without `this` and `self`; the root is `?` where it is no name. */
  readonly path: readonly string[];
}

/** Calls in the grammars of Python, TypeScript, Java, PHP and C#. */
export const CALL_KINDS = new KindSet(['call', 'call_expression', 'method_invocation', 'member_call_expression', 'nullsafe_member_call_expression', 'scoped_call_expression', 'function_call_expression', 'invocation_expression']);
const MEMBERS = new KindSet(['attribute', 'member_expression', 'field_access', 'member_access_expression', 'class_constant_access_expression', 'scoped_property_access_expression']);
const WRAPPERS = new KindSet(['parenthesized_expression', 'await', 'await_expression', 'non_null_expression']);
const NAMES = new KindSet(['identifier', 'variable_name', 'name', 'qualified_name', 'type_identifier']);
const SELF = /^\$?(?:this|self|cls)$/;
/** Nobody chains more calls by hand. */
const LONGEST = 60;

/** Takes a call apart into the chain it ends. */
export function callChain(tree: FlatTree, call: number): CallChain {
  const steps: ChainStep[] = [];
  let at = call;
  for (let length = 0; length < LONGEST && at >= 0; length++) {
    if (WRAPPERS.has(tree, at)) at = firstNamed(tree, at);
    else if (CALL_KINDS.has(tree, at)) {
      const callee = tree.childByField(at, 'function');
      const member = callee < 0 ? at : MEMBERS.has(tree, callee) ? callee : -1;
      steps.unshift({ name: member < 0 ? '' : memberName(tree, member), call: at });
      at = member < 0 ? callee : ownerOf(tree, member);
      if (member < 0) break;
    } else if (MEMBERS.has(tree, at)) {
      steps.unshift({ name: memberName(tree, at), call: -1 });
      at = ownerOf(tree, at);
    } else break;
  }
  const start = at < 0 ? '' : tree.text(at);
  const root = at >= 0 && (NAMES.has(tree, at) || SELF.test(start)) ? start : at < 0 ? 'this' : '?';
  const names = steps.map(({ name }) => name).filter((name) => name !== '');
  return { call, root: at, steps, path: SELF.test(root) ? names : [root, ...names] };
}

/** The arguments of a call without their wrappers, in order. */
export function argumentsOf(tree: FlatTree, call: number): number[] {
  const list = call < 0 ? -1 : tree.childByField(call, 'arguments');
  if (list < 0) return [];
  return [...tree.namedChildren(list)].map((node) => (tree.kindName(node) === 'argument' ? lastNamed(tree, node) : node));
}

/** What a method is called on, or -1. */
export function receiverOf(tree: FlatTree, call: number): number {
  const callee = tree.childByField(call, 'function');
  return ownerOf(tree, callee < 0 ? call : callee);
}

function memberName(tree: FlatTree, member: number): string {
  for (const field of ['name', 'property', 'attribute', 'field']) {
    const name = tree.childByField(member, field);
    // `Query<Trip>` of C# is called Query.
    if (name >= 0) return tree.text(name).replace(/<[^]*$/, '');
  }
  return '';
}

function ownerOf(tree: FlatTree, member: number): number {
  for (const field of ['object', 'scope', 'expression']) {
    const owner = tree.childByField(member, field);
    if (owner >= 0) return owner;
  }
  return -1;
}

function firstNamed(tree: FlatTree, node: number): number {
  for (const child of tree.namedChildren(node)) return child;
  return -1;
}

function lastNamed(tree: FlatTree, node: number): number {
  return [...tree.namedChildren(node)].at(-1) ?? -1;
}
