import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { BROWSER_FLAGS, provideChromium, provideEditor, startEditor, type RunningEditor } from '../../../src/build/editor-host.js';
import { Workbench } from './workbench.js';

const root = fileURLToPath(new URL('../../../', import.meta.url)).replace(/[\\/]$/, '');

export type Host = 'desktop' | 'web';

export interface SessionOptions {
  readonly host: Host;
  /** Files of a new folder, by relative path; no folder is opened without them. */
  readonly files?: Readonly<Record<string, string>>;
  /** A folder below `test/workspaces` to copy and open. */
  readonly sample?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly trusted?: boolean;
  /** Folders of other extensions to install beside ours. */
  readonly beside?: readonly string[];
}

/** A VS Code with the built extension in a browser of its own. */
export class Session {
  readonly workbench: Workbench;
  readonly folder: string | undefined;
  readonly #browser: Browser;
  readonly #context: BrowserContext;
  readonly #editor: RunningEditor;
  readonly #scratch: string;

  private constructor(workbench: Workbench, folder: string | undefined, browser: Browser, context: BrowserContext, editor: RunningEditor, scratch: string) {
    this.workbench = workbench;
    this.folder = folder;
    this.#browser = browser;
    this.#context = context;
    this.#editor = editor;
    this.#scratch = scratch;
  }

  static async start({ host, files, sample, settings = {}, trusted = true, beside = [] }: SessionOptions): Promise<Session> {
    const report = (line: string) => {
      console.log(line);
    };
    const [install, executablePath] = await Promise.all([provideEditor(report), provideChromium(report)]);
    const scratch = await realpath(await mkdtemp(join(tmpdir(), 'talklint-workspace-')));
    const folder = await fill(scratch, files, sample);
    const editor = await startEditor({ install, extensions: [root, ...beside], host, settings, trusted, ...(folder === undefined ? {} : { workspace: folder }) });
    const browser = await chromium.launch({ executablePath, args: [...BROWSER_FLAGS] });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(editor.url);
    const workbench = new Workbench(page, join(root, '.screenshots', host));
    await workbench.ready();
    return new Session(workbench, folder, browser, context, editor, scratch);
  }

  get page(): Page {
    return this.workbench.page;
  }

  /** Changes the user's settings, as the settings editor would. */
  async configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.workbench.writeSettings(this.#editor.settingsWith(settings));
  }

  async stop(): Promise<void> {
    await this.#context.close();
    await this.#browser.close();
    await this.#editor.stop();
    await rm(this.#scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function fill(scratch: string, files: SessionOptions['files'], sample: string | undefined): Promise<string | undefined> {
  const folder = join(scratch, 'tulip');
  if (sample !== undefined) await cp(join(root, 'test', 'workspaces', sample), folder, { recursive: true });
  else if (!files) return undefined;
  for (const [path, text] of Object.entries(files ?? {})) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
