import type { FlatTree } from '../syntax/flat-tree.js';
import { KindSet } from '../syntax/kind-set.js';
import { DepthLimit } from './depth.js';
import { Scopes } from './scopes.js';
import { growsInLoop, isConstantIn, literalLength, startsWithCapital, UNBOUNDED, type SequenceFact, type UseReader } from './sequences.js';

const FUNCTIONS = new Set(['arrow_function', 'function_expression', 'function_declaration', 'generator_function', 'generator_function_declaration', 'method_definition']);
const LOOPS = new Set(['for_statement', 'for_in_statement', 'while_statement', 'do_statement']);
const BLOCKS = new Set(['statement_block', 'catch_clause', 'switch_body', 'class_body']);
const WRAPPERS = new Set(['as_expression', 'satisfies_expression', 'parenthesized_expression', 'non_null_expression', 'await_expression']);

const CALLING_FOR_EACH_ITEM = new Set('map filter flatMap forEach some every find findIndex findLast findLastIndex reduce reduceRight sort toSorted'.split(' '));
const GIVING_ARRAYS = new Set('map filter flatMap'.split(' '));
const ARRAY_FUNCTIONS = new Set(['Object.keys', 'Object.values', 'Object.entries', 'Object.getOwnPropertyNames', 'Array.from', 'Promise.all']);
const READING = new Set('length includes indexOf lastIndexOf at slice concat join some every find findIndex findLast findLastIndex filter map flatMap flat forEach reduce reduceRight keys values entries toSorted toReversed toSpliced with toString'.split(' '));
const MUTATING = new Set('push pop shift unshift splice sort reverse fill copyWithin'.split(' '));
const GROWING = new Set('push unshift'.split(' '));
const READING_FUNCTIONS = new Set(['Set', 'Map', 'Array.from', 'JSON.stringify', 'String', 'Boolean', 'Array.isArray', 'Math.max', 'Math.min', 'console.log', 'console.error', 'console.warn']);
const READING_PARENTS = new Set(['spread_element', 'binary_expression', 'unary_expression', 'ternary_expression', 'parenthesized_expression', 'return_statement', 'template_substitution', 'if_statement', 'while_statement']);

const SCOPES = new KindSet([...FUNCTIONS, ...BLOCKS, 'for_statement', 'for_in_statement']);
const RECORDED = new KindSet(['variable_declarator', 'required_parameter', 'optional_parameter', 'formal_parameters', 'arrow_function', 'for_in_statement', 'catch_clause', 'function_declaration', 'generator_function_declaration', 'class_declaration', 'assignment_expression', 'augmented_assignment_expression']);

/** Which names of a TypeScript or JavaScript text stand for arrays. Names are followed through blocks; one that is set again is not trusted. */
export class ScriptSequences implements UseReader {
  readonly #tree: FlatTree;
  readonly #globalName: (node: number) => string | undefined;
  /** A declared name stands for the node that declares it, or for nothing we follow. */
  readonly #declarations: Scopes<number>;
  readonly #assigned = new Set<string>();
  readonly #known = new Map<number, SequenceFact | undefined>();
  readonly #nesting = new DepthLimit();

  constructor(tree: FlatTree, globalName: (node: number) => string | undefined) {
    this.#tree = tree;
    this.#globalName = globalName;
    this.#declarations = new Scopes(tree, (node) => SCOPES.has(tree, node));
    for (const node of RECORDED.nodesIn(tree)) this.#record(node);
  }

  sequence(node: number): SequenceFact | undefined {
    return this.#nesting.within(() => this.#judge(node));
  }

  #judge(node: number): SequenceFact | undefined {
    const tree = this.#tree;
    const kind = node < 0 ? '' : tree.kindName(node);
    if (WRAPPERS.has(kind)) return this.sequence(this.#only(node));
    if (kind === 'identifier') return this.#named(node);
    if (kind === 'array') return this.#literal(node);
    if (kind === 'call_expression') return this.#result(node);
    if (kind === 'new_expression') return tree.text(tree.childByField(node, 'constructor')) === 'Array' ? literalLength(0) : undefined;
    return undefined;
  }

