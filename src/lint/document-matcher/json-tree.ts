import type { FlatTree } from '../../syntax/flat-tree.js';
import { MAX_DEPTH, unknownAt, type DocumentNode, type Entry } from './node.js';
import { hasSyntaxError } from './syntax-error.js';

/** A JSON text, comments allowed. What the parser could not read makes the mapping or list around it open. */
export function jsonTrees(tree: FlatTree): DocumentNode[] {
  return [...tree.namedChildren(0)].map((node) => read(tree, node, 0));
}

function read(tree: FlatTree, node: number, depth: number): DocumentNode {
  const span = tree.span(node);
  if (depth > MAX_DEPTH) return unknownAt(span);
  switch (tree.kindName(node)) {
    case 'object':
      return mapping(tree, node, depth);
    case 'array': {
      const items = [...tree.namedChildren(node)].map((item) => ({ node: read(tree, item, depth + 1), span: tree.span(item) }));
      return { kind: 'list', span, items, open: hasSyntaxError(tree, node) };
    }
    case 'string':
      return { kind: 'scalar', span, value: text(tree, node) };
    case 'number':
      return { kind: 'scalar', span, value: Number(tree.text(node)) };
    case 'true':
    case 'false':
      return { kind: 'scalar', span, value: tree.kindName(node) === 'true' };
    case 'null':
      return { kind: 'scalar', span, value: null };
    default:
      return unknownAt(span);
  }
}

function mapping(tree: FlatTree, node: number, depth: number): DocumentNode {
  const span = tree.span(node);
  const entries = [...tree.namedChildren(node)].flatMap((pair): Entry[] => {
    const key = tree.childByField(pair, 'key');
    const value = tree.childByField(pair, 'value');
    if (key < 0 || value < 0) return [];
    return [{ key: text(tree, key), keySpan: tree.span(key), span: tree.span(pair), value: read(tree, value, depth + 1) }];
  });
  // What a function of CloudFormation gives.
  if (entries.length === 1 && /^(Ref|Fn::.*)$/.test(entries[0]?.key ?? '')) return unknownAt(span);
  return { kind: 'mapping', span, entries, open: hasSyntaxError(tree, node), layout: 'json' };
}

function text(tree: FlatTree, node: number): string {
  const source = tree.text(node);
  try {
    return String(JSON.parse(source));
  } catch {
    return source.slice(1, -1);
  }
}
