import type { FlatTree } from '../../syntax/flat-tree.js';
import { KindSet } from '../../syntax/kind-set.js';
import { argumentsOf, CALL_KINDS, callChain, receiverOf } from './call-chain.js';

/** Code that runs once for each item of something. */
export interface ItemLoop {
  readonly node: number;
  /** The node that stands for the items, such as `trips` of `for (const trip of trips)`. */
  readonly items: number;
  /** The names that stand for one item. */
  readonly variables: readonly string[];
  readonly body: number;
  readonly isCallback: boolean;
}

const FUNCTIONS = new KindSet([
  'function_definition', 'lambda', 'class_definition',
  'arrow_function', 'function_expression', 'function_declaration', 'generator_function_declaration', 'method_definition',
  'method_declaration', 'constructor_declaration', 'lambda_expression', 'anonymous_function', 'anonymous_function_creation_expression', 'local_function_statement', 'anonymous_method_expression',
]);
const OTHER_LOOPS = new KindSet(['while_statement', 'do_statement', 'for_statement']);
const EACH_LOOPS = new KindSet(['for_in_statement', 'enhanced_for_statement', 'foreach_statement']);
const COMPREHENSIONS = new KindSet(['list_comprehension', 'set_comprehension', 'dictionary_comprehension', 'generator_expression']);
const IDENTIFIERS = new KindSet(['identifier', 'variable_name', 'shorthand_property_identifier', 'shorthand_property_identifier_pattern']);
/** Where a name says which member or argument is meant, and no value. */
const MEMBER_FIELDS = ['attribute', 'property', 'field'];
/** Methods that call a function for each item; in Java and C# they mean that only in the places `callbackOf` looks for. */
const FOR_EACH_ITEM = /^(?:map|flatMap|forEach|filter|each|Select)$/;
const ASSIGNMENTS = new KindSet(['variable_declarator', 'assignment', 'assignment_expression', 'named_expression']);

/** The loops over items a node stands in, innermost first; nothing beyond a loop that counts or waits, or a function that runs later. */
export function itemLoopsAround(tree: FlatTree, node: number): ItemLoop[] {
  const loops: ItemLoop[] = [];
  let inner = node;
  for (const up of tree.ancestors(node)) {
    const loop = loopAt(tree, up);
    if (loop === 'other') return loops;
    if (loop && isInside(tree, inner, loop)) loops.push(loop);
    inner = up;
  }
  return loops;
}

function isInside(tree: FlatTree, node: number, loop: ItemLoop): boolean {
  const start = tree.start[node] ?? 0;
  return (tree.start[loop.items] ?? 0) > start || start >= (tree.end[loop.items] ?? 0);
}

function loopAt(tree: FlatTree, node: number): ItemLoop | 'other' | undefined {
  if (FUNCTIONS.has(tree, node)) return callbackOf(tree, node) ?? 'other';
  if (COMPREHENSIONS.has(tree, node)) return comprehension(tree, node);
  const isPython = tree.childByField(node, 'left') >= 0 && tree.childByField(node, 'right') >= 0;
  if (OTHER_LOOPS.has(tree, node) && !isPython) return 'other';
  if (!EACH_LOOPS.has(tree, node) && tree.kindName(node) !== 'for_statement') return undefined;
  const children = [...tree.namedChildren(node)];
  const isPhp = tree.kindName(node) === 'foreach_statement' && !isPython;
  const items = isPhp ? (children[0] ?? -1) : Math.max(tree.childByField(node, 'right'), tree.childByField(node, 'value'));
  const target = isPhp ? (children[1] ?? -1) : Math.max(tree.childByField(node, 'left'), tree.childByField(node, 'name'));
  return items < 0 || target < 0 ? 'other' : { node, items, variables: namesIn(tree, target), body: tree.childByField(node, 'body'), isCallback: false };
}

