import type { TextEdit } from '../../document/edit.js';
import { declaredNames, localNames } from '../effects.js';
import { argumentsOf } from '../expressions.js';
import type { FunctionModel } from '../functions.js';
import type { Parameter } from '../parameters.js';
import type { FileModel } from '../walk.js';
import { writesOf } from '../writes.js';
import { beginsLine, indentationAt, isBroken, newlineOf, within } from './layout.js';
import type { NextStep } from './next-step.js';
import { callName, callOf, familyOf, isDocstring, isGenerator, isMarked, mentionsOf, statementEnd, statementsOf } from './shape.js';

/** A file whose functions nobody else sees unless it says so. */
const IS_MODULE = /^\s*(import|export)\b|\bmodule\.exports\b|\brequire\(/m;
/** A list, set or dictionary nobody else has yet. */
const FRESH = /^(\[[^]*\]|\{[^]*\}|(list|dict|set)\([^]*\))$/;

/**
 * A private function that changes the one list it is given returns a changed copy, and its callers keep that. Only where
 * every caller stands in this file and hands in a list of its own that nobody else has.
 */
export const returnResult: NextStep = {
  signals: ['P4'],
  propose(owner, file) {
    const { tree, frame } = file;
    const parameter = changedParameter(owner, file);
    const isOuter = owner.kind === 'function' && (frame[tree.parentOf(owner.node)] ?? -1) === -1;
    if (!parameter || !isOuter || !isPrivate(owner, file) || isBroken(tree, owner.node) || isMarked(file, owner) || isGenerator(file, owner) || owner.nodes('return').length > 0) return [];
    const own = functionEdits(owner, file, parameter);
    const calls = mentionsOf(file, owner).map((mention) => callerEdits(owner, file, mention, owner.parameters.indexOf(parameter)));
    if (!own || calls.length === 0 || calls.includes(undefined)) return [];
    const edits = new Map([...own, ...calls.flatMap((edit) => edit ?? [])].map((edit) => [`${edit.start} ${edit.end}`, edit]));
    return [{ title: `Return a changed copy of \`${parameter.name}\` and leave the caller's alone`, kind: 'rewrite', edits: [...edits.values()] }];
  },
};

function isPrivate(owner: FunctionModel, file: FileModel): boolean {
  const name = callName(owner);
  if (familyOf(file) === 'python') return /^_[a-z]/.test(name) && !new RegExp(`["']${name}["']`).test(file.tree.source);
  return familyOf(file) === 'script' && !owner.isPublic && IS_MODULE.test(file.tree.source);
}

/** The one parameter that is changed, as a whole list: by its methods, or in Python by key. */
function changedParameter(owner: FunctionModel, file: FileModel): Parameter | undefined {
  const { tree, roles } = file;
  const writes = writesOf(owner, file).filter(({ whose, isInside }) => whose === 'parameter' && isInside);
  const [name, ...others] = [...new Set(writes.map(({ root }) => root))];
  const parameter = owner.parameters.find((candidate) => candidate.name === name);
  if (name === undefined || others.length > 0 || !parameter || parameter.isRest || parameter.fallback !== '' || !tree.text(parameter.node).startsWith(name)) return undefined;
  const isWhole = writes.every(({ target }) => target === name || (familyOf(file) === 'python' && new RegExp(`^${name}\\[[^\\]]*\\]$`).test(target)));
  const uses = within(tree, owner.body, (node) => tree.isLeaf(node) && roles.is(tree, node, 'identifier') && tree.text(node) === name);
  return isWhole && uses.every((node) => keepsToItself(file, owner, node)) ? parameter : undefined;
}

/** Whether a mention only looks into a list or changes it, and hands it to nobody. */
function keepsToItself({ tree, roles, frame }: FileModel, owner: FunctionModel, node: number): boolean {
  const parent = tree.parentOf(node);
  if (frame[node] !== owner.node) return false;
  if (/^(member_expression|attribute)$/.test(tree.kindName(parent))) return tree.childByField(parent, 'object') === node && (roles.is(tree, tree.parentOf(parent), 'call') || tree.text(parent).endsWith('.length'));
  if (tree.kindName(parent).startsWith('subscript')) return [...tree.namedChildren(parent)][0] === node;
  if (roles.is(tree, parent, 'loop')) return tree.childByField(parent, 'right') === node;
  return tree.text(tree.parentOf(parent)) === `len(${tree.text(node)})`;
}

function functionEdits(owner: FunctionModel, file: FileModel, { name, type }: Parameter): TextEdit[] | undefined {
  const { tree } = file;
  const { source } = tree;
  const statements = statementsOf(file, owner.body).filter((statement, i) => i > 0 || !isDocstring(file, statement));
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined || !beginsLine(source, tree.start[first] ?? 0) || !/^(void|None)?$/.test(owner.returnType ?? '')) return undefined;
  const indentation = indentationAt(source, tree.start[first] ?? 0);
  const isPython = familyOf(file) === 'python';
  const [start, end] = [tree.start[first] ?? 0, tree.end[last] ?? 0];
  const returned = tree.childByField(owner.node, 'return_type');
  if (returned >= 0 && type === '') return undefined;
  return [
    { start, end: start, text: `${name} = ${isPython ? `${name}.copy()` : `[...${name}]${statementEnd(file)}`}${newlineOf(source)}${indentation}` },
    { start: end, end, text: `${newlineOf(source)}${indentation}return ${name}${statementEnd(file)}` },
    ...(returned < 0 ? [] : [{ start: tree.start[returned] ?? 0, end: tree.end[returned] ?? 0, text: isPython ? type : `: ${type}` }]),
  ];
}

