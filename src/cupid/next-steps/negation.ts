import type { FlatTree } from '../../syntax/flat-tree.js';
import type { FileModel } from '../walk.js';
import { familyOf } from './shape.js';

const OPPOSITES: Readonly<Record<string, string>> = { '==': '!=', '!=': '==', '===': '!==', '!==': '===' };
/** Python's. */
const WORDS: Readonly<Record<string, string>> = { is: 'is not', 'is not': 'is', in: 'not in', 'not in': 'in' };
/** Only for counts: with "not a number" on one side, as JavaScript has for a length that is not there, both a comparison and its opposite are false. */
const ORDER: Readonly<Record<string, string>> = { '<': '>=', '>': '<=', '<=': '>', '>=': '<' };
const WHOLE = /^\d+$/;
const COUNT = /^len\([\w.]+\)$|^[\w.]+\.(length|Length|Count|size\(\)|len\(\)|length\(\))$/;
const ATOM = /^(identifier|call|call_expression|member_expression|attribute|subscript|subscript_expression|method_invocation|invocation_expression|field_access|field_expression|selector_expression|member_access_expression|index_expression|element_access_expression|array_access|macro_invocation|true|false|boolean_literal|this)$/;

/** The opposite of a condition, as text; where no plain opposite is certain, the whole condition after a `not`. */
export function negated(file: FileModel, condition: number): string {
  const { tree } = file;
  const inner = withoutBrackets(tree, condition);
  const parts = logicalParts(tree, inner);
  if (parts) {
    const { left, right, operator } = parts;
    const isTwo = [left, right].every((part) => !logicalParts(tree, withoutBrackets(tree, part)));
    const opposite = { '&&': '||', '||': '&&', and: 'or', or: 'and' }[operator];
    if (isTwo && opposite !== undefined) return `${negatedPart(file, left)} ${opposite} ${negatedPart(file, right)}`;
  }
  const text = negatedPart(file, inner);
  // `!(a && b)` leaves brackets that are around everything.
  return isWrapped(tree, inner) ? text.slice(1, -1) : text;
}

/** Whether a condition is a `not` around brackets, so that its opposite is what stands in them. */
function isWrapped(tree: FlatTree, node: number): boolean {
  const operand = denied(tree, node);
  return operand >= 0 && tree.kindName(operand) === 'parenthesized_expression';
}

function negatedPart(file: FileModel, node: number): string {
  const { tree } = file;
  const inner = withoutBrackets(tree, node);
  const operand = denied(tree, inner);
  if (operand >= 0) return tree.text(operand);
  const comparison = comparisonOf(tree, inner);
  if (comparison) {
    const { left, right, operator } = comparison;
    const opposite = OPPOSITES[operator] ?? (familyOf(file) === 'python' ? WORDS[operator] : undefined) ?? (familyOf(file) !== 'script' && isCounted(tree, left, right) ? ORDER[operator] : undefined);
    if (opposite !== undefined) return `${tree.text(left)} ${opposite} ${tree.text(right)}`;
  }
  const text = tree.text(inner);
  const isAtom = ATOM.test(tree.kindName(inner));
  if (familyOf(file) === 'python') return isAtom ? `not ${text}` : `not (${text})`;
  return isAtom ? `!${text}` : `!(${text})`;
}

function isCounted(tree: FlatTree, left: number, right: number): boolean {
  const [one, other] = [tree.text(left), tree.text(right)];
  return (WHOLE.test(one) && COUNT.test(other)) || (COUNT.test(one) && WHOLE.test(other));
}

function withoutBrackets(tree: FlatTree, node: number): number {
  let inner = node;
  while (tree.kindName(inner) === 'parenthesized_expression') {
    const [only] = [...tree.namedChildren(inner)];
    if (only === undefined) return inner;
    inner = only;
  }
  return inner;
}

/** What stands after `!` or `not`, or -1. */
function denied(tree: FlatTree, node: number): number {
  if (!/unary_expression$|^not_operator$/.test(tree.kindName(node)) || !/^(!|not\b)/.test(tree.text(node))) return -1;
  return [...tree.namedChildren(node)].at(-1) ?? -1;
}

interface Operation {
  readonly left: number;
  readonly right: number;
  readonly operator: string;
}

function logicalParts(tree: FlatTree, node: number): Operation | undefined {
  const operation = operationOf(tree, node);
  return operation && /^(&&|\|\||and|or)$/.test(operation.operator) ? operation : undefined;
}

function comparisonOf(tree: FlatTree, node: number): Operation | undefined {
  const operation = operationOf(tree, node);
  return operation && [OPPOSITES, WORDS, ORDER].some((known) => operation.operator in known) ? operation : undefined;
}

/** An operation on two things; `a < b < c` is none. */
function operationOf(tree: FlatTree, node: number): Operation | undefined {
  if (!/^(binary_expression|boolean_operator|comparison_operator)$/.test(tree.kindName(node))) return undefined;
  const [left, right, ...others] = [...tree.namedChildren(node)];
  if (left === undefined || right === undefined || others.length > 0) return undefined;
  const between = tree.source.slice(tree.end[left], tree.start[right]).trim();
  return /^[!=<>&|]+$|^(and|or|is|in|is\s+not|not\s+in)$/.test(between) ? { left, right, operator: between.replace(/\s+/g, ' ') } : undefined;
}
