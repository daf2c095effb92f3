import { constants, readFileSync, statSync } from 'node:fs';
import { access, lstat, mkdir, open, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { FileError, type Clock, type FileEntry, type Files, type Grammars, type Writer } from '../document/ports.js';

/** The permission bits of which a file that may be written has one. */
const WRITABLE = 0o222;

/** What went wrong with a file, as a user would say it. */
function reason(cause: unknown): string {
  switch ((cause as { code?: unknown } | null)?.code) {
    case 'ENOENT':
      return 'there is no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'permission was denied';
    case 'EISDIR':
      return 'it is a folder';
    case 'ELOOP':
      return 'its links lead in a circle';
    case 'EROFS':
      return 'the disk is read-only';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'ENOTDIR':
      return 'a file stands where a folder is needed';
    case 'EEXIST':
      return 'it exists already';
    default:
      return cause instanceof Error ? cause.message : String(cause);
  }
}

/**
 * Does work on a file or folder; rejects with a FileError whose sentence says why it `cannot be <verb>`, and what to do
 * where `advice` is given.
 */
export async function guarded<Value>(
  path: string,
  verb: string,
  work: () => Promise<Value>,
  advice?: string,
): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    const ending = advice === undefined ? '' : `; ${advice}`;
    throw new FileError(path, `${path}: cannot be ${verb}, because ${reason(cause)}${ending}.`, cause);
  }
}

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): FileEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

/** Paths inside the product use `/` everywhere; Node on Windows accepts it too. */
function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}

interface Found {
  readonly size: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

async function statusOf(path: string, find: () => Found | Promise<Found>): ReturnType<Files['stat']> {
  try {
    const found = await find();
    return { kind: found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other', bytes: found.size };
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(String((cause as { code?: unknown }).code))) return undefined;
    throw new FileError(path, `${path}: cannot be read, because ${reason(cause)}.`, cause);
  }
}

export const nodeFiles: Files = {
  read: (path) => guarded(path, 'read', () => readFile(path)),
  readStart: (path, length) =>
    guarded(path, 'read', async () => {
      const file = await open(path, 'r');
      try {
        const { bytesRead, buffer } = await file.read({ buffer: new Uint8Array(length), position: 0 });
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    }),
  list: (folder) =>
    guarded(folder, 'read', async () => {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries.map((entry) => ({ path: slashes(join(folder, entry.name)), kind: kindOf(entry) }));
    }),
  stat: (path) => statusOf(path, () => stat(path)),
  realPath: (path) => guarded(path, 'read', async () => slashes(await realpath(path))),
};

/** For programs with nothing else to do meanwhile: thousands of small files are read in half the time without the thread pool. */
export const waitingFiles: Files = {
  ...nodeFiles,
  read: (path) => guarded(path, 'read', async () => readFileSync(path)),
  stat: (path) => statusOf(path, () => statSync(path)),
};

export const nodeWriter: Writer = {
  create: (path, text) =>
    guarded(path, 'written', async () => {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o644);
      try {
        await file.writeFile(text, 'utf8');
      } finally {
        await file.close();
      }
    }),
  replace: (path, content) =>
    guarded(path, 'written', async () => {
      // Through a neighbour and a rename: a crash leaves the old file or the new one, never half of it. A link stays a link.
      const target = (await lstat(path)).isSymbolicLink() ? await realpath(path) : path;
      const { mode } = await stat(target);
      // A rename asks the folder alone; a file its owner protected stays as it is.
      if ((mode & WRITABLE) === 0) throw new Error('it is read-only');
      await access(target, constants.W_OK);
      const neighbour = `${target}.talklint-${process.pid}.tmp`;
      try {
        await writeFile(neighbour, content, { encoding: 'utf8', mode, flag: 'wx' });
        await rename(neighbour, target);
      } catch (cause) {
        await rm(neighbour, { force: true });
        throw cause;
      }
    }),
};

/** Grammars as files of one folder. */
export function nodeGrammars(folder: string): Grammars {
  return { load: (file) => guarded(join(folder, file), 'read', () => readFile(join(folder, file))) };
}

export const nodeClock: Clock = {
  now: () => performance.now(),
  today: () => {
    const now = new Date();
    const two = (value: number) => String(value).padStart(2, '0');
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  },
};
