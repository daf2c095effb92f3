import { LineIndex } from '../../document/position.js';
import type { RuleObject } from '../../knowledge/model.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import type { Test } from './attempt.js';
import type { NthChild } from './relations.js';
import { RuleError } from './rule-error.js';

/** Reads the value of `nthChild`: a position, or an object with `position`, `reverse` and `ofRule`. Throws a RuleError. */
export function readNthChild(value: unknown): { readonly position: Omit<NthChild, 'of'>; readonly of: RuleObject | undefined } {
  if (!isObject(value)) return { position: { ...readFormula(value), reverse: false }, of: undefined };
  const of = value['ofRule'];
  if (of !== undefined && !isObject(of)) throw new RuleError('"ofRule" must be a rule object.');
  return { position: { ...readFormula(value['position']), reverse: value['reverse'] === true }, of };
}

/** `3`, `2n+1` or `-n + 3` as step and offset. */
function readFormula(value: unknown): { readonly step: number; readonly offset: number } {
  const written = typeof value === 'number' || typeof value === 'string' ? String(value).replace(/\s+/g, '').toLowerCase() : '';
  if (/^[+-]?\d+$/.test(written)) return { step: 0, offset: Number(written) };
  const formula = /^([+-]?\d*)n([+-]\d+)?$/.exec(written);
  if (!formula) throw new RuleError(`"${String(value)}" is not a position; write a number or a formula such as 2n+1.`);
  const factor = formula[1] ?? '';
  return { step: /\d/.test(factor) ? Number(factor) : factor === '-' ? -1 : 1, offset: Number(formula[2] ?? 0) };
}

interface Place {
  readonly line: number;
  /** In characters, as ast-grep counts them: a pair of surrogates is one. */
  readonly column: number | undefined;
}

/** Reads the value of `range`: lines and columns from 0 at which a node must begin and end. Throws a RuleError. */
export function readRange(value: unknown): Test {
  const data = isObject(value) ? value : {};
  const start = readPlace('start', data['start']);
  const end = readPlace('end', data['end']);
  if (start.line > end.line || (start.line === end.line && (start.column ?? 0) > (end.column ?? Number.POSITIVE_INFINITY))) throw new RuleError('the range ends before it starts; swap its places.');
  return ({ tree }, node) => stands(tree, tree.start[node] ?? 0, start) && stands(tree, tree.end[node] ?? 0, end);
}

/** Shared by all rules that ask for a place in one tree. */
const LINES = new WeakMap<FlatTree, LineIndex>();

function linesOf(tree: FlatTree): LineIndex {
  const lines = LINES.get(tree) ?? new LineIndex(tree.source);
  LINES.set(tree, lines);
  return lines;
}

function stands(tree: FlatTree, offset: number, { line, column }: Place): boolean {
  const lines = linesOf(tree);
  const start = lines.lineStart(line);
  if (offset < start || line >= lines.lineCount || (line + 1 < lines.lineCount && offset >= lines.lineStart(line + 1))) return false;
  return column === undefined || Array.from(tree.source.slice(start, offset)).length === column;
}

function readPlace(name: string, value: unknown): Place {
  const data = isObject(value) ? value : {};
  const { line, column } = data;
  if (!isCount(line) || (column !== undefined && !isCount(column))) throw new RuleError(`the ${name} of a range is { line, column }, counted from 0.`);
  return { line, column };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isObject(value: unknown): value is RuleObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
