import type { FlatTree } from '../syntax/flat-tree.js';
import type { Complexity } from './cognitive.js';
import { dottedName, first, lineEnd } from './expressions.js';
import type { GrammarRoles, Role } from './grammar-roles.js';
import { parametersOf, type Parameter } from './parameters.js';
import { wordsOf } from './words.js';

const NOTHING: readonly number[] = [];
const IMPOSED = /@Override\b|\boverride\b|\bvirtual\b|\babstract\b/;
/** A framework calls it, with the parameters it offers. */
const FRAMEWORK = /\b(command|option|argument|route|router|app|get|post|put|delete|patch|websocket|api_view|callback|hookimpl|fixture|overload|GET|POST|PUT|DELETE|Path|Bean|\w*Mapping|Http\w+|Theory)\b/;
/** A parameter a framework fills in. */
const OFFERED = /@(Query|Path|Form|Request|Header|Default)\w*|\[From\w+|\b(Query|Path|Body|Header|Depends|Form|Option|Argument)\(/;
const TEST_MARK = /@\w*Test\b|\[(Fact|Theory|Test\w*)\b|\btest\b|::bench\b/;

/** A function with a name; functions without one belong to the named function around them. */
export class FunctionModel {
  readonly node: number;
  readonly nameNode: number;
  readonly name: string;
  readonly kind: 'function' | 'method';
  readonly parameters: readonly Parameter[];
  /** Names of the parameters, at every depth of a destructured one. */
  readonly parameterNames: ReadonlySet<string>;
  /** The words of the name in lower case. */
  readonly words: readonly string[];
  readonly body: number;
  /** The class around it, or the type it is declared on; undefined for a free function. */
  readonly owner: string | undefined;
  readonly classNode: number;
  /** What it is called on, where the language names it: `r` of Go's `func (r *Reader)`. */
  readonly receiver: string | undefined;
  readonly returnType: string | undefined;
  readonly isConstructor: boolean;
  readonly isPublic: boolean;
  /** Whether its name and parameters were decided elsewhere, by a base class or an interface. */
  readonly isImposed: boolean;
  /** How often each name is mentioned. */
  readonly mentions = new Map<string, number>();
  /** Lines that carry a word of the function itself: comments, blank lines and brackets do not count. */
  lines = 0;
  complexity: Complexity = { total: 0, deepest: 0, parts: [], bumps: 0 };
  readonly #gathered = new Map<Role, number[]>();

  constructor(tree: FlatTree, roles: GrammarRoles, node: number, nameNode: number) {
    const classNode = classAround(tree, roles, node);
    const receiver = tree.childByField(node, 'receiver');
    const header = tree.source.slice(tree.start[node], tree.start[nameNode]);
    this.node = node;
    this.nameNode = nameNode;
    this.name = tree.text(nameNode);
    this.classNode = classNode;
    this.kind = classNode >= 0 || receiver >= 0 ? 'method' : 'function';
    this.owner = receiver >= 0 ? /(\w+)(\[[^\]]*\])?\s*\)$/.exec(tree.text(receiver))?.[1] : classNode < 0 ? undefined : dottedName(tree, first(tree, classNode, ['name', 'type']));
    this.receiver = receiver < 0 ? undefined : /^\(\s*(\w+)\s/.exec(tree.text(receiver))?.[1];
    this.parameters = parametersOf(tree, roles, node);
    this.parameterNames = new Set(this.parameters.flatMap(({ names }) => names));
    this.words = wordsOf(this.name.split('.').at(-1) ?? '');
    this.body = first(tree, node, ['body', 'value']);
    this.returnType = declaredReturn(tree, node);
    this.isConstructor = /constructor/.test(tree.kindName(node)) || ['constructor', '__init__', '__new__'].includes(this.name);
    this.isPublic = isPublicName(tree, roles, this, header);
    this.isImposed = IMPOSED.test(header) || FRAMEWORK.test(marksOf(tree, roles, node)) || this.parameters.some((parameter) => OFFERED.test(tree.text(parameter.node))) || (classNode >= 0 && !this.isConstructor && !roles.words('traits').has('overrides-are-marked') && isImplementation(tree, roles, classNode, header));
  }

  /** The nodes of a role that belong to the function itself, in the order of the text; what stands in a named function inside is left to that one. */
  nodes(role: Role): readonly number[] {
    return this.#gathered.get(role) ?? NOTHING;
  }

  keep(role: Role, node: number): void {
    const kept = this.#gathered.get(role);
    if (kept) kept.push(node);
    else this.#gathered.set(role, [node]);
  }
}

/** The node of a function's name, `function f`, `f() {}` in a class or `const f = () => …`; -1 where it has none. */
export function nameOf(tree: FlatTree, roles: GrammarRoles, node: number): number {
  const own = tree.childByField(node, 'name');
  if (own >= 0) return isStored(tree, roles, node) ? -1 : own;
  const parent = tree.parentOf(node);
  if (parent < 0 || !roles.is(tree, parent, 'holder') || ![tree.childByField(parent, 'value'), tree.childByField(parent, 'right')].includes(node)) return -1;
  const name = first(tree, parent, ['name', 'key', 'property', 'pattern', 'left']);
  return name >= 0 && /^[\w$#.]+$/.test(tree.text(name)) ? name : -1;
}

/** A property that only stores a value is no function; one that works it out is. */
function isStored(tree: FlatTree, roles: GrammarRoles, node: number): boolean {
  if (tree.kindName(node) !== 'property_declaration') return false;
  const value = tree.childByField(node, 'value');
  return value < 0 || !roles.is(tree, value, 'body');
}

/** Whether the language marks it as a test, on itself or on what it stands in. */
export function isMarkedAsTest(tree: FlatTree, roles: GrammarRoles, node: number): boolean {
  let up = node;
  while (up >= 0) {
    if (TEST_MARK.test(marksOf(tree, roles, up))) return true;
    up = tree.parentOf(up);
  }
  return false;
}

/** Attributes and annotations, inside a declaration or just before it. */
export function marksOf(tree: FlatTree, roles: GrammarRoles, node: number): string {
  const parent = tree.parentOf(node);
  let text = '';
  if (parent >= 0 && /^decorated_definition$/.test(tree.kindName(parent))) for (const child of tree.children(parent)) if (roles.is(tree, child, 'mark')) text += tree.text(child);
  // Rust's attributes stand before what they mark; those inside mark something else.
  for (let child = tree.firstChild(node); child >= 0; child = tree.nextSibling(child)) if (roles.is(tree, child, 'mark') && tree.kindName(child) !== 'attribute_item') text += tree.text(child);
  if (!tree.kindName(node).endsWith('item') || parent < 0) return text;
  let before = '';
  for (let child = tree.firstChild(parent); child >= 0 && child < node; child = tree.nextSibling(child)) {
    if (roles.is(tree, child, 'mark')) before += tree.text(child);
    else if (!tree.isExtra(child)) before = '';
  }
  return text + before;
}

function classAround(tree: FlatTree, roles: GrammarRoles, node: number): number {
  for (let up = tree.parentOf(node); up >= 0; up = tree.parentOf(up)) {
    if (roles.is(tree, up, 'class')) return up;
    if (roles.is(tree, up, 'function')) return -1;
  }
  return -1;
}

function declaredReturn(tree: FlatTree, node: number): string | undefined {
  const type = first(tree, node, ['return_type', 'returns', 'result', 'type']);
  return type < 0 ? undefined : tree.text(type).replace(/^:\s*/, '');
}

/** Whether what is declared under a name is offered to others; `header` is what stands before the name. */
export function isPublicName(tree: FlatTree, roles: GrammarRoles, owner: Pick<FunctionModel, 'name' | 'kind' | 'node'>, header: string): boolean {
  const name = owner.name.split('.').at(-1) ?? '';
  if (name.startsWith('_') || name.startsWith('#')) return false;
  if (roles.words('traits').has('capital-is-public')) return /^\p{Lu}/u.test(name);
  if (roles.words('traits').has('modifier-is-public')) return /\b(public|pub)\b/.test(header);
  if (owner.kind === 'method') return !/\b(private|protected)\b/.test(header);
  if ((roles.language.kinds['export'] ?? []).length === 0) return true;
  for (const up of tree.ancestors(owner.node)) {
    if (roles.is(tree, up, 'export')) return true;
    // What stands in a function or an object is reached through that.
    if (roles.is(tree, up, 'function') || /^pair$/.test(tree.kindName(up))) return false;
  }
  return false;
}

/** `impl Trait for Type`, or a class that extends or implements another: the methods are likely decided there. */
function isImplementation(tree: FlatTree, roles: GrammarRoles, classNode: number, header: string): boolean {
  if (/\bprivate\b/.test(header)) return false;
  const heading = tree.source.slice(tree.start[classNode], lineEnd(tree.source, tree.start[tree.childByField(classNode, 'body')] ?? tree.start[classNode] ?? 0));
  return roles.words('traits').has('modifier-is-public') ? /^[^{]*(\bimplements\b|\bextends\b|[\w>)]\s*:\s*\w|^\s*(unsafe\s+)?impl\b.*\bfor\b)/.test(heading) : /^[^{]*\b(extends|implements)\b/.test(heading) || /^class\s+\w+\s*\(\s*\w/.test(heading);
}
