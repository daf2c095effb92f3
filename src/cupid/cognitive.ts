import type { FlatTree } from '../syntax/flat-tree.js';
import { calleeOf, argumentsOf, unwrapped, first } from './expressions.js';
import type { FunctionModel } from './functions.js';
import type { GrammarRoles, Role } from './grammar-roles.js';

const OPERATORS: ReadonlyMap<string, string> = new Map([['&&', 'and'], ['and', 'and'], ['||', 'or'], ['or', 'or']]);
const BREAKS: readonly Role[] = ['loop', 'switch', 'ternary', 'catch'];

/** One thing that makes a function slow to read. */
export interface ComplexityPart {
  readonly node: number;
  readonly cost: number;
  /** How many other structures stand around it. */
  readonly nesting: number;
}

/** Cognitive complexity with its parts. */
export interface Complexity {
  readonly total: number;
  /** How deep the deepest structure lies; 1 for one that stands in no other. */
  readonly deepest: number;
  readonly parts: readonly ComplexityPart[];
  /** Statements of the body that hold one structure inside another. */
  readonly bumps: number;
}

/**
 * Adds up the cognitive complexity of one function while a walk hands it the nodes in the order of the text, by the
 * published definition (G. Ann Campbell, "Cognitive Complexity", SonarSource, version 1.7): breaks of the linear flow
 * count one, nested ones one more for each level; runs of like boolean operators, labelled jumps and recursion count
 * one. Named functions inside are measured on their own. Not counted, as in Sonar's own analyser of JavaScript: a literal
 * default after `||`, and `&&` that chooses markup.
 */
export class ComplexityCounter {
  readonly #tree: FlatTree;
  readonly #roles: GrammarRoles;
  readonly #parts: ComplexityPart[] = [];
  readonly #bumps = new Set<number>();
  #deepest = 0;

  constructor(tree: FlatTree, roles: GrammarRoles) {
    this.#tree = tree;
    this.#roles = roles;
  }

  /** `statement` is the statement of the body the node stands in; `nesting` the number of structures around it. */
  add(node: number, nesting: number, statement: number): void {
    const tree = this.#tree;
    const roles = this.#roles;
    if (roles.is(tree, node, 'if') && !isElseIf(tree, roles, node)) this.#nested(node, nesting, statement);
    else if (BREAKS.some((role) => roles.is(tree, node, role))) this.#nested(node, nesting, statement);
    else if (isElse(tree, roles, node)) this.#flat(node, 1, nesting);
    if (roles.is(tree, node, 'logic')) this.#flat(node, operatorRuns(tree, roles, node), nesting);
    else if (roles.is(tree, node, 'jump') && isLabelled(tree, roles, node)) this.#flat(node, 1, nesting);
  }

  addRecursion(node: number): void {
    this.#flat(node, 1, 0);
  }

  get result(): Complexity {
    return { total: this.#parts.reduce((sum, { cost }) => sum + cost, 0), deepest: this.#deepest, parts: this.#parts, bumps: this.#bumps.size };
  }

  #nested(node: number, nesting: number, statement: number): void {
    this.#flat(node, 1 + nesting, nesting);
    this.#deepest = Math.max(this.#deepest, nesting + 1);
    if (nesting >= 1) this.#bumps.add(statement);
  }

  #flat(node: number, cost: number, nesting: number): void {
    if (cost > 0) this.#parts.push({ node, cost, nesting });
  }
}

/** How much deeper a child stands than its parent. */
export function nestingStep(tree: FlatTree, roles: GrammarRoles, parent: number, child: number): 0 | 1 {
  if (roles.is(tree, parent, 'lambda')) return roles.is(tree, child, 'parameters') ? 0 : 1;
  if (roles.is(tree, parent, 'if')) return isCondition(tree, child) || roles.is(tree, child, 'else') || roles.is(tree, child, 'elif') || isElseIf(tree, roles, child) ? 0 : 1;
  if (roles.is(tree, parent, 'elif')) return isCondition(tree, child) ? 0 : 1;
  if (roles.is(tree, parent, 'else')) return isElseIf(tree, roles, child) || isElseOfLoopOrTry(tree, roles, parent) ? 0 : 1;
  return BREAKS.some((role) => roles.is(tree, parent, role)) ? 1 : 0;
}

