import { ERROR_KIND, EXTRA, MISSING, NAMED, type FlatTree } from '../../syntax/flat-tree.js';
import type { Grammar } from '../../syntax/grammar.js';
import type { Attempt } from './bindings.js';

/** A piece of a pattern: a metavariable, a token with its text, or a node with children. */
export type PatternNode =
  | { readonly type: 'variable'; readonly name: string | undefined; readonly multiple: boolean }
  | { readonly type: 'token'; readonly kind: number; readonly text: string; readonly named: boolean }
  | { readonly type: 'inner'; readonly kind: number; readonly children: readonly PatternNode[] };

/** Raised for rules that cannot be understood; the message is a sentence for the writer. */
export class RuleError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RuleError';
  }
}

const SIGIL = /\$\$\$(?=[A-Z_]|[^A-Za-z0-9_$]|$)|\$\$?(?=[A-Z_])/g;

/** Recognises `$NAME`, `$_`, `$$NAME`, `$$$` and `$$$NAME`; a leading underscore means "do not remember". */
function readVariable(text: string, expando: string): PatternNode | undefined {
  if (!text.startsWith(expando)) return undefined;
  const plain = text.replaceAll(expando, '$');
  const multiple = /^\$\$\$([A-Z_][A-Z0-9_]*)?$/.exec(plain);
  if (multiple) return { type: 'variable', name: remembered(multiple[1]), multiple: true };
  const single = /^\$\$?([A-Z_][A-Z0-9_]*)$/.exec(plain);
  return single ? { type: 'variable', name: remembered(single[1]), multiple: false } : undefined;
}

function remembered(name: string | undefined): string | undefined {
  return name === undefined || name.startsWith('_') ? undefined : name;
}

/**
 * Parses a pattern as code of its language. `selector` picks the first node of a kind inside the parsed text, for code
 * that only parses within something larger. Throws a RuleError when the pattern does not parse.
 */
export function compilePattern(grammar: Grammar, pattern: string, selector?: string): PatternNode {
  const { expando } = grammar.language;
  const source = expando === '$' ? pattern : pattern.replace(SIGIL, (sigil) => expando.repeat(sigil.length));
  const tree = grammar.parseOnce(source);
  const root = selector === undefined ? significantRoot(tree) : selected(tree, selector);
  if (root < 0) throw new RuleError(`the pattern "${pattern}" holds no "${selector ?? ''}"; mend the selector.`);
  if (tree.kind[root] === ERROR_KIND) throw new RuleError(`the pattern "${pattern}" is not valid ${grammar.language.title}; mend it or give it a context and a selector.`);
  return convert(tree, root, expando);
}

/** Descends from the file through nodes that wrap a single node, as a snippet stands in a file. */
function significantRoot(tree: FlatTree): number {
  let node = 0;
  for (;;) {
    const children = [...tree.children(node)];
    const [first, second] = children;
    if (first === undefined) return node;
    const emptyTail = children.length === 2 && second !== undefined && (((tree.flags[second] ?? 0) & MISSING) !== 0 || (tree.start[second] === tree.end[second] && !tree.isNamed(second)));
    if (children.length !== 1 && !emptyTail) return node;
    node = first;
  }
}

function selected(tree: FlatTree, selector: string): number {
  const kind = tree.vocabulary.kindId(selector, true);
  if (kind === undefined) throw new RuleError(`"${selector}" is not a kind of node in this language; mend the selector.`);
  for (let node = 0; node < tree.count; node++) if (tree.kind[node] === kind) return node;
  return -1;
}

function convert(tree: FlatTree, node: number, expando: string): PatternNode {
  const text = tree.text(node);
  const variable = readVariable(text, expando);
  if (variable) return variable;
  const kind = tree.kind[node] ?? 0;
  if (tree.isLeaf(node)) return { type: 'token', kind, text, named: tree.isNamed(node) };
  const children = [...tree.children(node)].filter((child) => ((tree.flags[child] ?? 0) & MISSING) === 0);
  return { type: 'inner', kind, children: children.map((child) => convert(tree, child, expando)) };
}

type NodeVerdict = 'match' | 'skip' | 'no';

interface Place {
  goal: number;
  candidate: number;
  readonly end: number;
}

/** Whether a node matches, as ast-grep's "smart" strictness does: comments and small tokens of the code may be skipped. */
export function matchesPattern(attempt: Attempt, goal: PatternNode, node: number): boolean {
  const before = attempt.bindings;
  if (judge(attempt, goal, node) === 'match') return true;
  attempt.bindings = before;
  return false;
}

