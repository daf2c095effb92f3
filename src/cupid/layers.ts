import { singular, wordsOf } from './words.js';

/** D8: a workspace whose folders are named after technical layers. */
export interface LayeredFolders {
  /** The folders named after a layer, such as `src/controllers`, in order. */
  readonly layers: readonly string[];
  /** How many folders hold code on the first two levels. */
  readonly folders: number;
  /** The framework that asks for these folders, where one does: then its generator is to blame, not the team. */
  readonly imposedBy: string | undefined;
  /** The same files by word of the domain, those with most files first. */
  readonly byWord: readonly { readonly word: string; readonly files: readonly string[] }[];
}

const LAYER = new Set([
  'controller', 'model', 'view', 'service', 'util', 'utility', 'helper', 'dto', 'dao', 'entity', 'repository', 'hook', 'component', 'middleware', 'route', 'router', 'handler', 'type', 'interface', 'enum', 'constant',
  'lib', 'common', 'shared', 'config', 'store', 'reducer', 'action', 'selector', 'context', 'provider', 'validator', 'schema', 'serializer', 'mapper', 'migration', 'template', 'form', 'page', 'job', 'mailer', 'api',
]);
/** Folders that only hold others. */
const SHELL = new Set(['src', 'app', 'lib', 'source', 'main', 'java', 'python', 'packages']);
const MOST = 0.6;
/** Fewer folders show no structure. */
const FEWEST = 4;
const MOST_WORDS = 12;

/**
 * What is said once of a workspace most of whose code folders, on the first two levels, are named after layers and none
 * after a word of its domain; undefined for any other. `paths` are those of its code relative to the folder, `words` those
 * of its domain in the singular, the likeliest first. The framework is told by files such as `manage.py`.
 */
export function layeredFolders(paths: readonly string[], words: readonly string[]): LayeredFolders | undefined {
  const folders = [...new Set(paths.flatMap(foldersOf))].sort();
  const layers = folders.filter((folder) => LAYER.has(singular(lastPart(folder).toLowerCase())));
  const domain = new Set(words);
  const speaks = folders.some((folder) => wordsOf(lastPart(folder)).map(singular).some((word) => domain.has(word) && !LAYER.has(word)));
  if (folders.length < FEWEST || layers.length < folders.length * MOST || speaks) return undefined;
  return { layers, folders: folders.length, imposedBy: frameworkOf(paths), byWord: grouped(paths, words) };
}

/** Folders of code on the first two levels below what only holds others. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  const shell = parts.findIndex((part) => !SHELL.has(part));
  return shell < 0 ? [] : parts.slice(shell, shell + 2).map((_, i) => parts.slice(0, shell + i + 1).join('/'));
}

function lastPart(folder: string): string {
  return folder.slice(folder.lastIndexOf('/') + 1);
}

function frameworkOf(paths: readonly string[]): string | undefined {
  const has = (pattern: RegExp) => paths.some((path) => pattern.test(path));
  if (has(/(^|\/)manage\.py$/)) return 'Django';
  if (has(/(^|\/)next\.config\.\w+$/)) return 'Next.js';
  if (has(/(^|\/)config\/application\.rb$/)) return 'Rails';
  return has(/(^|\/)nest-cli\.json$/) ? 'Nest' : undefined;
}

function grouped(paths: readonly string[], words: readonly string[]): LayeredFolders['byWord'] {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const own = new Set(wordsOf(lastPart(path).replace(/\.\w+$/, '')).map(singular));
    const word = words.find((each) => own.has(each));
    if (word !== undefined) groups.set(word, [...(groups.get(word) ?? []), path]);
  }
  return [...groups].map(([word, files]) => ({ word, files: files.sort() })).sort((a, b) => b.files.length - a.files.length || (a.word < b.word ? -1 : 1)).slice(0, MOST_WORDS);
}
