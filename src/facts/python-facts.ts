import type { FlatTree } from '../syntax/flat-tree.js';
import { KindSet } from '../syntax/kind-set.js';
import { DepthLimit } from './depth.js';
import type { Facts, FrameFact } from './facts.js';
import { FUNCTION_RESULTS, memberKind } from './python-names.js';
import { isListAnnotation, PythonListUses, pythonSequence } from './python-sequences.js';
import { Scopes } from './scopes.js';
import { growsInLoop, isConstantIn, UNBOUNDED, type SequenceFact } from './sequences.js';

/** What a list is, and the node that says so. */
interface NamedSequence {
  readonly fact: SequenceFact;
  readonly at: number;
}

/** A name stands for a module or something in it, or for a value with a fact. */
type Meaning = { readonly import: string } | { readonly frame: FrameFact } | { readonly sequence: NamedSequence };

const SPLIT_FUNCTION = 'sklearn.model_selection.train_test_split';
const BRANCHES = new Set(['if_statement', 'elif_clause', 'else_clause', 'for_statement', 'while_statement', 'try_statement', 'except_clause', 'finally_clause', 'match_statement', 'case_clause']);
const BRANCH_BODIES = new Set(['block', 'elif_clause', 'else_clause', 'except_clause', 'finally_clause', 'case_clause']);
const SCOPES = new Set(['function_definition', 'lambda', 'class_definition']);
const SCOPE_KINDS = new KindSet(SCOPES);
const RECORDED = new KindSet(['import_statement', 'import_from_statement', 'assignment', 'augmented_assignment', 'named_expression', 'for_statement', 'for_in_clause', 'as_pattern_target', 'parameters', 'lambda_parameters', 'function_definition', 'class_definition']);
const UNKNOWN = 'unknown';

function sameMeaning(a: Meaning, b: Meaning): boolean {
  if ('import' in a || 'import' in b) return 'import' in a && 'import' in b && a.import === b.import;
  if ('sequence' in a || 'sequence' in b) return 'sequence' in a && 'sequence' in b && a.sequence.fact.length === b.sequence.fact.length;
  return a.frame.library === b.frame.library && a.frame.kind === b.frame.kind && a.frame.split === b.frame.split;
}

/**
 * Follows imports, assignments, method chains, annotations and train/test splits through one Python text. The idea of a
 * small forward flow over names is measured in the project's data study: four of five pandas receivers are recognised.
 */
export class PythonFacts implements Facts {
  readonly imports = new Set<string>();
  readonly #tree: FlatTree;
  readonly #scopes: Scopes<Meaning>;
  readonly #listUses: PythonListUses;
  readonly #nesting = new DepthLimit();
  readonly #known = new Map<number, FrameFact | undefined>();

  constructor(tree: FlatTree) {
    this.#tree = tree;
    this.#listUses = new PythonListUses(tree);
    this.#scopes = new Scopes(tree, (node) => SCOPE_KINDS.has(tree, node));
    for (const node of RECORDED.nodesIn(tree)) this.#record(node);
  }

  frame(node: number): FrameFact | undefined {
    if (!this.#known.has(node)) {
      // Set first: a value that refers to itself must end.
      this.#known.set(node, undefined);
      this.#known.set(node, this.#nesting.within(() => this.#evaluate(node)));
    }
    return this.#known.get(node);
  }

  qualifiedName(node: number): string | undefined {
    const tree = this.#tree;
    switch (tree.kindName(node)) {
      case 'identifier': {
        const meaning = this.#scopes.lookup(tree.text(node), node, sameMeaning);
        return meaning && 'import' in meaning ? meaning.import : undefined;
      }
      case 'attribute': {
        const owner = this.#nesting.within(() => this.qualifiedName(tree.childByField(node, 'object')));
        return owner === undefined ? undefined : `${owner}.${tree.text(tree.childByField(node, 'attribute'))}`;
      }
      case 'call':
        return undefined;
      case 'parenthesized_expression':
        return this.#nesting.within(() => this.qualifiedName(this.#only(node)));
      default:
        return undefined;
    }
  }

