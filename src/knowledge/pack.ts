import type { FileEntry, Files } from '../document/ports.js';
import type { Blip, DataTable, Knowledge, Language, PageProblem, Rule, Talk, Tip } from './model.js';
import { readRulePage } from './rule-page.js';
import { readBlipPage, readDataTable, readLanguagePage, readTalkPage, readTipPage } from './simple-pages.js';

export interface LoadedPack {
  readonly knowledge: Knowledge;
  readonly problems: readonly PageProblem[];
}

export const NO_KNOWLEDGE: Knowledge = { talks: [], rules: [], blips: [], tips: [], languages: [], data: [], mesh: {} };

/** Larger pages are not pages; a pack may come from anywhere. */
const LARGEST_PAGE = 256 * 1024;
/** Folders of a pack are shallow; anything deeper is a mistake or a circle of links. */
const DEEPEST = 4;

/**
 * Loads a pack: a folder with any of `talks/ rules/ radar/ tips/ languages/ data/ mesh/`. A page with a mistake is left
 * out and reported; the rest works. Never rejects.
 */
export async function loadPack(folder: string, files: Files): Promise<LoadedPack> {
  const problems: PageProblem[] = [];
  const pages = await readTree(folder, files, problems);
  const knowledge = { talks: [] as Talk[], rules: [] as Rule[], blips: [] as Blip[], tips: [] as Tip[], languages: [] as Language[], data: [] as DataTable[], mesh: {} as Record<string, string> };
  for (const { path, text } of pages) {
    const [room = '', ...rest] = path.slice(folder.length + 1).split('/');
    const name = rest.join('/');
    if (room === 'mesh') knowledge.mesh[name] = text;
    else problems.push(...readInto(knowledge, room, name, path, text));
  }
  return { knowledge, problems };
}

type Collected = { [Key in Exclude<keyof Knowledge, 'mesh'>]: Knowledge[Key][number][] };

function readInto(into: Collected, room: string, name: string, path: string, text: string): readonly PageProblem[] {
  try {
    return readPageInto(into, room, name, path, text);
  } catch {
    // A pack may come from anywhere; quotes or brackets by the thousand exhaust the parsers.
    return [{ path, at: { line: 0, character: 0 }, message: 'this page cannot be read, because something in it is nested too deep; write it plainly.' }];
  }
}

function readPageInto(into: Collected, room: string, name: string, path: string, text: string): readonly PageProblem[] {
  const id = name.replace(/\.(md|json)$/, '');
  const idProblem = (actual: string | undefined): readonly PageProblem[] =>
    actual === undefined || actual === id ? [] : [{ path, at: { line: 1, character: 0 }, message: `the id "${actual}" must be "${id}", as the file is named.` }];
  if (room === 'data' && name.endsWith('.json')) {
    const { table, problems } = readDataTable(path, id, text);
    if (table) into.data.push(table);
    return problems;
  }
  if (!name.endsWith('.md')) return [];
  const keep = <Value extends { readonly id: string }>(list: Value[], value: Value | undefined, problems: readonly PageProblem[]): readonly PageProblem[] => {
    const wrongId = idProblem(value?.id);
    if (value && wrongId.length === 0) list.push(value);
    return [...problems, ...wrongId];
  };
  switch (room) {
    case 'talks': {
      const { talk, problems } = readTalkPage(path, text);
      return keep(into.talks, talk, problems);
    }
    case 'rules': {
      const { rule, problems } = readRulePage(path, text);
      return keep(into.rules, rule, problems);
    }
    case 'radar': {
      // Pages in dated folders belong to a radar in the manner of AOE.
      if (/(?:^|\/)\d{4}-\d{2}-\d{2}\//.test(name)) return [];
      const { blip, problems } = readBlipPage(path, text);
      return keep(into.blips, blip, problems);
    }
    case 'tips': {
      const { tip, problems } = readTipPage(path, text);
      return keep(into.tips, tip, problems);
    }
    case 'languages': {
      const { language, problems } = readLanguagePage(path, text);
      return keep(into.languages, language, problems);
    }
    default:
      return [];
  }
}

/** What is wrong with one page; `name` is its path within the pack, such as `rules/team/no-print.md`. */
export function pageProblems(name: string, text: string): readonly PageProblem[] {
  const [room = '', ...rest] = name.split('/');
  return readInto({ talks: [], rules: [], blips: [], tips: [], languages: [], data: [] }, room, rest.join('/'), name, text);
}

async function readTree(folder: string, files: Files, problems: PageProblem[], depth = 0): Promise<{ path: string; text: string }[]> {
  if (depth > DEEPEST) return [];
  let entries: readonly FileEntry[];
  try {
    entries = [...(await files.list(folder))].sort((a, b) => (a.path < b.path ? -1 : 1));
  } catch {
    // A pack need not have every folder.
    return [];
  }
  const pages: { path: string; text: string }[] = [];
  for (const entry of entries) {
    if (entry.kind === 'folder') pages.push(...(await readTree(entry.path, files, problems, depth + 1)));
    else if (entry.kind === 'file' && /\.(md|json|tmpl)$/.test(entry.path)) {
      const page = await readText(entry.path, files, problems);
      if (page !== undefined) pages.push({ path: entry.path, text: page });
    }
  }
  return pages;
}

async function readText(path: string, files: Files, problems: PageProblem[]): Promise<string | undefined> {
  const fail = (message: string): undefined => {
    problems.push({ path, at: { line: 0, character: 0 }, message });
  };
  try {
    const stat = await files.stat(path);
    if (stat && stat.bytes > LARGEST_PAGE) return fail(`the page has ${stat.bytes} bytes; a page has at most ${LARGEST_PAGE}.`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await files.read(path));
  } catch {
    return fail('the page cannot be read as UTF-8 text; save it as UTF-8.');
  }
}

/** One body of knowledge out of several; where an id occurs twice, the earlier pack wins and the clash is reported. */
export function mergeKnowledge(packs: readonly LoadedPack[]): LoadedPack {
  const problems: PageProblem[] = packs.flatMap((pack) => pack.problems);
  const unique = <Value extends { readonly id: string }>(kind: string, lists: readonly (readonly Value[])[]): Value[] => {
    const byId = new Map<string, Value>();
    for (const value of lists.flat()) {
      if (byId.has(value.id)) problems.push({ path: `${kind} ${value.id}`, at: { line: 0, character: 0 }, message: 'the id is taken by another page; rename one of them.' });
      else byId.set(value.id, value);
    }
    return [...byId.values()];
  };
  const all = packs.map((pack) => pack.knowledge);
  const knowledge: Knowledge = {
    talks: unique('talk', all.map((k) => k.talks)),
    rules: unique('rule', all.map((k) => k.rules)),
    blips: unique('blip', all.map((k) => k.blips)),
    tips: unique('tip', all.map((k) => k.tips)),
    languages: unique('language', all.map((k) => k.languages)),
    data: unique('data', all.map((k) => k.data)),
    mesh: Object.assign({}, ...all.map((k) => k.mesh).reverse()) as Record<string, string>,
  };
  return { knowledge, problems };
}
