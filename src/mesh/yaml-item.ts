import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { applyEdits, type TextEdit } from '../document/edit.js';
import { yamlBlock, yamlFlow, type Mapping } from './yaml-block.js';

/** How much deeper a new list stands than its key. */
const STEP = '  ';

type Step = string | number;

/**
 * The text with one more item at the end of a list: everything else, comments, order and quotes included, stays as it
 * is. The last step of the path is the key of the list, which need not be there yet. Throws an Error with one sentence
 * when the text is laid out so that this cannot be done.
 */
export function withListItem(text: string, path: readonly Step[], item: Mapping): string {
  const document = parsed(text);
  const changed = applyEdits(text, editsFor(text, document, path, item));
  if (isExpected(document, changed, path, item)) return changed;
  throw new Error(`${path.join('.')} is laid out in an unusual way; add this by hand: ${yamlFlow(item)}`);
}

function parsed(text: string): Document.Parsed {
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  if (document.errors.length === 0) return document;
  throw new Error('it is no YAML that can be read; mend it first');
}

function editsFor(text: string, document: Document.Parsed, path: readonly Step[], item: Mapping): TextEdit[] {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const key = String(path.at(-1));
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (!isMap(parent)) throw new Error(`"${path.slice(0, -1).join('.')}" is no mapping; mend it first`);
  const pair = parent.items.find((candidate) => isScalar(candidate.key) && candidate.key.value === key);
  if (parent.flow) return [flowEdit(parent, pair, key, item)];
  const indent = ' '.repeat(columnOf(text, parent.items[0]?.key));
  const list = pair?.value;
  if (!pair) {
    const lines = [`${indent}${key}:`, ...itemLines(item, indent + STEP)];
    return [linesBehind(text, endOf(parent), lines, newline, indent.length + 1)];
  }
  if (isSeq(list)) return listEdits(text, list, itemLines(item, indent + STEP), newline, item);
  if (list === null || (isScalar(list) && list.value === null)) {
    const range = (list as Node | null)?.range ?? [endOf(pair), endOf(pair)];
    return emptiedEdits(text, range, itemLines(item, indent + STEP), newline);
  }
  throw new Error(`"${path.join('.')}" is no list; mend it first`);
}

function listEdits(
  text: string,
  list: YAMLSeq,
  lines: readonly string[],
  newline: string,
  item: Mapping,
): TextEdit[] {
  const last = list.items.at(-1) as Node | undefined;
  if (last === undefined) return emptiedEdits(text, list.range ?? [0, 0], lines, newline);
  if (list.flow) {
    const at = endOf(last);
    return [{ start: at, end: at, text: `, ${yamlFlow(item)}` }];
  }
  const dash = text.lastIndexOf('-', startOf(list.items[0]) - 1);
  const column = dash - (text.lastIndexOf('\n', dash - 1) + 1);
  return [linesBehind(text, endOf(last), itemLines(item, ' '.repeat(column)), newline, column + 1)];
}

/** An empty list or an empty value gives way to lines below its key; a comment behind it stays. */
function emptiedEdits(
  text: string,
  [start, end]: readonly number[],
  lines: readonly string[],
  newline: string,
): TextEdit[] {
  const [from = 0, to = 0] = [start, end];
  const blank = text.slice(0, from).length - text.slice(0, from).trimEnd().length;
  const isLast = /^[ \t]*(\r?\n|$)/.test(text.slice(to));
  const removed = { start: isLast ? from - blank : from, end: to, text: '' };
  const added = linesBehind(text, to, lines, newline, Infinity);
  return from === to && !isLast ? [added] : [removed, added];
}

/** `{ a: [ … ] }` gets the item, or the whole list. */
function flowEdit(parent: YAMLMap, pair: Pair | undefined, key: string, item: Mapping): TextEdit {
  const list = pair?.value;
  if (isSeq(list)) {
    const last = list.items.at(-1) as Node | undefined;
    const at = last === undefined ? startOf(list) + 1 : endOf(last);
    return { start: at, end: at, text: `${last === undefined ? '' : ', '}${JSON.stringify(item)}` };
  }
  const last = parent.items.at(-1);
  if (pair || !last) throw new Error(`"${key}" is no list; mend it first`);
  return { start: endOf(last), end: endOf(last), text: `, ${JSON.stringify(key)}: [${JSON.stringify(item)}]` };
}

/**
 * New lines behind the line an offset is in, and behind comments below it that stand at least so many columns deep, for
 * they belong to what is above.
 */
function linesBehind(text: string, offset: number, lines: readonly string[], newline: string, depth: number): TextEdit {
  let at = text[offset - 1] === '\n' ? offset : nextLine(text, offset);
  const isComment = (line: string) => (/^ *(?=#)/.exec(line)?.[0].length ?? -1) >= depth;
  while (at < text.length && isComment(text.slice(at, nextLine(text, at)))) at = nextLine(text, at);
  const block = lines.join(newline);
  const isEnded = at === 0 || text[at - 1] === '\n';
  return { start: at, end: at, text: isEnded ? block + newline : newline + block };
}

function nextLine(text: string, offset: number): number {
  return text.indexOf('\n', offset) + 1 || text.length;
}

function itemLines(item: Mapping, indent: string): string[] {
  return yamlBlock(item)
    .trimEnd()
    .split('\n')
    .map((line, i) => `${indent}${i === 0 ? '- ' : '  '}${line}`);
}

function startOf(node: unknown): number {
  return (node as Node | undefined)?.range?.[0] ?? 0;
}

/** Where what a node says ends; blank lines and comments behind it are not its own. */
function endOf(node: unknown): number {
  const { key, value } = node as Partial<Pair>;
  if (key !== undefined) return value === null || value === undefined ? endOf(key) + 1 : endOf(value);
  if ((isMap(node) || isSeq(node)) && !node.flow && node.items.length > 0) return endOf(node.items.at(-1));
  return (node as Node).range?.[1] ?? 0;
}

function columnOf(text: string, node: unknown): number {
  const start = startOf(node);
  return start - (text.lastIndexOf('\n', start - 1) + 1);
}

/** Whether the change says what was said before and the item, and nothing else. */
function isExpected(document: Document.Parsed, changed: string, path: readonly Step[], item: Mapping): boolean {
  const wanted = document.toJS() as Record<Step, unknown>;
  const parent = path.slice(0, -1).reduce((value, step) => value[step] as Record<Step, unknown>, wanted);
  const key = path.at(-1) ?? '';
  const list = parent[key];
  if (Array.isArray(list)) list.push(item);
  else parent[key] = [item];
  const found = parseDocument(changed, { prettyErrors: false, logLevel: 'silent' });
  return found.errors.length === 0 && JSON.stringify(found.toJS()) === JSON.stringify(wanted);
}
