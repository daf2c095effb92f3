import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UsageError, type CommandContext } from './context.js';

const MOST_BYTES = 64 * 1024 * 1024;
const run = promisify(execFile);

/** The texts of a folder as they were at a commit, branch or tag, asked of git. */
export class EarlierTexts {
  readonly #folder: string;
  readonly #reference: string;
  readonly #changed: ReadonlySet<string>;

  private constructor(folder: string, reference: string, changed: ReadonlySet<string>) {
    this.#folder = folder;
    this.#reference = reference;
    this.#changed = changed;
  }

  /** Rejects with a UsageError when the working folder has no such commit, or git is not there. */
  static async at(reference: string, { workingFolder }: CommandContext): Promise<EarlierTexts> {
    const commit = await commitOf(reference, workingFolder);
    const changed = await git(workingFolder, ['diff', '--name-only', '--relative', '--no-renames', '-z', commit, '--', '.']);
    return new EarlierTexts(workingFolder, commit, new Set(changed.split('\0')));
  }

  /** The earlier text of a file that has changed since (a path relative to the working folder); undefined for one that has not, and for a new one. */
  async of(path: string): Promise<string | undefined> {
    if (!this.#changed.has(path)) return undefined;
    return textAt(this.#reference, path, this.#folder);
  }
}

/** The id of a commit, branch or tag. Rejects with a UsageError when the folder has no such commit, or git is not there. */
export async function commitOf(reference: string, folder: string): Promise<string> {
  try {
    return (await git(folder, ['rev-parse', '--verify', '--end-of-options', `${reference}^{commit}`])).trim();
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UsageError(isMissing ? '--since asks git, which cannot be started; install git, or leave --since out.' : `--since: git knows no commit "${reference}" here; name one, such as HEAD or main.`);
  }
}

/** A file (relative to a folder) as it was at a commit; undefined where it was not there. */
export function textAt(commit: string, path: string, folder: string): Promise<string | undefined> {
  return git(folder, ['show', `${commit}:./${path}`]).catch(() => undefined);
}

async function git(folder: string, args: readonly string[]): Promise<string> {
  return (await run('git', [...args], { cwd: folder, maxBuffer: MOST_BYTES })).stdout;
}
