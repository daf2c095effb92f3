import type { Files, Log } from '../document/ports.js';
import type { Knowledge } from '../knowledge/model.js';
import { loadPack, mergeKnowledge } from '../knowledge/pack.js';
import { CONFIG_PATH, NO_CONFIG, readConfig, type Config } from '../workspace/config.js';
import type { Engine } from '../workspace/engine.js';
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
  /** True when packs of the folder were added to the product's knowledge. */
  readonly extended: boolean;
  /** What is wrong with the configuration and the packs: one sentence each. */
  readonly problems: readonly string[];
}

export interface FolderSources {
  readonly files: Files;
  readonly log: Log;
  /** Packs are code of a kind: in a folder the user does not trust they stay unread. */
  readonly trusted: boolean;
  readonly engine: Engine;
}

/** The place of texts outside every folder. */
export function noFolder(engine: Engine): Folder {
  return { uri: undefined, path: undefined, config: NO_CONFIG, configText: undefined, engine, extended: false, problems: [] };
}

/** Reads configuration and packs of a folder. Never rejects: what is wrong is told in `problems`, the rest works. */
export async function openFolder(uri: string, path: string, sources: FolderSources): Promise<Folder> {
  const root = path.replace(/\/$/, '');
  const problems: string[] = [];
  const configText = await readConfigText(root, sources, problems);
  const { config, problems: mistakes } = configText === undefined ? { config: NO_CONFIG, problems: [] } : readConfig(configText);
  problems.push(...mistakes.map(({ at, message }) => `${CONFIG_PATH}:${at.line + 1}:${at.character + 1}: ${message}`));
  const knowledge = sources.trusted ? await withPacks(root, config, sources, problems) : undefined;
  const engine = knowledge ? sources.engine.withKnowledge(knowledge) : sources.engine;
  const known = new Set(engine.knowledge.rules.map((rule) => rule.id));
  problems.push(...Object.keys(config.rules).flatMap((id) => (known.has(id) || id.startsWith('cupid/') ? [] : [`${CONFIG_PATH}: there is no rule "${id}"; mend or remove it.`])));
  for (const problem of problems) sources.log.warn(problem);
  return { uri: uri.replace(/\/$/, ''), path: root, config, configText, engine, extended: knowledge !== undefined, problems };
}

async function readConfigText(root: string, { files }: FolderSources, problems: string[]): Promise<string | undefined> {
  const path = `${root}/${CONFIG_PATH}`;
  try {
    if (!(await files.stat(path))) return undefined;
    const file = await readTextFile(path, files);
    if ('text' in file) return file.text;
    problems.push(`${CONFIG_PATH}: this is no text of ordinary size, so it is not read.`);
  } catch (cause) {
    problems.push(cause instanceof Error ? cause.message : String(cause));
  }
  return undefined;
}

async function withPacks(root: string, config: Config, { files, engine }: FolderSources, problems: string[]): Promise<Knowledge | undefined> {
  const places = [`${root}/.talklint`, ...config.packs.map((pack) => `${root}/${pack.replace(/^\.\//, '')}`)];
  const packs = [];
  for (const place of places) if (await files.stat(place).catch(() => undefined)) packs.push(await loadPack(place, files));
  const merged = mergeKnowledge([{ knowledge: engine.knowledge, problems: [] }, ...packs]);
  problems.push(...merged.problems.map(({ path, at, message }) => `${path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path}:${at.line + 1}:${at.character + 1}: ${message}`));
  const adds = packs.some(({ knowledge }) => Object.values(knowledge).some((part) => Object.keys(part as object).length > 0));
  return adds ? merged.knowledge : undefined;
}