  /** Python's built-in functions have no effect any signal asks about. */
  globalName(): undefined {
    return undefined;
  }

  sequence(node: number): SequenceFact | undefined {
    const named = this.#namedSequence(node);
    if (!named) return pythonSequence(this.#tree, node, (callee) => this.qualifiedName(callee), (input) => this.#nesting.within(() => this.sequence(input)));
    const isGrown = named.fact.length !== 'unbounded' && growsInLoop(this.#tree, this.#listUses, this.#tree.text(node), this.#scopes.scopeOf(named.at));
    return isGrown ? UNBOUNDED : named.fact;
  }

  isConstantIn(node: number, region: number): boolean {
    const named = this.#namedSequence(node);
    return named !== undefined && isConstantIn(this.#tree, this.#listUses, this.#tree.text(node), named.at, this.#scopes.scopeOf(named.at), region);
  }

  #namedSequence(node: number): NamedSequence | undefined {
    if (node < 0 || this.#tree.kindName(node) !== 'identifier') return undefined;
    const meaning = this.#scopes.lookup(this.#tree.text(node), node, sameMeaning);
    return meaning && 'sequence' in meaning ? meaning.sequence : undefined;
  }

  #record(node: number): void {
    switch (this.#tree.kindName(node)) {
      case 'import_statement':
        return this.#recordImport(node);
      case 'import_from_statement':
        return this.#recordFrom(node);
      case 'assignment':
        return this.#recordAssignment(node);
      case 'augmented_assignment':
        return this.#bind(this.#tree.childByField(node, 'left'), undefined);
      case 'named_expression':
        return this.#bind(this.#tree.childByField(node, 'name'), this.#meaningOf(this.#tree.childByField(node, 'value')));
      case 'for_statement':
      case 'for_in_clause':
        return this.#bindAll(this.#tree.childByField(node, 'left'));
      case 'as_pattern_target':
        return this.#bindAll(this.#only(node));
      case 'parameters':
      case 'lambda_parameters':
        return this.#recordParameters(node);
      case 'function_definition':
      case 'class_definition':
        return this.#bind(this.#tree.childByField(node, 'name'), undefined);
      default:
    }
  }

  #recordImport(node: number): void {
    for (const item of this.#tree.namedChildren(node)) {
      const aliased = this.#tree.kindName(item) === 'aliased_import';
      const name = this.#tree.text(aliased ? this.#tree.childByField(item, 'name') : item);
      this.imports.add(name);
      // `import a.b` binds `a`; `import a.b as c` binds `c` to `a.b`.
      const top = name.split('.')[0] ?? name;
      if (aliased) this.#bind(this.#tree.childByField(item, 'alias'), { import: name });
      else this.#bindName(item, top, { import: top });
    }
  }

  #recordFrom(node: number): void {
    const moduleNode = this.#tree.childByField(node, 'module_name');
    const module = this.#tree.text(moduleNode);
    const relative = module.startsWith('.');
    if (!relative) this.imports.add(module);
    for (const item of this.#tree.namedChildren(node)) {
      if (item === moduleNode) continue;
      const aliased = this.#tree.kindName(item) === 'aliased_import';
      const original = this.#tree.text(aliased ? this.#tree.childByField(item, 'name') : item);
      const local = aliased ? this.#tree.text(this.#tree.childByField(item, 'alias')) : original;
      this.#bindName(item, local, relative ? undefined : { import: `${module}.${original}` });
    }
  }

