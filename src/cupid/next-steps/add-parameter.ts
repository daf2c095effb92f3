import type { TextEdit } from '../../document/edit.js';
import type { FunctionModel } from '../functions.js';
import type { Signal } from '../profile.js';
import type { FileModel } from '../walk.js';
import { beginsLine, indentationAt, isBroken, isInside, levelBetween, lineStart, newlineOf, within } from './layout.js';
import type { NextStep, Proposal } from './next-step.js';
import { callName, familyOf, isDocstring, isGenerator, isMarked, isOnlyCalled, mentionsWord, statementsOf, type Family } from './shape.js';

/** How a value that is read can be handed in instead. */
interface Recipe {
  /** Names for the parameter, the first free one is taken. */
  readonly names: readonly string[];
  /** The default, as a caller would write it today. */
  readonly fallback: string;
  /** Said of the parameter where the value is needed. */
  readonly use: (name: string) => string;
  /** Whether a second reading could give something else, so that one value must not stand for both. */
  readonly changes: boolean;
  /** The declared type where the language needs one. */
  readonly type?: string;
}

const plain = (name: string) => name;

/** The reading of a clock, of chance or of the environment becomes a parameter whose default reads it as before. */
export const addParameter: NextStep = {
  signals: ['P1'],
  propose(owner, file, signal) {
    const family = familyOf(file);
    const write = family && WRITERS[family];
    if (!write || isBroken(file.tree, owner.node) || owner.isImposed || owner.isConstructor || owner.parameters.some(({ isRest }) => isRest)) return [];
    if (isGenerator(file, owner) || isMarked(file, owner) || !isOnlyCalled(file, owner) || !isPlainFunction(owner, file, family)) return [];
    const reads = readsOf(owner, file, signal);
    return [...new Set(reads.map((node) => file.tree.text(node)))].flatMap((text) => write(owner, file, reads, text) ?? []);
  },
};

/** The expressions the signal rests on. */
function readsOf(owner: FunctionModel, { tree, roles }: FileModel, { evidence }: Signal): number[] {
  return evidence.flatMap(({ span }) => within(tree, owner.node, (node) => tree.start[node] === span.start && tree.end[node] === span.end && (roles.is(tree, node, 'call') || roles.is(tree, node, 'member') || roles.is(tree, node, 'reference')))[0] ?? []);
}

