import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './engine.js';

const CLI = join(root, 'dist', 'cli.cjs');

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command line as a process of its own. */
export async function talklint(args: readonly string[], folder: string = root, environment: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  if (!existsSync(CLI)) throw new Error('dist/cli.cjs is missing; run "npm run build" first.');
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { cwd: folder, env: { ...process.env, ...environment }, maxBuffer: 64 * 1024 * 1024 }, (error, out, err) => {
      resolve({ status: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, out, err });
    });
  });
}

/** A new folder with these files. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'talklint-cli-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}
