import { declaredNames, localNames } from './effects.js';
import { ownerOf } from './expressions.js';
import type { FunctionModel } from './functions.js';
import type { FileModel } from './walk.js';

/** Methods that hang together, and the state they do so by. */
export interface StateGroup {
  readonly methods: readonly FunctionModel[];
  readonly state: readonly string[];
}

const SELVES: ReadonlySet<string> = new Set(['this', 'self']);
/** They touch whatever there is. */
const EVERYTHING = /^(dispose|close|reset|clear|resolve|to|equals|hash|compare|clone|copy|string|init|initialize|initialise|setup|register|activate|deactivate|finalize)$/;
const ACCESSOR = /^(get|set|is|has|with)$/;
const FEWEST = 2;

/**
 * The methods of a type in groups that share neither a field nor a call: LCOM4 of Hitz and Montazeri (1995), with
 * constructors, accessors and tidying up left out. Groups of fewer than two methods or two fields are left out as well.
 * Nothing where a method hands the whole object on, for then anybody may touch anything.
 */
export function separateGroups(file: FileModel, type: string): StateGroup[] {
  const methods = file.functions.filter(({ owner, kind, body }) => kind === 'method' && owner === type && body >= 0);
  if (methods.length < 2 * FEWEST) return [];
  const uses = new Uses(file, methods);
  const counted = methods.filter((method) => !uses.tellsNothing(method));
  const touched = new Map<FunctionModel, ReadonlySet<string>>();
  for (const method of counted) {
    const names = uses.of(method);
    if (!names) return [];
    touched.set(method, names);
  }
  const names = new Set(methods.map(({ name }) => name));
  return joined(counted, touched)
    .map((group) => ({ methods: group.methods, state: [...group.touched].filter((name) => !names.has(name)) }))
    .filter(({ methods: own, state }) => own.length >= FEWEST && state.length >= FEWEST);
}

interface Touching {
  readonly methods: readonly FunctionModel[];
  readonly touched: ReadonlySet<string>;
}

/** What methods touch of their own object. */
class Uses {
  readonly #file: FileModel;
  readonly #fields: ReadonlySet<string>;

  constructor(file: FileModel, methods: readonly FunctionModel[]) {
    this.#file = file;
    this.#fields = file.roles.words('traits').has('implicit-this') ? new Set([...fieldsOf(file, methods[0]?.classNode ?? -1), ...methods.map(({ name }) => name)]) : new Set();
  }

  tellsNothing(method: FunctionModel): boolean {
    const { tree } = this.#file;
    const verb = method.words[0] ?? '';
    const statements = [...tree.namedChildren(method.body)].length;
    return method.isConstructor || method.isImposed || method.name.startsWith('__') || EVERYTHING.test(verb) || statements === 0 || (statements === 1 && ACCESSOR.test(verb));
  }

  /** Fields and methods by name; undefined where the object as a whole is handed on. */
  of(method: FunctionModel): ReadonlySet<string> | undefined {
    const { tree, roles } = this.#file;
    const names = new Set<string>();
    for (let node = method.body; node < (tree.next[method.body] ?? 0); node++) {
      if (!tree.isLeaf(node)) continue;
      const text = tree.text(node);
      const parent = tree.parentOf(node);
      if (SELVES.has(text) || (method.receiver !== undefined && text === method.receiver)) {
        const member = memberOn(this.#file, node, parent);
        if (member !== undefined) names.add(member);
        else if (!tree.kindName(parent).startsWith('return')) return undefined;
      } else if (this.#fields.has(text) && roles.is(tree, node, 'identifier') && !this.#isOther(method, node, parent)) names.add(text);
    }
    return names;
  }

  /** A local of the same name, or a member of something else. */
  #isOther(method: FunctionModel, node: number, parent: number): boolean {
    const { tree, roles } = this.#file;
    const isMember = roles.is(tree, parent, 'member') && ownerOf(tree, parent) !== node;
    return isMember || method.parameterNames.has(tree.text(node)) || localNames(this.#file, method).has(tree.text(node));
  }
}

/** `x` of `this.x`; Java calls methods without a node between the two. */
function memberOn({ tree }: FileModel, self: number, parent: number): string | undefined {
  if (ownerOf(tree, parent) !== self) return undefined;
  for (const field of ['property', 'attribute', 'field', 'name']) {
    const named = tree.childByField(parent, field);
    if (named >= 0 && named !== self) return tree.text(named);
  }
  return undefined;
}

function fieldsOf(file: FileModel, classNode: number): string[] {
  const { tree } = file;
  const fields = file.outerDeclarations.filter((node) => classNode < node && node < (tree.next[classNode] ?? 0)).flatMap((node) => declaredNames(file, node));
  const body = classNode < 0 ? -1 : tree.childByField(classNode, 'body');
  const properties = body < 0 ? [] : [...tree.namedChildren(body)].filter((node) => tree.kindName(node) === 'property_declaration').map((node) => tree.childByField(node, 'name'));
  return [...fields, ...properties.filter((name) => name >= 0).map((name) => tree.text(name))];
}

/** Joins methods that touch a name in common, or call each other. */
function joined(methods: readonly FunctionModel[], touched: ReadonlyMap<FunctionModel, ReadonlySet<string>>): Touching[] {
  const groups: Touching[] = [];
  for (const method of methods) {
    const own = new Set([method.name, ...(touched.get(method) ?? [])]);
    const tied = groups.filter((group) => [...own].some((name) => group.touched.has(name)));
    for (const group of tied) groups.splice(groups.indexOf(group), 1);
    groups.push({ methods: [...tied.flatMap((group) => group.methods), method], touched: new Set([...tied.flatMap((group) => [...group.touched]), ...own]) });
  }
  return groups;
}
