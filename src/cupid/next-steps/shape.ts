import type { FlatTree } from '../../syntax/flat-tree.js';
import { argumentsOf } from '../expressions.js';
import type { FunctionModel } from '../functions.js';
import type { FileModel } from '../walk.js';
import { beginsLine, within } from './layout.js';

const FAMILIES: Readonly<Record<string, 'script' | 'python' | 'java' | 'go' | 'rust' | 'csharp'>> = { typescript: 'script', tsx: 'script', javascript: 'script', python: 'python', java: 'java', go: 'go', rust: 'rust', csharp: 'csharp' };

/** The syntax a step has to write; `script` stands for TypeScript and JavaScript. */
export type Family = (typeof FAMILIES)[string];

export function familyOf({ roles }: FileModel): Family | undefined {
  return FAMILIES[roles.language.id];
}

/** What ends a statement: nothing in Python, Go and JavaScript written so. */
export function statementEnd(file: FileModel): string {
  const family = familyOf(file);
  if (family === 'python' || family === 'go') return '';
  return family !== 'script' || /;[ \t]*\r?$/m.test(file.tree.source) || !file.tree.source.includes('\n') ? ';' : '';
}

/** The last word of the name, as calls write it. */
export function callName({ name }: FunctionModel): string {
  return name.split('.').at(-1) ?? name;
}

/** The places that mention a function by its name, its declaration left out. */
export function mentionsOf({ tree, roles }: FileModel, owner: FunctionModel): number[] {
  const name = callName(owner);
  return within(tree, 0, (node) => tree.isLeaf(node) && roles.is(tree, node, 'identifier') && node !== owner.nameNode && tree.text(node) === name);
}

/** The call in which a mention stands as what is called, or -1. */
export function callOf({ tree, roles }: FileModel, mention: number): number {
  const parent = tree.parentOf(mention);
  if (parent < 0) return -1;
  const isLast = roles.is(tree, parent, 'member') && [...tree.namedChildren(parent)].at(-1) === mention;
  const callee = isLast ? parent : mention;
  const call = tree.parentOf(callee);
  return call >= 0 && roles.is(tree, call, 'call') && [tree.childByField(call, 'function'), tree.childByField(call, 'name')].includes(callee) ? call : -1;
}

/**
 * Whether this file calls a function and nothing else: handed on by name it would be called with whatever its new caller
 * has, and a further parameter would take it.
 */
export function isOnlyCalled(file: FileModel, owner: FunctionModel): boolean {
  const { tree } = file;
  return mentionsOf(file, owner).every((mention) => {
    if (/^(export_specifier|import_specifier|dotted_name)$/.test(tree.kindName(tree.parentOf(mention)))) return true;
    const call = callOf(file, mention);
    const given = call < 0 ? [] : argumentsOf(tree, call);
    return call >= 0 && given.length <= owner.parameters.length && !given.some((argument) => /splat|spread/.test(tree.kindName(argument)));
  });
}

/** Whether a word stands anywhere in a node, as a name or in a text; the name of a member, as in `Date.now`, is another word. */
export function mentionsWord(tree: FlatTree, node: number, word: string): boolean {
  return hasWord(tree.text(node), word);
}

export function hasWord(text: string, word: string): boolean {
  return new RegExp(`(?<![\\w$])(?<!(?<!\\.)\\.)${word.replaceAll('$', '\\$')}(?![\\w$])`).test(text);
}

/** Whether a function gives its values one by one. */
export function isGenerator({ tree, frame }: FileModel, owner: FunctionModel): boolean {
  return /generator/.test(tree.kindName(owner.node)) || within(tree, owner.node, (node) => tree.kindName(node).startsWith('yield') && tree.isNamed(node) && frame[node] === owner.node).length > 0 || /^(async\s+)?\*/.test(tree.text(owner.node));
}

/** Whether a decorator, an attribute or an annotation stands on a function. */
export function isMarked({ tree, roles }: FileModel, owner: FunctionModel): boolean {
  const parent = tree.parentOf(owner.node);
  if (/^decorated_definition$/.test(tree.kindName(parent))) return true;
  for (const child of tree.children(owner.node)) if (roles.is(tree, child, 'mark') || /^(decorator|attribute_list)$/.test(tree.kindName(child)) || (tree.kindName(child) === 'modifiers' && tree.text(child).includes('@'))) return true;
  let before = -1;
  for (const child of tree.children(parent)) {
    if (child === owner.node) break;
    if (!tree.isExtra(child)) before = child;
  }
  return before >= 0 && /decorator|attribute_item/.test(tree.kindName(before));
}

/** The statements of a function's body, comments left out. */
export function statementsOf({ tree }: FileModel, body: number): number[] {
  const inner = [...tree.namedChildren(body)];
  return inner.length === 1 && tree.kindName(inner[0] ?? -1) === 'statement_list' ? [...tree.namedChildren(inner[0] ?? -1)] : inner;
}

/** A text alone in a statement, as Python's documentation of a function. */
export function isDocstring({ tree, roles }: FileModel, statement: number): boolean {
  const [inner] = [...tree.namedChildren(statement)];
  return tree.kindName(statement) === 'expression_statement' && inner !== undefined && roles.is(tree, inner, 'string');
}

/** Where a declaration begins with the comments right above it. */
export function beginWithRemarks({ tree }: FileModel, node: number): number {
  let first = node;
  const siblings = [...tree.children(tree.parentOf(node))];
  for (let i = siblings.indexOf(node) - 1; i >= 0; i--) {
    const sibling = siblings[i] ?? -1;
    const between = tree.source.slice(tree.end[sibling], tree.start[first]);
    if (!tree.isExtra(sibling) || tree.text(sibling).startsWith('#!') || !beginsLine(tree.source, tree.start[sibling] ?? 0) || between.split('\n').length > 2) break;
    first = sibling;
  }
  return tree.start[first] ?? 0;
}
