import type { Code, Heading, Root, RootContent } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Position } from '../document/position.js';

const parser = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).use(remarkGfm);

/** Parses Markdown with YAML front matter. */
export function parseMarkdown(source: string): Root {
  return parser.parse(source) as Root;
}

/** Where a node begins, counted from 0. */
export function placeOf(node: { readonly position?: { readonly start: { readonly line: number; readonly column: number } } | undefined }): Position {
  const start = node.position?.start;
  return { line: (start?.line ?? 1) - 1, character: (start?.column ?? 1) - 1 };
}

/** The Markdown of some nodes, as written. */
export function sourceOf(source: string, nodes: readonly RootContent[]): string {
  const first = nodes[0]?.position?.start.offset;
  const last = nodes.at(-1)?.position?.end.offset;
  return first === undefined || last === undefined ? '' : source.slice(first, last);
}

/** A line that begins with more quotes and lists within each other than anybody writes; the parser's time grows with their cube. */
const TOO_DEEP = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])){50}/m;

/** The first line that would cost the Markdown parser far more time than the text is worth, counted from 0. */
export function tooDeepAt(text: string): Position | undefined {
  const deep = TOO_DEEP.exec(text);
  return deep ? { line: text.slice(0, deep.index).split('\n').length - 1, character: 0 } : undefined;
}

export function isCode(node: RootContent): node is Code {
  return node.type === 'code';
}

export function isHeading(node: RootContent): node is Heading {
  return node.type === 'heading';
}
