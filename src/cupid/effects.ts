import { argumentsOf, calledName, calleeOf, dottedName, type Callee } from './expressions.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import type { FunctionModel } from './functions.js';
import type { FileModel } from './walk.js';

/** What a function does beyond its inputs and its answer, by the tables of the language pages. */
export type Effect = 'clock' | 'random' | 'environment' | 'locale' | 'network' | 'file' | 'output';

/** What a colleague calls the effect. */
export const EFFECT_NOUNS: Readonly<Record<Effect, string>> = { clock: 'the clock', environment: 'env', random: 'randomness', locale: 'the locale', network: 'the network', file: 'files', output: 'output' };

/** One place with an effect. */
export interface EffectPlace {
  readonly effect: Effect;
  /** The name, or the call where the grammar splits the name. */
  readonly node: number;
  readonly call: number;
}

/** Set by tools while building, not by who runs the program. */
const BUILD_FLAGS = new Set(['process.env.NODE_ENV', 'process.env.CI', 'process.env.DEBUG']);

interface Table {
  /** By the last word of the name, so that most names are done with one look. */
  readonly called: ReadonlyMap<string, readonly Entry[]>;
  readonly named: ReadonlyMap<string, readonly Entry[]>;
  readonly open: readonly Entry[];
  /** Methods by their name, whatever they are called on. */
  readonly anywhere: ReadonlyMap<string, Entry>;
}

interface Entry {
  readonly effect: Effect;
  readonly name: string;
  readonly constructs: boolean;
  /** Only where no argument says otherwise. */
  readonly bare: boolean;
}

const tables = new WeakMap<object, Table>();

/** The effects of a function by its own code; names resolve through the imports where the facts know them. */
export function effectsOf(owner: FunctionModel, file: FileModel): EffectPlace[] {
  const table = tableOf(file);
  const found: EffectPlace[] = [];
  for (const call of owner.nodes('call')) {
    const effect = calledEffect(owner, file, table, call);
    if (effect) found.push(effect);
  }
  for (const member of owner.nodes('member')) {
    const effect = namedEffect(owner, file, table, member);
    if (effect) found.push(effect);
  }
  return found.sort((a, b) => a.node - b.node);
}

/** Who names are looked up for: a function, or the initial values of a class or a module. */
type Names = Pick<FunctionModel, 'parameterNames' | 'nodes'>;

const OUTSIDE: Names = { parameterNames: new Set(), nodes: () => [] };

/** The effect of a call outside every function. */
export function effectOutside(file: FileModel, call: number): EffectPlace | undefined {
  return calledEffect(OUTSIDE, file, tableOf(file), call);
}

function calledEffect(owner: Names, file: FileModel, table: Table, call: number): EffectPlace | undefined {
  const { tree, roles } = file;
  const callee = calleeOf(tree, roles, call);
  const entry = calledEntry(owner, file, table, callee);
  if (!entry || (entry.bare && isGiven(tree, call))) return undefined;
  return { effect: entry.effect, node: callee.node, call };
}

function calledEntry(owner: Names, file: FileModel, table: Table, callee: Callee): Entry | undefined {
  const name = resolved(owner, file, callee.node, calledName(file.tree, callee));
  const known = name === undefined ? undefined : (lookUp(file, table.called, name, callee.constructs) ?? (callee.constructs ? undefined : table.open.find((candidate) => fits(file, name, candidate))));
  return known ?? (callee.receiver >= 0 ? table.anywhere.get(callee.name) : undefined);
}

/** JavaScript writes `undefined` for an argument it leaves out. */
function isGiven(tree: FlatTree, call: number): boolean {
  const [given] = argumentsOf(tree, call);
  return given !== undefined && tree.text(given) !== 'undefined';
}

function namedEffect(owner: FunctionModel, file: FileModel, table: Table, member: number): EffectPlace | undefined {
  const parent = file.tree.parentOf(member);
  const name = resolved(owner, file, member, dottedName(file.tree, member));
  if (name === undefined || BUILD_FLAGS.has(dottedName(file.tree, parent) ?? '')) return undefined;
  const entry = lookUp(file, table.named, name, false);
  return entry && { effect: entry.effect, node: member, call: -1 };
}