/** Frameworks call what they find by its place or its name, and hand over what they have. */
function isPlainFunction(owner: FunctionModel, { tree }: FileModel, family: Family): boolean {
  const parent = tree.parentOf(owner.node);
  const name = callName(owner);
  if (family === 'python') return !name.startsWith('__');
  if (family === 'csharp') return tree.kindName(owner.node) === 'method_declaration' && !/\b(partial|extern)\b/.test(tree.source.slice(tree.start[owner.node], tree.start[owner.nameNode]));
  if (owner.nodes('markup').length > 0 || /^[A-Z]/.test(name) || tree.kindName(parent) === 'export_statement' && /^export\s+default\b/.test(tree.text(parent)) || mentionsWord(tree, owner.node, 'arguments')) return false;
  if (tree.kindName(owner.node) === 'method_definition') return tree.kindName(parent) === 'class_body' && !/^(static\s+|async\s+)*(get|set)\s+[\w#$]/.test(tree.text(owner.node));
  return tree.kindName(owner.node) === 'function_declaration' || tree.kindName(parent) === 'variable_declarator';
}

/** Whether an expression is evaluated once for each call, as a default is. */
function isReadOnce(owner: FunctionModel, { tree, roles, frame }: FileModel, node: number): boolean {
  if (frame[node] !== owner.node) return false;
  for (const up of tree.ancestors(node)) {
    if (up === owner.node) break;
    if (roles.is(tree, up, 'loop') || /comprehension|generator_expression/.test(tree.kindName(up))) return false;
  }
  return within(tree, owner.node, (other) => tree.kindName(other).startsWith('await') && (tree.start[other] ?? 0) <= (tree.start[node] ?? 0)).length === 0;
}

/** Whether it is written to, or taken away. */
function isChanged({ tree, roles }: FileModel, node: number): boolean {
  const parent = tree.parentOf(node);
  return (roles.is(tree, parent, 'assignment') && tree.childByField(parent, 'left') === node) || roles.is(tree, parent, 'update') || /delete/.test(tree.kindName(parent)) || /^delete\b/.test(tree.text(parent));
}

/** The places that hand in what one expression reads; undefined where that would change what the function does. */
function placesOf(owner: FunctionModel, file: FileModel, reads: readonly number[], text: string, { changes }: Recipe): readonly number[] | undefined {
  const { tree } = file;
  const places = reads.filter((node) => tree.text(node) === text);
  if (!places.every((node) => isReadOnce(owner, file, node) && !isChanged(file, node))) return undefined;
  // What the function reads again without our evidence would be another value.
  const all = within(tree, owner.node, (node) => tree.isNamed(node) && tree.text(node) === text && !places.some((place) => isInside(tree, node, place) || isInside(tree, place, node)));
  return all.length > 0 || (changes && places.length > 1) ? undefined : places;
}

function freeName(owner: FunctionModel, { tree }: FileModel, names: readonly string[]): string | undefined {
  return names.find((name) => name !== callName(owner) && !mentionsWord(tree, owner.node, name));
}

/** The edit that adds a parameter behind the others, on a line of its own where they have one each. */
function parameterEdit({ tree }: FileModel, owner: FunctionModel, written: string): TextEdit | undefined {
  const single = tree.childByField(owner.node, 'parameter');
  if (single >= 0) return { start: tree.start[single] ?? 0, end: tree.end[single] ?? 0, text: `(${tree.text(single)}, ${written})` };
  const list = tree.childByField(owner.node, 'parameters');
  if (list < 0) return undefined;
  const last = [...tree.namedChildren(list)].at(-1);
  if (last === undefined) {
    const start = (tree.start[list] ?? 0) + 1;
    return { start, end: start, text: written };
  }
  const end = tree.end[last] ?? 0;
  const hasOwnLine = beginsLine(tree.source, tree.start[last] ?? 0);
  return { start: end, end, text: hasOwnLine ? `,${newlineOf(tree.source)}${indentationAt(tree.source, tree.start[last] ?? 0)}${written}` : `, ${written}` };
}

type Writer = (owner: FunctionModel, file: FileModel, reads: readonly number[], text: string) => Proposal | undefined;

const CAUTION = 'Whoever hands this function on by its name, as in list.map(it), would pass something else for the new parameter. Look at its other callers.';

function proposal(owner: FunctionModel, name: string, fallback: string, edits: readonly (TextEdit | undefined)[]): Proposal | undefined {
  const made = edits.flatMap((edit) => edit ?? []);
  if (made.length < edits.length) return undefined;
  return { title: `Add the parameter \`${name}\`, by default ${fallback}`, kind: 'rewrite', edits: made, ...(owner.isPublic ? { caution: CAUTION } : {}) };
}

const camelCase = (name: string) => name.toLowerCase().replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const script: Writer = (owner, file, reads, text) => {
  const recipe = scriptRecipe(text);
  const places = recipe && placesOf(owner, file, reads, text, recipe);
  const name = recipe && freeName(owner, file, recipe.names);
  if (!recipe || !places || name === undefined) return undefined;
  const { tree } = file;
  return proposal(owner, name, recipe.fallback, [parameterEdit(file, owner, `${name} = ${recipe.fallback}`), ...places.map((node) => ({ start: tree.start[node] ?? 0, end: tree.end[node] ?? 0, text: recipe.use(name) }))]);
};

function scriptRecipe(text: string): Recipe | undefined {
  if (text === 'Date.now()') return { names: ['now', 'currentTime'], fallback: text, use: plain, changes: true };
  if (text === 'new Date()') return { names: ['now', 'currentDate'], fallback: text, use: plain, changes: true };
  if (text === 'Math.random()') return { names: ['random', 'chance'], fallback: 'Math.random', use: (name) => `${name}()`, changes: false };
  if (/^((globalThis|window|self)\.)?crypto\.randomUUID\(\)$/.test(text)) return { names: ['uuid', 'newId'], fallback: text, use: plain, changes: true };
  const variable = /^process\.env\.([A-Z][A-Z0-9_]*)$/.exec(text)?.[1];
  return variable === undefined ? undefined : { names: [camelCase(variable), `${camelCase(variable)}Value`], fallback: text, use: plain, changes: false };
}

/** Totals of cognitive complexity to which one branch more would add a remark, or make one louder. */
const HARDER_FROM = new Set([10, 15]);

/** A default in Python is evaluated once, when the function is defined: so `None`, and the reading at the beginning. */
const python: Writer = (owner, file, reads, text) => {
  const recipe = pythonRecipe(text);
  const places = recipe && placesOf(owner, file, reads, text, recipe);
  const name = recipe && freeName(owner, file, recipe.names);
  if (!recipe || !places || name === undefined) return undefined;
  const { tree } = file;
  const { source } = tree;
  if (HARDER_FROM.has(owner.complexity.total)) return undefined;
  const [first, second] = statementsOf(file, owner.body);
  const begin = first !== undefined && isDocstring(file, first) ? second : first;
  if (begin === undefined || !beginsLine(source, tree.start[begin] ?? 0)) return undefined;
  const inner = indentationAt(source, tree.start[begin] ?? 0);
  const level = levelBetween(indentationAt(source, tree.start[owner.node] ?? 0), inner);
  if (level === undefined) return undefined;
  const newline = newlineOf(source);
  const at = lineStart(source, tree.start[begin] ?? 0);
  const typed = owner.parameters.some(({ type }) => type !== '') ? annotation(source, recipe.type) : undefined;
  return proposal(owner, name, recipe.fallback, [
    parameterEdit(file, owner, typed === undefined ? `${name}=None` : `${name}: ${typed} = None`),
    { start: at, end: at, text: `${inner}if ${name} is None:${newline}${inner}${level}${name} = ${recipe.fallback}${newline}` },
    ...places.map((node) => ({ start: tree.start[node] ?? 0, end: tree.end[node] ?? 0, text: recipe.use(name) })),
  ]);
};

/** As the file writes optional types; undefined where it has none. */
function annotation(source: string, type: string | undefined): string | undefined {
  if (type === undefined) return undefined;
  if (/\bimport\b.*\bOptional\b/.test(source)) return `Optional[${type}]`;
  return /\w\]? \| None\b|from __future__ import annotations/.test(source) ? `${type} | None` : undefined;
}

