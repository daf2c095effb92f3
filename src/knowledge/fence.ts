import type { Code, RootContent } from 'mdast';
import type { Example, ExampleFile, PageProblem } from './model.js';
import { isCode, placeOf } from './markdown.js';
import type { Section } from './page.js';

interface FenceMeta {
  readonly words: readonly string[];
  readonly path?: string;
  readonly asset?: string;
  readonly lines: readonly number[];
}

const NAMED_VALUE = /(file|asset)="([^"]*)"/g;

/** The text after the language of a fence: `file="…"`, `asset="…"`, `{1,3-5}` and bare words, in any order. */
export function readFenceMeta(meta: string | null | undefined): FenceMeta {
  let rest = meta ?? '';
  const named: Record<string, string> = {};
  rest = rest.replace(NAMED_VALUE, (_, name: string, value: string) => {
    named[name] = value;
    return ' ';
  });
  let lines: number[] = [];
  rest = rest.replace(/\{([\d,\s-]*)\}/, (_, list: string) => {
    lines = readLines(list);
    return ' ';
  });
  const path = named['file'];
  const asset = named['asset'];
  return { words: rest.split(/\s+/).filter((word) => word !== ''), lines, ...(path === undefined ? {} : { path }), ...(asset === undefined ? {} : { asset }) };
}

function readLines(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const [from, to] = part.split('-').map((text) => Number.parseInt(text, 10));
    if (from === undefined || Number.isNaN(from)) return [];
    const last = to === undefined || Number.isNaN(to) ? from : to;
    return Array.from({ length: last - from + 1 }, (_, i) => from + i);
  });
}

/** Fences hidden in lists or quotes, or with the meta glued to the language, would be overlooked: they are mistakes. */
export function misplacedFences(path: string, nodes: readonly RootContent[]): PageProblem[] {
  const problems: PageProblem[] = [];
  const visit = (node: RootContent, top: boolean): void => {
    if (isCode(node)) {
      if (!top) problems.push({ path, at: placeOf(node), message: 'a fence inside a list or quote is not read; move it to the left margin.' });
      if (/[{="]/.test(node.lang ?? '')) problems.push({ path, at: placeOf(node), message: `"${node.lang ?? ''}" glues the language to its options; put a space after the language.` });
    } else if ('children' in node) for (const child of node.children) visit(child as RootContent, false);
  };
  for (const node of nodes) visit(node, true);
  return problems;
}

/** The examples of a Bad or Good section: consecutive fences with `file=` are one small workspace. */
export function readExamples(section: Section, verdict: 'bad' | 'good'): Example[] {
  const examples: { verdict: 'bad' | 'good'; files: ExampleFile[]; fixed?: string }[] = [];
  let open = false;
  for (const node of section.nodes) {
    if (!isCode(node)) {
      open = false;
      continue;
    }
    const meta = readFenceMeta(node.meta);
    const last = examples.at(-1);
    if (meta.words.includes('fixed')) {
      if (last) last.fixed = node.value;
      open = false;
      continue;
    }
    const file = exampleFile(node, meta);
    // A path that is there already begins another workspace.
    if (open && last && meta.path !== undefined && !last.files.some(({ path }) => path === meta.path)) last.files.push(file);
    else examples.push({ verdict, files: [file] });
    open = meta.path !== undefined;
  }
  return examples;
}

function exampleFile(node: Code, meta: FenceMeta): ExampleFile {
  return {
    language: node.lang ?? '',
    text: node.value,
    lines: meta.lines,
    at: placeOf(node),
    ...(meta.path === undefined ? {} : { path: meta.path }),
    ...(meta.asset === undefined ? {} : { asset: meta.asset }),
  };
}