function comprehension(tree: FlatTree, node: number): ItemLoop | undefined {
  for (const clause of tree.namedChildren(node)) {
    if (tree.kindName(clause) !== 'for_in_clause') continue;
    return { node, items: tree.childByField(clause, 'right'), variables: namesIn(tree, tree.childByField(clause, 'left')), body: tree.childByField(node, 'body'), isCallback: false };
  }
  return undefined;
}

/** A function given to `map` and its like, where that certainly means the items of a list. */
function callbackOf(tree: FlatTree, callback: number): ItemLoop | undefined {
  const argument = tree.kindName(tree.parentOf(callback)) === 'argument' ? tree.parentOf(callback) : callback;
  const call = tree.parentOf(tree.parentOf(argument));
  if (call < 0 || !CALL_KINDS.has(tree, call)) return undefined;
  const { steps, root, path } = callChain(tree, call);
  const method = steps.at(-1)?.name ?? '';
  const [first, second] = argumentsOf(tree, call);
  const parameters = Math.max(tree.childByField(callback, 'parameters'), tree.childByField(callback, 'parameter'));
  const loop = { node: callback, variables: parameters < 0 ? [] : namesIn(tree, parameters), body: tree.childByField(callback, 'body'), isCallback: true };
  if (method === '' && path[0] === 'array_map' && first === callback && second !== undefined) return { ...loop, items: second };
  if (first !== callback || !FOR_EACH_ITEM.test(method) || root < 0 || !repeatsFor(tree, callback, call, steps)) return undefined;
  return { ...loop, items: receiverOf(tree, call) };
}

function repeatsFor(tree: FlatTree, callback: number, call: number, steps: readonly { readonly name: string }[]): boolean {
  switch (tree.kindName(call)) {
    case 'call_expression':
      return tree.text(callback).startsWith('async') || isAwaitedTogether(tree, call);
    case 'method_invocation':
      return steps.some(({ name }) => name === 'stream' || name === 'parallelStream') || steps.at(-1)?.name === 'forEach';
    case 'invocation_expression':
      // A query written with Select is one query, whatever its lambda asks.
      return tree.text(callback).startsWith('async');
    default:
      return true;
  }
}

/** `Promise.all(trips.map(…))` */
function isAwaitedTogether(tree: FlatTree, call: number): boolean {
  const around = tree.kindName(tree.parentOf(call)) === 'arguments' ? tree.parentOf(tree.parentOf(call)) : -1;
  return around >= 0 && /^Promise\.(?:all|allSettled)$/.test(tree.text(tree.childByField(around, 'function')));
}

/** The names that are values in a piece of code. */
export function namesIn(tree: FlatTree, node: number): string[] {
  const names: string[] = [];
  for (let i = node; i >= 0 && i < (tree.next[node] ?? 0); i++) if (IDENTIFIERS.has(tree, i) && isValue(tree, i)) names.push(tree.text(i));
  return names;
}

function isValue(tree: FlatTree, node: number): boolean {
  const parent = tree.parentOf(node);
  if (MEMBER_FIELDS.some((field) => tree.childByField(parent, field) === node)) return false;
  const kind = tree.kindName(parent);
  return !(['keyword_argument', 'method_invocation', 'member_access_expression', 'invocation_expression'].includes(kind) && tree.childByField(parent, 'name') === node);
}

/** The names whose value differs from item to item where `node` stands: those of the loop, and what the loop makes of them before. */
export function namesOfItem(tree: FlatTree, loop: ItemLoop, node: number): ReadonlySet<string> {
  const names = new Set(loop.variables);
  for (let i = loop.body; i >= 0 && i < node; i++) {
    if (!ASSIGNMENTS.has(tree, i)) continue;
    const target = Math.max(tree.childByField(i, 'left'), tree.childByField(i, 'name'));
    const value = [...tree.namedChildren(i)].at(-1) ?? -1;
    if (target >= 0 && value > target && namesIn(tree, value).some((name) => names.has(name))) for (const name of namesIn(tree, target)) names.add(name);
  }
  return names;
}

/** Whether a node is the beginning of code that runs when somebody calls it. */
export function isFunction(tree: FlatTree, node: number): boolean {
  return FUNCTIONS.has(tree, node);
}