function judge(attempt: Attempt, goal: PatternNode, node: number): NodeVerdict {
  const { tree } = attempt;
  const flags = tree.flags[node] ?? 0;
  if (goal.type === 'inner') {
    if (goal.kind !== tree.kind[node] && goal.kind !== ERROR_KIND) return 'no';
    return matchChildren(attempt, goal.children, node) ? 'match' : 'no';
  }
  if (goal.type === 'token') {
    if (goal.kind === tree.kind[node] && (!goal.named || hasText(tree, node, goal.text))) return 'match';
    return (flags & EXTRA) !== 0 || (flags & NAMED) === 0 ? 'skip' : 'no';
  }
  if ((flags & EXTRA) !== 0) return 'skip';
  return attempt.bind(goal.name, node) ? 'match' : 'no';
}

function hasText(tree: FlatTree, node: number, text: string): boolean {
  const start = tree.start[node] ?? 0;
  return (tree.end[node] ?? 0) - start === text.length && tree.source.startsWith(text, start);
}

function isMultiple(goal: PatternNode | undefined): goal is Extract<PatternNode, { type: 'variable' }> {
  return goal?.type === 'variable' && goal.multiple;
}

function matchChildren(attempt: Attempt, goals: readonly PatternNode[], parent: number): boolean {
  const place: Place = { goal: 0, candidate: parent + 1, end: attempt.tree.next[parent] ?? 0 };
  if (place.candidate >= place.end) return false;
  while (place.goal < goals.length) {
    if (isMultiple(goals[place.goal])) {
      const outcome = matchEllipsis(attempt, goals, place);
      if (outcome !== 'go on') return outcome === 'match';
      continue;
    }
    if (!matchOne(attempt, goals, place)) return false;
    if (place.goal >= goals.length) return true;
    place.goal++;
    if (place.candidate < place.end) place.candidate = attempt.tree.next[place.candidate] ?? place.end;
    if (place.goal >= goals.length) return true;
    if (place.candidate >= place.end) return false;
  }
  return true;
}

/** Finds the next candidate for the current goal, skipping what may be skipped. False when there is none. */
function matchOne(attempt: Attempt, goals: readonly PatternNode[], place: Place): boolean {
  for (;;) {
    if (place.candidate >= place.end) {
      while (isMultiple(goals[place.goal])) place.goal++;
      return place.goal >= goals.length;
    }
    const goal = goals[place.goal];
    if (goal === undefined) return true;
    const verdict = judge(attempt, goal, place.candidate);
    if (verdict === 'match') return true;
    if (verdict === 'no') return false;
    place.candidate = attempt.tree.next[place.candidate] ?? place.end;
  }
}

/** `$$$NAME` takes as few nodes as it can: up to the first candidate for the goal after it. */
function matchEllipsis(attempt: Attempt, goals: readonly PatternNode[], place: Place): 'match' | 'no' | 'go on' {
  const { tree } = attempt;
  const goal = goals[place.goal];
  const name = goal?.type === 'variable' ? goal.name : undefined;
  const taken: number[] = [];
  const advance = () => {
    taken.push(place.candidate);
    place.candidate = tree.next[place.candidate] ?? place.end;
  };
  const takeRest = (leave: number): 'match' | 'no' => {
    while (place.candidate < place.end) advance();
    return attempt.bindMultiple(name, taken.slice(0, Math.max(0, taken.length - leave))) ? 'match' : 'no';
  };
  place.goal++;
  let skipped = 0;
  for (; ; skipped++, place.goal++) {
    const next = goals[place.goal];
    if (next === undefined) return takeRest(skipped);
    if (next.type !== 'token' || next.named) break;
  }
  const next = goals[place.goal];
  if (next === undefined || place.candidate >= place.end) return 'no';
  if (isMultiple(next)) {
    advance();
    return place.candidate < place.end && attempt.bindMultiple(name, taken) ? 'go on' : 'no';
  }
  for (;;) {
    const before = attempt.bindings;
    const verdict = judge(attempt, next, place.candidate);
    attempt.bindings = before;
    if (verdict === 'match') return attempt.bindMultiple(name, taken.slice(0, Math.max(0, taken.length - skipped))) ? 'go on' : 'no';
    advance();
    if (place.candidate >= place.end) return 'no';
  }
}
