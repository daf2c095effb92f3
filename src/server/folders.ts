import type { Files, Log } from '../document/ports.js';
import type { Knowledge, PageProblem } from '../knowledge/model.js';
import { loadPack, mergeKnowledge } from '../knowledge/pack.js';
import { checkConfig, CONFIG_PATH, configOf, NO_CONFIG, type Config } from '../workspace/config.js';
import { namesIn } from '../workspace/config-meaning.js';
import { ACCEPTED_PATH, readAccepted, type AcceptedText } from '../workspace/accepted.js';
import { findGlossary } from '../workspace/glossary-file.js';
import { parseConfig } from '../workspace/config-text.js';
import type { Engine } from '../workspace/engine.js';
import { Neighbourhood } from '../workspace/neighbourhood.js';
import { placeIn } from '../workspace/folder-path.js';
import { loadOwnRadars, withOwnRadars } from '../workspace/own-radars.js';
import { hasOwnPages, missingPacks, OWN_PACK, packPath } from '../workspace/packs.js';
import { readTextFile } from '../workspace/text.js';

/** One folder of the workspace with its configuration, or the place of texts outside every folder. */
export interface Folder {
  /** Undefined for texts outside every folder. */
  readonly uri: string | undefined;
  /** As the platform's files call it, without a slash at the end. */
  readonly path: string | undefined;
  readonly config: Config;
  /** The text of the configuration file, where there is one. */
  readonly configText: string | undefined;
  readonly engine: Engine;
  /** The files of the folder as rules ask for them. */
  readonly neighbourhood: Neighbourhood | undefined;
  /** True when packs of the folder were added to the product's knowledge. */
  readonly extended: boolean;
  /** What is wrong with the configuration and the packs: one sentence each. */
  readonly problems: readonly string[];
}

const UNTRUSTED = 'The rules and pages of this folder are not read until you trust it.';

export interface FolderSources {
  readonly files: Files;
  readonly log: Log;
  /** Packs are code of a kind: in a folder the user does not trust they stay unread. */
  readonly trusted: boolean;
  readonly engine: Engine;
  /** What an editor shows of a file, saved or not; undefined where it shows none. */
  shown?(path: string): string | undefined;
  /** A file as it was last committed; undefined where it was not, or nobody can tell. */
  committed?(path: string): Promise<string | undefined>;
}

/** The place of texts outside every folder. */
export function noFolder(engine: Engine): Folder {
  return { uri: undefined, path: undefined, config: NO_CONFIG, configText: undefined, engine, neighbourhood: undefined, extended: false, problems: [] };
}

/** Reads configuration and packs of a folder. Never rejects: what is wrong is told in `problems`, the rest works. */
export async function openFolder(uri: string, path: string, sources: FolderSources): Promise<Folder> {
  const root = path.replace(/\/$/, '');
  const problems: string[] = [];
  const configText = await readOwnText(root, CONFIG_PATH, sources, problems);
  const parsed = parseConfig(configText ?? '');
  const { packs } = configOf(parsed);
  const pageProblems: string[] = [];
  const knowledge = sources.trusted ? await withPacks(root, packs, sources, pageProblems) : undefined;
  const engine = knowledge ? sources.engine.withKnowledge(knowledge) : sources.engine;
  const accepted = await acceptedIn(root, sources, problems);
  const { config: written, problems: mistakes } = checkConfig(parsed, { ...namesIn(engine.knowledge), missingPacks: await missingPacks(root, packs, sources.files) }, accepted.accepted);
  const glossary = await findGlossary(root, sources.files);
  const placed = (path: string, list: AcceptedText['problems']) => list.map(({ at, message }) => `${path}:${at.line + 1}:${at.character + 1}: ${message}`);
  problems.push(...placed(CONFIG_PATH, mistakes), ...placed(ACCEPTED_PATH, accepted.problems), ...(glossary ? placed(glossary.path, glossary.problems) : []), ...pageProblems);
  if (!sources.trusted && (packs.length > 0 || (await hasOwnPages(root, sources.files)))) problems.push(UNTRUSTED);
  for (const problem of problems) sources.log.warn(problem);
  const config = glossary ? { ...written, glossary: glossary.glossary } : written;
  const neighbourhood = new Neighbourhood(root, { files: sources.files, clock: engine.clock, open: (input) => engine.open(input, config), classesOf: (path) => engine.classesOf(path, config), ...(sources.shown ? { shown: (name: string) => sources.shown?.(placeIn(root, name)) } : {}), ...(sources.committed ? { committed: async (name: string) => sources.committed?.(placeIn(root, name)) } : {}) });
  return { uri: uri.replace(/\/$/, ''), path: root, config, configText, engine, neighbourhood, extended: knowledge !== undefined, problems };
}

async function acceptedIn(root: string, sources: FolderSources, problems: string[]): Promise<AcceptedText> {
  const text = await readOwnText(root, ACCEPTED_PATH, sources, problems);
  return text === undefined ? { accepted: [], problems: [] } : readAccepted(text);
}

async function readOwnText(root: string, name: string, { files }: FolderSources, problems: string[]): Promise<string | undefined> {
  const path = `${root}/${name}`;
  try {
    if (!(await files.stat(path))) return undefined;
    const file = await readTextFile(path, files);
    if ('text' in file) return file.text;
    problems.push(`${name}: this is no text of ordinary size, so it is not read.`);
  } catch (cause) {
    problems.push(cause instanceof Error ? cause.message : String(cause));
  }
  return undefined;
}

async function withPacks(root: string, named: readonly string[], { files, engine }: FolderSources, problems: string[]): Promise<Knowledge | undefined> {
  const places = [OWN_PACK, ...named].map((pack) => packPath(root, pack));
  const packs = [];
  for (const place of places) if (await files.stat(place).catch(() => undefined)) packs.push(await loadPack(place, files));
  const merged = mergeKnowledge([{ knowledge: engine.knowledge, problems: [] }, ...packs]);
  const shown = ({ path, at, message }: PageProblem) => `${path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path}:${at.line + 1}:${at.character + 1}: ${message}`;
  problems.push(...merged.problems.map(shown));
  const own = await loadOwnRadars(root, files);
  problems.push(...own.problems.map(shown));
  const knowledge = withOwnRadars(merged.knowledge, own.radars);
  const adds = packs.some(({ knowledge: pack }) => Object.values(pack).some((part) => Object.keys(part as object).length > 0));
  return adds || knowledge !== merged.knowledge ? knowledge : undefined;
}
