import type { LintDocument } from '../lint/document.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import { ownNodes, type NamedFunction } from './functions.js';
import type { GrammarRoles } from './grammar-roles.js';
import type { Evidence, Signal } from './profile.js';

/** Python classes that catch nearly everything; a narrower one says which mistake the writer had in mind. */
const CATCH_ALL = /^except(\s+\(?\s*(Exception|BaseException)\s*\)?(\s+as\s+\w+)?)?\s*:/;
/** Tidying up may fail without harm. */
const BEST_EFFORT = /\b(close|unlink|unlinkSync|rm|rmSync|remove|rmtree|kill|terminate|dispose|abort|release|destroy|disconnect|cancel|cleanup|clear|stop|shutdown|removeItem|setItem)\w*\s*\(/;

/**
 * P2: an error that ends in an empty handler. A comment in the handler is taken as the reason. Empty and over-wide
 * handlers stood behind a third of the catastrophic failures studied by Yuan et al. (OSDI 2014).
 */
export function swallowedErrors(document: LintDocument, roles: GrammarRoles, owner: NamedFunction): Signal | undefined {
  const { tree } = document;
  if (!tree) return undefined;
  const places: (Evidence & { readonly serious: boolean })[] = [];
  for (const node of ownNodes(tree, roles, owner)) {
    const serious = roles.is(tree, node, 'catch') ? emptyHandler(tree, roles, node) : emptyRejection(tree, roles, node);
    if (serious !== undefined) places.push({ span: firstLine(tree, node), label: 'an error disappears here', serious });
  }
  if (places.length === 0) return undefined;
  return {
    letter: 'P',
    id: 'P2',
    level: places.some(({ serious }) => serious) ? 'attention' : 'note',
    message: places.length === 1 ? 'an error disappears' : `${places.length} errors disappear`,
    grade: 'A',
    evidence: places.map(({ span, label }) => ({ span, label })),
  };
}

/** Whether an empty handler is serious; undefined when the handler does something or says why it does not. */
function emptyHandler(tree: FlatTree, roles: GrammarRoles, clause: number): boolean | undefined {
  const body = [...tree.children(clause)].find((child) => roles.is(tree, child, 'body'));
  if (body === undefined || ![...tree.namedChildren(body)].every((child) => isNoise(tree, roles, child))) return undefined;
  if (hasComment(tree, clause)) return undefined;
  const text = tree.text(clause);
  const narrow = text.startsWith('except') && !CATCH_ALL.test(text);
  return !narrow && !isHarmless(tree, roles, clause);
}

/** `.catch(() => {})` */
function emptyRejection(tree: FlatTree, roles: GrammarRoles, call: number): boolean | undefined {
  if (!roles.is(tree, call, 'call')) return undefined;
  const callee = tree.childByField(call, 'function');
  if (callee < 0 || tree.text(tree.childByField(callee, 'property')) !== 'catch') return undefined;
  const [handler, ...others] = [...tree.namedChildren(tree.childByField(call, 'arguments'))];
  if (handler === undefined || others.length > 0 || !roles.is(tree, handler, 'lambda')) return undefined;
  const body = tree.childByField(handler, 'body');
  if (body < 0 || !roles.is(tree, body, 'body') || [...tree.namedChildren(body)].length > 0 || hasComment(tree, handler)) return undefined;
  return !BEST_EFFORT.test(tree.text(tree.childByField(callee, 'object')));
}

function isNoise(tree: FlatTree, roles: GrammarRoles, node: number): boolean {
  if (roles.is(tree, node, 'noise')) return true;
  const [only, ...others] = [...tree.namedChildren(node)];
  return tree.kindName(node) === 'expression_statement' && only !== undefined && others.length === 0 && roles.is(tree, only, 'noise');
}

/** A comment inside, or beside the last word: a parser hangs that one on whatever follows. */
function hasComment(tree: FlatTree, node: number): boolean {
  const end = tree.end[node] ?? 0;
  const rest = tree.source.slice(end, lineEnd(tree.source, end));
  if (/^\s*(#|\/\/|\/\*)/.test(rest)) return true;
  for (let i = node; i < (tree.next[node] ?? 0); i++) if (/comment/.test(tree.kindName(i))) return true;
  return false;
}

/** Trying to tidy up, or "take this, else that": what follows the failure is written down after all. */
function isHarmless(tree: FlatTree, roles: GrammarRoles, clause: number): boolean {
  const attempt = tree.parentOf(clause);
  if (attempt < 0 || !roles.is(tree, attempt, 'try')) return false;
  const body = [...tree.children(attempt)].find((child) => roles.is(tree, child, 'body'));
  if (body === undefined) return false;
  const statements = [...tree.namedChildren(body)];
  if (statements.length <= 2 && BEST_EFFORT.test(tree.text(body))) return true;
  return statements.some((statement) => tree.kindName(statement) === 'return_statement');
}

function firstLine(tree: FlatTree, node: number): Evidence['span'] {
  const start = tree.start[node] ?? 0;
  return { start, end: Math.min(tree.end[node] ?? start, lineEnd(tree.source, start)) };
}

function lineEnd(text: string, offset: number): number {
  const end = text.slice(offset).search(/[\r\n]/);
  return end < 0 ? text.length : offset + end;
}
