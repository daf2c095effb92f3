import type { DocumentCondition } from '../../knowledge/model.js';
import { compileRegex } from '../rule-language/regex.js';
import { isTemplate, type DocumentNode, type ScalarValue } from './node.js';
import { fixedKeys, parsePath, placesAt } from './path.js';

/** Undefined when the document does not tell: no rule may build on that, nor on its opposite. */
export type Verdict = boolean | undefined;

/** Judges the nodes a path leads to; unknown ones are among them. */
type Test = (nodes: readonly DocumentNode[]) => Verdict;

/** Judges one node. */
export type NodeTest = (node: DocumentNode) => Verdict;

/** Compiles the conditions of a `where:`, whose keys are paths from the node. Throws an Error that says what is wrong. */
export function compileConditions(where: Readonly<Record<string, DocumentCondition>>): NodeTest {
  const tests = Object.entries(where).map(([key, condition]) => ({ path: parsePath(key), test: compileCondition(condition) }));
  return (node) => all(tests.map(({ path, test }) => test([...placesAt({ node, span: node.span }, path)].map((place) => place.node))));
}

/** Words a text must contain for the conditions to hold. */
export function requiredWords(where: Readonly<Record<string, DocumentCondition>>): string[] {
  return Object.entries(where).flatMap(([key, condition]) => {
    if (condition === 'missing' || (typeof condition === 'object' && ('not' in condition || 'any' in condition))) return [];
    const keys = fixedKeys(parsePath(key));
    if (typeof condition === 'object' && 'where' in condition) return [...keys, ...requiredWords(condition.where)];
    return typeof condition === 'string' && condition !== 'exists' && /^[\w:./-]+$/.test(condition) ? [...keys, condition] : keys;
  });
}

/** Whether all hold. */
export function all(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes(false) ? false : verdicts.includes(undefined) ? undefined : true;
}

/** The opposite of what is known. */
export function not(verdict: Verdict): Verdict {
  return verdict === undefined ? undefined : !verdict;
}

/** Whether one of them holds. */
export function anyOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes(true) ? true : verdicts.includes(undefined) ? undefined : false;
}

/** True when some node passes, undefined when one might. */
function some(test: NodeTest): Test {
  return (nodes) => anyOf(nodes.map((node) => (node.kind === 'unknown' ? undefined : test(node))));
}

const exists = some((node) => node.kind !== 'scalar' || node.value !== null);

function compileCondition(condition: DocumentCondition): Test {
  if (condition === 'exists') return exists;
  if (condition === 'missing') return (nodes) => not(exists(nodes));
  if (typeof condition !== 'object') return some((node) => equals(node, [condition]));
  if (isList(condition)) return some((node) => equals(node, condition));
  if ('not' in condition) {
    const inner = compileCondition(condition.not);
    return (nodes) => not(inner(nodes));
  }
  if ('any' in condition) {
    const alternatives = condition.any.map(compileCondition);
    return (nodes) => anyOf(alternatives.map((test) => test(nodes)));
  }
  if ('regex' in condition) return some(matches(condition.regex));
  if ('contains' in condition) return some(contains(isList(condition.contains) ? condition.contains : [condition.contains]));
  if ('where' in condition) return some(compileConditions(condition.where));
  return some(between(condition.above ?? -Infinity, condition.below ?? Infinity));
}

function isList(value: unknown): value is readonly (string | number | boolean)[] {
  return Array.isArray(value);
}

/** A template may yet become any value. */
function equals(node: DocumentNode, wanted: readonly ScalarValue[]): Verdict {
  if (node.kind !== 'scalar') return false;
  return wanted.includes(node.value) ? true : isTemplate(node.value) ? undefined : false;
}

function matches(source: string): NodeTest {
  const expression = compileRegex(source);
  return (node) => {
    if (node.kind !== 'scalar' || node.value === null) return false;
    return expression.test(String(node.value)) ? true : isTemplate(node.value) ? undefined : false;
  };
}

/** A list with the item, a mapping with the key, or the value itself: as `on: push`, `on: [push]` and `on: { push: }` are one. */
function contains(wanted: readonly ScalarValue[]): NodeTest {
  return (node) => {
    if (node.kind === 'list') return orUnknown(some((item) => equals(item, wanted))(node.items.map((item) => item.node)), node.open);
    if (node.kind === 'mapping') return orUnknown(node.entries.some(({ key }) => wanted.some((value) => String(value) === key)), node.open);
    return equals(node, wanted);
  };
}

function orUnknown(verdict: Verdict, open: boolean): Verdict {
  return verdict === false && open ? undefined : verdict;
}

function between(above: number, below: number): NodeTest {
  return (node) => {
    if (node.kind !== 'scalar') return false;
    if (isTemplate(node.value)) return undefined;
    return typeof node.value === 'number' && node.value > above && node.value < below;
  };
}
