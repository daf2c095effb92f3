import type { FlatTree } from '../syntax/flat-tree.js';
import { literalLength, startsWithCapital, UNBOUNDED, type SequenceFact, type UseReader } from './sequences.js';

const LOOPS = new Set(['for_statement', 'while_statement', 'list_comprehension', 'set_comprehension', 'dictionary_comprehension', 'generator_expression']);
const LIST_FUNCTIONS = new Set(['list', 'sorted']);
const LIST_METHODS = new Set('splitlines readlines tolist'.split(' '));
const LISTING_FUNCTIONS = new Set(['os.listdir', 'glob.glob']);
const READING = new Set('index count copy'.split(' '));
const MUTATING = new Set('append extend insert remove pop clear sort reverse'.split(' '));
const GROWING = new Set('append extend insert'.split(' '));
const READING_FUNCTIONS = new Set('len sum min max sorted enumerate zip set frozenset list tuple dict any all print str repr range map filter iter reversed bool isinstance'.split(' '));
const READING_PARENTS = new Set('comparison_operator boolean_operator not_operator binary_operator conditional_expression return_statement if_statement elif_clause while_statement if_clause list_splat interpolation parenthesized_expression'.split(' '));

/**
 * The list an expression builds, judged by its own text. `importedName` gives the qualified name of what it calls, and
 * `follow` what is known of the expression it is built from.
 */
export function pythonSequence(tree: FlatTree, node: number, importedName: (callee: number) => string | undefined, follow: (node: number) => SequenceFact | undefined): SequenceFact | undefined {
  switch (node < 0 ? '' : tree.kindName(node)) {
    case 'list':
      return listDisplay(tree, node);
    case 'list_comprehension':
      return comprehension(tree, node, follow);
    case 'parenthesized_expression':
      return follow(only(tree, node));
    case 'call':
      return callResult(tree, node, importedName, follow);
    default:
      return undefined;
  }
}

function listDisplay(tree: FlatTree, node: number): SequenceFact {
  const items = [...tree.namedChildren(node)];
  return items.some((item) => tree.kindName(item) === 'list_splat') ? UNBOUNDED : literalLength(items.length);
}

/** As long as what it runs over. A name with a capital is an enumeration or a constant: few items, but who knows. */
function comprehension(tree: FlatTree, node: number, follow: (node: number) => SequenceFact | undefined): SequenceFact | undefined {
  const clauses = [...tree.namedChildren(node)].filter((child) => tree.kindName(child) === 'for_in_clause');
  const source = clauses.length === 1 ? tree.childByField(clauses[0] ?? -1, 'right') : -1;
  if (source >= 0 && tree.kindName(source) === 'tuple') return literalLength([...tree.namedChildren(source)].length);
  return (source < 0 ? undefined : follow(source)) ?? (source >= 0 && startsWithCapital(tree.text(source)) ? undefined : UNBOUNDED);
}

function callResult(tree: FlatTree, node: number, importedName: (callee: number) => string | undefined, follow: (node: number) => SequenceFact | undefined): SequenceFact | undefined {
  const callee = tree.childByField(node, 'function');
  const imported = importedName(callee);
  if (imported !== undefined) return LISTING_FUNCTIONS.has(imported) ? UNBOUNDED : undefined;
  if (tree.kindName(callee) === 'attribute') return LIST_METHODS.has(tree.text(tree.childByField(callee, 'attribute'))) ? UNBOUNDED : undefined;
  if (tree.kindName(callee) !== 'identifier' || !LIST_FUNCTIONS.has(tree.text(callee))) return undefined;
  const input = only(tree, tree.childByField(node, 'arguments'));
  return input < 0 ? literalLength(0) : (follow(input) ?? (startsWithCapital(tree.text(input)) ? undefined : UNBOUNDED));
}

/** `list[str]`, `List[str]` and `typing.List[str]`, also with `| None`. */
export function isListAnnotation(tree: FlatTree, type: number): boolean {
  return /^(?:\w+\.)?(?:list|List)\[.*\](?:\s*\|\s*None)?$/s.test(tree.text(type));
}

/** How Python uses a name that stands for a list. */
export class PythonListUses implements UseReader {
  readonly #tree: FlatTree;

  constructor(tree: FlatTree) {
    this.#tree = tree;
  }

  readsOnly(use: number): boolean {
    const tree = this.#tree;
    const parent = tree.parentOf(use);
    const kind = tree.kindName(parent);
    if (kind === 'attribute') return READING.has(this.#attribute(parent));
    if (kind === 'subscript') return tree.childByField(parent, 'value') === use && !this.#isWritten(parent);
    if (kind === 'for_statement' || kind === 'for_in_clause') return tree.childByField(parent, 'right') === use;
    if (kind === 'argument_list') return READING_FUNCTIONS.has(tree.text(tree.childByField(tree.parentOf(parent), 'function')));
    return READING_PARENTS.has(kind);
  }

  mutates(use: number): boolean {
    const parent = this.#tree.parentOf(use);
    switch (this.#tree.kindName(parent)) {
      case 'attribute':
        return MUTATING.has(this.#attribute(parent));
      case 'subscript':
        return this.#isWritten(parent);
      case 'global_statement':
      case 'nonlocal_statement':
        return true;
      default:
        return false;
    }
  }

  grows(use: number): boolean {
    const parent = this.#tree.parentOf(use);
    return this.#tree.kindName(parent) === 'attribute' && this.#tree.childByField(parent, 'object') === use && GROWING.has(this.#attribute(parent));
  }

  repeats(node: number): boolean {
    return LOOPS.has(this.#tree.kindName(node));
  }

  isDeferred(node: number): boolean {
    const kind = this.#tree.kindName(node);
    return kind === 'function_definition' || kind === 'lambda';
  }

  #attribute(node: number): string {
    return this.#tree.text(this.#tree.childByField(node, 'attribute'));
  }

  #isWritten(place: number): boolean {
    const parent = this.#tree.parentOf(place);
    const kind = this.#tree.kindName(parent);
    return kind === 'delete_statement' || ((kind === 'assignment' || kind === 'augmented_assignment') && this.#tree.childByField(parent, 'left') === place);
  }
}

function only(tree: FlatTree, node: number): number {
  for (const child of node < 0 ? [] : tree.namedChildren(node)) return child;
  return -1;
}
