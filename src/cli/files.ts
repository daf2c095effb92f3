import { relative, resolve } from 'node:path';
import { NEVER_CANCELLED } from '../document/ports.js';
import type { PathClassifier } from '../facts/collect.js';
import { nodeFiles, waitingFiles } from '../platform/node.js';
import { listFiles } from '../workspace/enumerate.js';
import { whyForeign } from '../workspace/foreign-text.js';
import { decodeText, readSmallFile, type DecodedText } from '../workspace/text.js';
import { sentenceOf, type CommandContext, type Problem } from './context.js';

/** A file to be read. Plain data: it travels to workers. */
export interface FileTask {
  /** Absolute, with `/`. */
  readonly path: string;
  /** Relative to the working folder; what is printed. */
  readonly shown: string;
  /** Relative to the folder that was named: what lies below `tests/` is a test only when the folder above it was named. */
  readonly name: string;
  /** Whether it was named itself, not found in a folder: then leaving it out is a mistake to tell. */
  readonly named: boolean;
}

export interface FoundFiles {
  readonly tasks: readonly FileTask[];
  readonly problems: readonly Problem[];
  readonly skipped: number;
}

/** A text with its bytes as they were. */
export type ReadText = DecodedText & { readonly bytes: Uint8Array };

/** A file read, or why it was not. */
export type ReadFile = ReadText | { readonly skipped: string } | { readonly failed: string };

/** The path as reports print it: relative to the working folder, with `/`. */
export function shownPath(path: string, context: Pick<CommandContext, 'workingFolder'>): string {
  return relative(context.workingFolder, path).replaceAll('\\', '/') || '.';
}

export function absolutePath(name: string, context: Pick<CommandContext, 'workingFolder'>): string {
  return resolve(context.workingFolder, name).replaceAll('\\', '/');
}

/** The files the named paths stand for: files as they are, folders searched for those `accepts` wants. No path means the working folder. */
export async function findFiles(paths: readonly string[], accepts: (path: string) => boolean, context: CommandContext): Promise<FoundFiles> {
  const problems: Problem[] = [];
  const tasks = new Map<string, FileTask>();
  let skipped = 0;
  const add = (task: FileTask) => {
    if (!tasks.has(task.path)) tasks.set(task.path, task);
  };
  for (const name of paths.length === 0 ? ['.'] : paths) {
    const path = absolutePath(name, context);
    try {
      const stat = await nodeFiles.stat(path);
      if (!stat) problems.push({ file: name, message: 'there is no such file or folder; mend the path.' });
      else if (stat.kind !== 'folder') add({ path, shown: shownPath(path, context), name: shownPath(path, context), named: true });
      else {
        const listing = await listFiles(path, nodeFiles, accepts, NEVER_CANCELLED);
        skipped += listing.skipped;
        for (const error of listing.errors) problems.push({ file: shownPath(error.path, context), message: error.message.replace(`${error.path}: `, '') });
        for (const file of listing.files) add({ path: file, shown: shownPath(file, context), name: file.slice(path.replace(/\/$/, '').length + 1), named: false });
      }
    } catch (cause) {
      problems.push({ file: name, message: sentenceOf(cause) });
    }
  }
  return { tasks: [...tasks.values()], problems, skipped };
}

export async function readTask(task: Pick<FileTask, 'path'>): Promise<ReadFile> {
  try {
    const bytes = await readSmallFile(task.path, waitingFiles);
    return bytes ? decoded(bytes) : { skipped: 'this file is larger than 1 MB, so it is not checked.' };
  } catch (cause) {
    return { failed: sentenceOf(cause) };
  }
}

export function decoded(bytes: Uint8Array): ReadFile {
  const file = decodeText(bytes);
  return 'text' in file ? { ...file, bytes } : { skipped: 'this is a binary file; name text files.' };
}

/** Why a text is left out although it could be read; undefined for what people write. */
export function whyLeftOut(task: FileTask, text: string, classifier: PathClassifier): string | undefined {
  const foreign = classifier.classesOf(task.name).has('generated') ? 'generated' : whyForeign(task.name, text);
  return foreign && `this file is ${foreign}, so it is not checked.`;
}
