import type { FlatTree } from '../../syntax/flat-tree.js';

/** Whether the parser met something it could not read directly in a node, so that parts of it may not be seen. */
export function hasSyntaxError(tree: FlatTree, node: number): boolean {
  for (const child of tree.children(node)) if (tree.kindName(child) === 'ERROR') return true;
  return false;
}
