import { ERROR_KIND, NAMED, type FlatTree } from '../../syntax/flat-tree.js';
import { isExtra, type Attempt } from './attempt.js';
import type { Pattern, PatternNode } from './pattern.js';
import { SMART, type Strictness } from './strictness.js';

/** What comparing one piece of a pattern with one node says about both. */
type Verdict = 'match' | 'skip node' | 'skip piece' | 'skip both' | 'no';

/** How far the comparison of a list of pieces with the children of a node has come. */
interface Progress {
  piece: number;
  node: number;
  /** Past the last child. */
  readonly end: number;
}

/** Whether a node matches a pattern; when it does, its metavariables are bound. The algorithm is ast-grep's. */
export function matchesPattern(attempt: Attempt, pattern: Pattern, node: number): boolean {
  const { root, rootKind, strictness } = pattern;
  if (rootKind !== undefined && attempt.tree.kind[node] !== rootKind) return false;
  const mark = attempt.mark();
  // A pattern that is nothing but `$NAME` stands for comments as well.
  const verdict = root.type === 'variable' && strictness === SMART ? bindOne(attempt, root.variable, root.namedOnly, node) : compare(attempt, strictness, root, node);
  if (verdict === 'match') return true;
  attempt.undo(mark);
  return false;
}

function compare(attempt: Attempt, strictness: Strictness, piece: PatternNode, node: number): Verdict {
  const { tree } = attempt;
  switch (piece.type) {
    case 'inner':
      if (strictness.comparesKind && piece.kind !== tree.kind[node] && piece.kind !== ERROR_KIND) return 'no';
      return compareChildren(attempt, strictness, piece.children, node) ? 'match' : 'no';
    case 'token':
      return compareToken(tree, strictness, piece, node);
    case 'variable':
      if (strictness.skipsComments && isExtra(tree, node)) return 'skip node';
      return bindOne(attempt, piece.variable, piece.namedOnly, node);
    case 'ellipsis':
      return attempt.bindMultiple(piece.variable, [node]) ? 'match' : 'no';
  }
}

function bindOne(attempt: Attempt, variable: number, namedOnly: boolean, node: number): Verdict {
  if (namedOnly && !isNamed(attempt.tree, node)) return 'no';
  return variable < 0 || attempt.bind(variable, node) ? 'match' : 'no';
}

function compareToken(tree: FlatTree, strictness: Strictness, piece: Extract<PatternNode, { type: 'token' }>, node: number): Verdict {
  const sameKind = piece.kind === tree.kind[node] || piece.kind === ERROR_KIND;
  if (sameKind && (!piece.named || !strictness.comparesText || hasText(tree, node, piece.text))) return 'match';
  if (strictness.skipsComments && isExtra(tree, node)) return 'skip node';
  if (!strictness.comparesKind && hasText(tree, node, piece.text)) return 'match';
  const skipsNode = strictness.skipsTokens && !isNamed(tree, node);
  if (strictness.skipsPatternTokens && !piece.named) return skipsNode ? 'skip both' : 'skip piece';
  return skipsNode ? 'skip node' : 'no';
}

function isNamed(tree: FlatTree, node: number): boolean {
  return ((tree.flags[node] ?? 0) & NAMED) !== 0;
}

function hasText(tree: FlatTree, node: number, text: string): boolean {
  const start = tree.start[node] ?? 0;
  return (tree.end[node] ?? 0) - start === text.length && tree.source.startsWith(text, start);
}

function compareChildren(attempt: Attempt, strictness: Strictness, pieces: readonly PatternNode[], parent: number): boolean {
  const { tree } = attempt;
  const at: Progress = { piece: 0, node: parent + 1, end: tree.next[parent] ?? 0 };
  if (at.node >= at.end) return false;
  for (;;) {
    const piece = pieces[at.piece];
    if (piece === undefined) return true;
    if (piece.type === 'ellipsis') {
      const outcome = compareEllipsis(attempt, strictness, pieces, at);
      if (outcome === 'again') continue;
      if (outcome !== 'found') return outcome === 'done';
    }
    if (!findNext(attempt, strictness, pieces, at)) return false;
    if (at.piece < pieces.length) {
      at.piece++;
      if (at.node < at.end) at.node = tree.next[at.node] ?? at.end;
    }
    if (at.piece >= pieces.length) return onlyTrailing(tree, strictness, at);
    if (at.node >= at.end) return false;
  }
}

