import ignore, { type Ignore } from 'ignore';
import { throwIfCancelled, type CancellationToken, type FileEntry, type Files } from '../document/ports.js';
import { readTextFile } from './text.js';

/** Folders that hold other people's or made code, whatever `.gitignore` says. */
const FOREIGN_FOLDERS = new Set(['node_modules', 'vendor', 'third_party', 'bower_components', '.venv', 'venv', '__pycache__', '.terraform', 'cdk.out', '.tox', 'site-packages', '.next']);
/** Folders of tools: no code was skipped by leaving them out. */
const TOOL_FOLDERS = new Set(['.git', '.hg', '.svn', '.talklint']);
const MINIFIED = /[.-]min\.(js|mjs|css)$/;

export interface Listing {
  /** Paths of files, sorted. */
  readonly files: readonly string[];
  readonly skipped: number;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

interface Level {
  readonly folder: string;
  readonly matcher: Ignore;
}

/**
 * All files below a folder that are the project's own: `.gitignore` is honoured, vendored and minified files are left
 * out, and links to folders are not followed, so that links in a circle end. Unreadable folders are reported, the rest
 * is listed. `accepts` says which files are wanted; others do not count as skipped.
 */
export async function listFiles(root: string, files: Files, accepts: (path: string) => boolean, token: CancellationToken): Promise<Listing> {
  const found: string[] = [];
  const errors: { path: string; message: string }[] = [];
  let skipped = 0;

  const visit = async (folder: string, above: readonly Level[]): Promise<void> => {
    throwIfCancelled(token);
    let entries: readonly FileEntry[];
    try {
      entries = await files.list(folder);
    } catch (cause) {
      errors.push({ path: folder, message: cause instanceof Error ? cause.message : String(cause) });
      return;
    }
    const levels = await withIgnoreFile(folder, entries, above, files);
    for (const entry of [...entries].sort((a, b) => (a.path < b.path ? -1 : 1))) {
      const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
      if (entry.kind === 'folder') {
        if (TOOL_FOLDERS.has(name)) continue;
        if (FOREIGN_FOLDERS.has(name) || isIgnored(levels, `${entry.path}/`)) skipped++;
        else await visit(entry.path, levels);
      } else if (accepts(entry.path)) {
        const usable = entry.kind === 'file' || (entry.kind === 'link' && (await isLinkToFile(entry.path, files)));
        if (!usable || MINIFIED.test(name) || isIgnored(levels, entry.path)) skipped++;
        else found.push(entry.path);
      }
    }
  };

  await visit(root, await ignoreFilesAbove(root, files));
  return { files: found, skipped, errors };
}

/** Whether `listFiles` would list a file below a root: not vendored, minified or ignored. Never rejects. */
export async function isOwnFile(root: string, path: string, files: Files): Promise<boolean> {
  const parts = path.slice(root.length + 1).split('/');
  const name = parts.pop() ?? '';
  if (MINIFIED.test(name) || parts.some((part) => TOOL_FOLDERS.has(part) || FOREIGN_FOLDERS.has(part))) return false;
  const levels = [...(await ignoreFilesAbove(root, files))];
  let folder = root;
  for (const part of ['', ...parts]) {
    if (part !== '') folder = `${folder}/${part}`;
    if (folder !== root && isIgnored(levels, `${folder}/`)) return false;
    const level = await readIgnoreFile(`${folder}/.gitignore`, folder, files);
    if (level) levels.push(level);
  }
  return !isIgnored(levels, path);
}

async function isLinkToFile(path: string, files: Files): Promise<boolean> {
  try {
    return (await files.stat(path))?.kind === 'file';
  } catch {
    // A link that leads nowhere readable is as good as none.
    return false;
  }
}

/** The rules of one ignore file for the paths below `folder`. */
async function readIgnoreFile(path: string, folder: string, files: Files): Promise<Level | undefined> {
  try {
    const file = await readTextFile(path, files);
    return 'text' in file ? { folder, matcher: ignore().add(file.text) } : undefined;
  } catch {
    return undefined;
  }
}

async function withIgnoreFile(folder: string, entries: readonly FileEntry[], above: readonly Level[], files: Files): Promise<readonly Level[]> {
  const own = entries.some((entry) => entry.path.endsWith('/.gitignore')) ? await readIgnoreFile(`${folder}/.gitignore`, folder, files) : undefined;
  return own ? [...above, own] : above;
}

/**
 * What counts from outside the folder: `.gitignore` files up to the top of the repository, and `.git/info/exclude`
 * there. Nothing when they ignore the folder itself: whoever names it wants it.
 */
async function ignoreFilesAbove(root: string, files: Files): Promise<readonly Level[]> {
  const levels: Level[] = [];
  let folder = root;
  while (folder.includes('/')) {
    if ((await files.stat(`${folder}/.git`).catch(() => undefined)) !== undefined) {
      const exclude = await readIgnoreFile(`${folder}/.git/info/exclude`, folder, files);
      const found = [...(exclude ? [exclude] : []), ...levels.reverse()];
      return root !== folder && isIgnored(found, `${root}/`) ? [] : found;
    }
    folder = folder.slice(0, folder.lastIndexOf('/'));
    const level = folder === '' ? undefined : await readIgnoreFile(`${folder}/.gitignore`, folder, files);
    if (level) levels.push(level);
  }
  return [];
}

function isIgnored(levels: readonly Level[], path: string): boolean {
  // The deepest file that says anything decides, as git does.
  for (const { folder, matcher } of [...levels].reverse()) {
    const verdict = matcher.test(path.slice(folder.length + 1));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
