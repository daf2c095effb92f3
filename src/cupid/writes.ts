import { localNames, declaredNames } from './effects.js';
import { argumentsOf, calleeOf, first, rootOf, textOf } from './expressions.js';
import type { FunctionModel } from './functions.js';
import type { FileModel } from './walk.js';

/** A place a function changes. */
export interface Write {
  readonly node: number;
  /** The place as written, such as `this.total`. */
  readonly target: string;
  /** The name the place hangs on. */
  readonly root: string;
  /** Whether a part of what the root names is changed, rather than the name given another value. */
  readonly isInside: boolean;
  readonly whose: 'own state' | 'parameter' | 'module' | 'built-in' | 'local';
  /** Written only where there was nothing yet, as a cache is. */
  readonly fillsGap: boolean;
}

const SELVES = new Set(['this', 'self']);
const CACHE = /cache|memo|lazy|loaded|initiali[sz]ed|resolved|computed|^_?last|count|hits|stat|logger|_once|pending|listener|subscription|timer|timeout/i;

interface OuterNames {
  readonly module: ReadonlySet<string>;
  /** Members of classes, written without `this` in Java and C#. */
  readonly fields: ReadonlySet<string>;
  readonly shared: ReadonlySet<string>;
}

const outer = new WeakMap<object, OuterNames>();
const written = new WeakMap<FunctionModel, readonly Write[]>();

/** Everything a function assigns, counts up or changes by a method of its kind, in the order of the text. */
export function writesOf(owner: FunctionModel, file: FileModel): readonly Write[] {
  let writes = written.get(owner);
  if (!writes) {
    writes = [...assigned(owner, file), ...changedByMethod(owner, file)].sort((a, b) => a.node - b.node);
    written.set(owner, writes);
  }
  return writes;
}

function assigned(owner: FunctionModel, file: FileModel): Write[] {
  const { tree } = file;
  return [...owner.nodes('assignment'), ...owner.nodes('update')].flatMap((node) => {
    if (/unary/.test(tree.kindName(node)) && !/\+\+|--/.test(tree.text(node))) return [];
    const left = first(tree, node, ['left', 'argument']);
    const target = left >= 0 ? left : (tree.namedChildren(node).next().value ?? -1);
    const places = tree.kindName(target) === 'expression_list' ? [...tree.namedChildren(target)] : [target];
    return places.flatMap((place) => writeAt(owner, file, node, place) ?? []);
  });
}

function changedByMethod(owner: FunctionModel, file: FileModel): Write[] {
  const { tree, roles } = file;
  const mutates = roles.words('mutates');
  if (mutates.size === 0) return [];
  return owner.nodes('call').flatMap((call) => {
    const { receiver, name } = calleeOf(tree, roles, call);
    if (receiver < 0 || !tree.isLeaf(receiver) || !mutates.has(name)) return [];
    // `stack.pop` on something else than a list takes arguments our lists do not.
    if (name === 'pop' && argumentsOf(tree, call).length > 1) return [];
    return SELVES.has(tree.text(receiver)) ? [] : (writeAt(owner, file, call, receiver, true) ?? []);
  });
}

function writeAt(owner: FunctionModel, file: FileModel, node: number, place: number, changesInside = false): Write | undefined {
  const { tree, roles } = file;
  const root = rootOf(tree, roles, place);
  if (root < 0) return undefined;
  const target = tree.text(place).replace(/\s+/g, '');
  const name = tree.text(root);
  const isInside = changesInside || root !== place;
  const whose = whoseIs(owner, file, name, isInside, target);
  return { node, target, root: name, isInside, whose, fillsGap: whose === 'own state' || whose === 'module' ? CACHE.test(target) || fillsGap(file, owner, node, target) : false };
}

function whoseIs(owner: FunctionModel, file: FileModel, root: string, isInside: boolean, target: string): Write['whose'] {
  const { module, fields, shared } = outerNames(file);
  if (SELVES.has(root) || (owner.receiver !== undefined && root === owner.receiver && isInside)) return 'own state';
  if (/^\w+\.prototype\b/.test(target) && file.roles.words('builtins').has(root)) return 'built-in';
  if (owner.parameterNames.has(root)) return isInside ? 'parameter' : 'local';
  if (owner.nodes('global').some((node) => [...file.tree.namedChildren(node)].some((child) => file.tree.text(child) === root))) return 'module';
  if (localNames(file, owner).has(root)) return 'local';
  if (shared.has(root) && !isInside) return 'module';
  if (fields.has(root)) return 'own state';
  return !isInside && module.has(root) && (file.roles.language.kinds['global'] ?? []).length === 0 && !isLocalAround(owner, file, root) ? 'module' : 'local';
}

/** A closure may write a variable of the function around it. */
function isLocalAround(owner: FunctionModel, file: FileModel, name: string): boolean {
  return file.functions.some((other) => other !== owner && other.node < owner.node && owner.node < (file.tree.next[other.node] ?? 0) && (other.parameterNames.has(name) || localNames(file, other).has(name)));
}

function outerNames(file: FileModel): OuterNames {
  const { tree } = file;
  let names = outer.get(tree);
  if (!names) {
    const module = new Set<string>();
    const fields = new Set<string>();
    const shared = new Set<string>();
    for (const node of file.outerDeclarations) {
      const inFunction = file.frame[node] !== -1;
      if (inFunction) continue;
      const field = fieldAround(file, node);
      const into = field < 0 ? module : isShared(textOf(tree, field)) ? shared : fields;
      for (const name of declaredNames(file, node)) into.add(name);
    }
    names = { module, fields, shared };
    outer.set(tree, names);
  }
  return names;
}

function fieldAround({ tree, roles }: FileModel, node: number): number {
  for (let up = tree.parentOf(node); up >= 0; up = tree.parentOf(up)) {
    if (tree.kindName(up) === 'field_declaration') return up;
    if (roles.is(tree, up, 'class')) return -1;
  }
  return -1;
}

function isShared(declaration: string): boolean {
  const heading = declaration.split(/[=;(]/)[0] ?? '';
  return /\bstatic\b/.test(heading) && !/\b(final|readonly|const|volatile|ThreadStatic)\b/.test(heading) && !/ThreadStatic|ThreadLocal|AsyncLocal/.test(declaration);
}

/** `if (!this.x) this.x = …` and `this.x ??= …` */
function fillsGap({ tree, roles }: FileModel, owner: FunctionModel, node: number, target: string): boolean {
  const operator = textOf(tree, tree.childByField(node, 'operator'));
  if (operator === '??=' || operator === '||=') return true;
  const last = target.split(/[.[]/).at(-1) ?? target;
  for (const up of tree.ancestors(node)) {
    if (up === owner.node) break;
    if (!roles.is(tree, up, 'if')) continue;
    const condition = tree.childByField(up, 'condition');
    if (condition >= 0 && tree.text(condition).includes(last)) return true;
  }
  // A guard that leaves early asks before the write.
  return owner.nodes('if').some((test) => test < node && textOf(tree, tree.childByField(test, 'condition')).includes(last));
}
