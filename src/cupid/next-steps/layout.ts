import { ERROR_KIND, MISSING, type FlatTree } from '../../syntax/flat-tree.js';

const TEXT_KIND = /string|template|text_block/;

/** The offset at which the line of an offset begins. */
export function lineStart(source: string, offset: number): number {
  return source.lastIndexOf('\n', offset - 1) + 1;
}

/** The blanks a line begins with. */
export function indentationAt(source: string, offset: number): string {
  return /^[ \t]*/.exec(source.slice(lineStart(source, offset)))?.[0] ?? '';
}

/** Whether nothing but blanks stands before an offset on its line. */
export function beginsLine(source: string, offset: number): boolean {
  return source.slice(lineStart(source, offset), offset).trim() === '';
}

export function newlineOf(source: string): string {
  return source.includes('\r\n') ? '\r\n' : '\n';
}

/** What one level of a text is indented by; two lines of it, the inner and the outer, show it. */
export function levelBetween(outer: string, inner: string): string | undefined {
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : undefined;
}

/**
 * Whole lines of a text, moved from one indentation to another. Lines that begin inside a string stay as they are.
 * `from` is the beginning of a line. Undefined when a line is indented less than it should be.
 */
export function reindented(tree: FlatTree, from: number, to: number, before: string, after: string): string | undefined {
  const kept = multilineTexts(tree, from, to);
  let result = '';
  for (let at = from; at < to; ) {
    const feed = tree.source.indexOf('\n', at);
    const end = feed < 0 || feed + 1 > to ? to : feed + 1;
    const line = tree.source.slice(at, end);
    if (line.trim() === '' || kept.some(([start, stop]) => start < at && at < stop)) result += line;
    else if (line.startsWith(before)) result += after + line.slice(before.length);
    else return undefined;
    at = end;
  }
  return result;
}

/** Strings that go over several lines, as pairs of offsets. */
function multilineTexts(tree: FlatTree, from: number, to: number): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (let node = 0; node < tree.count; node++) {
    const start = tree.start[node] ?? 0;
    const end = tree.end[node] ?? 0;
    if (start >= to) break;
    if (end > from && TEXT_KIND.test(tree.kindName(node)) && tree.source.slice(start, end).includes('\n')) found.push([start, end]);
  }
  return found;
}

/** Whether the parser stumbled inside a node; then its parts cannot be trusted. */
export function isBroken(tree: FlatTree, node: number): boolean {
  for (let i = node; i < (tree.next[node] ?? 0); i++) if (tree.kind[i] === ERROR_KIND || ((tree.flags[i] ?? 0) & MISSING) !== 0) return true;
  return false;
}

/** The nodes under a node, the node left out, for which a test holds, in the order of the text. */
export function within(tree: FlatTree, node: number, test: (node: number) => boolean): number[] {
  const found: number[] = [];
  for (let i = node + 1; i < (tree.next[node] ?? 0); i++) if (test(i)) found.push(i);
  return found;
}

/** Whether a node is another or stands inside it. */
export function isInside(tree: FlatTree, node: number, around: number): boolean {
  return node >= around && node < (tree.next[around] ?? 0);
}
