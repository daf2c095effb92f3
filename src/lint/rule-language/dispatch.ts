import type { FlatTree } from '../../syntax/flat-tree.js';
import { ERROR_KIND, EXTRA, NAMED } from '../../syntax/flat-tree.js';
import type { Pattern, PatternNode } from './pattern.js';
import { SMART } from './strictness.js';

/**
 * A word that stands at a fixed place below every match: the rule need only be tried where it does. `path` counts, at each
 * level, the named children that are no comments before the one to go on with.
 */
export interface Anchor {
  readonly path: readonly number[];
  readonly text: string;
}

/** The longest fixed token of a pattern whose place below the match does not vary, if there is one. */
export function anchorOf({ root, strictness }: Pattern): Anchor | undefined {
  if (strictness !== SMART) return undefined;
  let best: Anchor | undefined;
  const visit = (piece: PatternNode, path: readonly number[]): void => {
    if (piece.type === 'token' && piece.named && /\w/.test(piece.text) && piece.text.length > (best?.text.length ?? 0)) best = { path, text: piece.text };
    if (piece.type !== 'inner' || piece.kind === ERROR_KIND) return;
    let ordinal = 0;
    for (const child of piece.children) {
      // What may stand for several nodes, for a token, or nowhere in particular shifts everything behind it.
      if (child.type === 'ellipsis' || (child.type === 'variable' && !child.namedOnly) || ('extra' in child && child.extra)) return;
      if (child.type === 'token' && !child.named) continue;
      visit(child, [...path, ordinal]);
      ordinal++;
    }
  };
  visit(root, []);
  return best;
}

/** Goes down a path of an anchor; -1 where it leads nowhere or not to a leaf. */
export function anchoredLeaf(tree: FlatTree, from: number, path: readonly number[]): number {
  const { next, flags } = tree;
  let node = from;
  for (const step of path) {
    const end = next[node] ?? 0;
    let left = step;
    let child = node + 1;
    for (; child < end; child = next[child] ?? end) {
      const bits = flags[child] ?? 0;
      if ((bits & NAMED) === 0 || (bits & EXTRA) !== 0) continue;
      if (left === 0) break;
      left--;
    }
    if (child >= end) return -1;
    node = child;
  }
  return next[node] === node + 1 ? node : -1;
}

/** A hash of a piece of a text, the same for equal pieces. */
export function hashOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}
