import type { RootContent, Yaml } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Position } from '../document/position.js';
import { parseMarkdown, placeOf, tooDeepAt } from './markdown.js';
import type { PageProblem, TalkReference } from './model.js';
import type { SchemaName } from './schemas.js';
import { readYaml } from './validate.js';

/** A heading with everything up to the next heading of the same or a higher level. */
export interface Section {
  readonly title: string;
  readonly depth: number;
  readonly at: Position;
  readonly nodes: readonly RootContent[];
}

/** A page taken apart: front matter as plain data, then Markdown. */
export interface Page {
  readonly path: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly title: string;
  readonly titleAt: Position;
  /** The Markdown after the front matter, verbatim. */
  readonly markdown: string;
  /** What stands between the title and the first second-level heading. */
  readonly introduction: readonly RootContent[];
  readonly sections: readonly Section[];
  readonly problems: PageProblem[];
  readonly source: string;
}

/**
 * Reads a page and checks its front matter. Returns undefined only when there is no usable front matter or title; the
 * problems say why.
 */
export function readPage(path: string, text: string, schema: SchemaName): { readonly page?: Page; readonly problems: readonly PageProblem[] } {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const deep = tooDeepAt(source);
  if (deep) return { problems: [{ path, at: deep, message: 'this line begins with too many quotes or lists within each other; write it plainly.' }] };
  const problems: PageProblem[] = [];
  const root = parseMarkdown(source);
  const first = root.children[0];
  if (first?.type !== 'yaml') {
    const message = /^\s+---|^[^-][\s\S]*?\n---\r?\n/.test(source) ? 'text stands before the front matter; start the file with "---".' : 'there is no front matter; start the file with "---", its keys and "---".';
    return { problems: [{ path, at: { line: 0, character: 0 }, message }] };
  }
  const front = readYaml((first as Yaml).value, schema);
  for (const problem of front.problems) problems.push({ path, at: { line: problem.at.line + 1, character: problem.at.character }, message: problem.message });
  const content = root.children.slice(1);
  const heading = content[0];
  if (heading?.type !== 'heading' || heading.depth !== 1) {
    problems.push({ path, at: placeOf(heading ?? first), message: 'the first line after the front matter must be the title, written "# Title".' });
    return { problems };
  }
  if (front.value === undefined || front.problems.length > 0) return { problems };
  const { introduction, sections } = split(content.slice(1));
  const page: Page = {
    path,
    data: front.value as Record<string, unknown>,
    title: toString(heading),
    titleAt: placeOf(heading),
    markdown: source.slice(first.position?.end.offset ?? 0).replace(/^\s+/, ''),
    introduction,
    sections,
    problems,
    source,
  };
  return { page, problems };
}

function split(nodes: readonly RootContent[]): { introduction: RootContent[]; sections: Section[] } {
  const introduction: RootContent[] = [];
  const sections: (Section & { readonly nodes: RootContent[] })[] = [];
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth <= 2) {
      sections.push({ title: toString(node), depth: node.depth, at: placeOf(node), nodes: [] });
    } else (sections.at(-1)?.nodes ?? introduction).push(node);
  }
  return { introduction, sections };
}

/** `polars#foundations` in two parts; `none` is no talk at all. */
export function readTalkReference(value: unknown): TalkReference | undefined {
  if (typeof value !== 'string' || value === 'none') return undefined;
  const [talk = '', anchor] = value.split('#');
  return anchor === undefined ? { talk } : { talk, anchor };
}

export function talkReferenceText(reference: TalkReference): string {
  return reference.anchor === undefined ? reference.talk : `${reference.talk}#${reference.anchor}`;
}