function isCondition(tree: FlatTree, node: number): boolean {
  const field = tree.vocabulary.fieldName(tree.field[node] ?? 0);
  return field === 'condition' || field === 'initializer';
}

/** An `if` that is all there is after `else`. */
function isElseIf(tree: FlatTree, roles: GrammarRoles, node: number): boolean {
  const parent = tree.parentOf(node);
  if (parent < 0 || !roles.is(tree, node, 'if')) return false;
  return roles.is(tree, parent, 'else') || isAlternative(tree, roles, parent, node);
}

/** Some grammars put what follows `else` into a field of the `if`, without a node for the `else`. */
function isAlternative(tree: FlatTree, roles: GrammarRoles, parent: number, node: number): boolean {
  return roles.is(tree, parent, 'if') && tree.vocabulary.fieldName(tree.field[node] ?? 0) === 'alternative' && !roles.is(tree, node, 'else') && !roles.is(tree, node, 'elif');
}

/** `else`, `else if` and `elif`: one each, however deep. */
function isElse(tree: FlatTree, roles: GrammarRoles, node: number): boolean {
  const parent = tree.parentOf(node);
  if (roles.is(tree, node, 'elif') || isElseIf(tree, roles, node)) return true;
  if (parent >= 0 && isAlternative(tree, roles, parent, node)) return true;
  if (!roles.is(tree, node, 'else') || isElseOfLoopOrTry(tree, roles, node)) return false;
  const inner = tree.namedChildren(node).next().value ?? -1;
  return inner < 0 || !roles.is(tree, inner, 'if');
}

/** Python's `for … else` and `try … else`, and Rust's `let … else`, do not branch on a condition of their own. */
function isElseOfLoopOrTry(tree: FlatTree, roles: GrammarRoles, node: number): boolean {
  const parent = tree.parentOf(node);
  return roles.is(tree, node, 'else') && parent >= 0 && !roles.is(tree, parent, 'if');
}

function isLabelled(tree: FlatTree, roles: GrammarRoles, jump: number): boolean {
  if (tree.kindName(jump).startsWith('goto')) return true;
  for (const child of tree.namedChildren(jump)) if (roles.is(tree, child, 'label')) return true;
  return false;
}

function operatorOf(tree: FlatTree, roles: GrammarRoles, node: number): string | undefined {
  if (node < 0 || !roles.is(tree, node, 'logic')) return undefined;
  const operator = tree.childByField(node, 'operator');
  return operator < 0 ? undefined : OPERATORS.get(tree.text(operator));
}

/** One for each run of the same operator, counted at the outermost operation only. */
function operatorRuns(tree: FlatTree, roles: GrammarRoles, node: number): number {
  if (operatorOf(tree, roles, node) === undefined || isInsideOperation(tree, roles, node) || isShorthand(tree, roles, node)) return 0;
  const operators = operatorsIn(tree, roles, node);
  return operators.filter((operator, i) => operator !== operators[i - 1]).length;
}

function isInsideOperation(tree: FlatTree, roles: GrammarRoles, node: number): boolean {
  for (let up = tree.parentOf(node); up >= 0; up = tree.parentOf(up)) {
    if (operatorOf(tree, roles, up) !== undefined) return true;
    if (tree.kindName(up) !== 'parenthesized_expression') return false;
  }
  return false;
}

