import { stringify } from 'yaml';
import { appendEdit, indentAt, isFirstOnLine, lineStart, newlineOf } from '../../document/append.js';
import type { TextEdit } from '../../document/edit.js';
import type { Insertion } from '../../knowledge/model.js';
import type { Entry, ListNode, MappingNode } from './node.js';

/** The edit that adds a key to a mapping in the mapping's own style; undefined where that cannot be done line by line. */
export function insertionEdit(insertion: Insertion, mapping: MappingNode, text: string): TextEdit | undefined {
  // Merged entries stand elsewhere.
  const own = mapping.entries.filter(({ keySpan }) => keySpan.start >= mapping.span.start && keySpan.end <= mapping.span.end);
  switch (mapping.layout) {
    case 'block':
      return blockInsertion(insertion, mapping, own, text);
    case 'flow':
      return bracedInsertion(mapping, own, text, `${insertion.key}: ${flowValue(insertion.value)}`);
    case 'json':
      return bracedInsertion(mapping, own, text, `${JSON.stringify(insertion.key)}: ${indented(JSON.stringify(insertion.value, null, '  '), own, text)}`);
    case 'hcl':
      return hclInsertion(insertion, mapping, own, text);
    case undefined:
      return undefined;
  }
}

/** The edit that adds an item to a YAML list in the list's own style; undefined where that cannot be done line by line. */
export function itemEdit(value: unknown, list: ListNode, text: string): TextEdit | undefined {
  const last = list.items.at(-1);
  const { start, end } = list.span;
  if (text[start] === '[') return last ? appendEdit(text, last.span, end, flowValue(value)) : { start, end, text: `[${flowValue(value)}]` };
  if (!last || text[start] !== '-' || !isFirstOnLine(text, start)) return undefined;
  const newline = newlineOf(text);
  const offset = afterComment(text, lastContent(text, end));
  return { start: offset, end: offset, text: newline + lines(stringify([value], { lineWidth: 0 }), indentAt(text, start), newline) };
}

function lineEnd(text: string, offset: number): number {
  const end = text.slice(offset).search(/[\r\n]/);
  return end < 0 ? text.length : offset + end;
}

/** Every line of a text as a line of its own, so many spaces in. */
function lines(block: string, indent: string, newline: string): string {
  return block
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? line : indent + line))
    .join(newline);
}

function blockInsertion(insertion: Insertion, mapping: MappingNode, own: readonly Entry[], text: string): TextEdit {
  const newline = newlineOf(text);
  const indent = ' '.repeat(mapping.span.start - lineStart(text, mapping.span.start));
  const block = lines(stringify({ [insertion.key]: insertion.value }, { lineWidth: 0, indent: indentStep(own, text) }), indent, newline);
  const next = own.find(({ key }) => key === insertion.before);
  if (next && isFirstOnLine(text, next.keySpan.start)) {
    const offset = aboveComments(text, lineStart(text, next.keySpan.start));
    const isSetApart = /(\r\n|\r|\n)[ \t]*(\r\n|\r|\n)$/.test(text.slice(0, offset));
    return { start: offset, end: offset, text: block + newline + (isSetApart ? newline : '') };
  }
  const offset = afterComment(text, lastContent(text, mapping.span.end));
  return { start: offset, end: offset, text: newline + block };
}

/** How far the text indents each level: 2 where it does not show. */
function indentStep(own: readonly Entry[], text: string): number {
  for (const { keySpan, value } of own) {
    if (value.kind !== 'mapping' || value.layout !== 'block' || value.span.start < keySpan.end) continue;
    const step = indentAt(text, value.span.start).length - indentAt(text, keySpan.start).length;
    if (step > 0 && isFirstOnLine(text, keySpan.start)) return step;
  }
  return 2;
}

/** Comments right above a line belong to it. */
function aboveComments(text: string, start: number): number {
  let offset = start;
  while (offset > 0) {
    const previous = lineStart(text, text.slice(0, offset).replace(/(\r\n|\r|\n)$/, '').length);
    if (!text.slice(previous, offset).trimStart().startsWith('#')) break;
    offset = previous;
  }
  return offset;
}

function lastContent(text: string, end: number): number {
  let offset = end;
  while (offset > 0 && /\s/.test(text[offset - 1] ?? '')) offset--;
  return offset;
}

function afterComment(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return /^[ \t]*(#|\/\/)/.test(text.slice(offset, end)) ? lastContent(text, end) : offset;
}

function flowValue(value: unknown): string {
  return stringify(value, { lineWidth: 0, collectionStyle: 'flow' }).trim();
}

/** In braces: after the last entry, on a line of its own when the last entry has one. */
function bracedInsertion(mapping: MappingNode, own: readonly Entry[], text: string, entry: string): TextEdit {
  const last = own.at(-1);
  if (!last) return { ...mapping.span, text: `{ ${entry} }` };
  return appendEdit(text, last.span, mapping.span.end, entry);
}

function indented(value: string, own: readonly Entry[], text: string): string {
  const last = own.at(-1);
  if (!last || !isFirstOnLine(text, last.span.start)) return value.replaceAll(/\n */g, ' ');
  return value.replaceAll('\n', newlineOf(text) + indentAt(text, last.span.start));
}

function hclInsertion(insertion: Insertion, mapping: MappingNode, own: readonly Entry[], text: string): TextEdit | undefined {
  const newline = newlineOf(text);
  const last = own.at(-1);
  if (!last) {
    const outer = /^[ \t]*/.exec(text.slice(lineStart(text, mapping.span.end)))?.[0] ?? '';
    const start = lastContent(text, mapping.span.end);
    return { start, end: mapping.span.end, text: newline + lines(hclEntry(insertion.key, insertion.value), `${outer}  `, newline) + newline + outer };
  }
  if (!isFirstOnLine(text, last.span.start)) return undefined;
  const offset = afterComment(text, last.span.end);
  return { start: offset, end: offset, text: newline + lines(hclEntry(insertion.key, insertion.value), indentAt(text, last.span.start), newline) };
}

/** A mapping becomes a block, anything else an attribute. */
function hclEntry(key: string, value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${key} = ${hclValue(value)}`;
  const inner = Object.entries(value).map(([name, content]) => lines(hclEntry(name, content), '  ', '\n'));
  return [`${key} {`, ...inner, '}'].join('\n');
}

function hclValue(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(hclValue).join(', ')}]` : JSON.stringify(value);
}