function pythonRecipe(text: string): Recipe | undefined {
  const now = ['now', 'current_time'];
  if (/^(time\.)?time\(\)$/.test(text)) return { names: now, fallback: text, use: plain, changes: true, type: 'float' };
  const date = /^((?:datetime\.)?(?:datetime|date))\.(now|utcnow|today)\((?:[\w.]*)\)$/.exec(text);
  if (date) return { names: date[2] === 'today' ? ['today', ...now] : now, fallback: text, use: plain, changes: true, type: date[1] ?? '' };
  if (/^(random\.)?random\(\)$/.test(text)) return { names: ['draw', 'chance'], fallback: text, use: plain, changes: true, type: 'float' };
  const variable = /^(?:os\.)?(?:getenv|environ\.get)\(["']([A-Z][A-Z0-9_]*)["'](?:, ?["'\w.]*)?\)$/.exec(text)?.[1]?.toLowerCase();
  return variable === undefined ? undefined : { names: [variable, `${variable}_value`], fallback: text, use: plain, changes: false, type: 'str' };
}

/** An optional parameter changes no call; a second method of the name could be meant by one. */
const csharp: Writer = (owner, file, reads, text) => {
  const { tree } = file;
  const type = /^((?:System\.)?DateTime(?:Offset)?)\.(?:Now|UtcNow|Today)$/.exec(text)?.[1];
  const name = freeName(owner, file, text.endsWith('Today') ? ['today', 'now'] : ['now', 'currentTime']);
  const isOverloaded = file.functions.some((other) => other !== owner && other.name === owner.name);
  if (type === undefined || name === undefined || isOverloaded || /\bparams\b/.test(tree.text(tree.childByField(owner.node, 'parameters')))) return undefined;
  const places = placesOf(owner, file, reads, text, { names: [], fallback: text, use: plain, changes: true });
  return places && proposal(owner, name, text, [parameterEdit(file, owner, `${type}? ${name} = null`), ...places.map((node) => ({ start: tree.start[node] ?? 0, end: tree.end[node] ?? 0, text: `(${name} ?? ${text})` }))]);
};

const WRITERS: Readonly<Partial<Record<Family, Writer>>> = { script, python, csharp };
