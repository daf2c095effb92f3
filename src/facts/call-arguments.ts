import type { Span } from '../document/position.js';
import type { FlatTree } from '../syntax/flat-tree.js';

const WRAPPERS = new Set(['as_expression', 'satisfies_expression', 'parenthesized_expression', 'non_null_expression']);
const QUOTES = new Set(['string_start', 'string_end']);

/** `addIngressRule` of `add_ingress_rule`; a name in camel case stays as it is. */
export function camelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** `add_ingress_rule` of `addIngressRule`, as jsii names parameters in Python. */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The expression without parentheses and type assertions around it. */
export function unwrapped(tree: FlatTree, node: number): number {
  let inner = node;
  while (inner >= 0 && WRAPPERS.has(tree.kindName(inner))) inner = [...tree.namedChildren(inner)][0] ?? -1;
  return inner;
}

/** The name of the method a call calls, or '': `addIngressRule` of `group.addIngressRule(…)`. */
export function methodName(tree: FlatTree, call: number): string {
  const callee = tree.childByField(call, 'function');
  const name = callee < 0 ? -1 : Math.max(tree.childByField(callee, 'property'), tree.childByField(callee, 'attribute'));
  return name < 0 ? '' : tree.text(name);
}

/** The arguments without a name, in order; undefined after spread arguments, where nobody can count. */
export function positionalArguments(tree: FlatTree, call: number): readonly number[] | undefined {
  const list = tree.childByField(call, 'arguments');
  const all = list < 0 ? [] : [...tree.namedChildren(list)].filter((node) => !['keyword_argument', 'dictionary_splat'].includes(tree.kindName(node)));
  return all.some((node) => ['spread_element', 'list_splat'].includes(tree.kindName(node))) ? undefined : all;
}

/** The value of a keyword argument of Python, or -1. */
export function keywordArgument(tree: FlatTree, call: number, name: string): number {
  const list = tree.childByField(call, 'arguments');
  for (const node of list < 0 ? [] : tree.namedChildren(list)) {
    if (tree.kindName(node) === 'keyword_argument' && tree.text(tree.childByField(node, 'name')) === name) return tree.childByField(node, 'value');
  }
  return -1;
}

/** The argument at a position counted from 0 or of a name, or -1. */
export function argument(tree: FlatTree, call: number, [position, name]: readonly [number, string]): number {
  const named = keywordArgument(tree, call, name);
  return named >= 0 ? named : (positionalArguments(tree, call)?.[position] ?? -1);
}

/** What a string literal without escapes and holes says, and where it says it, without the quotes; undefined for anything else. */
export function literalText(tree: FlatTree, node: number): { readonly text: string; readonly span: Span } | undefined {
  const literal = unwrapped(tree, node);
  if (literal < 0 || !['string', 'template_string'].includes(tree.kindName(literal))) return undefined;
  const parts = [...tree.namedChildren(literal)].filter((part) => !QUOTES.has(tree.kindName(part)));
  const [content] = parts;
  if (content === undefined || parts.length > 1 || !['string_content', 'string_fragment'].includes(tree.kindName(content)) || !tree.isLeaf(content)) return undefined;
  return { text: tree.text(content), span: tree.span(content) };
}

/** What a number or truth value says; undefined for anything else. */
export function literalValue(tree: FlatTree, node: number): number | boolean | undefined {
  const literal = unwrapped(tree, node);
  const text = literal < 0 ? '' : tree.text(literal);
  if (/^\d[\d_]*(?:\.\d+)?$/.test(text)) return Number(text.replaceAll('_', ''));
  return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined;
}