/** The name in full; undefined where the file declares the first word itself. */
function resolved(owner: Names, file: FileModel, node: number, name: string | undefined): string | undefined {
  const { facts } = file.document;
  if (name === undefined) return undefined;
  const known = facts.qualifiedName(node) ?? facts.globalName(node);
  if (known !== undefined) return known.replace('.default.', '.');
  const root = name.split('.')[0] ?? '';
  const traits = file.roles.words('traits');
  if (traits.has('imports-followed') && (traits.has('globals-followed') || name.includes('.'))) return undefined;
  return owner.parameterNames.has(root) || localNames(file, owner).has(root) ? undefined : name;
}

function lookUp(file: FileModel, table: ReadonlyMap<string, readonly Entry[]>, name: string, constructs: boolean): Entry | undefined {
  return table.get(lastWord(name))?.find((entry) => entry.constructs === constructs && isName(file, name, entry.name));
}

/** `fs.*` */
function fits(file: FileModel, name: string, { name: owner }: Entry): boolean {
  const at = name.lastIndexOf('.');
  return at > 0 && isName(file, name.slice(0, at), owner);
}

/** Where imports are not followed, a name may be written with its package or without. */
function isName(file: FileModel, written: string, known: string): boolean {
  return written === known || (!file.roles.words('traits').has('imports-followed') && written.endsWith(`.${known}`));
}

function lastWord(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function tableOf({ document }: FileModel): Table {
  const { language } = document;
  let table = tables.get(language);
  if (!table) {
    const called = new Map<string, Entry[]>();
    const named = new Map<string, Entry[]>();
    const open: Entry[] = [];
    const anywhere = new Map<string, Entry>();
    const keep = (into: Map<string, Entry[]>, effect: string, pattern: string) => {
      const constructs = pattern.startsWith('new ');
      const entry = { effect: effect as Effect, name: pattern.replace(/^new |^\*\.|\.\*$|\(\)$/g, ''), constructs, bare: constructs || pattern.endsWith('()') };
      if (pattern.endsWith('.*')) open.push(entry);
      else if (pattern.startsWith('*.')) anywhere.set(entry.name, entry);
      else into.set(lastWord(entry.name), [...(into.get(lastWord(entry.name)) ?? []), entry]);
    };
    for (const { effect, names, properties } of language.effects) {
      for (const name of names) {
        keep(called, effect, name);
        if (effect === 'environment') keep(named, effect, name);
      }
      for (const name of properties ?? []) keep(named, effect, name);
    }
    table = { called, named, open, anywhere };
    tables.set(language, table);
  }
  return table;
}

const locals = new WeakMap<Names, ReadonlySet<string>>();

/** Names a function declares itself, its parameters and those of its lambdas not included. */
export function localNames(file: FileModel, owner: Names): ReadonlySet<string> {
  let names = locals.get(owner);
  if (!names) {
    names = new Set(owner.nodes('declares').flatMap((node) => declaredNames(file, node)));
    locals.set(owner, names);
  }
  return names;
}

/** The names a declaration brings in. */
export function declaredNames({ tree, roles }: FileModel, node: number): string[] {
  const field = ['name', 'pattern', 'left', 'parameter'].find((candidate) => tree.childByField(node, candidate) >= 0);
  const target = field === undefined ? (roles.is(tree, node, 'declares') && tree.kindName(node) === 'as_pattern_target' ? node : -1) : tree.childByField(node, field);
  if (target < 0 || roles.is(tree, target, 'member')) return [];
  const found: string[] = [];
  for (let i = target; i < (tree.next[target] ?? 0); i++) if (tree.isLeaf(i) && roles.is(tree, i, 'identifier') && !roles.is(tree, tree.parentOf(i), 'member')) found.push(tree.text(i));
  // Go: `var a, b int`
  const id = tree.vocabulary.fieldId('name');
  if (field === 'name') for (const child of tree.namedChildren(node)) if (tree.field[child] === id && child !== target) found.push(tree.text(child));
  return found;
}