  #recordAssignment(node: number): void {
    const tree = this.#tree;
    const left = tree.childByField(node, 'left');
    const right = tree.childByField(node, 'right');
    if (right < 0) return this.#recordAnnotated(left, tree.childByField(node, 'type'));
    const targets = this.#elements(left);
    if (targets === undefined) return this.#bind(left, this.#meaningOf(right) ?? this.#annotated(tree.childByField(node, 'type')));
    if (this.#isSplit(right)) return this.#recordSplit(targets, right);
    const values = this.#elements(right);
    targets.forEach((target, i) => this.#bind(target, values && values.length === targets.length ? this.#meaningOf(values[i] ?? -1) : undefined));
  }

  #recordAnnotated(target: number, type: number): void {
    this.#bind(target, this.#annotated(type));
  }

  #isSplit(node: number): boolean {
    return this.#tree.kindName(node) === 'call' && this.qualifiedName(this.#tree.childByField(node, 'function')) === SPLIT_FUNCTION;
  }

  /** The function gives back train and test of its first argument, then of its second, and so on. */
  #recordSplit(targets: readonly number[], call: number): void {
    const inputs = [...this.#tree.namedChildren(this.#tree.childByField(call, 'arguments'))].filter((argument) => !['keyword_argument', 'list_splat'].includes(this.#tree.kindName(argument)));
    const complete = inputs.length * 2 === targets.length && !targets.some((target) => this.#tree.kindName(target) === 'list_splat_pattern');
    targets.forEach((target, i) => {
      if (!complete) return this.#bind(target, undefined);
      const input = this.frame(inputs[i >> 1] ?? -1);
      this.#bind(target, { frame: { library: input?.library ?? UNKNOWN, kind: input?.kind ?? UNKNOWN, split: i % 2 === 0 ? 'train' : 'test' } });
    });
  }

  #recordParameters(node: number): void {
    const scope = this.#tree.parentOf(node);
    for (const parameter of this.#tree.namedChildren(node)) {
      const type = this.#tree.childByField(parameter, 'type');
      const named = this.#tree.childByField(parameter, 'name');
      const name = named >= 0 ? named : this.#tree.kindName(parameter) === 'identifier' ? parameter : [...this.#tree.namedChildren(parameter)][0];
      if (name === undefined) continue;
      this.#scopes.bind(scope, this.#tree.text(name), { offset: this.#tree.start[parameter] ?? 0, value: this.#annotated(type), branch: -1 });
    }
  }

  /** `list[str]`, `pd.DataFrame` and `pl.LazyFrame` as annotations, resolved through the imports. */
  #annotated(type: number): Meaning | undefined {
    if (type < 0) return undefined;
    if (isListAnnotation(this.#tree, type)) return { sequence: { fact: UNBOUNDED, at: type } };
    const expression = this.#tree.kindName(type) === 'type' ? this.#only(type) : type;
    const name = this.qualifiedName(expression);
    const result = name === undefined ? undefined : (FUNCTION_RESULTS.get(name) ?? FUNCTION_RESULTS.get(name.replace(/\.core\.(frame|series)\./, '.')));
    return result && /\.(DataFrame|Series|LazyFrame)$/.test(name ?? '') ? { frame: result } : undefined;
  }

  #meaningOf(node: number): Meaning | undefined {
    const frame = this.frame(node);
    if (frame) return { frame };
    const name = this.qualifiedName(node);
    if (name !== undefined) return { import: name };
    const fact = this.#tree.kindName(node) === 'identifier' ? undefined : this.sequence(node);
    return fact && { sequence: { fact, at: node } };
  }

  #evaluate(node: number): FrameFact | undefined {
    const tree = this.#tree;
    switch (node < 0 ? '' : tree.kindName(node)) {
      case 'identifier': {
        const meaning = this.#scopes.lookup(tree.text(node), node, sameMeaning);
        return meaning && 'frame' in meaning ? meaning.frame : undefined;
      }
      case 'call':
        return this.#evaluateCall(node);
      case 'attribute':
        return this.#member(node);
      case 'subscript':
        return this.#subscript(node);
      case 'parenthesized_expression':
      case 'await':
        return this.frame(this.#only(node));
      case 'conditional_expression':
        return this.#sameInBoth([...tree.namedChildren(node)]);
      default:
        return undefined;
    }
  }

  #evaluateCall(node: number): FrameFact | undefined {
    const callee = this.#tree.childByField(node, 'function');
    const name = this.qualifiedName(callee);
    if (name !== undefined) return FUNCTION_RESULTS.get(name);
    return this.#tree.kindName(callee) === 'attribute' ? this.#member(callee) : undefined;
  }

  #member(attribute: number): FrameFact | undefined {
    const owner = this.frame(this.#tree.childByField(attribute, 'object'));
    const kind = owner && memberKind(owner.kind, this.#tree.text(this.#tree.childByField(attribute, 'attribute')));
    return owner && kind !== undefined ? { ...owner, kind } : undefined;
  }

  /** `df["a"]` is a series; `df[["a", "b"]]`, `df[mask]` and `df.loc[…]` we call a frame only where that is certain. */
  #subscript(node: number): FrameFact | undefined {
    const owner = this.frame(this.#tree.childByField(node, 'value'));
    if (!owner || owner.kind !== 'frame') return owner?.split === undefined ? undefined : owner;
    const key = this.#tree.kindName(this.#tree.childByField(node, 'subscript'));
    if (key === 'string') return { ...owner, kind: 'series' };
    return key === 'list' || key === 'comparison_operator' || key === 'boolean_operator' ? owner : undefined;
  }

  #sameInBoth(parts: readonly number[]): FrameFact | undefined {
    const [first, , last] = parts;
    const a = first === undefined ? undefined : this.frame(first);
    const b = last === undefined ? undefined : this.frame(last);
    return a && b && sameMeaning({ frame: a }, { frame: b }) ? a : undefined;
  }

  #elements(node: number): readonly number[] | undefined {
    const kind = node < 0 ? '' : this.#tree.kindName(node);
    return ['pattern_list', 'tuple_pattern', 'list_pattern', 'expression_list', 'tuple', 'list'].includes(kind) ? [...this.#tree.namedChildren(node)] : undefined;
  }

  #bindAll(target: number): void {
    const parts = target < 0 ? [] : (this.#elements(target) ?? [target]);
    for (const part of parts) if (this.#elements(part)) this.#bindAll(part);
    else this.#bind(part, undefined);
  }

  #bind(target: number, meaning: Meaning | undefined): void {
    if (target >= 0 && this.#tree.kindName(target) === 'identifier') this.#bindName(target, this.#tree.text(target), meaning);
  }

  #bindName(node: number, name: string, value: Meaning | undefined): void {
    let scope = this.#scopes.scopeOf(node);
    // The name of a function or class belongs to the code around it.
    if (this.#tree.parentOf(node) === scope && this.#tree.childByField(scope, 'name') === node) scope = this.#scopes.scopeOf(scope);
    // A binding takes effect once its statement is done: `df = df.head()` reads the old one.
    const statement = this.#statementOf(node);
    this.#scopes.bind(scope, name, { offset: this.#tree.end[statement] ?? 0, value, branch: this.#branchOf(node) });
  }

  #statementOf(node: number): number {
    const kind = this.#tree.kindName(this.#tree.parentOf(node));
    if (kind === 'assignment' || kind === 'augmented_assignment' || kind === 'named_expression') return this.#tree.parentOf(node);
    const up = this.#tree.parentOf(this.#tree.parentOf(node));
    return up >= 0 && this.#tree.kindName(up) === 'assignment' ? up : node;
  }

  #branchOf(node: number): number {
    for (const up of this.#tree.ancestors(node)) {
      const kind = this.#tree.kindName(up);
      if (SCOPES.has(kind)) return -1;
      if (BRANCH_BODIES.has(kind) && BRANCHES.has(this.#tree.kindName(this.#tree.parentOf(up)))) return up;
    }
    return -1;
  }

  #only(node: number): number {
    for (const child of this.#tree.namedChildren(node)) return child;
    return -1;
  }
}
