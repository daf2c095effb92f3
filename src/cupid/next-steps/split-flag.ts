import type { FunctionModel } from '../functions.js';
import type { Parameter } from '../parameters.js';
import type { FileModel } from '../walk.js';
import { wordsOf } from '../words.js';
import { beginsLine, indentationAt, isBroken, levelBetween, lineStart, newlineOf, reindented, within } from './layout.js';
import type { NextStep } from './next-step.js';
import { beginWithRemarks, callName, familyOf, hasWord, isDocstring, isGenerator, isMarked, mentionsWord, statementEnd, statementsOf } from './shape.js';

/** Words that say of a flag that it is one. */
const ASKING = new Set(['is', 'has', 'should', 'do', 'does', 'be', 'flag']);
const HAVING = new Set(['with', 'use', 'include', 'using', 'including']);

/**
 * A flag that picks one of two whole branches: each branch becomes a function, and the old one calls them, so that
 * callers go on working while they move over.
 */
export const splitFlag: NextStep = {
  signals: ['C3'],
  propose(owner, file) {
    const { tree } = file;
    const family = familyOf(file);
    if ((family !== 'python' && family !== 'script') || isBroken(tree, owner.node) || isGenerator(file, owner) || isMarked(file, owner) || owner.isImposed || owner.isConstructor) return [];
    const choice = choiceOf(owner, file);
    const form = choice && (family === 'python' ? pythonForm(owner, file, choice) : scriptForm(owner, file, choice));
    if (!choice || !form || losesRemarks(file, choice)) return [];
    const names = namesOf(owner, file, choice.flag);
    const [ifSet, ifNot] = choice.isNegated ? [choice.otherwise, choice.branch] : [choice.branch, choice.otherwise];
    const parts = names && [form.declared(names[0], ifSet), form.declared(names[1], ifNot)];
    if (!names || !parts || parts.some((part) => part === undefined)) return [];
    const newline = newlineOf(tree.source);
    return [
      {
        title: `Split the flag \`${choice.flag.name}\` into ${names[0]} and ${names[1]}`,
        kind: 'rewrite',
        edits: [
          { start: form.at, end: form.at, text: parts.map((part) => `${part}${form.gap}`).join('') },
          { start: tree.start[choice.test] ?? 0, end: tree.end[choice.test] ?? 0, text: form.calls(names).join(newline) },
        ],
      },
    ];
  },
};

interface Choice {
  readonly flag: Parameter;
  readonly test: number;
  readonly isNegated: boolean;
  /** The blocks, as written. */
  readonly branch: number;
  readonly otherwise: number;
}

/** The one `if` and `else` a body is made of, on nothing but a flag that is not mentioned elsewhere. */
function choiceOf(owner: FunctionModel, file: FileModel): Choice | undefined {
  const { tree, roles } = file;
  const statements = statementsOf(file, owner.body).filter((statement, i) => i > 0 || !isDocstring(file, statement));
  const [test] = statements;
  if (test === undefined || statements.length > 1 || !roles.is(tree, test, 'if') || !beginsLine(tree.source, tree.start[test] ?? 0)) return undefined;
  const condition = tree.childByField(test, 'condition');
  const asked = tree.text(condition).replace(/^\((.*)\)$/s, '$1').trim();
  const flag = owner.parameters.find(({ name }) => asked === name || asked === `!${name}` || asked === `not ${name}`);
  const branch = tree.childByField(test, 'consequence');
  const clause = tree.childByField(test, 'alternative');
  if (!flag || flag.isRest || branch < 0 || clause < 0 || !roles.is(tree, clause, 'else')) return undefined;
  const [otherwise] = [...tree.namedChildren(clause)];
  const isWhole = otherwise !== undefined && [branch, otherwise].every((block) => roles.is(tree, block, 'body') && !mentionsWord(tree, block, flag.name) && statementsOf(file, block).length > 0);
  // Two single calls are what is left after the split.
  const isDone = isWhole && [branch, otherwise].every((block) => onlyCalls(file, block));
  return isWhole && !isDone ? { flag, test, isNegated: asked !== flag.name, branch, otherwise } : undefined;
}

