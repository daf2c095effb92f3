import { relative, resolve } from 'node:path';
import { NEVER_CANCELLED } from '../document/ports.js';
import { nodeFiles } from '../platform/node.js';
import { listFiles } from '../workspace/enumerate.js';
import { readTextFile } from '../workspace/text.js';
import type { CommandContext, Problem } from './context.js';

export interface SourceText {
  /** Relative to the working folder, with `/`; what is printed. */
  readonly path: string;
  /** Relative to the folder that was named: what lies below `tests/` is a test only when the folder above it was named. */
  readonly name: string;
  readonly text: string;
}

export interface Sources {
  readonly texts: AsyncIterable<SourceText>;
  readonly problems: Problem[];
  readonly stats: { files: number; bytes: number; skipped: number };
}

/** The texts the named paths stand for: files as they are, folders searched for files some language page claims. */
export function sourcesOf(paths: readonly string[], accepts: (path: string) => boolean, context: CommandContext): Sources {
  const problems: Problem[] = [];
  const stats = { files: 0, bytes: 0, skipped: 0 };
  const named = paths.length === 0 ? ['.'] : paths;
  const shown = (path: string) => relative(context.workingFolder, path).replaceAll('\\', '/') || '.';

  async function read(path: string, folder: string | undefined): Promise<SourceText | undefined> {
    try {
      const file = await readTextFile(path, nodeFiles);
      if ('text' in file) {
        stats.files++;
        stats.bytes += Buffer.byteLength(file.text);
        return { path: shown(path), name: folder === undefined ? shown(path) : path.slice(folder.length + 1), text: file.text };
      }
      stats.skipped++;
      if (folder === undefined) problems.push({ file: shown(path), message: file.skipped === 'binary' ? 'this is a binary file; name text files.' : 'this file is larger than 1 MB, so it is not checked.' });
    } catch (cause) {
      problems.push({ file: shown(path), message: cause instanceof Error ? cause.message : String(cause) });
    }
    return undefined;
  }

  async function* texts(): AsyncGenerator<SourceText> {
    const seen = new Set<string>();
    for (const name of named) {
      const path = resolve(context.workingFolder, name).replaceAll('\\', '/');
      const stat = await nodeFiles.stat(path).catch(() => undefined);
      if (!stat) {
        problems.push({ file: name, message: 'there is no such file or folder; mend the path.' });
        continue;
      }
      const listing = stat.kind === 'folder' ? await listFiles(path, nodeFiles, accepts, NEVER_CANCELLED) : undefined;
      stats.skipped += listing?.skipped ?? 0;
      for (const error of listing?.errors ?? []) problems.push({ file: shown(error.path), message: error.message });
      for (const file of listing?.files ?? [path]) {
        if (seen.has(file)) continue;
        seen.add(file);
        const source = await read(file, listing && path);
        if (source) yield source;
      }
    }
  }
  return { texts: texts(), problems, stats };
}