/** The edits that let one caller keep the answer; undefined where that could change what somebody else sees. */
function callerEdits(owner: FunctionModel, file: FileModel, mention: number, index: number): TextEdit[] | undefined {
  const { tree, roles, frame } = file;
  const call = callOf(file, mention);
  const caller = file.functions.find(({ node }) => call >= 0 && node === frame[call]);
  const given = call < 0 ? [] : argumentsOf(tree, call);
  const argument = given[index];
  if (!caller || caller === owner || argument === undefined || !tree.isLeaf(argument) || tree.kindName(tree.parentOf(call)) !== 'expression_statement') return undefined;
  if (given.some((one) => /keyword_argument|splat|spread/.test(tree.kindName(one))) || [...tree.ancestors(call)].some((up) => roles.is(tree, up, 'try'))) return undefined;
  const name = tree.text(argument);
  const [declaration, ...others] = caller.nodes('declares').filter((node) => declaredNames(file, node).includes(name));
  if (declaration === undefined || others.length > 0 || caller.parameterNames.has(name) || !localNames(file, caller).has(name)) return undefined;
  const value = Math.max(tree.childByField(declaration, 'value'), tree.childByField(declaration, 'right'));
  if (roles.is(tree, declaration, 'loop') || value < 0 || !FRESH.test(tree.text(value))) return undefined;
  const uses = within(tree, caller.node, (node) => tree.isLeaf(node) && roles.is(tree, node, 'identifier') && tree.text(node) === name && tree.parentOf(node) !== declaration);
  const isOwn = uses.every((node) => keepsToItself(file, caller, node) || isHandedOver(file, owner, node) || roles.is(tree, tree.parentOf(node), 'return'));
  const start = tree.start[call] ?? 0;
  return isOwn ? [{ start, end: start, text: `${name} = ` }, ...reassignable(file, declaration)] : undefined;
}

function isHandedOver(file: FileModel, owner: FunctionModel, node: number): boolean {
  const call = file.tree.parentOf(file.tree.parentOf(node));
  return mentionsOf(file, owner).some((mention) => callOf(file, mention) === call);
}

/** A constant that gets another value is none. */
function reassignable({ tree }: FileModel, declaration: number): TextEdit[] {
  const around = tree.parentOf(declaration);
  const start = tree.start[around] ?? 0;
  return tree.kindName(around) === 'lexical_declaration' && tree.text(around).startsWith('const') ? [{ start, end: start + 'const'.length, text: 'let' }] : [];
}
