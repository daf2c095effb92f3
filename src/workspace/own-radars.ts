import type { Files } from '../document/ports.js';
import type { Blip, Knowledge, PageProblem } from '../knowledge/model.js';
import { readAoe, type RadarText } from '../radar/formats/aoe.js';
import { ownBlips } from '../radar/formats/own-blips.js';
import type { RadarItem, RadarProblem } from '../radar/formats/radar-file.js';
import { isRadarFile, readRadarText } from '../radar/formats/read.js';
import { OWN_PACK } from './packs.js';
import { readTextFile } from './text.js';

/** Blips of all radars of a folder together; a radar of everything is none. */
const MOST_BLIPS = 1000;
const DEEPEST = 4;
/** In the folder `radar` pages without a date are blips of the pack itself. */
const PACK_PAGE = /^radar\/(?!(?:.*\/)?\d{4}-\d{2}-\d{2}\/).*\.md$/;

/** One radar of the workspace: a file, or a folder of AOE pages. */
export interface OwnRadar {
  /** Its path relative to `.talklint`. */
  readonly source: string;
  readonly items: readonly RadarItem[];
}

export interface OwnRadars {
  readonly radars: readonly OwnRadar[];
  /** Paths as `files` calls them. */
  readonly problems: readonly PageProblem[];
}

/** The part of the path below `.talklint` of a file that belongs to a radar of the workspace, or undefined. `path` is relative to the folder. */
export function ownRadarPath(path: string): string | undefined {
  const inner = path.startsWith(`${OWN_PACK}/`) ? path.slice(OWN_PACK.length + 1) : undefined;
  if (inner === undefined || !/^radar[^/]*(?:\/|\.(?:csv|json)$)/i.test(inner)) return undefined;
  return isRadarFile(inner) || (inner.endsWith('.md') && !PACK_PAGE.test(inner)) ? inner : undefined;
}

/** What is wrong with one text of a radar by itself, as it stands in the editor; `inner` is what `ownRadarPath` gives. */
export function radarTextProblems(inner: string, text: string): readonly RadarProblem[] {
  return isRadarFile(inner) ? readRadarText(inner, text).problems : readAoe([{ path: inner, text }]).problems;
}

/** Reads `.talklint/radar*`, files and folders, below a root. Never rejects: what is wrong is told, the rest is kept. */
export async function loadOwnRadars(root: string, files: Files): Promise<OwnRadars> {
  const problems: PageProblem[] = [];
  const radars: OwnRadar[] = [];
  const pages = new Map<string, RadarText[]>();
  for (const path of await radarFiles(`${root}/${OWN_PACK}`, files)) {
    const inner = path.slice(root.length + OWN_PACK.length + 2);
    const text = await readOwn(path, files, problems);
    if (text === undefined) continue;
    const folder = inner.slice(0, inner.indexOf('/'));
    if (!isRadarFile(inner)) pages.set(folder, [...(pages.get(folder) ?? []), { path: inner.slice(folder.length + 1), text }]);
    else {
      const read = readRadarText(inner, text);
      radars.push({ source: inner, items: read.items });
      problems.push(...read.problems.map((problem) => ({ ...problem, path })));
    }
  }
  for (const [folder, texts] of pages) {
    const read = readAoe(texts);
    radars.push({ source: folder, items: read.items });
    problems.push(...read.problems.map((problem) => ({ ...problem, path: `${root}/${OWN_PACK}/${folder}/${problem.path}` })));
  }
  return { radars, problems };
}

async function readOwn(path: string, files: Files, problems: PageProblem[]): Promise<string | undefined> {
  const fail = (message: string): undefined => void problems.push({ path, at: { line: 0, character: 0 }, message });
  try {
    const file = await readTextFile(path, files);
    return 'text' in file ? file.text : fail('this is no text of ordinary size, so it is not read as a radar; save it as UTF-8.');
  } catch {
    return fail('this file cannot be read; check its permissions.');
  }
}

/** Every file of a radar, sorted. */
async function radarFiles(pack: string, files: Files, folder = pack, depth = 0): Promise<string[]> {
  if (depth > DEEPEST) return [];
  const entries = await files.list(folder).catch(() => []);
  const found: string[] = [];
  for (const { path, kind } of [...entries].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if (kind === 'folder' && (depth > 0 || /\/radar[^/]*$/i.test(path))) found.push(...(await radarFiles(pack, files, path, depth + 1)));
    else if (kind === 'file' && ownRadarPath(`${OWN_PACK}/${path.slice(pack.length + 1)}`) !== undefined) found.push(path);
  }
  return found;
}

/** The knowledge with the blips of these radars beside its own. */
export function withOwnRadars(knowledge: Knowledge, radars: readonly OwnRadar[]): Knowledge {
  const blips: Blip[] = radars.flatMap(({ source, items }) => ownBlips(source, items, knowledge)).slice(0, MOST_BLIPS);
  return blips.length === 0 ? knowledge : { ...knowledge, blips: [...knowledge.blips, ...blips] };
}
