import type { FlatTree } from '../../syntax/flat-tree.js';
import { MAX_DEPTH, unknownAt, type DocumentNode, type Entry, type MappingNode } from './node.js';
import { hasSyntaxError } from './syntax-error.js';

/**
 * A Terraform or other HCL text: blocks nest by type and labels, so `resource "aws_vpc" "main" {}` is found at
 * `resource.aws_vpc.main`, and repeated blocks are several entries of one key. Expressions other than plain values are
 * unknown, and so is what a `dynamic` block makes.
 */
export function hclTrees(tree: FlatTree): DocumentNode[] {
  const body = [...tree.namedChildren(0)].find((child) => tree.kindName(child) === 'body');
  return body === undefined ? [] : [readBody(tree, body, tree.span(0).end, 0)];
}

/** `end` is where the body's last line ends: before the closing brace. */
function readBody(tree: FlatTree, body: number, end: number, depth: number): MappingNode {
  const entries: Entry[] = [];
  const isTooDeep = depth > MAX_DEPTH;
  for (const child of isTooDeep ? [] : tree.namedChildren(body)) {
    if (tree.kindName(child) === 'attribute') entries.push(...readAttribute(tree, child, depth));
    if (tree.kindName(child) === 'block') entries.push(readBlock(tree, child, depth));
  }
  return { kind: 'mapping', span: { start: tree.span(body).start, end }, entries, open: isTooDeep || hasSyntaxError(tree, body), layout: 'hcl' };
}

function readAttribute(tree: FlatTree, attribute: number, depth: number): Entry[] {
  const [key, expression] = [...tree.namedChildren(attribute)];
  if (key === undefined || expression === undefined) return [];
  return [{ key: tree.text(key), keySpan: tree.span(key), span: tree.span(attribute), value: readExpression(tree, expression, depth + 1) }];
}

function readBlock(tree: FlatTree, block: number, depth: number): Entry {
  const parts = [...tree.namedChildren(block)];
  const names = parts.filter((part) => ['identifier', 'string_lit'].includes(tree.kindName(part)));
  const body = parts.find((part) => tree.kindName(part) === 'body');
  const span = tree.span(block);
  const [type = block, label] = names;
  if (tree.text(type) === 'dynamic' && label !== undefined) return { key: unquoted(tree.text(label)), keySpan: tree.span(label), span, value: unknownAt(span) };
  const inner = { start: span.start, end: span.end - 1 };
  const read: MappingNode = body === undefined ? { kind: 'mapping', span: inner, entries: [], open: false, layout: 'hcl' } : readBody(tree, body, inner.end, depth + 1);
  const content: DocumentNode = { ...read, open: read.open || hasSyntaxError(tree, block) };
  const [innermost = type, ...outer] = names.toReversed();
  let entry: Entry = { key: unquoted(tree.text(innermost)), keySpan: tree.span(innermost), span: { start: tree.span(innermost).start, end: span.end }, value: content };
  for (const name of outer) entry = nested(tree, name, entry, span.end);
  return entry;
}

function nested(tree: FlatTree, name: number, entry: Entry, end: number): Entry {
  const keySpan = tree.span(name);
  return { key: unquoted(tree.text(name)), keySpan, span: { start: keySpan.start, end }, value: { kind: 'mapping', span: entry.span, entries: [entry], open: false } };
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1) : text;
}

function readExpression(tree: FlatTree, expression: number, depth: number): DocumentNode {
  const span = tree.span(expression);
  const parts = [...tree.namedChildren(expression)];
  const [inner] = parts;
  if (depth > MAX_DEPTH || inner === undefined || parts.length > 1) return unknownAt(span);
  switch (tree.kindName(inner)) {
    case 'literal_value':
      return readLiteral(tree, inner);
    case 'collection_value':
      return readCollection(tree, inner, depth);
    case 'operation':
      return readNegative(tree, inner);
    case 'expression':
      return readExpression(tree, inner, depth + 1);
    default:
      return unknownAt(span);
  }
}

function readLiteral(tree: FlatTree, literal: number): DocumentNode {
  const span = tree.span(literal);
  const [inner] = [...tree.namedChildren(literal)];
  const text = tree.text(literal);
  switch (inner === undefined ? '' : tree.kindName(inner)) {
    case 'string_lit':
      return { kind: 'scalar', span, value: unescaped(text.slice(1, -1)) };
    case 'numeric_lit':
      return { kind: 'scalar', span, value: Number(text) };
    case 'bool_lit':
      return { kind: 'scalar', span, value: text === 'true' };
    case 'null_lit':
      return { kind: 'scalar', span, value: null };
    default:
      return unknownAt(span);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function unescaped(text: string): string {
  return text.replaceAll(/\\([nrt"\\])|\$\$\{|%%\{/g, (whole, letter: string | undefined) => (letter === undefined ? whole.slice(1) : (ESCAPES[letter] ?? whole)));
}

function readNegative(tree: FlatTree, operation: number): DocumentNode {
  const text = tree.text(operation).replaceAll(/\s/g, '');
  return /^-[\d.]+$/.test(text) ? { kind: 'scalar', span: tree.span(operation), value: Number(text) } : unknownAt(tree.span(operation));
}

function readCollection(tree: FlatTree, collection: number, depth: number): DocumentNode {
  const [inner = collection] = [...tree.namedChildren(collection)];
  const span = tree.span(inner);
  const children = [...tree.namedChildren(inner)];
  if (tree.kindName(inner) === 'tuple') {
    const items = children.filter((child) => tree.kindName(child) === 'expression').map((child) => ({ node: readExpression(tree, child, depth + 1), span: tree.span(child) }));
    return children.some((child) => tree.kindName(child).startsWith('for_')) ? unknownAt(span) : { kind: 'list', span, items, open: hasSyntaxError(tree, inner) };
  }
  if (tree.kindName(inner) !== 'object' || children.some((child) => tree.kindName(child).startsWith('for_'))) return unknownAt(span);
  const entries: Entry[] = [];
  let open = hasSyntaxError(tree, inner);
  for (const element of children.filter((child) => tree.kindName(child) === 'object_elem')) {
    const [key, value] = [...tree.namedChildren(element)];
    const name = key === undefined ? undefined : objectKey(tree.text(key));
    if (key === undefined || value === undefined || name === undefined) open = true;
    else entries.push({ key: name, keySpan: tree.span(key), span: tree.span(element), value: readExpression(tree, value, depth + 1) });
  }
  return { kind: 'mapping', span, entries, open };
}

/** The key's text when it is written out; undefined when it is computed. */
function objectKey(text: string): string | undefined {
  return /^[\w-]+$/.test(text) ? text : /^"[^"$%\\]*"$/.test(text) ? text.slice(1, -1) : undefined;
}