function onlyCalls(file: FileModel, block: number): boolean {
  const { tree, roles } = file;
  const [statement, ...others] = statementsOf(file, block);
  const [inner] = statement === undefined ? [] : [...tree.namedChildren(statement)];
  return others.length === 0 && inner !== undefined && roles.is(tree, inner, 'call');
}

/** Names for both, by the word of the flag: `renderCompact` is not known to be English, `renderWhenCompact` is. */
function namesOf(owner: FunctionModel, file: FileModel, flag: Parameter): readonly [string, string] | undefined {
  const name = callName(owner);
  const words = wordsOf(flag.name);
  const isHad = HAVING.has(words[0] ?? '') && words.length > 1;
  const kept = isHad || (ASKING.has(words[0] ?? '') && words.length > 1) ? words.slice(1) : words;
  const isSnake = familyOf(file) === 'python' && name === name.toLowerCase();
  const joined = (link: readonly string[]) => (isSnake ? [name, ...link, ...kept].join('_') : name + [...link, ...kept].map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(''));
  const names = [joined([isHad ? 'with' : 'when']), joined(isHad ? ['without'] : ['when', 'not'])] as const;
  return kept.length === 0 || kept.join('') === '' || names.some((one) => hasWord(file.tree.source, one)) || !/^[A-Za-z_$][\w$]*$/.test(name) ? undefined : names;
}

/** How a language declares the new functions and calls them. */
interface Form {
  readonly at: number;
  readonly gap: string;
  declared(name: string, block: number): string | undefined;
  calls(names: readonly [string, string]): readonly string[];
}

/** The parameters but the flag as declared; undefined where they cannot simply be handed on. */
function othersOf(owner: FunctionModel, { tree }: FileModel, flag: Parameter): readonly Parameter[] | undefined {
  const others = owner.parameters.filter((parameter) => parameter !== flag);
  return others.every(({ name, node, isRest }) => !isRest && /^[\w$]+$/.test(name) && tree.text(node).startsWith(name)) ? others : undefined;
}

function pythonForm(owner: FunctionModel, file: FileModel, { flag, test }: Choice): Form | undefined {
  const { tree } = file;
  const { source } = tree;
  const others = othersOf(owner, file, flag);
  const list = tree.childByField(owner.node, 'parameters');
  const isPlain = [...tree.namedChildren(list)].every((child) => !/separator/.test(tree.kindName(child)));
  const outer = indentationAt(source, tree.start[owner.node] ?? 0);
  const inner = indentationAt(source, tree.start[test] ?? 0);
  const level = levelBetween(outer, inner);
  const receiver = owner.kind === 'method' ? tree.text([...tree.namedChildren(list)][0] ?? -1) : undefined;
  if (!others || !isPlain || level === undefined || (receiver !== undefined && receiver !== 'self') || !beginsLine(source, tree.start[owner.node] ?? 0)) return undefined;
  const newline = newlineOf(source);
  const isAsync = /^async\b/.test(tree.text(owner.node));
  const returns = tree.childByField(owner.node, 'return_type');
  const declaredList = [...(receiver === undefined ? [] : [receiver]), ...others.map(({ node }) => tree.text(node))].join(', ');
  const head = (name: string) => `${outer}${isAsync ? 'async ' : ''}def ${name}(${declaredList})${returns < 0 ? '' : ` -> ${tree.text(returns)}`}:`;
  const call = (name: string) => `${isAsync ? 'await ' : ''}${receiver === undefined ? '' : `${receiver}.`}${name}(${others.map(({ name: given }) => given).join(', ')})`;
  const keyword = givesValue(owner, file) ? 'return ' : '';
  return {
    at: lineStart(source, beginWithRemarks(file, owner.node)),
    gap: receiver === undefined && outer === '' ? `${newline}${newline}${newline}` : `${newline}${newline}`,
    declared: (name, block) => withBody(file, block, head(name), inner, ''),
    calls: ([one, other]) => [`if ${flag.name}:`, `${inner}${level}${keyword}${call(one)}`, `${inner}else:`, `${inner}${level}${keyword}${call(other)}`],
  };
}

