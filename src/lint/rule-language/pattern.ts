import { ERROR_KIND, MISSING, type FlatTree } from '../../syntax/flat-tree.js';
import type { Grammar } from '../../syntax/grammar.js';
import { isExtra, type Variables } from './attempt.js';
import { RuleError } from './rule-error.js';
import { SMART, type Strictness } from './strictness.js';

/** A piece of a pattern: a metavariable for one node or several, a token with its text, or a node with children. */
export type PatternNode = VariableNode | EllipsisNode | TokenNode | InnerNode;

interface VariableNode {
  readonly type: 'variable';
  /** Its number among the variables of the rule, or -1 when it need not be remembered. */
  readonly variable: number;
  /** `$NAME` stands for named nodes alone, `$$NAME` for tokens as well. */
  readonly namedOnly: boolean;
}

interface EllipsisNode {
  readonly type: 'ellipsis';
  readonly variable: number;
}

interface TokenNode {
  readonly type: 'token';
  readonly kind: number;
  readonly text: string;
  readonly named: boolean;
  readonly extra: boolean;
}

interface InnerNode {
  readonly type: 'inner';
  readonly kind: number;
  readonly children: readonly PatternNode[];
  readonly extra: boolean;
}

export interface Pattern {
  readonly root: PatternNode;
  /** The kind a match must have, where a selector named one for a metavariable; else undefined. */
  readonly rootKind: number | undefined;
  readonly strictness: Strictness;
  /** Words every matching text contains. */
  readonly words: readonly string[];
}

/** Longer patterns are no patterns, and their nesting could exhaust the stack. */
const LONGEST = 5000;
const SIGIL = /\$\$\$(?=[A-Z_]|[^A-Za-z0-9_$]|$)|\$\$?(?=[A-Z_])/g;

export interface PatternOptions {
  /** A kind of node: the pattern is the first such node inside the parsed text. */
  readonly selector?: string;
  readonly strictness?: Strictness;
}

/**
 * Parses a pattern as code of its language. A selector picks a part of it, for code that only parses within something
 * larger. Throws a RuleError when the pattern does not parse to one node.
 */
export function compilePattern(grammar: Grammar, text: string, variables: Variables, options: PatternOptions = {}): Pattern {
  const { selector, strictness = SMART } = options;
  if (text.length > LONGEST) throw new RuleError(`a pattern is longer than ${LONGEST} characters; match a smaller piece of code.`);
  const { expando } = grammar.language;
  const source = expando === '$' ? text : text.replace(SIGIL, (sigil) => expando.repeat(sigil.length));
  const tree = grammar.parseOnce(source);
  const node = selector === undefined ? significantNode(tree, text) : selectedNode(tree, selector, text);
  const converter = new Converter(tree, expando, variables);
  const root = converter.convert(node);
  if (root.type === 'ellipsis') throw new RuleError(`the pattern "${text}" stands for several nodes; a rule matches one, so write it within something larger.`);
  if (tree.kind[node] === ERROR_KIND) throw new RuleError(`the pattern "${text}" is not valid ${grammar.language.title}; mend it or give it a context and a selector.`);
  return { root, rootKind: selector !== undefined && root.type === 'variable' ? tree.kind[node] : undefined, strictness, words: wordsOf(converter.fixed, tree, strictness) };
}

/** Descends from the file through nodes that wrap a single node, as a snippet stands in a file. */
function significantNode(tree: FlatTree, text: string): number {
  if (tree.isLeaf(0)) throw new RuleError(`the pattern "${text}" is empty; say what to match.`);
  let node = 0;
  if (singleChild(tree, node) < 0) throw new RuleError(`the pattern "${text}" is more than one piece of code; write one, or several under any or all.`);
  for (let child = singleChild(tree, node); child >= 0; child = singleChild(tree, node)) node = child;
  return node;
}

/** The only child of a node, or -1; grammars may put something empty behind it. */
function singleChild(tree: FlatTree, node: number): number {
  const [first, second, third] = tree.children(node);
  if (first === undefined || third !== undefined) return -1;
  if (second === undefined) return first;
  const empty = ((tree.flags[second] ?? 0) & MISSING) !== 0 || tree.kindName(second) === '';
  return empty ? first : -1;
}

function selectedNode(tree: FlatTree, selector: string, text: string): number {
  const kind = tree.vocabulary.kindId(selector, true);
  if (kind === undefined) throw new RuleError(`"${selector}" is not a kind of node in this language; mend the selector.`);
  for (let node = 0; node < tree.count; node++) if (tree.kind[node] === kind) return node;
  throw new RuleError(`the pattern "${text}" holds no "${selector}"; mend the selector.`);
}

class Converter {
  /** The named tokens of the pattern, whose text any match repeats. */
  readonly fixed: number[] = [];
  readonly #tree: FlatTree;
  readonly #expando: string;
  readonly #variables: Variables;

  constructor(tree: FlatTree, expando: string, variables: Variables) {
    this.#tree = tree;
    this.#expando = expando;
    this.#variables = variables;
  }

  convert(node: number): PatternNode {
    const tree = this.#tree;
    const text = tree.text(node);
    const variable = text.startsWith(this.#expando) ? this.#variable(withSigil(text, this.#expando)) : undefined;
    if (variable) return variable;
    const kind = tree.kind[node] ?? 0;
    const extra = isExtra(tree, node);
    if (tree.isLeaf(node)) {
      if (tree.isNamed(node)) this.fixed.push(node);
      return { type: 'token', kind, text, named: tree.isNamed(node), extra };
    }
    const children = [...tree.children(node)].filter((child) => ((tree.flags[child] ?? 0) & MISSING) === 0);
    return { type: 'inner', kind, children: children.map((child) => this.convert(child)), extra };
  }

  /** Recognises `$NAME`, `$_`, `$$NAME`, `$$$` and `$$$NAME`; a leading underscore means "do not remember". */
  #variable(text: string): PatternNode | undefined {
    const multiple = /^\$\$\$([A-Z0-9_]*)$/.exec(text);
    if (multiple) return { type: 'ellipsis', variable: this.#number(multiple[1] ?? '') };
    const single = /^(\$\$?)([A-Z_][A-Z0-9_]*)$/.exec(text);
    return single ? { type: 'variable', variable: this.#number(single[2] ?? ''), namedOnly: single[1] === '$' } : undefined;
  }

  #number(name: string): number {
    return name === '' || name.startsWith('_') ? -1 : this.#variables.indexOf(name);
  }
}

/** The expandos a text begins with, three at the most, as dollars: further on the same letter may be part of a name. */
function withSigil(text: string, expando: string): string {
  let count = 0;
  while (count < 3 && text.startsWith(expando, count * expando.length)) count++;
  return '$'.repeat(count) + text.slice(count * expando.length);
}

const WORD = /[\p{L}\p{N}_]{2,}/gu;

/** Words of the pattern that lie within its fixed tokens from end to end: a token may be a part of a word, as in `10px`. */
function wordsOf(fixed: readonly number[], tree: FlatTree, strictness: Strictness): string[] {
  if (!strictness.comparesText) return [];
  const covered = new Uint8Array(tree.source.length);
  for (const node of fixed) covered.fill(1, tree.start[node], tree.end[node]);
  return [...tree.source.matchAll(WORD)].filter(({ index, 0: word }) => covered.subarray(index, index + word.length).every((bit) => bit === 1)).map(([word]) => word);
}
