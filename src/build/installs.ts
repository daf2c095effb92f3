import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Takes a line for whoever waits. */
export type Report = (line: string) => void;

/** The npm package with the binary of Node for this machine; it has no install script. */
export const NODE_PACKAGE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/**
 * A folder of the cache with packages that tests need and users must never get; filled once, by `install` in a draft
 * folder that has a `package.json`. `proof` names a file that exists in a complete folder.
 */
export async function provideInstall(name: string, proof: (folder: string) => string, install: (draft: string) => Promise<void>): Promise<string> {
  const cache = process.env['TALKLINT_CACHE'] ?? join(homedir(), '.cache', 'talklint');
  const folder = join(cache, name);
  if (await exists(proof(folder))) return folder;
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'draft-'));
  try {
    await writeFile(join(draft, 'package.json'), '{ "private": true }\n');
    await install(draft);
    // Whoever was faster wins; the other copy is thrown away.
    await rename(draft, folder).catch(async (cause: unknown) => {
      if (!(await exists(proof(folder)))) throw cause;
    });
    return folder;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** The path of a Node of this version, such as `22.23.3`. Rejects with one sentence when it cannot be fetched. */
export async function provideNode(version: string, report: Report): Promise<string> {
  const folder = await provideInstall(`node-${version}`, nodeIn, (draft) => {
    report(`Fetching Node ${version}; this is done once.`);
    return npm(`Node ${version}`, draft, ['install', `${NODE_PACKAGE}@${version}`, '--ignore-scripts']);
  });
  return nodeIn(folder);
}

/** Where the binary of Node lies in a folder into which its package was installed. */
export function nodeIn(folder: string): string {
  return join(folder, 'node_modules', NODE_PACKAGE, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Runs npm in a folder. Rejects with one sentence that names what could not be installed. */
export async function npm(what: string, folder: string, args: readonly string[]): Promise<void> {
  try {
    await run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, shell: process.platform === 'win32', maxBuffer: 64 * 1024 * 1024 });
  } catch (cause) {
    throw new Error(`${what} could not be installed for the tests; look at the network and run the command again (${firstLine(cause)}).`, { cause });
  }
}

/** The first line a failed command wrote to its error output, else the failure itself. */
export function firstLine(cause: unknown): string {
  const text = (cause as { stderr?: string } | null)?.stderr ?? String(cause);
  return text.trim().split('\n')[0] ?? '';
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
