import type { Heading, Root, RootContent } from 'mdast';
import { isMap, isScalar, parseDocument } from 'yaml';
import type { Span } from '../../document/position.js';
import { isHeading, parseMarkdown, sourceOf, tooDeepAt } from '../../knowledge/markdown.js';
import { CANVAS_BOXES } from './boxes.js';

/** A box as it stands in a canvas. */
export interface FilledBox {
  readonly title: string;
  readonly heading: Span;
  /** What people wrote, without the question in quotes and without comments; the place of each piece. */
  readonly answers: readonly { readonly text: string; readonly span: Span }[];
}

export interface FrontMatterValue {
  readonly text: string;
  readonly span: Span;
}

export interface Canvas {
  /** The boxes that are there, in their order. */
  readonly boxes: readonly FilledBox[];
  readonly missing: readonly string[];
  readonly frontMatter: ReadonlyMap<string, FrontMatterValue>;
  /** The first line with something on it. */
  readonly top: Span;
}

/** Below so many known headings a text is something else. */
const FEWEST_BOXES = 3;

/** A canvas in Markdown; undefined for a text that is none. Spans are UTF-16 units of the text. */
export function readCanvas(text: string): Canvas | undefined {
  if (tooDeepAt(text)) return undefined;
  const root = parseMarkdown(text);
  const boxes = boxesOf(root, text);
  if (boxes.length < FEWEST_BOXES) return undefined;
  const present = new Set(boxes.map(({ title }) => title));
  const start = text.search(/\S/);
  return { boxes, missing: CANVAS_BOXES.flatMap(({ title }) => (present.has(title) ? [] : [title])), frontMatter: frontMatterOf(root, text), top: { start, end: lineEnd(text, start) } };
}

function boxesOf({ children }: Root, text: string): FilledBox[] {
  const heads = children.flatMap((node, index) => (isHeading(node) && node.depth <= 2 ? [{ node, index }] : []));
  return heads.flatMap(({ node, index }, position) => {
    const title = knownTitle(sourceOf(text, node.children as RootContent[]));
    if (node.depth !== 2 || title === undefined) return [];
    const body = children.slice(index + 1, heads[position + 1]?.index);
    return [{ title, heading: spanOf(node), answers: body.filter((part) => isAnswer(part)).map((part) => ({ text: sourceOf(text, [part]), span: spanOf(part) })) }];
  });
}

function knownTitle(heading: string): string | undefined {
  const written = heading.trim().toLowerCase();
  return CANVAS_BOXES.find(({ title }) => title.toLowerCase() === written)?.title;
}

/** The question stands in quotes, and a heading or a comment answers nothing. */
function isAnswer(node: RootContent): boolean {
  return !['blockquote', 'thematicBreak', 'definition', 'heading'].includes(node.type) && !(node.type === 'html' && /^\s*<!--[\s\S]*-->\s*$/.test(node.value));
}

function spanOf({ position }: RootContent | Heading): Span {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}

function lineEnd(text: string, offset: number): number {
  const end = text.slice(offset).search(/[\r\n]/);
  return end < 0 ? text.length : offset + end;
}

function frontMatterOf({ children: [first] }: Root, text: string): Map<string, FrontMatterValue> {
  const values = new Map<string, FrontMatterValue>();
  if (first?.type !== 'yaml') return values;
  const offset = text.indexOf('\n', first.position?.start.offset) + 1;
  const { contents } = parseDocument(first.value, { prettyErrors: false, logLevel: 'silent' });
  for (const { key, value } of isMap(contents) ? contents.items : []) {
    const [start, end] = (isScalar(value) ? value.range : undefined) ?? [0, 0];
    if (isScalar(key) && isScalar(value) && value.value !== null) values.set(String(key.value), { text: String(value.value), span: { start: offset + start, end: offset + end } });
  }
  return values;
}
