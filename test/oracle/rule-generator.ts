import type { RuleObject } from '../../src/knowledge/model.js';
import { ERROR_KIND, type FlatTree } from '../../src/syntax/flat-tree.js';

/** A rule that is ast-grep's language and nothing else. */
export interface PureRule {
  readonly id: string;
  readonly language: string;
  readonly rule: RuleObject;
  readonly constraints: Readonly<Record<string, RuleObject>>;
  readonly utils: Readonly<Record<string, RuleObject>>;
  readonly transform: Readonly<Record<string, unknown>>;
  readonly fix?: string;
}

const NAMES = ['A', 'B', 'C'];
const STRICTNESSES = ['cst', 'smart', 'ast', 'relaxed', 'signature'];
const TRANSFORMS: readonly RuleObject[] = [
  { replace: { source: '$A', replace: '[aeiou](\\w)', by: '$1-' } },
  { substring: { source: '$A', startChar: 1, endChar: -1 } },
  { convert: { source: '$A', toCase: 'snakeCase' } },
  { convert: { source: '$A', toCase: 'pascalCase', separatedBy: ['underscore', 'dot'] } },
];

type Recipe = (tree: FlatTree, node: number) => Partial<PureRule> | undefined;

/** Makes rules out of real code, so that most of them match something: patterns with holes, and relations that hold somewhere. */
export class RuleGenerator {
  readonly #trees: readonly FlatTree[];
  readonly #language: string;
  readonly #expando: string;
  readonly #parses: (code: string) => boolean;
  readonly #random: () => number;
  readonly #recipes: readonly Recipe[];

