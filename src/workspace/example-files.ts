import { FileError, type FileEntry, type Files } from '../document/ports.js';
import type { Example } from '../knowledge/model.js';

/** Gives the bytes of a file that examples name with `asset=`. */
export type Assets = (path: string) => Promise<Uint8Array>;

/** The fences of one example as the files of a small workspace, below `/`. */
export async function exampleFiles({ files }: Example, assets: Assets): Promise<Files> {
  const contents = new Map<string, Uint8Array>();
  for (const { path, text, asset } of files) if (path !== undefined) contents.set(`/${path}`, asset === undefined ? new TextEncoder().encode(text) : await assets(asset));
  const read = (path: string): Promise<Uint8Array> => {
    const bytes = contents.get(path);
    return bytes ? Promise.resolve(bytes) : Promise.reject(new FileError(path, `${path}: the example has no such file; add a fence with file=.`));
  };
  return {
    read,
    readStart: async (path, length) => (await read(path)).subarray(0, length),
    list: (folder) => Promise.resolve(entriesOf(folder, [...contents.keys()])),
    stat: (path) => {
      const bytes = contents.get(path)?.length;
      if (bytes !== undefined) return Promise.resolve({ kind: 'file', bytes });
      return Promise.resolve(entriesOf(path, [...contents.keys()]).length > 0 ? { kind: 'folder', bytes: 0 } : undefined);
    },
    realPath: (path) => Promise.resolve(path),
  };
}

function entriesOf(folder: string, paths: readonly string[]): FileEntry[] {
  const start = folder.endsWith('/') ? folder : `${folder}/`;
  const below = paths.filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
  const kinds = new Map(below.map((path) => [path.split('/')[0] ?? '', path.includes('/') ? ('folder' as const) : ('file' as const)]));
  return [...kinds].map(([name, kind]) => ({ path: start + name, kind }));
}
