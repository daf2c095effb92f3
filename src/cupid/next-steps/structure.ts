import type { FileModel } from '../walk.js';

/** More statements with one structure inside another than these are worth a word. */
export const MOST_BUMPS = 2;

/** Whether a part costs more the deeper it stands; boolean operators and `else` do not. */
export function isStructure({ tree, roles }: FileModel, node: number): boolean {
  if (roles.is(tree, node, 'logic') || roles.is(tree, node, 'else') || roles.is(tree, node, 'elif')) return false;
  return !(roles.is(tree, node, 'if') && roles.is(tree, tree.parentOf(node), 'else'));
}
