import type { LintDocument } from '../lint/document.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import { ComplexityCounter, nestingStep, recursiveFunctions } from './cognitive.js';
import { FunctionModel, isMarkedAsTest, nameOf } from './functions.js';
import type { GrammarRoles, Role } from './grammar-roles.js';
import type { CrossFileKnowledge } from './knowledge.js';

/** One file as the signals see it, gathered in one walk over its tree. */
export interface FileModel {
  readonly document: LintDocument;
  readonly tree: FlatTree;
  readonly roles: GrammarRoles;
  readonly functions: readonly FunctionModel[];
  /** Declarations outside every function, class members included, in the order of the text. */
  readonly outerDeclarations: readonly number[];
  /** Calls outside every named function: initial values of fields and of names of the module. */
  readonly outerCalls: readonly number[];
  /** How often each name is mentioned in the file. */
  readonly mentions: ReadonlyMap<string, number>;
  /** The function or lambda a node stands in, or -1. */
  readonly frame: Int32Array;
  readonly elsewhere: CrossFileKnowledge;
}

/** A nesting fits a byte. */
const DEEPEST = 255;
/** Only of the function itself: what a lambda returns is another matter. */
const OF_THE_FRAME: ReadonlySet<Role> = new Set(['return', 'throw']);

/** Reads a tree once. */
export function walk(document: LintDocument, tree: FlatTree, roles: GrammarRoles, elsewhere: CrossFileKnowledge = {}): FileModel {
  const walker = new Walker(tree, roles);
  for (let node = 0; node < tree.count; node++) walker.visit(node);
  const functions = walker.finish();
  return { document, tree, roles, functions, outerDeclarations: walker.outerDeclarations, outerCalls: walker.outerCalls, mentions: walker.mentions, frame: walker.frame, elsewhere };
}

interface Open {
  readonly model: FunctionModel;
  readonly counter: ComplexityCounter;
  /** The node whose children are the statements of the body. */
  readonly statements: number;
  statement: number;
  line: number;
}

class Walker {
  readonly frame: Int32Array;
  readonly outerDeclarations: number[] = [];
  readonly outerCalls: number[] = [];
  readonly mentions = new Map<string, number>();
  readonly #tree: FlatTree;
  readonly #roles: GrammarRoles;
  readonly #nesting: Uint8Array;
  /** The function a node belongs to, as a place in `#opened`, or -1. */
  readonly #owner: Int32Array;
  readonly #opened: Open[] = [];
  #line = 0;
  #lineEnd = -1;

  constructor(tree: FlatTree, roles: GrammarRoles) {
    this.#tree = tree;
    this.#roles = roles;
    this.#nesting = new Uint8Array(tree.count);
    this.#owner = new Int32Array(tree.count);
    this.frame = new Int32Array(tree.count);
  }

  visit(node: number): void {
    const tree = this.#tree;
    const roles = this.#roles;
    const parent = tree.parentOf(node);
    const around = parent < 0 ? -1 : (this.#owner[parent] ?? -1);
    this.#owner[node] = around;
    this.frame[node] = parent < 0 ? -1 : (this.frame[parent] ?? -1);
    if (roles.isScope(tree, node) && this.#enterScope(node)) return;
    const open = this.#opened[around];
    if (!open) return this.#visitOutside(node);
    if (parent === open.statements) open.statement = node;
    const opensLevel = roles.isFlow(tree, parent);
    const nesting = opensLevel && parent !== open.model.node ? Math.min(DEEPEST, (this.#nesting[parent] ?? 0) + nestingStep(tree, roles, parent, node)) : (this.#nesting[parent] ?? 0);
    this.#nesting[node] = nesting;
    // What follows `else` may be a plain block.
    if (opensLevel || roles.isFlow(tree, node)) open.counter.add(node, nesting, open.statement);
    this.#gather(open, node);
  }

  /** Whether a class or a function with a name begins; what is inside belongs to it then. */
  #enterScope(node: number): boolean {
    const tree = this.#tree;
    if (this.#roles.is(tree, node, 'class')) {
      this.#owner[node] = -1;
      return true;
    }
    this.frame[node] = node;
    const nameNode = nameOf(tree, this.#roles, node);
    if (nameNode >= 0) this.#open(node, nameNode);
    return nameNode >= 0;
  }

  #open(node: number, nameNode: number): void {
    const tree = this.#tree;
    const model = new FunctionModel(tree, this.#roles, node, nameNode);
    const inner = model.body < 0 ? -1 : (tree.namedChildren(model.body).next().value ?? -1);
    const statements = inner >= 0 && tree.kindName(inner) === 'statement_list' ? inner : model.body;
    this.#owner[node] = this.#opened.length;
    this.#opened.push({ model, counter: new ComplexityCounter(tree, this.#roles), statements, statement: -1, line: -1 });
  }

  #visitOutside(node: number): void {
    if (this.#roles.is(this.#tree, node, 'declares')) this.outerDeclarations.push(node);
    if (this.#roles.is(this.#tree, node, 'call')) this.outerCalls.push(node);
    if (this.#roles.is(this.#tree, node, 'identifier')) this.#countMention(node, undefined);
  }

  #gather(open: Open, node: number): void {
    const tree = this.#tree;
    for (const role of this.#roles.gathered(tree, node)) if (!OF_THE_FRAME.has(role) || this.frame[node] === open.model.node) open.model.keep(role, node);
    if (!tree.isLeaf(node) || tree.isExtra(node)) return;
    if (tree.isNamed(node)) this.#countLine(open, node);
    if (this.#roles.is(tree, node, 'identifier')) this.#countMention(node, open.model);
  }

  #countMention(node: number, model: FunctionModel | undefined): void {
    const name = this.#tree.text(node);
    this.mentions.set(name, (this.mentions.get(name) ?? 0) + 1);
    model?.mentions.set(name, (model.mentions.get(name) ?? 0) + 1);
  }

  #countLine(open: Open, node: number): void {
    const { source, start } = this.#tree;
    const offset = start[node] ?? 0;
    while (this.#lineEnd < offset) {
      const next = source.indexOf('\n', this.#lineEnd + 1);
      if (next >= offset || next < 0) {
        this.#lineEnd = next < 0 ? source.length : next;
        this.#line++;
        break;
      }
      this.#lineEnd = next;
      this.#line++;
    }
    if (open.line === this.#line) return;
    open.line = this.#line;
    open.model.lines++;
  }

  /** The functions, tests left out, with their complexity. */
  finish(): FunctionModel[] {
    const models = this.#opened.map(({ model }) => model);
    const recursive = recursiveFunctions(this.#tree, this.#roles, models);
    for (const { model, counter } of this.#opened) {
      const call = recursive.get(model);
      if (call !== undefined) counter.addRecursion(call);
      model.complexity = counter.result;
    }
    return models.filter(({ node }) => !isMarkedAsTest(this.#tree, this.#roles, node));
  }
}
