import { argumentsOf, calleeOf, first, textOf, unwrapped } from './expressions.js';
import type { FunctionModel } from './functions.js';
import type { FileModel } from './walk.js';

/** What one expression is compared with in a function. */
export interface Dispatch {
  /** The expression as written. */
  readonly operand: string;
  /** Distinct texts it is compared with. */
  readonly texts: ReadonlySet<string>;
  /** Where it is compared, or switched on. */
  readonly nodes: readonly number[];
  readonly isSwitch: boolean;
}

const LONGEST = 50;
const EQUALITY = new Set(['==', '===', '!=', '!==', 'in']);
const known = new WeakMap<FunctionModel, readonly Dispatch[]>();

/** The expressions a function branches on by comparing them with texts, or by a switch. */
export function dispatchesOf(owner: FunctionModel, file: FileModel): readonly Dispatch[] {
  let found = known.get(owner);
  if (!found) {
    const byOperand = new Map<string, { texts: Set<string>; nodes: number[]; isSwitch: boolean }>();
    const add = (operand: string, texts: readonly string[], node: number, isSwitch: boolean) => {
      if (operand === '' || operand.length > LONGEST || (texts.length === 0 && !isSwitch)) return;
      const entry = byOperand.get(operand) ?? { texts: new Set(), nodes: [], isSwitch: false };
      for (const text of texts) entry.texts.add(text);
      entry.nodes.push(node);
      byOperand.set(operand, { ...entry, isSwitch: entry.isSwitch || isSwitch });
    };
    for (const node of owner.nodes('binary')) addComparison(file, node, add);
    for (const node of owner.nodes('call')) addEquals(file, node, add);
    for (const node of owner.nodes('switch')) addSwitch(file, node, add);
    found = [...byOperand].map(([operand, rest]) => ({ operand, ...rest }));
    known.set(owner, found);
  }
  return found;
}

type Add = (operand: string, texts: readonly string[], node: number, isSwitch: boolean) => void;

function addComparison(file: FileModel, node: number, add: Add): void {
  const { tree, roles } = file;
  const operator = first(tree, node, ['operator', 'operators']);
  if (operator < 0 || !EQUALITY.has(tree.text(operator))) return;
  const sides = [...tree.namedChildren(node)].filter((child) => child !== operator);
  const [left, right] = sides;
  if (left === undefined || right === undefined || sides.length !== 2) return;
  const isText = (side: number) => roles.is(tree, side, 'string');
  if (isText(right) && !isText(left)) add(operandText(file, left), [tree.text(right)], node, false);
  else if (isText(left) && !isText(right) && tree.text(operator) !== 'in') add(operandText(file, right), [tree.text(left)], node, false);
}

/** Java's `kind.equals("bike")` and `"bike".equals(kind)` */
function addEquals(file: FileModel, call: number, add: Add): void {
  const { tree, roles } = file;
  const { receiver, name } = calleeOf(tree, roles, call);
  if ((name !== 'equals' && name !== 'equalsIgnoreCase') || receiver < 0) return;
  const [argument, ...others] = argumentsOf(tree, call);
  if (argument === undefined || others.length > 0) return;
  if (roles.is(tree, argument, 'string')) add(operandText(file, receiver), [tree.text(argument)], call, false);
  else if (roles.is(tree, receiver, 'string')) add(operandText(file, argument), [tree.text(receiver)], call, false);
}

function addSwitch(file: FileModel, node: number, add: Add): void {
  const { tree, roles } = file;
  const value = first(tree, node, ['value', 'subject', 'condition']);
  const operand = unwrapped(tree, roles, value >= 0 ? value : (tree.namedChildren(node).next().value ?? -1));
  if (operand < 0 || roles.is(tree, operand, 'body')) return;
  const body = tree.childByField(node, 'body');
  const texts: string[] = [];
  for (const branch of tree.namedChildren(body >= 0 ? body : node)) {
    if (!roles.is(tree, branch, 'case')) continue;
    const head = tree.namedChildren(branch).next().value ?? -1;
    for (let i = head; i >= 0 && i < (tree.next[head] ?? 0); i++) if (roles.is(tree, i, 'string')) texts.push(tree.text(i));
  }
  add(operandText(file, operand), texts, node, true);
}

function operandText({ tree, roles }: FileModel, node: number): string {
  return textOf(tree, unwrapped(tree, roles, node)).replace(/\s+/g, '');
}
