import { existsSync, statSync } from 'node:fs';
import { lstat, mkdir, open, readFile, realpath, rename, rm, stat, access, constants } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { guarded } from './node.js';

/** A text to stand at a path relative to a folder. */
export interface FileChange {
  readonly path: string;
  readonly text: string;
}

interface Journal {
  /** Each a file or a new folder in the staging folder, and where it belongs, relative to the folder. */
  readonly moves: readonly { readonly from: string; readonly to: string }[];
}

const STAGING = '.talklint-unfinished';
const JOURNAL = 'journal.json';
const OWNER = 'owner';

/**
 * Writes texts so that a crash leaves the old files or the new ones. Everything is first written into a staging folder
 * and a journal says where it belongs; only then is it moved. New folders move as a whole, by one rename. What a crash
 * interrupts, `finishChanges` completes when there is a journal and takes back when there is none. Rejects with a
 * FileError, and then nothing has changed.
 */
export async function applyChanges(folder: string, changes: readonly FileChange[]): Promise<void> {
  if (changes.length === 0) return;
  const staging = join(folder, STAGING);
  await guarded(folder, 'written', async () => {
    for (const { path } of changes) await assertWritable(join(folder, path));
    await mkdir(staging);
    try {
      await writeDurably(join(staging, OWNER), String(process.pid));
      await writeDurably(join(staging, '.gitignore'), '*\n');
      const moves = await stage(folder, staging, changes);
      const journal: Journal = { moves };
      await writeDurably(join(staging, `${JOURNAL}.tmp`), JSON.stringify(journal));
      await rename(join(staging, `${JOURNAL}.tmp`), join(staging, JOURNAL));
    } catch (cause) {
      await rm(staging, { recursive: true, force: true });
      throw cause;
    }
  });
  await finish(folder, staging);
}

/** Completes or takes back what a crash interrupted. Rejects with a FileError when somebody else is still at work. */
export async function finishChanges(folder: string): Promise<void> {
  const staging = join(folder, STAGING);
  if (!existsSync(staging)) return;
  const owner = Number(await readFile(join(staging, OWNER), 'utf8').catch(() => ''));
  if (owner !== process.pid && isRunning(owner)) throw new Error(`another talklint (process ${owner}) is writing in this folder; wait for it, or delete ${STAGING} if it is none.`);
  await finish(folder, staging);
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

async function finish(folder: string, staging: string): Promise<void> {
  await guarded(staging, 'finished', async () => {
    const text = await readFile(join(staging, JOURNAL), 'utf8').catch(() => undefined);
    const moves = text === undefined ? [] : movesIn(text);
    for (const { from, to } of moves) {
      const source = join(staging, from);
      // What is not here any more has been moved already.
      if (existsSync(source)) await rename(source, await targetOf(join(folder, to)));
    }
    await rm(staging, { recursive: true, force: true });
  });
}

/** The moves of a journal; one that leads out of the folder, which may have come with the folder, is refused. */
function movesIn(text: string): Journal['moves'] {
  const refused = new Error('its journal was not written by talklint; delete it');
  let journal: Partial<Journal> | null;
  try {
    journal = JSON.parse(text) as Partial<Journal> | null;
  } catch {
    throw refused;
  }
  const moves = journal?.moves;
  if (!Array.isArray(moves)) throw refused;
  for (const { from, to } of moves as Journal['moves']) {
    if (!/^part-\d+$/.test(from) || isAbsolute(to) || to.split(/[/\\]/).includes('..')) throw refused;
  }
  return moves as Journal['moves'];
}

/** A link stays a link. */
async function targetOf(path: string): Promise<string> {
  return (await lstat(path).catch(() => undefined))?.isSymbolicLink() ? realpath(path) : path;
}

/** A rename asks the folder alone; a file its owner protected stays as it is. */
async function assertWritable(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return;
  if (!found.isFile()) throw new Error(`${path} is no file`);
  if ((found.mode & 0o222) === 0) throw new Error(`${path} is read-only`);
  await access(path, constants.W_OK);
}

/** Puts the texts into the staging folder; gives the fewest renames that bring them home. */
async function stage(folder: string, staging: string, changes: readonly FileChange[]): Promise<Journal['moves']> {
  const names = new Map<string, string>();
  for (const { path, text } of changes) {
    const root = missingRoot(folder, path);
    const name = names.get(root) ?? `part-${names.size}`;
    names.set(root, name);
    const target = join(staging, name, relative(root, path));
    await mkdir(dirname(target), { recursive: true });
    await writeDurably(target, text);
    const { mode } = await stat(join(folder, path)).catch(() => ({ mode: undefined }));
    if (mode !== undefined) await chmodOf(target, mode);
  }
  return [...names].map(([to, from]) => ({ from, to }));
}

async function chmodOf(path: string, mode: number): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.chmod(mode);
  } finally {
    await file.close();
  }
}

/** The highest part of a path that does not exist yet; the path itself when its folder does. */
function missingRoot(folder: string, path: string): string {
  const parts = path.split(/[/\\]/);
  for (let length = 1; length < parts.length; length++) {
    const part = parts.slice(0, length).join(sep);
    const place = join(folder, part);
    if (!existsSync(place)) return part;
    if (!statSync(place).isDirectory()) throw new Error(`${place} is a file where a folder is needed`);
  }
  return parts.join(sep);
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}
