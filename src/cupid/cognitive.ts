import type { FlatTree } from '../syntax/flat-tree.js';
import { ownNodes, type NamedFunction } from './functions.js';
import type { GrammarRoles } from './grammar-roles.js';

const OPERATORS: ReadonlyMap<string, string> = new Map([['&&', 'and'], ['and', 'and'], ['||', 'or'], ['or', 'or']]);

/**
 * Cognitive complexity of a function by the published definition (G. Ann Campbell, "Cognitive Complexity", SonarSource,
 * version 1.7): breaks of the linear flow count one, nested ones one more for each level; runs of like boolean operators,
 * labelled jumps and direct recursion count one. Named functions inside are measured on their own.
 */
export function cognitiveComplexity(tree: FlatTree, roles: GrammarRoles, owner: NamedFunction): number {
  let total = 0;
  let recursive = false;
  for (const node of ownNodes(tree, roles, owner)) {
    total += increment(tree, roles, owner.node, node);
    recursive ||= isCallOf(tree, roles, node, owner.name);
  }
  return total + (recursive ? 1 : 0);
}

function increment(tree: FlatTree, roles: GrammarRoles, owner: number, node: number): number {
  if (roles.is(tree, node, 'if')) return isElseIf(tree, roles, node) ? 0 : 1 + nesting(tree, roles, owner, node);
  // An `else` that holds nothing but an `if` is counted here, once, as "else if".
  if (roles.is(tree, node, 'elif') || roles.is(tree, node, 'else')) return isElseOfLoopOrTry(tree, roles, node) ? 0 : 1;
  if (['loop', 'switch', 'ternary', 'catch'].some((role) => roles.is(tree, node, role as 'loop'))) return 1 + nesting(tree, roles, owner, node);
  if (roles.is(tree, node, 'logic')) return operatorRuns(tree, roles, node);
  if (roles.is(tree, node, 'jump')) return tree.childByField(node, 'label') >= 0 ? 1 : 0;
  return 0;
}

function isElseIf(tree: FlatTree, roles: GrammarRoles, node: number): boolean {
  const parent = tree.parentOf(node);
  return parent >= 0 && roles.is(tree, parent, 'else');
}

/** Python's `for … else` and `try … else` do not branch on a condition of their own. */
function isElseOfLoopOrTry(tree: FlatTree, roles: GrammarRoles, node: number): boolean {
  const parent = tree.parentOf(node);
  return roles.is(tree, node, 'else') && parent >= 0 && (roles.is(tree, parent, 'loop') || roles.is(tree, parent, 'try'));
}

function nesting(tree: FlatTree, roles: GrammarRoles, owner: number, node: number): number {
  let depth = 0;
  for (const up of tree.ancestors(node)) {
    if (up === owner) break;
    const nests = ['if', 'loop', 'switch', 'ternary', 'catch', 'lambda'].some((role) => roles.is(tree, up, role as 'if'));
    if (nests && !isElseIf(tree, roles, up)) depth++;
  }
  return depth;
}

function operatorOf(tree: FlatTree, roles: GrammarRoles, node: number): string | undefined {
  if (!roles.is(tree, node, 'logic')) return undefined;
  const operator = tree.childByField(node, 'operator');
  return operator < 0 ? undefined : OPERATORS.get(tree.text(operator));
}

/** One for each run of the same operator, counted at the outermost operation only. */
function operatorRuns(tree: FlatTree, roles: GrammarRoles, node: number): number {
  if (operatorOf(tree, roles, node) === undefined || isInsideOperation(tree, roles, node)) return 0;
  const operators = operatorsOf(tree, roles, node);
  return operators.filter((operator, i) => operator !== operators[i - 1]).length;
}

function isInsideOperation(tree: FlatTree, roles: GrammarRoles, node: number): boolean {
  for (const up of tree.ancestors(node)) {
    if (operatorOf(tree, roles, up) !== undefined) return true;
    if (tree.kindName(up) !== 'parenthesized_expression') return false;
  }
  return false;
}

function operatorsOf(tree: FlatTree, roles: GrammarRoles, node: number): string[] {
  if (tree.kindName(node) === 'parenthesized_expression') return [...tree.namedChildren(node)].flatMap((child) => operatorsOf(tree, roles, child));
  const operator = operatorOf(tree, roles, node);
  if (operator === undefined) return [];
  return [...operatorsOf(tree, roles, tree.childByField(node, 'left')), operator, ...operatorsOf(tree, roles, tree.childByField(node, 'right'))];
}

function isCallOf(tree: FlatTree, roles: GrammarRoles, node: number, name: string): boolean {
  if (!roles.is(tree, node, 'call')) return false;
  const callee = tree.childByField(node, 'function');
  if (callee < 0) return false;
  const text = tree.text(callee);
  return text === name || text === `this.${name}` || text === `self.${name}`;
}