/** Moves to the child the current piece matches, passing over what may be passed over. */
function findNext(attempt: Attempt, strictness: Strictness, pieces: readonly PatternNode[], at: Progress): boolean {
  for (;;) {
    if (at.node >= at.end) return skipsRest(strictness, pieces, at);
    const piece = pieces[at.piece];
    if (piece === undefined) return true;
    const verdict = compare(attempt, strictness, piece, at.node);
    if (verdict === 'match') return true;
    if (verdict === 'no') return false;
    if (verdict !== 'skip piece') at.node = attempt.tree.next[at.node] ?? at.end;
    if (verdict !== 'skip node' && ++at.piece >= pieces.length) return true;
  }
}

/** Whether the pieces left need no node. */
function skipsRest(strictness: Strictness, pieces: readonly PatternNode[], at: Progress): boolean {
  for (; at.piece < pieces.length; at.piece++) {
    const piece = pieces[at.piece];
    const skipped = piece?.type === 'ellipsis' || (strictness.skipsPatternTokens && ((piece?.type === 'variable' && !piece.namedOnly) || (piece?.type === 'token' && !piece.named)));
    if (!skipped) return false;
  }
  return true;
}

function onlyTrailing(tree: FlatTree, { trailing }: Strictness, at: Progress): boolean {
  if (trailing === 'anything') return true;
  for (; at.node < at.end; at.node = tree.next[at.node] ?? at.end) {
    const token = !isNamed(tree, at.node);
    const comment = isExtra(tree, at.node);
    const skipped = (token && (trailing === 'tokens' || trailing === 'tokens and comments')) || (comment && (trailing === 'comments' || trailing === 'tokens and comments'));
    if (!skipped) return false;
  }
  return true;
}

/** `$$$NAME` takes as few nodes as it can: up to the first one the next piece matches. */
function compareEllipsis(attempt: Attempt, strictness: Strictness, pieces: readonly PatternNode[], at: Progress): 'done' | 'no' | 'again' | 'found' {
  const { tree } = attempt;
  const ellipsis = pieces[at.piece];
  const variable = ellipsis?.type === 'ellipsis' ? ellipsis.variable : -1;
  const taken: number[] = [];
  const take = () => {
    attempt.spend(1);
    taken.push(at.node);
    at.node = tree.next[at.node] ?? at.end;
  };
  let skipped = 0;
  for (at.piece++; ; at.piece++, skipped++) {
    const piece = pieces[at.piece];
    if (piece === undefined) {
      while (at.node < at.end) take();
      return bindTaken(attempt, variable, taken, skipped) ? 'done' : 'no';
    }
    if (piece.type !== 'token' || piece.named) break;
  }
  const next = pieces[at.piece];
  if (next === undefined || at.node >= at.end) return 'no';
  if (next.type === 'ellipsis') {
    take();
    return at.node < at.end && bindTaken(attempt, variable, taken, skipped) ? 'again' : 'no';
  }
  for (;;) {
    const mark = attempt.mark();
    const verdict = compare(attempt, strictness, next, at.node);
    attempt.undo(mark);
    if (verdict === 'match') return bindTaken(attempt, variable, taken, skipped) ? 'found' : 'no';
    take();
    if (at.node >= at.end) return 'no';
  }
}

/** The separators the pattern has after the ellipsis are no part of what it stands for. */
function bindTaken(attempt: Attempt, variable: number, taken: readonly number[], separators: number): boolean {
  return variable < 0 || attempt.bindMultiple(variable, taken.slice(0, Math.max(0, taken.length - separators)));
}