/** The operators in the order of the text. Without recursion, for generated code joins thousands. */
function operatorsIn(tree: FlatTree, roles: GrammarRoles, node: number): string[] {
  const operators: string[] = [];
  const open: (number | string)[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') operators.push(next);
    else if (next >= 0 && tree.kindName(next) === 'parenthesized_expression') open.push(...tree.namedChildren(next));
    else {
      const operator = operatorOf(tree, roles, next);
      if (operator !== undefined) open.push(tree.childByField(next, 'right'), operator, tree.childByField(next, 'left'));
    }
  }
  return operators;
}

/** `const port = given || 80`, and `{open && <Menu />}`. */
function isShorthand(tree: FlatTree, roles: GrammarRoles, node: number): boolean {
  const parent = tree.parentOf(node);
  if (parent >= 0 && roles.is(tree, parent, 'markup')) return true;
  const isDefault = parent >= 0 && roles.is(tree, parent, 'holder') && first(tree, parent, ['value', 'right']) === node;
  return isDefault && operatorOf(tree, roles, node) === 'or' && operatorOf(tree, roles, tree.childByField(node, 'left')) === undefined && isLiteral(tree, roles, tree.childByField(node, 'right'));
}

function isLiteral(tree: FlatTree, roles: GrammarRoles, node: number): boolean {
  const inner = unwrapped(tree, roles, node);
  return inner >= 0 && (roles.is(tree, inner, 'literal') || roles.is(tree, inner, 'string') || roles.is(tree, inner, 'number'));
}

/**
 * Adds one to every function of a file that stands in a cycle of calls. Only calls of which it is certain whom they mean
 * count: by the bare name of a function, or a method called on itself, where the file declares the name once.
 */
export function recursiveFunctions(tree: FlatTree, roles: GrammarRoles, functions: readonly FunctionModel[]): Map<FunctionModel, number> {
  const named = new Map<string, FunctionModel | undefined>();
  for (const owner of functions) named.set(owner.name, named.has(owner.name) ? undefined : owner);
  const calls = new Map(functions.map((owner) => [owner, callsWithin(tree, roles, owner, named)] as const));
  const found = new Map<FunctionModel, number>();
  for (const owner of functions) {
    const call = callBack(calls, owner);
    if (call !== undefined) found.set(owner, call);
  }
  return found;
}

type Calls = ReadonlyMap<FunctionModel, number>;

function callsWithin(tree: FlatTree, roles: GrammarRoles, owner: FunctionModel, named: ReadonlyMap<string, FunctionModel | undefined>): Calls {
  const found = new Map<FunctionModel, number>();
  for (const call of owner.nodes('call')) {
    const { receiver, name, constructs } = calleeOf(tree, roles, call);
    if (constructs) continue;
    const candidate = owner.name === name ? owner : named.get(name.replace(/^Self::/, ''));
    if (!candidate || found.has(candidate) || !meansOwn(tree, roles, owner, candidate, receiver, name)) continue;
    if (roles.words('traits').has('overloads') && argumentsOf(tree, call).length !== candidate.parameters.length) continue;
    found.set(candidate, call);
  }
  return found;
}

function meansOwn(tree: FlatTree, roles: GrammarRoles, owner: FunctionModel, candidate: FunctionModel, receiver: number, name: string): boolean {
  if (candidate.kind === 'method' && candidate.owner !== owner.owner) return false;
  if (receiver >= 0) return candidate.kind === 'method' && ['this', 'self', 'Self', owner.receiver].includes(tree.text(receiver));
  if (name.startsWith('Self::')) return true;
  return candidate.kind === 'function' ? !owner.parameterNames.has(name) : roles.words('traits').has('implicit-this');
}

/** The first call in a function from which the calls come back to it. */
function callBack(calls: ReadonlyMap<FunctionModel, Calls>, owner: FunctionModel): number | undefined {
  const seen = new Set<FunctionModel>();
  for (const [first, call] of calls.get(owner) ?? []) {
    const open = [first];
    for (let at = open.pop(); at; at = open.pop()) {
      if (at === owner) return call;
      if (seen.has(at)) continue;
      seen.add(at);
      open.push(...(calls.get(at)?.keys() ?? []));
    }
  }
  return undefined;
}