  /** `parses` says whether code is free of mistakes: what a parser makes of mistakes differs between versions of a grammar. */
  constructor(language: string, expando: string, parses: (code: string) => boolean, trees: readonly FlatTree[], random: () => number) {
    this.#language = language;
    this.#expando = expando;
    this.#parses = parses;
    this.#trees = trees;
    this.#random = random;
    this.#recipes = [
      (tree, node) => this.#plainPattern(tree, node),
      (tree, node) => this.#plainPattern(tree, node),
      (tree, node) => this.#strictPattern(tree, node),
      (tree, node) => this.#fixedPattern(tree, node),
      (tree, node) => this.#constrained(tree, node),
      (tree, node) => this.#inside(tree, node),
      (tree, node) => this.#has(tree, node),
      (tree, node) => this.#beside(tree, node),
      (tree, node) => this.#nthChild(tree, node),
      (tree, node) => this.#composite(tree, node),
      (tree, node) => this.#utility(tree, node),
      (tree, node) => this.#range(tree, node),
    ];
  }

  make(count: number): PureRule[] {
    const rules: PureRule[] = [];
    for (let tries = 0; rules.length < count && tries < count * 50; tries++) {
      const tree = this.#pick(this.#trees);
      const node = tree ? Math.floor(this.#random() * tree.count) : -1;
      if (!tree || !tree.isNamed(node) || tree.kind[node] === ERROR_KIND || node === 0) continue;
      const made = this.#pick(this.#recipes)?.(tree, node);
      if (made?.rule) rules.push({ constraints: {}, utils: {}, transform: {}, ...made, rule: made.rule, id: `${this.#language}-${rules.length}`, language: this.#language });
    }
    return rules;
  }

  #pick<Value>(values: readonly Value[]): Value | undefined {
    return values[Math.floor(this.#random() * values.length)];
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** The text of a node with holes: some named nodes below it become `$A`, a run of siblings `$$$REST`. */
  #pattern(tree: FlatTree, node: number): string | undefined {
    const text = tree.text(node);
    if (text.length < 3 || text.length > 160 || text.includes('$') || text.includes(this.#expando) || text.includes('\n\n')) return undefined;
    const holes: { readonly start: number; readonly end: number; readonly text: string }[] = [];
    const free = (start: number, end: number) => holes.every((hole) => end <= hole.start || hole.end <= start);
    for (let i = 0; i < NAMES.length; i++) {
      const below = node + 1 + Math.floor(this.#random() * ((tree.next[node] ?? 0) - node - 1));
      if (below >= (tree.next[node] ?? 0) || !tree.isNamed(below)) continue;
      const { start, end } = tree.span(below);
      const name = this.#chance(0.1) ? '$_' : `$${this.#chance(0.1) ? '$' : ''}${NAMES[this.#chance(0.15) ? 0 : i] ?? 'A'}`;
      const rest = this.#chance(0.25) ? this.#runFrom(tree, below) : end;
      if (end > start && free(start, rest)) holes.push({ start, end: rest, text: rest > end || this.#chance(0.15) ? this.#pick(['$$$', '$$$REST']) ?? '' : name });
    }
    let pattern = text;
    for (const hole of holes.toSorted((a, b) => b.start - a.start)) pattern = pattern.slice(0, hole.start - (tree.start[node] ?? 0)) + hole.text + pattern.slice(hole.end - (tree.start[node] ?? 0));
    return this.#parses(pattern.replaceAll('$', this.#expando)) ? pattern : undefined;
  }

  /** The end of the last sibling after a node. */
  #runFrom(tree: FlatTree, node: number): number {
    const named = [...tree.namedChildren(tree.parentOf(node))];
    return tree.end[named.at(-1) ?? node] ?? 0;
  }

  #plainPattern(tree: FlatTree, node: number): Partial<PureRule> | undefined {
    const pattern = this.#pattern(tree, node);
    return pattern === undefined ? undefined : { rule: { pattern } };
  }

  #strictPattern(tree: FlatTree, node: number): Partial<PureRule> | undefined {
    const context = this.#pattern(tree, node);
    if (context === undefined) return undefined;
    const strictness = this.#pick(STRICTNESSES) ?? 'smart';
    const selector = this.#chance(0.3) ? { selector: tree.kindName(node) } : {};
    return { rule: { pattern: { context, strictness, ...selector }, kind: tree.kindName(node) } };
  }

  #fixedPattern(tree: FlatTree, node: number): Partial<PureRule> | undefined {
    const pattern = this.#pattern(tree, node);
    if (!pattern?.includes('$A')) return undefined;
    const transform = this.#pick(TRANSFORMS) ?? {};
    const template = this.#pick(['f($A, $NEW)', 'g(\n  $NEW,\n  $A\n)', '$$$REST;\n  $A', 'plain']) ?? '';
    const fix = pattern.includes('$$$REST') ? template : template.replace('$$$REST', '$A');
    return { rule: { pattern }, transform: { NEW: transform }, fix };
  }

  #constrained(tree: FlatTree, node: number): Partial<PureRule> | undefined {
    const pattern = this.#pattern(tree, node);
    if (!pattern?.includes('$A')) return undefined;
    const constraint = this.#pick<RuleObject>([{ regex: '^[a-z_]+' }, { regex: '(?i)[xyz]|\\d' }, { not: { regex: '\\(' } }, { any: [{ kind: this.#someKind() }, { regex: '^.{1,6}$' }] }]) ?? {};
    return { rule: { pattern }, constraints: { A: constraint } };
  }

  #stopBy(): RuleObject {
    return this.#pick<RuleObject>([{}, { stopBy: 'end' }, { stopBy: 'neighbor' }, { stopBy: { kind: this.#someKind() } }]) ?? {};
  }

  #someKind(): string {
    for (;;) {
      const tree = this.#pick(this.#trees);
      const node = tree ? Math.floor(this.#random() * tree.count) : -1;
      if (tree?.isNamed(node) && tree.kind[node] !== ERROR_KIND) return tree.kindName(node);
    }
  }

  #inside(tree: FlatTree, node: number): Partial<PureRule> | undefined {
    const up = this.#pick([...tree.ancestors(node)]);
    if (up === undefined) return undefined;
    const field = this.#fieldOf(tree, node);
    const relation = this.#chance(0.4) && field !== undefined ? { kind: tree.kindName(tree.parentOf(node)), field } : { kind: tree.kindName(up), ...this.#stopBy() };
    return { rule: this.#negated({ kind: tree.kindName(node) }, { inside: relation }) };
  }

  #fieldOf(tree: FlatTree, node: number): string | undefined {
    return tree.vocabulary.fieldName(tree.field[node] ?? 0);
  }

  #negated(first: RuleObject, second: RuleObject): RuleObject {
    return this.#chance(0.3) ? { ...first, not: second } : { ...first, ...second };
  }

  #has(tree: FlatTree, node: number): Partial<PureRule> | undefined {
    const up = this.#pick([...tree.ancestors(node)].slice(0, 4));
    if (up === undefined || up === 0) return undefined;
    const pattern = this.#chance(0.5) ? this.#pattern(tree, node) : undefined;
    const what = pattern === undefined ? { kind: tree.kindName(node) } : { pattern };
    const field = this.#fieldOf(tree, node);
    const relation = this.#chance(0.4) && field !== undefined ? { ...what, field, ...this.#stopBy() } : { ...what, ...this.#stopBy() };
    return { rule: this.#negated({ kind: tree.kindName(up) }, { has: relation }) };
  }

  #beside(tree: FlatTree, node: number): Partial<PureRule> | undefined {
    const sibling = this.#pick([...tree.namedChildren(tree.parentOf(node))]);
    if (sibling === undefined || sibling === node) return undefined;
    return { rule: this.#negated({ kind: tree.kindName(node) }, { [sibling < node ? 'follows' : 'precedes']: { kind: tree.kindName(sibling), ...this.#stopBy() } }) };
  }

  #nthChild(tree: FlatTree, node: number): Partial<PureRule> {
    const position = this.#pick<unknown>([1, 2, '2n+1', '-n + 3', '3n', 'n+2']);
    const nthChild = this.#chance(0.5) ? position : { position, reverse: this.#chance(0.5), ...(this.#chance(0.5) ? { ofRule: { kind: tree.kindName(node) } } : {}) };
    return { rule: { kind: tree.kindName(node), nthChild } };
  }

  #composite(tree: FlatTree, node: number): Partial<PureRule> | undefined {
    const patterns = [this.#pattern(tree, node), this.#pattern(tree, node)].filter((pattern) => pattern !== undefined).map((pattern) => ({ pattern }));
    const others = [{ kind: this.#someKind() }, { kind: tree.kindName(node), regex: '[A-Z]' }];
    return { rule: this.#chance(0.5) ? { any: [...patterns, ...others] } : { all: [{ kind: tree.kindName(node) }, ...patterns.slice(0, 1), { not: { regex: 'e\\b' } }] } };
  }

  #utility(tree: FlatTree, node: number): Partial<PureRule> {
    const deep = { any: [{ kind: tree.kindName(node) }, { has: { matches: 'deep' } }] };
    return { rule: { kind: tree.kindName(tree.parentOf(node)), matches: 'deep' }, utils: { deep } };
  }

  #range(tree: FlatTree, node: number): Partial<PureRule> {
    const place = (offset: number) => {
      const before = tree.source.slice(0, offset).split('\n');
      return { line: before.length - 1, column: Array.from(before.at(-1) ?? '').length };
    };
    return { rule: { kind: tree.kindName(node), range: { start: place(tree.start[node] ?? 0), end: place(tree.end[node] ?? 0) } } };
  }
}