function scriptForm(owner: FunctionModel, file: FileModel, { flag, test }: Choice): Form | undefined {
  const { tree } = file;
  const { source } = tree;
  const others = othersOf(owner, file, flag);
  const parent = tree.parentOf(owner.node);
  const isMethod = tree.kindName(owner.node) === 'method_definition' && tree.kindName(parent) === 'class_body';
  const isExported = tree.kindName(parent) === 'export_statement';
  const isPlain = isMethod ? !/^(static|get|set|override|\*)\b/.test(tree.text(owner.node)) : tree.kindName(owner.node) === 'function_declaration' && !/^export\s+default\b/.test(tree.text(parent));
  const isDocumentedTwice = mentionsWord(tree, owner.node, 'arguments') || within(tree, 0, (node) => /signature/.test(tree.kindName(node)) && mentionsWord(tree, node, callName(owner))).length > 0;
  const outer = indentationAt(source, tree.start[owner.node] ?? 0);
  const inner = indentationAt(source, tree.start[test] ?? 0);
  const level = levelBetween(outer, inner);
  const whole = isExported ? parent : owner.node;
  if (!others || !isPlain || isDocumentedTwice || level === undefined || !beginsLine(source, tree.start[whole] ?? 0)) return undefined;
  const newline = newlineOf(source);
  const before = source.slice(tree.start[whole], tree.start[owner.nameNode]);
  const isAsync = /\basync\b/.test(before);
  const list = tree.childByField(owner.node, 'parameters');
  const declaredList = others.map(({ node }) => tree.text(node)).join(', ');
  const head = (name: string) => `${outer}${before}${name}${source.slice(tree.end[owner.nameNode], tree.start[list])}(${declaredList})${source.slice(tree.end[list], tree.start[owner.body])}{`;
  const call = (name: string) => `${isMethod ? 'this.' : ''}${name}(${others.map(({ name: given }) => given).join(', ')})${statementEnd(file)}`;
  const keyword = givesValue(owner, file) ? 'return ' : isAsync ? 'await ' : '';
  return {
    at: lineStart(source, beginWithRemarks(file, whole)),
    gap: `${newline}${newline}`,
    declared: (name, block) => withBody(file, block, head(name), inner, `${newline}${outer}}`),
    calls: ([one, other]) => [`if (${flag.name}) {`, `${inner}${level}${keyword}${call(one)}`, `${inner}} else {`, `${inner}${level}${keyword}${call(other)}`, `${inner}}`],
  };
}

function givesValue(owner: FunctionModel, { tree }: FileModel): boolean {
  return owner.nodes('return').some((node) => [...tree.namedChildren(node)].length > 0);
}

interface Lines {
  readonly from: number;
  readonly to: number;
}

/** The whole lines of a block with its comments; undefined where it has no lines of its own. */
function linesOf(file: FileModel, block: number): Lines | undefined {
  const { source, start, end } = file.tree;
  const statements = statementsOf(file, block);
  const first = start[statements[0] ?? -1];
  if (first === undefined || !beginsLine(source, first)) return undefined;
  if (source[start[block] ?? 0] === '{') {
    const feed = source.indexOf('\n', start[block]);
    return feed < 0 || feed > first ? undefined : { from: feed + 1, to: lineStart(source, (end[block] ?? 0) - 1) };
  }
  let from = lineStart(source, first);
  while (/^[ \t]*(#.*)?\r?\n$/.test(source.slice(lineStart(source, from - 1), from))) from = lineStart(source, from - 1);
  return { from, to: end[statements.at(-1) ?? -1] ?? 0 };
}

/** Whether a comment of the choice would be lost. */
function losesRemarks(file: FileModel, { test, branch, otherwise }: Choice): boolean {
  const { tree } = file;
  const kept = [branch, otherwise].map((block) => linesOf(file, block));
  return within(tree, test, (node) => tree.isExtra(node)).some((node) => !kept.some((lines) => lines && lines.from <= (tree.start[node] ?? 0) && (tree.end[node] ?? 0) <= lines.to));
}

/** A function around the lines of a block, which move out one level; undefined where the block has no lines of its own. */
function withBody(file: FileModel, block: number, head: string, indentation: string, close: string): string | undefined {
  const { tree } = file;
  const lines = linesOf(file, block);
  const [first] = statementsOf(file, block);
  const moved = lines && reindented(tree, lines.from, lines.to, indentationAt(tree.source, tree.start[first ?? -1] ?? 0), indentation);
  return moved === undefined ? undefined : `${head}${newlineOf(tree.source)}${moved.replace(/\r?\n$/, '')}${close}`;
}
