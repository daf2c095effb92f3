import type { FlatTree } from '../../syntax/flat-tree.js';
import type { Bindings } from './attempt.js';

const VARIABLE = /\$\$\$([A-Z][A-Z0-9_]*)|\$([A-Z][A-Z0-9_]*)/g;

/** What fills a template: the tree, what a match bound in it, and texts by name that outrank it. */
export interface Filling {
  readonly tree: FlatTree;
  readonly bindings: Bindings;
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * Fills `$NAME` and `$$$NAME` with the code they were bound to; names that bound nothing become nothing. Code of several
 * lines keeps its shape: its lines are moved by the difference between where it stood and where it goes, as ast-grep does.
 */
export function fillTemplate(template: string, filling: Filling): string {
  return template.replace(VARIABLE, (_, multiple: string | undefined, single: string | undefined, offset: number) => {
    const indent = indentAt(template, offset);
    const name = multiple ?? single ?? '';
    const text = filling.texts[name];
    if (text !== undefined) return reindented(text, 0, indent);
    const span = spanOf(filling, multiple, single);
    return span ? reindented(filling.tree.source.slice(span.start, span.end), indentAt(filling.tree.source, span.start), indent) : '';
  });
}

/** A filled template as it must be written at an offset of a source: later lines are indented like the first. */
export function templateAt(source: string, offset: number, filled: string): string {
  const text = reindented(filled, 0, indentAt(source, offset));
  return source.includes('\r\n') ? text.replaceAll(/\r?\n/g, '\r\n') : text;
}

function spanOf({ tree, bindings }: Filling, multiple: string | undefined, single: string | undefined): { readonly start: number; readonly end: number } | undefined {
  if (single !== undefined) {
    const node = bindings.single[single];
    return node === undefined ? undefined : tree.span(node);
  }
  const nodes = bindings.multiple[multiple ?? ''] ?? [];
  const first = nodes[0];
  const last = nodes.at(-1);
  return first === undefined || last === undefined ? undefined : { start: tree.start[first] ?? 0, end: tree.end[last] ?? 0 };
}

/** How many blanks the line of an offset begins with. */
function indentAt(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n') start--;
  let indent = start;
  while (indent < offset && text[indent] === ' ') indent++;
  return indent - start;
}

/** Moves every line but the first by the difference of two indentations. */
function reindented(text: string, from: number, to: number): string {
  if (from === to || !text.includes('\n')) return text;
  const [first = '', ...rest] = text.split('\n');
  const moved = to > from ? rest.map((line) => (line === '' || line === '\r' ? line : ' '.repeat(to - from) + line)) : rest.map((line) => (line.startsWith(' '.repeat(from - to)) ? line.slice(from - to) : line));
  return [first, ...moved].join('\n');
}
