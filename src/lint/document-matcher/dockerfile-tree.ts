import type { Span } from '../../document/position.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import { unknownAt, type DocumentNode, type Entry, type MappingNode, type ScalarNode } from './node.js';

/** Shell code: a `$` in it is the shell's, not Docker's. */
const SHELL = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'SHELL', 'ONBUILD']);
const PAIRS = new Set(['ENV', 'ARG', 'LABEL']);

/**
 * A Dockerfile: `stages` is the list of its stages, each a mapping of its instructions in order, with the keyword in
 * capitals as key. `FROM` is a mapping of image, name, tag, digest, platform and as; `COPY` and `ADD` of their flags,
 * sources and destination; `ENV`, `ARG` and `LABEL` of what they set; the others are texts. A stage that builds on an
 * earlier one has that stage as `base`. Words with variables are unknown.
 */
export function dockerfileTrees(tree: FlatTree): DocumentNode[] {
  const globals: Entry[] = [];
  const stages: { entries: Entry[]; span: Span; name?: string }[] = [];
  for (const node of tree.namedChildren(0)) {
    if (tree.kindName(node) !== 'instruction') continue;
    const entry = readInstruction(tree, node);
    if (entry === undefined) continue;
    if (entry.key === 'FROM') stages.push(beginStage(entry, stages));
    else (stages.at(-1)?.entries ?? globals).push(entry);
  }
  const items = stages.map(({ entries, span }) => {
    const end = entries.at(-1)?.span.end ?? span.end;
    return { node: mapping({ start: span.start, end }, entries), span };
  });
  const span = tree.span(0);
  const keySpan = items[0]?.span ?? span;
  const list: Entry = { key: 'stages', keySpan, span, value: { kind: 'list', span, items, open: false } };
  return [mapping(span, [...globals, list])];
}

function mapping(span: Span, entries: readonly Entry[]): MappingNode {
  return { kind: 'mapping', span, entries, open: false };
}

function beginStage(from: Entry, earlier: readonly { readonly entries: readonly Entry[]; readonly span: Span; readonly name?: string }[]): { entries: Entry[]; span: Span; name?: string } {
  const name = scalarIn(from.value, 'as')?.toLowerCase();
  const image = scalarIn(from.value, 'image')?.toLowerCase();
  const base = image === undefined ? undefined : earlier.findLast((stage) => stage.name === image);
  // The very list another stage goes on filling is never the base: names are looked up among earlier stages.
  const entries = base ? [from, { key: 'base', keySpan: from.keySpan, span: from.span, value: mapping(base.span, base.entries) }] : [from];
  return { entries, span: from.span, ...(name === undefined ? {} : { name }) };
}

function scalarIn(node: DocumentNode, key: string): string | undefined {
  const entry = node.kind === 'mapping' ? node.entries.find((candidate) => candidate.key === key) : undefined;
  return entry?.value.kind === 'scalar' ? String(entry.value.value) : undefined;
}

interface Word {
  readonly text: string;
  readonly span: Span;
}

function readInstruction(tree: FlatTree, node: number): Entry | undefined {
  const parts = [...tree.namedChildren(node)];
  const keyword = parts.find((part) => tree.kindName(part) === 'keyword');
  if (keyword === undefined) return undefined;
  const words = parts.filter((part) => ['argument', 'flag'].includes(tree.kindName(part))).map((part) => ({ text: tree.text(part), span: tree.span(part) }));
  const key = tree.text(keyword).toUpperCase();
  const keySpan = tree.span(keyword);
  const span = { start: keySpan.start, end: Math.max(keySpan.end, words.at(-1)?.span.end ?? 0) };
  return { key, keySpan, span, value: readValue(tree, key, words, { start: words[0]?.span.start ?? keySpan.end, end: span.end }) };
}

function readValue(tree: FlatTree, key: string, words: readonly Word[], span: Span): DocumentNode {
  const flags = words.filter((word) => word.text.startsWith('--')).map(flagEntry);
  const plain = words.filter((word) => !word.text.startsWith('--'));
  if (key === 'FROM') return mapping(span, [...flags, ...imageEntries(plain)]);
  if (PAIRS.has(key)) return mapping(span, pairEntries(quotedWords(tree.source, span)));
  if (key === 'COPY' || key === 'ADD') return mapping(span, [...flags, ...copyEntries(plain, span)]);
  const text = tree.source.slice(span.start, span.end);
  return SHELL.has(key) ? { kind: 'scalar', span, value: text } : word({ text, span });
}

