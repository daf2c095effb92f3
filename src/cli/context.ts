import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ACCEPTED_PATH, readAccepted, type AcceptedText } from '../workspace/accepted.js';
import { checkConfig, CONFIG_PATH, configOf, type Config } from '../workspace/config.js';
import { namesIn } from '../workspace/config-meaning.js';
import { findGlossary } from '../workspace/glossary-file.js';
import { parseConfig, type ConfigText } from '../workspace/config-text.js';
import { loadOwnRadars, withOwnRadars, type OwnRadar } from '../workspace/own-radars.js';
import { missingPacks, OWN_PACK, packPath } from '../workspace/packs.js';
import { Engine } from '../workspace/engine.js';
import { loadPack, mergeKnowledge } from '../knowledge/pack.js';
import type { Knowledge } from '../knowledge/model.js';
import { FileError } from '../document/ports.js';
import { nodeClock, nodeFiles, nodeGrammars } from '../platform/node.js';

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
  out(text: string | Uint8Array): void;
  /** One sentence for whoever called, apart from what is printed. */
  error(text: string): void;
  /** A whole report beside the output, when that is something else. */
  aside(text: string): void;
  /** Whether `out` goes to a terminal that shows colours. */
  readonly colours: boolean;
}

export interface Problem {
  readonly file: string;
  readonly message: string;
}

export interface LoadedEngine {
  readonly engine: Engine;
  readonly config: Config;
  readonly problems: readonly Problem[];
  /** The radars of the folder in the formats of others; their blips are part of the engine's knowledge. */
  readonly radars: readonly OwnRadar[];
  /** True when the folder adds pages or blips, so that the prebuilt search index lacks some. */
  readonly extended: boolean;
  /** The rules that ship with the product, by id. */
  readonly builtIn: ReadonlySet<string>;
}

/** What went wrong, as a sentence without the path in front of it: reports name the file beside. */
export function sentenceOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return cause instanceof FileError && message.startsWith(`${cause.path}: `) ? message.slice(cause.path.length + 2) : message;
}

/** A problem on one line; control characters, which a file name may hold, are shown and not obeyed. */
export function problemLine({ file, message }: Problem): string {
  return printable(file === '' ? message : `${file}: ${message}`);
}

/** Text with its control characters written out, so that no terminal and no build log takes them for commands. */
export function printable(text: string): string {
  return text.replace(CONTROL, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/** The product's own folder: the bundle and its data lie side by side. */
export const DIST = __dirname;

export async function loadKnowledge(): Promise<Knowledge> {
  return JSON.parse(await readFile(join(DIST, 'content.json'), 'utf8')) as Knowledge;
}

export async function readDistFile(name: string): Promise<string> {
  return readFile(join(DIST, name), 'utf8');
}

async function loadConfig(folder: string): Promise<ConfigText> {
  const text = await readFile(join(folder, CONFIG_PATH), 'utf8').catch(() => '');
  return parseConfig(text.replace(/^\uFEFF/, ''));
}

async function loadAccepted(folder: string): Promise<AcceptedText> {
  const text = await readFile(join(folder, ACCEPTED_PATH), 'utf8').catch(() => undefined);
  return text === undefined ? { accepted: [], problems: [] } : readAccepted(text);
}

/** The engine with the product's knowledge and the packs of the folder; broken pages are reported and left out. */
export async function loadEngine(context: CommandContext): Promise<LoadedEngine> {
  const folder = context.workingFolder.replaceAll('\\', '/');
  const text = await loadConfig(folder);
  const { packs: named } = configOf(text);
  const packs = await Promise.all([OWN_PACK, ...named].map((pack) => loadPack(packPath(folder, pack), nodeFiles)));
  const own = await loadKnowledge();
  const merged = mergeKnowledge([{ knowledge: own, problems: [] }, ...packs]);
  const radars = await loadOwnRadars(folder, nodeFiles);
  const knowledge = withOwnRadars(merged.knowledge, radars.radars);
  const accepted = await loadAccepted(folder);
  const { config, problems } = checkConfig(text, { ...namesIn(knowledge), missingPacks: await missingPacks(folder, named, nodeFiles) }, accepted.accepted);
  const glossary = await findGlossary(folder, nodeFiles);
  const placed = (file: string, list: AcceptedText['problems']): Problem[] => list.map(({ at, message }) => ({ file, message: `${at.line + 1}:${at.character + 1}: ${message}` }));
  const engine = await Engine.create(knowledge, {
    clock: nodeClock,
    grammars: nodeGrammars(DIST),
    log: { info: () => {}, warn: (message) => context.error(message), error: () => {} },
  });
  return {
    engine,
    radars: radars.radars,
    extended: radars.radars.length > 0 || packs.some((pack) => [pack.knowledge.blips, pack.knowledge.talks, pack.knowledge.rules, pack.knowledge.tips].some((pages) => pages.length > 0)),
    config: glossary ? { ...config, glossary: glossary.glossary } : config,
    builtIn: new Set(own.rules.map(({ id }) => id)),
    problems: [
      ...placed(CONFIG_PATH, problems),
      ...placed(ACCEPTED_PATH, accepted.problems),
      ...(glossary ? placed(glossary.path, glossary.problems) : []),
      ...[...merged.problems, ...radars.problems].map(({ path, at, message }) => ({ file: path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path, message: `${at.line + 1}:${at.character + 1}: ${message}` })),
    ],
  };
}
