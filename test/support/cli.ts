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

/** Runs the built command line as a process of its own; `input` is what it reads from standard input. */
export async function talklint(args: readonly string[], folder: string = root, environment: Readonly<Record<string, string>> = {}, input: string | Uint8Array = ''): Promise<Outcome> {
  const { status, out, err } = await talklintBytes(args, folder, input, environment);
  return { status, out: out.toString('utf8'), err: err.toString('utf8') };
}

/** Like `talklint`, with the output as bytes. */
export async function talklintBytes(args: readonly string[], folder: string, input: string | Uint8Array = '', environment: Readonly<Record<string, string>> = {}): Promise<{ readonly status: number; readonly out: Buffer; readonly err: Buffer }> {
  if (!existsSync(CLI)) throw new Error('dist/cli.cjs is missing; run "npm run build" first.');
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [CLI, ...args], { cwd: folder, env: { ...process.env, ...environment }, maxBuffer: 64 * 1024 * 1024, encoding: 'buffer' }, (error, out, err) => {
      resolve({ status: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, out, err });
    });
    // A command that does not read its input may end before all of it is written.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

/** What `check --format json` prints. */
export interface PrintedReport {
  readonly version: number;
  readonly findings: readonly { readonly file: string; readonly rule: string; readonly talk: string; readonly severity: string; readonly message: string; readonly range: { readonly start: { readonly line: number; readonly column: number } }; readonly fixable: boolean }[];
  readonly errors: readonly { readonly file: string; readonly message: string }[];
  readonly stats: { readonly files: number; readonly bytes: number; readonly skipped: number; readonly milliseconds: number };
}

/** `file:line:column rule` for every finding. */
export function places(report: PrintedReport): string[] {
  return report.findings.map(({ file, rule, range }) => `${file}:${range.start.line}:${range.start.column} ${rule}`);
}

/** Runs `check --format json` in a folder. */
export async function checkIn(folder: string, args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Promise<{ readonly status: number; readonly report: PrintedReport; readonly err: string }> {
  const { status, out, err } = await talklint(['check', '--format', 'json', ...args], folder, environment);
  return { status, report: JSON.parse(out) as PrintedReport, err };
}

/** Runs `check --format json` in a new folder with these files. */
export async function check(files: Readonly<Record<string, string | Uint8Array>>, args: readonly string[] = ['.']): ReturnType<typeof checkIn> {
  return checkIn(await folderWith(files), args);
}

/** Two lines of Python, the second of which is an error by the rule `trust/tls-verification-off`. */
export const TLS = 'import requests\nrequests.get("https://a", verify=False)\n';

/** A new folder with these files. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'talklint-cli-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}
