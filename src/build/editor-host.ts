import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { exists, firstLine, NODE_PACKAGE, nodeIn, npm, provideInstall, type Report } from './installs.js';

const run = promisify(execFile);

/** VS Code's own workbench and extension host as a server, and the Node it was made for; both without install scripts. */
const CODE_SERVER = '4.139.1';
const NODE = '24.21.0';
/** How long the server may take to answer after it was started, in milliseconds. */
const START_LIMIT = 60_000;
/** How long a browser may take to arrive before another way is tried, in milliseconds. */
const DOWNLOAD_LIMIT = 300_000;

export interface EditorInstall {
  readonly node: string;
  readonly entry: string;
}

export interface EditorOptions {
  readonly install: EditorInstall;
  /** Folders of built extensions. */
  readonly extensions: readonly string[];
  /** `web` runs them in the browser's extension host, which only loads an extension without `main`. */
  readonly host?: 'desktop' | 'web';
  readonly settings: Readonly<Record<string, unknown>>;
  readonly trusted: boolean;
  /** The folder or `.code-workspace` file to open. */
  readonly workspace?: string;
}

export interface RunningEditor {
  readonly url: string;
  /** The text of the user's settings with these beside. */
  settingsWith(settings: Readonly<Record<string, unknown>>): string;
  stop(): Promise<void>;
}

const CALM = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.editor.useModal': 'off',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

/** Installs the editor into the cache, once for each version. Rejects with one sentence that names the step. */
export async function provideEditor(report: Report): Promise<EditorInstall> {
  const folder = await provideInstall(`editor-${CODE_SERVER}-node-${NODE}`, entryIn, async (draft) => {
    report(`Installing VS Code (code-server ${CODE_SERVER}); this is done once.`);
    await npm('code-server and Node', draft, ['install', `code-server@${CODE_SERVER}`, `${NODE_PACKAGE}@${NODE}`, '--ignore-scripts']);
    const code = join(draft, 'node_modules', 'code-server', 'lib', 'vscode');
    await npm('the packages of the workbench', code, ['install', '--omit=dev', '--ignore-scripts']);
    await npm('the packages of its extensions', join(code, 'extensions'), ['install', '--omit=dev', '--ignore-scripts']);
  });
  return { node: nodeIn(folder), entry: entryIn(folder) };
}

function entryIn(folder: string): string {
  return join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
}

/** Starts a VS Code with its own profile on a free port of this machine. */
export async function startEditor(options: EditorOptions): Promise<RunningEditor> {
  const profile = await mkdtemp(join(tmpdir(), 'talklint-editor-'));
  const settingsWith = (settings: Readonly<Record<string, unknown>>) => JSON.stringify({ ...CALM, 'security.workspace.trust.enabled': !options.trusted, ...options.settings, ...settings });
  await mkdir(join(profile, 'data', 'User'), { recursive: true });
  await writeFile(join(profile, 'data', 'User', 'settings.json'), settingsWith({}));
  await writeFile(join(profile, 'config.yaml'), 'auth: none\n');
  for (const extension of options.extensions) await placeExtension(extension, join(profile, 'extensions'), options.host ?? 'desktop');
  const port = await freePort();
  const child = spawn(
    options.install.node,
    [options.install.entry, '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none', '--disable-telemetry', '--disable-update-check', '--config', join(profile, 'config.yaml'), '--user-data-dir', join(profile, 'data'), '--extensions-dir', join(profile, 'extensions')],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '', VSCODE_IPC_HOOK_CLI: '' } },
  );
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const stop = async () => {
    await endProcess(child);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await answers(port, child);
  } catch (cause) {
    await stop();
    throw new Error(`VS Code did not start; its last words: ${output.join('').trim().split('\n').slice(-3).join(' | ')}`, { cause });
  }
  return { url: addressOf(port, options.workspace), settingsWith, stop };
}

function addressOf(port: number, workspace: string | undefined): string {
  if (workspace === undefined) return `http://127.0.0.1:${port}/?ew=true`;
  const kind = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return `http://127.0.0.1:${port}/?${kind}=${encodeURIComponent(workspace)}`;
}

/** Copies what the packed extension would hold; the browser's host passes over an extension that has a `main`. */
async function placeExtension(folder: string, extensions: string, host: 'desktop' | 'web'): Promise<void> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { publisher: string; name: string; version: string; main?: string; browser?: string };
  const target = join(extensions, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
  for (const part of ['dist', 'media']) await cp(join(folder, part), join(target, part), { recursive: true });
  const { main, browser, ...rest } = manifest;
  await writeFile(join(target, 'package.json'), JSON.stringify({ ...rest, ...(host === 'web' ? { browser } : { main }) }));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  const end = Date.now() + START_LIMIT;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`it ended with status ${child.exitCode}`);
    const response = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not answer in a minute');
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
}

/** The flags a browser needs to run as root and to keep to itself. */
export const BROWSER_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] as const;

const BROWSER_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'msedge', 'chrome'];
const BROWSER_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The path of a Chromium: an installed one, else Playwright's, else, as root on Debian, the system's package. */
export async function provideChromium(report: Report): Promise<string> {
  const installed = await installedBrowser();
  if (installed !== undefined) return installed;
  const own = chromium.executablePath();
  if (await exists(own)) return own;
  report('No Chrome, Chromium or Edge found; installing Chromium. This is done once.');
  const attempts: readonly (() => Promise<string | undefined>)[] = [
    async () => {
      await run('npx', ['playwright-core', 'install', 'chromium'], { shell: process.platform === 'win32', timeout: DOWNLOAD_LIMIT });
      return own;
    },
    async () => {
      if (process.getuid?.() !== 0) return undefined;
      await run('apt-get', ['update']);
      await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { maxBuffer: 64 * 1024 * 1024, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
      return installedBrowser();
    },
  ];
  for (const attempt of attempts) {
    const path = await attempt().catch((cause: unknown) => {
      report(firstLine(cause));
      return undefined;
    });
    if (path !== undefined && (await exists(path))) return path;
  }
  throw new Error('the tests need a Chrome, Chromium or Edge and could not install one; install Chromium (on Debian: apt-get install chromium) and run them again.');
}

async function installedBrowser(): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const places = [...folders.flatMap((folder) => BROWSER_NAMES.map((name) => join(folder, process.platform === 'win32' ? `${name}.exe` : name))), ...BROWSER_PLACES];
  for (const place of places) if (await exists(place)) return place;
  return undefined;
}