  isConstantIn(node: number, region: number): boolean {
    const declaration = this.#declarationOf(node);
    return declaration !== undefined && isConstantIn(this.#tree, this, this.#tree.text(node), declaration, this.#declarations.scopeOf(declaration), region);
  }

  readsOnly(use: number): boolean {
    const tree = this.#tree;
    const parent = tree.parentOf(use);
    const kind = tree.kindName(parent);
    if (kind === 'member_expression') return READING.has(this.#property(parent)) && !this.#isWritten(parent);
    if (kind === 'subscript_expression') return tree.childByField(parent, 'object') === use && !this.#isWritten(parent);
    if (kind === 'for_in_statement') return tree.childByField(parent, 'right') === use;
    if (kind === 'arguments') return this.#isReadingCall(tree.parentOf(parent));
    return READING_PARENTS.has(kind);
  }

  mutates(use: number): boolean {
    const parent = this.#tree.parentOf(use);
    const kind = this.#tree.kindName(parent);
    if (kind === 'member_expression') return MUTATING.has(this.#property(parent)) || this.#isWritten(parent);
    return kind === 'subscript_expression' && this.#isWritten(parent);
  }

  grows(use: number): boolean {
    const parent = this.#tree.parentOf(use);
    return this.#tree.kindName(parent) === 'member_expression' && this.#tree.childByField(parent, 'object') === use && GROWING.has(this.#property(parent));
  }

  repeats(node: number): boolean {
    return LOOPS.has(this.#tree.kindName(node)) || this.#isItemCallback(node);
  }

  isDeferred(node: number): boolean {
    return FUNCTIONS.has(this.#tree.kindName(node)) && !this.#isItemCallback(node);
  }

  #record(node: number): void {
    const tree = this.#tree;
    switch (tree.kindName(node)) {
      case 'variable_declarator':
        return this.#declare(tree.childByField(node, 'name'), this.#declarations.scopeOf(node), node);
      case 'required_parameter':
      case 'optional_parameter':
        return this.#declare(tree.childByField(node, 'pattern'), this.#declarations.scopeOf(node), node);
      case 'formal_parameters':
        for (const child of tree.namedChildren(node)) if (!tree.kindName(child).endsWith('_parameter')) this.#declare(child, this.#declarations.scopeOf(node), -1);
        return;
      case 'arrow_function':
        return this.#declare(tree.childByField(node, 'parameter'), node, -1);
      case 'for_in_statement':
        if (tree.childByField(node, 'kind') < 0) return this.#assign(tree.childByField(node, 'left'));
        return this.#declare(tree.childByField(node, 'left'), node, -1);
      case 'catch_clause':
        return this.#declare(tree.childByField(node, 'parameter'), node, -1);
      case 'function_declaration':
      case 'generator_function_declaration':
      case 'class_declaration':
        return this.#declare(tree.childByField(node, 'name'), this.#declarations.scopeOf(node), -1);
      case 'assignment_expression':
      case 'augmented_assignment_expression':
        return this.#assign(tree.childByField(node, 'left'));
      default:
    }
  }

  /** Only a plain name is followed; the names of a pattern are known to stand for something else. */
  #declare(target: number, scope: number, declaration: number): void {
    const tree = this.#tree;
    if (target < 0) return;
    const plain = tree.kindName(target) === 'identifier';
    for (let node = target; node < (tree.next[target] ?? 0); node++) {
      if (!['identifier', 'shorthand_property_identifier_pattern'].includes(tree.kindName(node))) continue;
      this.#declarations.bind(scope, tree.text(node), { offset: tree.start[node] ?? 0, value: plain && declaration >= 0 ? declaration : undefined, branch: -1 });
    }
  }

  /** A member or an item that is written is not the name itself. */
  #assign(target: number): void {
    const tree = this.#tree;
    if (target < 0 || ['member_expression', 'subscript_expression'].includes(tree.kindName(target))) return;
    for (let node = target; node < (tree.next[target] ?? 0); node++) if (['identifier', 'shorthand_property_identifier_pattern'].includes(tree.kindName(node))) this.#assigned.add(tree.text(node));
  }

  #declarationOf(node: number): number | undefined {
    if (this.#tree.kindName(node) !== 'identifier') return undefined;
    const name = this.#tree.text(node);
    return this.#assigned.has(name) ? undefined : this.#declarations.lookup(name, node, (a, b) => a === b);
  }

  #named(node: number): SequenceFact | undefined {
    const declaration = this.#declarationOf(node);
    if (declaration === undefined) return undefined;
    if (!this.#known.has(declaration)) {
      // Set first: names that stand for each other must end.
      this.#known.set(declaration, undefined);
      this.#known.set(declaration, this.#declared(declaration, this.#tree.text(node)));
    }
    return this.#known.get(declaration);
  }

  #declared(declaration: number, name: string): SequenceFact | undefined {
    const fact = this.sequence(this.#tree.childByField(declaration, 'value'));
    // The default of a parameter says little about what callers pass.
    if (!fact || this.#tree.kindName(declaration).endsWith('_parameter')) return this.#isArrayType(this.#tree.childByField(declaration, 'type')) ? UNBOUNDED : undefined;
    return fact.length === 'unbounded' || !growsInLoop(this.#tree, this, name, this.#declarations.scopeOf(declaration)) ? fact : UNBOUNDED;
  }

  #literal(array: number): SequenceFact {
    let items = 0;
    for (const item of this.#tree.namedChildren(array)) {
      const spread = this.#tree.kindName(item) === 'spread_element' ? (this.sequence(this.#only(item))?.length ?? 'unbounded') : 1;
      if (spread === 'unbounded') return UNBOUNDED;
      items += spread;
    }
    return literalLength(items);
  }

  #result(call: number): SequenceFact | undefined {
    const tree = this.#tree;
    const callee = tree.childByField(call, 'function');
    if (callee < 0 || tree.kindName(callee) !== 'member_expression') return undefined;
    const first = this.#only(tree.childByField(call, 'arguments'));
    if (first < 0) return undefined;
    if (ARRAY_FUNCTIONS.has(this.#globalName(callee) ?? '')) return this.#builtFrom(first);
    const receiver = tree.childByField(callee, 'object');
    if (!GIVING_ARRAYS.has(this.#property(callee))) return undefined;
    return FUNCTIONS.has(tree.kindName(first)) ? this.#builtFrom(receiver) : this.sequence(receiver);
  }

  /** An array made of the items of something else; a name with a capital is an enumeration or a constant: few items, but who knows. */
  #builtFrom(input: number): SequenceFact | undefined {
    return this.sequence(input) ?? (startsWithCapital(this.#tree.text(input)) ? undefined : UNBOUNDED);
  }

  /** `string[]`, `readonly string[]`, `Array<string>` and `ReadonlyArray<string>`, also where the value may be missing. */
  #isArrayType(type: number): boolean {
    const tree = this.#tree;
    switch (type < 0 ? '' : tree.kindName(type)) {
      case 'type_annotation':
      case 'readonly_type':
      case 'parenthesized_type':
        return this.#isArrayType(this.#only(type));
      case 'array_type':
        return true;
      case 'generic_type':
        return ['Array', 'ReadonlyArray'].includes(tree.text(tree.childByField(type, 'name')));
      case 'union_type': {
        const parts = [...tree.namedChildren(type)].filter((part) => !['undefined', 'null'].includes(tree.text(part)));
        return parts.length > 0 && parts.every((part) => this.#isArrayType(part));
      }
      default:
        return false;
    }
  }

  /** A function given to `map` and its like. */
  #isItemCallback(node: number): boolean {
    const tree = this.#tree;
    if (!FUNCTIONS.has(tree.kindName(node))) return false;
    const list = tree.parentOf(node);
    const call = list < 0 || tree.kindName(list) !== 'arguments' ? -1 : tree.parentOf(list);
    const callee = call < 0 ? -1 : tree.childByField(call, 'function');
    return callee >= 0 && tree.kindName(callee) === 'member_expression' && CALLING_FOR_EACH_ITEM.has(this.#property(callee));
  }

  #isReadingCall(call: number): boolean {
    const callee = this.#tree.childByField(call, this.#tree.kindName(call) === 'new_expression' ? 'constructor' : 'function');
    return READING_FUNCTIONS.has(this.#globalName(callee) ?? '');
  }

  #isWritten(place: number): boolean {
    const parent = this.#tree.parentOf(place);
    const kind = this.#tree.kindName(parent);
    if (kind === 'assignment_expression' || kind === 'augmented_assignment_expression') return this.#tree.childByField(parent, 'left') === place;
    return kind === 'update_expression' || (kind === 'unary_expression' && this.#tree.text(parent).startsWith('delete'));
  }

  #property(member: number): string {
    return this.#tree.text(this.#tree.childByField(member, 'property'));
  }

  #only(node: number): number {
    for (const child of node < 0 ? [] : this.#tree.namedChildren(node)) return child;
    return -1;
  }
}
