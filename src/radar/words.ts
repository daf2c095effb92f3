import type { Nodes } from 'mdast';
import type { Span } from '../document/position.js';
import type { Blip } from '../knowledge/model.js';
import { parseMarkdown } from '../knowledge/markdown.js';
import type { FlatTree } from '../syntax/flat-tree.js';

/** A name of a blip in a text; the span is in UTF-16 units. */
export interface NamedBlip {
  readonly blip: Blip;
  readonly span: Span;
}

interface Word {
  readonly text: string;
  /** One all in lower case stands for any case: a term, not a name. */
  readonly anyCase: boolean;
  readonly blip: Blip;
}

/** A longer prose is data; reading it for one word would slow the editor down. In UTF-16 units. */
const LONGEST_PROSE = 300_000;
const COMMENT = /comment/i;
const PART_OF_WORD = /[\p{L}\p{N}_]/u;

/** The names and terms by which prose and comments speak of blips. */
export class BlipWords {
  readonly #words: readonly Word[];
  readonly #longest: number;

  constructor(blips: readonly Blip[]) {
    const all = blips.flatMap((blip) => (blip.words ?? []).map((text) => ({ text, anyCase: text === text.toLowerCase(), blip })));
    // "zero trust architecture" before "zero trust".
    this.#words = all.sort((a, b) => b.text.length - a.text.length);
    this.#longest = this.#words[0]?.text.length ?? 0;
  }

  /** The longest name around an offset of a text, looked for within `span` alone; undefined where there is none. */
  at(text: string, offset: number, span: Span): NamedBlip | undefined {
    const from = Math.max(span.start, offset - this.#longest);
    const window = text.slice(from, Math.min(span.end, offset + this.#longest));
    const lower = lowered(window);
    for (const { text: word, anyCase, blip } of this.#words) {
      const within = anyCase ? lower : window;
      for (let at = within.indexOf(word); at >= 0; at = within.indexOf(word, at + 1)) {
        const found = { start: from + at, end: from + at + word.length };
        if (found.start <= offset && offset <= found.end && standsAlone(text, found)) return { blip, span: found };
      }
    }
    return undefined;
  }
}

/** Lower case of the same length; a few letters grow when they lose their capital, and the places after them would be wrong. */
function lowered(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

function standsAlone(text: string, { start, end }: Span): boolean {
  return !PART_OF_WORD.test(text[start - 1] ?? '') && !PART_OF_WORD.test(text[end] ?? '');
}

/** The comment an offset lies in, or undefined. */
export function commentAt(tree: FlatTree, offset: number): Span | undefined {
  const node = tree.namedNodeAt(offset);
  return node >= 0 && COMMENT.test(tree.kindName(node)) ? tree.span(node) : undefined;
}

/** The stretch of prose of a Markdown text an offset lies in: neither code nor an address. */
export function proseAt(markdown: string, offset: number): Span | undefined {
  return markdown.length > LONGEST_PROSE ? undefined : textNode(parseMarkdown(markdown), offset);
}

function textNode(node: Nodes, offset: number): Span | undefined {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined || offset < start || offset > end) return undefined;
  if (node.type === 'text') return { start, end };
  if (!('children' in node)) return undefined;
  for (const child of node.children) {
    const found = textNode(child, offset);
    if (found) return found;
  }
  return undefined;
}
