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
  // Empty lines above the front matter would hide it from the parser.
  const start = Math.max(0, text.search(/\S/));
  const reader = new CanvasReader(text.slice(start), start);
  const { boxes } = reader;
  if (boxes.length < FEWEST_BOXES) return undefined;
  const present = new Set(boxes.map(({ title }) => title));
  return { boxes, missing: CANVAS_BOXES.flatMap(({ title }) => (present.has(title) ? [] : [title])), frontMatter: reader.frontMatter, top: { start, end: lineEnd(text, start) } };
}

class CanvasReader {
  readonly #text: string;
  /** Where the text begins in the file. */
  readonly #start: number;
  readonly #root: Root;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#start = start;
    this.#root = parseMarkdown(text);
  }

  get boxes(): FilledBox[] {
    const { children } = this.#root;
    const heads = children.flatMap((node, index) => (isHeading(node) && node.depth <= 2 ? [{ node, index }] : []));
    return heads.flatMap(({ node, index }, position) => {
      const title = knownTitle(sourceOf(this.#text, node.children as RootContent[]));
      if (node.depth !== 2 || title === undefined) return [];
      const body = children.slice(index + 1, heads[position + 1]?.index).filter((part) => isAnswer(part));
      return [{ title, heading: this.#spanOf(node), answers: body.map((part) => ({ text: sourceOf(this.#text, [part]), span: this.#spanOf(part) })) }];
    });
  }

  get frontMatter(): Map<string, FrontMatterValue> {
    const values = new Map<string, FrontMatterValue>();
    const [first] = this.#root.children;
    if (first?.type !== 'yaml') return values;
    const offset = this.#start + this.#text.indexOf('\n') + 1;
    const { contents } = parseDocument(first.value, { prettyErrors: false, logLevel: 'silent' });
    for (const { key, value } of isMap(contents) ? contents.items : []) {
      const [start, end] = (isScalar(value) ? value.range : undefined) ?? [0, 0];
      if (isScalar(key) && isScalar(value) && value.value !== null) values.set(String(key.value), { text: String(value.value), span: { start: offset + start, end: offset + end } });
    }
    return values;
  }

  #spanOf({ position }: RootContent | Heading): Span {
    return { start: this.#start + (position?.start.offset ?? 0), end: this.#start + (position?.end.offset ?? 0) };
  }
}

function knownTitle(heading: string): string | undefined {
  const written = heading.trim().toLowerCase();
  return CANVAS_BOXES.find(({ title }) => title.toLowerCase() === written)?.title;
}

/** The question stands in quotes, and a heading or a comment answers nothing. */
function isAnswer(node: RootContent): boolean {
  return !['blockquote', 'thematicBreak', 'definition', 'heading'].includes(node.type) && !(node.type === 'html' && /^\s*<!--[\s\S]*-->\s*$/.test(node.value));
}

function lineEnd(text: string, offset: number): number {
  const end = text.slice(offset).search(/[\r\n]/);
  return end < 0 ? text.length : offset + end;
}
