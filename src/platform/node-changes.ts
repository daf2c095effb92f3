import { existsSync, statSync } from 'node:fs';
import { access, constants, lstat, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { FileError } from '../document/ports.js';
import { guarded } from './node.js';

/** A text to stand at a path relative to a folder. */
export interface FileChange {
  readonly path: string;
  readonly text: string;
}

/** What the writing asks of the disk; a test lets it refuse in the middle. */
export interface ChangeDisk {
  assertWritable(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** Writes a new file; when it is done, the text is on the disk itself. */
  write(path: string, text: string, mode?: number): Promise<void>;
  move(from: string, to: string): Promise<void>;
}

/** Each a file or a new folder in the staging folder, and where it belongs, relative to the folder. */
type Moves = readonly { readonly from: string; readonly to: string }[];

const STAGING = '.talklint-unfinished';
const JOURNAL = 'journal.json';
const OWNER = 'owner';
const NEW_FILE = 0o644;

/** The disk itself. */
export const nodeDisk: ChangeDisk = {
  assertWritable: (path) => access(path, constants.W_OK),
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true });
  },
  write: async (path, text, mode = NEW_FILE) => {
    const file = await open(path, 'wx', mode);
    try {
      await file.writeFile(text, 'utf8');
      // What `open` is given, the mask of the process narrows.
      if (mode !== NEW_FILE) await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  move: rename,
};

/**
 * Writes texts so that a crash leaves the old files or the new ones. Everything is first written into a staging folder
 * and a journal says where it belongs; only then is it moved. New folders move as a whole, by one rename. What a crash
 * interrupts, `finishChanges` completes when there is a journal and takes back when there is none. Rejects with a
 * FileError: nothing has changed then, unless its sentence says that the rest waits to be finished.
 */
export async function applyChanges(folder: string, changes: readonly FileChange[], disk = nodeDisk): Promise<void> {
  if (changes.length === 0) return;
  const staging = join(folder, STAGING);
  await guarded(folder, 'written', async () => {
    for (const { path } of changes) await assertReplaceable(folder, path, disk);
    await mkdir(staging);
    try {
      await disk.write(join(staging, OWNER), String(process.pid));
      await disk.write(join(staging, '.gitignore'), '*\n');
      const moves = await stage(folder, changes, disk);
      await disk.write(join(staging, `${JOURNAL}.tmp`), JSON.stringify({ moves }));
      await disk.move(join(staging, `${JOURNAL}.tmp`), join(staging, JOURNAL));
    } catch (cause) {
      await rm(staging, { recursive: true, force: true });
      throw cause;
    }
  });
  await finish(folder, disk);
}

/** Completes or takes back what a crash interrupted. Rejects with a FileError when somebody else is still at work. */
export async function finishChanges(folder: string): Promise<void> {
  const staging = join(folder, STAGING);
  if (!existsSync(staging)) return;
  const owner = Number(await readFile(join(staging, OWNER), 'utf8').catch(() => ''));
  if (owner !== process.pid && isRunning(owner)) {
    const advice = `wait for it, or delete ${STAGING} if it is none`;
    throw new FileError(folder, `${folder}: another talklint (process ${owner}) is writing here; ${advice}.`);
  }
  await finish(folder, nodeDisk);
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as { code?: unknown }).code === 'EPERM';
  }
}

async function finish(folder: string, disk: ChangeDisk): Promise<void> {
  const staging = join(folder, STAGING);
  const moveAll = async () => {
    for (const { from, to } of await movesIn(staging)) {
      const source = join(staging, from);
      // What is not here any more has been moved already.
      if (existsSync(source)) await disk.move(source, await targetOf(folder, to));
    }
    await rm(staging, { recursive: true, force: true });
  };
  await guarded(staging, 'finished', moveAll, 'once that is mended, run the same command again and it goes on');
}

/** The moves of the journal, none where it was not written yet. One that leads out of the folder is refused. */
async function movesIn(staging: string): Promise<Moves> {
  const text = await readFile(join(staging, JOURNAL), 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  let journal: unknown;
  try {
    journal = JSON.parse(text);
  } catch {
    // Said below.
  }
  const { moves } = Object(journal) as { readonly moves?: unknown };
  if (Array.isArray(moves) && moves.every(isMove)) return moves;
  throw new Error('its journal was not written by talklint, so delete it');
}

/** The journal may have come with the folder. */
function isMove(move: unknown): move is Moves[number] {
  const { from, to } = Object(move) as { readonly from?: unknown; readonly to?: unknown };
  if (typeof from !== 'string' || typeof to !== 'string') return false;
  return /^part-\d+$/.test(from) && !isAbsolute(to) && !to.split(/[/\\]/).includes('..');
}

/** Where a path leads: a link stays a link. One that leads out of the folder is refused, for links may have come with it. */
async function targetOf(folder: string, to: string): Promise<string> {
  const path = join(folder, to);
  const isLink = (await lstat(path).catch(() => undefined))?.isSymbolicLink() === true;
  const target = isLink ? await realpath(path) : join(await realpath(dirname(path)), basename(path));
  const way = relative(await realpath(folder), target);
  if (way.split(sep)[0] === '..' || isAbsolute(way)) throw new Error(`${to} leads out of the folder by a link`);
  return target;
}

/** A rename asks the folder alone; a file its owner protected stays as it is, and so does one that is no file. */
async function assertReplaceable(folder: string, path: string, disk: ChangeDisk): Promise<void> {
  const missing = missingRoot(folder, path);
  await disk.assertWritable(dirname(await targetOf(folder, missing)));
  const found = await stat(join(folder, path)).catch(() => undefined);
  if (!found) return;
  if (!found.isFile()) throw new Error(`${path} is no file`);
  if ((found.mode & 0o222) === 0) throw new Error(`${path} is read-only`);
  await disk.assertWritable(join(folder, path));
}

/** Puts the texts into the staging folder; gives the fewest renames that bring them home. */
async function stage(folder: string, changes: readonly FileChange[], disk: ChangeDisk): Promise<Moves> {
  const names = new Map<string, string>();
  for (const { path, text } of changes) {
    const root = missingRoot(folder, path);
    const name = names.get(root) ?? `part-${names.size}`;
    names.set(root, name);
    const target = join(folder, STAGING, name, relative(root, path));
    await disk.makeFolder(dirname(target));
    const { mode } = await stat(join(folder, path)).catch(() => ({ mode: undefined }));
    await disk.write(target, text, mode);
  }
  return [...names].map(([to, from]) => ({ from, to }));
}

/** The highest part of a path that does not exist yet; the path itself when its folder does. */
function missingRoot(folder: string, path: string): string {
  const parts = path.split(/[/\\]/);
  for (let length = 1; length < parts.length; length++) {
    const part = parts.slice(0, length).join(sep);
    if (!existsSync(join(folder, part))) return part;
    if (!statSync(join(folder, part)).isDirectory()) throw new Error(`${part} is a file where a folder is needed`);
  }
  return parts.join(sep);
}
