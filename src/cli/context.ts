import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG_PATH, NO_CONFIG, readConfig, type Config } from '../workspace/config.js';
import { Engine } from '../workspace/engine.js';
import { loadPack, mergeKnowledge } from '../knowledge/pack.js';
import type { Knowledge } from '../knowledge/model.js';
import { nodeFiles, nodeGrammars } from '../platform/node.js';

/** A mistake in how the command was called, told in one sentence; the command ends with status 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Where a command prints, where it runs, and what went wrong on the way. */
export interface CommandContext {
  readonly workingFolder: string;
  out(text: string): void;
  error(text: string): void;
}

export interface Problem {
  readonly file: string;
  readonly message: string;
}

export interface LoadedEngine {
  readonly engine: Engine;
  readonly config: Config;
  readonly problems: readonly Problem[];
}

/** The product's own folder: the bundle and its data lie side by side. */
const DIST = __dirname;

export async function loadKnowledge(): Promise<Knowledge> {
  return JSON.parse(await readFile(join(DIST, 'content.json'), 'utf8')) as Knowledge;
}

export async function readDistFile(name: string): Promise<string> {
  return readFile(join(DIST, name), 'utf8');
}

async function loadConfig(folder: string): Promise<{ config: Config; problems: Problem[] }> {
  const path = join(folder, CONFIG_PATH);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return { config: NO_CONFIG, problems: [] };
  const { config, problems } = readConfig(text);
  return { config, problems: problems.map(({ at, message }) => ({ file: CONFIG_PATH, message: `${at.line + 1}:${at.character + 1}: ${message}` })) };
}

/** The engine with the product's knowledge and the packs of the folder; broken pages are reported and left out. */
export async function loadEngine(context: CommandContext): Promise<LoadedEngine> {
  const folder = context.workingFolder.replaceAll('\\', '/');
  const { config, problems } = await loadConfig(folder);
  const packs = await Promise.all([`${folder}/.talklint`, ...config.packs.map((pack) => join(folder, pack).replaceAll('\\', '/'))].map((pack) => loadPack(pack, nodeFiles)));
  const merged = mergeKnowledge([{ knowledge: await loadKnowledge(), problems: [] }, ...packs]);
  const known = new Set(merged.knowledge.rules.map((rule) => rule.id));
  const unknown = Object.keys(config.rules).filter((id) => !known.has(id) && !id.startsWith('cupid/'));
  const engine = await Engine.create(merged.knowledge, {
    grammars: nodeGrammars(DIST),
    log: { info: () => {}, warn: (message) => context.error(message), error: () => {} },
  });
  return {
    engine,
    config,
    problems: [
      ...problems,
      ...merged.problems.map(({ path, at, message }) => ({ file: path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path, message: `${at.line + 1}:${at.character + 1}: ${message}` })),
      ...unknown.map((id) => ({ file: CONFIG_PATH, message: `there is no rule "${id}"; see \`talklint rules list\`.` })),
    ],
  };
}