/** Unknown when Docker would fill in a variable. */
function word({ text, span }: Word): ScalarNode | DocumentNode {
  if (text.includes('$')) return unknownAt(span);
  return { kind: 'scalar', span, value: /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text };
}

function entry(key: string, part: Word): Entry {
  return { key, keySpan: part.span, span: part.span, value: word(part) };
}

function flagEntry({ text, span }: Word): Entry {
  const equals = text.indexOf('=');
  if (equals < 0) return { key: text.slice(2), keySpan: span, span, value: { kind: 'scalar', span, value: true } };
  return entry(text.slice(2, equals), { text: text.slice(equals + 1), span: { start: span.start + equals + 1, end: span.end } });
}

/** `name:tag@digest`; a colon followed by a slash belongs to the port of a registry. */
function imageEntries(words: readonly Word[]): Entry[] {
  const [image, as, alias] = words;
  if (image === undefined) return [];
  const part = (key: string, start: number, end: number): Entry => entry(key, { text: image.text.slice(start, end), span: { start: image.span.start + start, end: image.span.start + end } });
  const at = image.text.indexOf('@');
  const nameEnd = at < 0 ? image.text.length : at;
  const colon = image.text.lastIndexOf(':', nameEnd - 1);
  const hasTag = colon > image.text.lastIndexOf('/', nameEnd);
  // A variable anywhere may bring a tag or digest along.
  const isComputed = image.text.includes('$');
  const entries = [entry('image', image), part('name', 0, hasTag ? colon : nameEnd)];
  if (hasTag) entries.push(part('tag', colon + 1, nameEnd));
  if (at >= 0) entries.push(part('digest', at + 1, image.text.length));
  if (isComputed && !hasTag) entries.push({ key: 'tag', keySpan: image.span, span: image.span, value: unknownAt(image.span) });
  if (isComputed && at < 0) entries.push({ key: 'digest', keySpan: image.span, span: image.span, value: unknownAt(image.span) });
  if (as?.text.toUpperCase() === 'AS' && alias !== undefined) entries.push(entry('as', alias));
  return entries;
}

/** The words between blanks, as Docker sees them: blanks in quotes or after a backslash divide nothing. */
function quotedWords(source: string, span: Span): Word[] {
  const words = source.slice(span.start, span.end).matchAll(/(?:[^\s"'\\]|\\[^]|"(?:[^"\\]|\\[^])*"?|'[^']*'?)+/g);
  return [...words].map(({ 0: text, index }) => ({ text, span: { start: span.start + index, end: span.start + index + text.length } })).filter(({ text }) => !/^\\\s/.test(text));
}

/** `NAME=value …`, or the old form `NAME value`. */
function pairEntries(words: readonly Word[]): Entry[] {
  const [first, ...rest] = words;
  if (first !== undefined && rest.length > 0 && !first.text.includes('=')) {
    const last = rest.at(-1) ?? first;
    const value = { text: rest.map(({ text }) => text).join(' '), span: { start: rest[0]?.span.start ?? first.span.end, end: last.span.end } };
    return [{ ...entry(first.text, value), keySpan: first.span }];
  }
  return words.map((pair) => {
    const equals = pair.text.indexOf('=');
    if (equals < 0) return { key: pair.text, keySpan: pair.span, span: pair.span, value: unknownAt(pair.span) };
    const value = entry(pair.text.slice(0, equals), { text: pair.text.slice(equals + 1), span: { start: pair.span.start + equals + 1, end: pair.span.end } });
    return { ...value, keySpan: { start: pair.span.start, end: pair.span.start + equals }, span: pair.span };
  });
}

function copyEntries(words: readonly Word[], span: Span): Entry[] {
  const destination = words.at(-1);
  if (destination === undefined || words.length < 2) return [];
  const items = words.slice(0, -1).map((source) => ({ node: word(source), span: source.span }));
  const list: DocumentNode = { kind: 'list', span: { start: items[0]?.span.start ?? span.start, end: items.at(-1)?.span.end ?? span.end }, items, open: false };
  return [{ key: 'sources', keySpan: list.span, span: list.span, value: list }, entry('destination', destination)];
}
