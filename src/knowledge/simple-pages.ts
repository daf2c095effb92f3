import { toString } from 'mdast-util-to-string';
import type { Blip, DataTable, Language, PageProblem, Talk, TalkSection, Tip } from './model.js';
import { isCode, isHeading, parseMarkdown, sourceOf } from './markdown.js';
import { readPage, readTalkReference, type Page } from './page.js';
import { Slugger } from './slug.js';

type Result<Key extends string, Value> = { readonly problems: readonly PageProblem[] } & { readonly [key in Key]?: Value };

/** Sections every talk page must have. */
export const TALK_SECTIONS = ['What to do on Monday', 'Corrections and caveats'];
const TIP_LENGTH = 400;

export function readTalkPage(path: string, text: string): Result<'talk', Talk> {
  const { page, problems } = readPage(path, text, 'talk');
  if (!page) return { problems };
  const missing = TALK_SECTIONS.filter((title) => !page.sections.some((section) => section.title === title));
  if (missing.length > 0) return { problems: [...problems, ...missing.map((title) => ({ path, at: page.titleAt, message: `the section "## ${title}" is missing; add it.` }))] };
  const talk: Talk = {
    id: String(page.data['id']),
    title: String(page.data['title']),
    speakers: page.data['speakers'] as string[],
    summary: String(page.data['summary']),
    sections: talkSections(page),
    markdown: page.markdown,
  };
  return { talk, problems };
}

function talkSections(page: Page): TalkSection[] {
  const slugger = new Slugger();
  const sections: (TalkSection & { words: string })[] = [];
  for (const node of parseMarkdown(page.markdown).children) {
    if (isHeading(node)) {
      const title = toString(node);
      sections.push({ anchor: slugger.slug(title), title, depth: node.depth, words: '' });
    } else {
      const open = sections.at(-1);
      if (open) open.words += `${toString(node)}\n`;
    }
  }
  return sections;
}

export function readBlipPage(path: string, text: string): Result<'blip', Blip> {
  const { page, problems } = readPage(path, text, 'blip');
  if (!page) return { problems };
  const talk = readTalkReference(page.data['talk']);
  if (!talk) return { problems };
  const blip = { ...(page.data as unknown as Blip), talk, notes: (page.data['notes'] as Blip['notes'] | undefined) ?? [], markdown: page.markdown };
  return { blip, problems };
}

export function readTipPage(path: string, text: string): Result<'tip', Tip> {
  const { page, problems } = readPage(path, text, 'tip');
  if (!page) return { problems };
  const talk = readTalkReference(page.data['talk']);
  if (!talk) return { problems };
  const markdown = sourceOf(page.source, page.introduction);
  if (markdown.length > TIP_LENGTH) return { problems: [...problems, { path, at: page.titleAt, message: `the text has ${markdown.length} characters; a tip has at most ${TIP_LENGTH}.` }] };
  const blip = page.data['blip'];
  const tip: Tip = { id: String(page.data['id']), talk, on: page.data['on'] as string[], title: page.title, markdown, ...(typeof blip === 'string' ? { blip } : {}) };
  return { tip, problems };
}

export function readLanguagePage(path: string, text: string): Result<'language', Language> {
  const { page, problems } = readPage(path, text, 'language');
  if (!page) return { problems };
  const data = page.data as Partial<Language>;
  const sample = page.sections.flatMap((section) => section.nodes).concat(page.introduction).find(isCode)?.value ?? '';
  const language: Language = {
    id: String(page.data['id']),
    title: String(page.data['title']),
    ...(data.grammar === undefined ? {} : { grammar: data.grammar }),
    editorIds: data.editorIds ?? [],
    extensions: data.extensions ?? [],
    filenames: data.filenames ?? [],
    comments: { line: data.comments?.line ?? [], block: data.comments?.block ?? [] },
    expando: data.expando ?? '$',
    ...(data.deepest === undefined ? {} : { deepest: data.deepest }),
    kinds: data.kinds ?? {},
    effects: data.effects ?? [],
    words: data.words ?? {},
    limits: data.limits ?? {},
    sample,
  };
  return { language, problems };
}

/** Reads `{ "source": …, "date": …, "rows": { … } }`. */
export function readDataTable(path: string, id: string, text: string): Result<'table', DataTable> {
  try {
    const data = JSON.parse(text) as Partial<DataTable>;
    if (typeof data.source === 'string' && typeof data.date === 'string' && typeof data.rows === 'object' && data.rows !== null) {
      return { table: { id, source: data.source, date: data.date, rows: data.rows }, problems: [] };
    }
    return { problems: [{ path, at: { line: 0, character: 0 }, message: 'a data file needs "source", "date" and "rows"; add them.' }] };
  } catch (cause) {
    return { problems: [{ path, at: { line: 0, character: 0 }, message: `this is not JSON (${cause instanceof Error ? cause.message : String(cause)}); mend it.` }] };
  }
}
