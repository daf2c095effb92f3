import { declaredNames } from '../effects.js';
import type { FunctionModel } from '../functions.js';
import type { FileModel } from '../walk.js';
import { beginsLine, indentationAt, isBroken, isInside, levelBetween, lineStart, newlineOf, reindented, within } from './layout.js';
import { negated } from './negation.js';
import type { NextStep } from './next-step.js';
import { familyOf, hasWord, isGenerator, statementEnd, statementsOf } from './shape.js';
import { isStructure, MOST_BUMPS } from './structure.js';

const NOTHING = /^(void|\(\)|None|undefined|Promise<void>)$/;
/** A condition that also names something belongs to its branch. */
const NAMES_SOMETHING = /pattern|declaration|let_|assignment|named_expression|is_expression|instanceof/;

/** A last `if` that holds the rest of a function becomes its opposite with an early return; what it held moves out one level. */
export const guardClause: NextStep = {
  signals: ['U1'],
  propose(owner, file) {
    const { tree } = file;
    if (isBroken(tree, owner.node) || !returnsNothing(owner, file)) return [];
    const last = lastIf(file, owner.body);
    const guard = last < 0 ? undefined : guardAt(owner, file, last, indentationAt(tree.source, tree.start[last] ?? 0));
    // What stood in one block would be several.
    if (!guard || bumpsAfter(owner, file, owner.body, 0) > Math.max(MOST_BUMPS, owner.complexity.bumps)) return [];
    return [{ title: 'Leave early with a guard clause', kind: 'rewrite', edits: [{ start: tree.start[last] ?? 0, end: guard.end, text: guard.text.trimStart() }] }];
  },
};

function returnsNothing(owner: FunctionModel, file: FileModel): boolean {
  const { tree } = file;
  const family = familyOf(file);
  const { returnType } = owner;
  if (family === undefined || owner.nodes('return').some((node) => [...tree.namedChildren(node)].length > 0)) return false;
  if (family === 'csharp') {
    const isAsync = /\basync\b/.test(tree.source.slice(tree.start[owner.node], tree.start[owner.nameNode]));
    return !isGenerator(file, owner) && (owner.isConstructor || returnType === 'void' || (isAsync && /^(Task|ValueTask)$/.test(returnType ?? '')));
  }
  if (family === 'java') return owner.isConstructor || returnType === 'void';
  if (family === 'go') return returnType === undefined;
  return returnType === undefined || NOTHING.test(returnType);
}

/** The `if` that ends a block and is worth turning: it has no `else` and holds other structure; else -1. */
function lastIf(file: FileModel, block: number): number {
  const { tree, roles } = file;
  const last = statementsOf(file, block).at(-1) ?? -1;
  if (last < 0) return -1;
  const inner = tree.kindName(last) === 'expression_statement' ? ([...tree.namedChildren(last)][0] ?? last) : last;
  if (!roles.is(tree, inner, 'if') || tree.childByField(inner, 'alternative') >= 0 || tree.childByField(inner, 'initializer') >= 0) return -1;
  return within(tree, inner, (node) => roles.is(tree, node, 'elif') || roles.is(tree, node, 'else')).some((node) => tree.parentOf(node) === inner) ? -1 : inner;
}

/** How many statements hold one structure inside another once the `if` that ends a block, `depth` structures deep, is a guard. */
function bumpsAfter(owner: FunctionModel, file: FileModel, block: number, depth: number): number {
  const ending = lastIf(file, block);
  const last = ending >= 0 && guardAt(owner, file, ending, '') ? ending : -1;
  const rest = last < 0 ? undefined : file.tree.childByField(last, 'consequence');
  const isNested = (statement: number) => owner.complexity.parts.some(({ node, nesting }) => nesting > depth && isStructure(file, node) && isInside(file.tree, node, statement));
  const own = statementsOf(file, block).filter((statement) => (last < 0 || !isInside(file.tree, last, statement)) && isNested(statement)).length;
  return own + (rest === undefined ? 0 : bumpsAfter(owner, file, rest, depth + 1));
}

interface Guard {
  /** With the indentation of its first line. */
  readonly text: string;
  readonly end: number;
}

function guardAt(owner: FunctionModel, file: FileModel, test: number, indentation: string): Guard | undefined {
  const { tree } = file;
  const condition = tree.childByField(test, 'condition');
  const block = tree.childByField(test, 'consequence');
  const isWorthIt = owner.complexity.parts.some(({ node }) => isInside(tree, node, block));
  if (condition < 0 || block < 0 || !isWorthIt || !beginsLine(tree.source, tree.start[test] ?? 0)) return undefined;
  const family = familyOf(file);
  const namesSomething = NAMES_SOMETHING.test(tree.kindName(condition)) || within(tree, condition, (node) => NAMES_SOMETHING.test(tree.kindName(node)) && family !== 'script').length > 0;
  if (namesSomething || (family !== 'python' && !mayMoveOut(owner, file, block))) return undefined;
  const body = family === 'python' ? pythonBody(file, test, condition, block) : bracedBody(file, test, block);
  if (!body) return undefined;
  const newline = newlineOf(tree.source);
  const level = levelBetween(indentationAt(tree.source, tree.start[test] ?? 0), body.indentation);
  const rest = level === undefined ? undefined : movedBody(owner, file, block, body, indentation);
  if (level === undefined || rest === undefined) return undefined;
  const opposite = negated(file, condition);
  const isBracketed = tree.text(condition).startsWith('(') && tree.kindName(condition) === 'parenthesized_expression';
  const head = tree.source.slice(tree.start[test], tree.start[condition]) + (isBracketed ? `(${opposite})` : opposite) + body.opening;
  const lines = [`${indentation}${head.replaceAll(/\n[ \t]*/g, `\n${indentation}`)}`, `${indentation}${level}return${statementEnd(file)}`, ...(family === 'python' ? [] : [`${indentation}}`]), ...(body.remark === '' ? [] : [`${indentation}${body.remark}`])];
  return { text: `${lines.join(newline)}${newline}${rest}`, end: body.end };
}

interface Body {
  /** From after the condition to the end of the line that opens the block, a remark left out. */
  readonly opening: string;
  /** A comment behind the opening. */
  readonly remark: string;
  /** Whole lines. */
  readonly from: number;
  readonly to: number;
  readonly indentation: string;
  /** Where the `if` ends. */
  readonly end: number;
}

function bracedBody({ tree, ...file }: FileModel, test: number, block: number): Body | undefined {
  const { source } = tree;
  const open = tree.start[block] ?? 0;
  const close = (tree.end[block] ?? 0) - 1;
  const feed = source.indexOf('\n', open);
  if (source[open] !== '{' || source[close] !== '}' || feed < 0 || feed > close || !beginsLine(source, close)) return undefined;
  const condition = tree.childByField(test, 'condition');
  const remark = source.slice(open + 1, feed).trim();
  const [first] = statementsOf({ tree, ...file }, block);
  if ((remark !== '' && !/^\/\/|^\/\*[^]*\*\/$/.test(remark)) || first === undefined) return undefined;
  return { opening: source.slice(tree.end[condition], open + 1), remark, from: feed + 1, to: lineStart(source, close), indentation: indentationAt(source, tree.start[first] ?? 0), end: tree.end[test] ?? 0 };
}

function pythonBody({ tree }: FileModel, test: number, condition: number, block: number): Body | undefined {
  const { source } = tree;
  const colon = source.indexOf(':', tree.end[condition]);
  const feed = source.indexOf('\n', colon);
  const [first] = [...tree.namedChildren(block)];
  if (colon < 0 || feed < 0 || first === undefined || (tree.start[first] ?? 0) < feed) return undefined;
  const remark = source.slice(colon + 1, feed).trim();
  if (remark !== '' && !remark.startsWith('#')) return undefined;
  const indentation = indentationAt(source, tree.start[first] ?? 0);
  return { opening: source.slice(tree.end[condition], colon + 1), remark, from: feed + 1, to: endOfRemarks(source, tree.end[test] ?? 0, indentation), indentation, end: endOfRemarks(source, tree.end[test] ?? 0, indentation) };
}

/** Comments after the last statement that are indented as far belong to the block. */
function endOfRemarks(source: string, end: number, indentation: string): number {
  let last = end;
  for (let feed = source.indexOf('\n', end); feed >= 0; feed = source.indexOf('\n', feed + 1)) {
    const line = /^[^\r\n]*/.exec(source.slice(feed + 1))?.[0] ?? '';
    if (line.trim() !== '' && !line.startsWith(`${indentation}#`)) break;
    if (line.trim() !== '') last = feed + 1 + line.length;
    if (feed + 1 >= source.length) break;
  }
  return last;
}

/** The lines of a block one level further out; an `if` that ends it becomes a guard as well. */
function movedBody(owner: FunctionModel, file: FileModel, block: number, { from, to, indentation }: Body, outer: string): string | undefined {
  const { tree } = file;
  const inner = lastIf(file, block);
  const guard = inner < 0 ? undefined : guardAt(owner, file, inner, outer);
  if (!guard) return reindented(tree, from, to, indentation, outer)?.replace(/\r?\n$/, '');
  const before = reindented(tree, from, lineStart(tree.source, tree.start[inner] ?? 0), indentation, outer);
  const after = reindented(tree, Math.min(to, guard.end), to, '', '');
  if (before === undefined || after === undefined) return undefined;
  return `${before}${guard.text}${shifted(after, indentation, outer)}`.replace(/\r?\n$/, '');
}

/** Comments behind a block, on lines of their own. */
function shifted(text: string, before: string, after: string): string {
  return text.replaceAll(/\n([ \t]*)(?=\S)/g, (_, blanks: string) => `\n${blanks.startsWith(before) ? after + blanks.slice(before.length) : blanks}`);
}

/** What a block declares must have a name nobody else has, and mean the same outside. */
function mayMoveOut(owner: FunctionModel, file: FileModel, block: number): boolean {
  const { tree, roles } = file;
  if (file.roles.language.id === 'csharp' && /^\s*#/m.test(tree.text(owner.node))) return false;
  return statementsOf(file, block).every((statement) => {
    if (/function|class|struct|enum|interface|label|_item$/.test(tree.kindName(statement))) return false;
    const declared = /declaration|^var_|^const_|^type_/.test(tree.kindName(statement)) ? within(tree, statement, (node) => roles.is(tree, node, 'declares')).flatMap((node) => declaredNames(file, node)) : [];
    const own = roles.is(tree, statement, 'declares') ? declaredNames(file, statement) : [];
    return [...declared, ...own].every((name) => !mentionsWordOutside(file, owner, block, name));
  });
}

function mentionsWordOutside({ tree }: FileModel, owner: FunctionModel, block: number, name: string): boolean {
  const start = tree.start[owner.node] ?? 0;
  const text = tree.text(owner.node);
  const outside = text.slice(0, (tree.start[block] ?? 0) - start) + text.slice((tree.end[block] ?? 0) - start);
  return hasWord(outside, name);
}
