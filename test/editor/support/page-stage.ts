import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { BROWSER_FLAGS, provideChromium } from '../../../src/build/editor-host.js';
import { pageDocument, type PageName } from '../../../src/extension/views/page-document.js';
import { readPageMessage, type PageMessage } from '../../../src/protocol/pages.js';
import { root } from '../../support/engine.js';
import themes from './themes.json' with { type: 'json' };

/** Classes and colours of the editor's four default themes, as a page of ours got them from VS Code 1.103 or later. */
export const THEMES: Readonly<Record<Theme, { readonly classes: string; readonly variables: Readonly<Record<string, string>> }>> = themes;
export type Theme = keyof typeof themes;

/** Nothing listens there: every request is answered from the built files. */
const ORIGIN = 'https://page.talklint.invalid';
const NONCE = 'only-for-this-test';
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };

/** A browser for the stages of one file of tests; close it. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await provideChromium((line) => { console.log(line); }), args: [...BROWSER_FLAGS] });
}

export interface StageOptions {
  readonly page: PageName;
  readonly theme: Theme;
  readonly width: number;
  readonly forcedColors?: boolean;
  readonly reducedMotion?: boolean;
  readonly screenReader?: boolean;
  /** What the extension's side answers. */
  readonly answer: (message: PageMessage) => readonly unknown[];
}

/** One of the built pages in a browser, under its own policy, with the part of the editor that it talks to. */
export class PageStage {
  readonly page: Page;
  readonly sent: PageMessage[] = [];
  /** Directives the page broke, such as `style-src-attr`. */
  readonly violations: string[] = [];
  /** What its script threw. */
  readonly errors: string[] = [];
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on('pageerror', ({ message }) => this.errors.push(message));
  }

  static async open(browser: Browser, { page: name, theme, width, forcedColors = false, reducedMotion = false, screenReader = false, answer }: StageOptions): Promise<PageStage> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, forcedColors: forcedColors ? 'active' : 'none', reducedMotion: reducedMotion ? 'reduce' : 'no-preference' });
    const page = await context.newPage();
    const stage = new PageStage(context, page);
    await context.route('**/*', async (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === '/') await route.fulfill({ contentType: 'text/html', body: pageDocument({ page: name, title: 'Talklint', address: (file) => `${ORIGIN}/${file}`, source: ORIGIN, nonce: NONCE }) });
      else await route.fulfill({ contentType: TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain', body: await readFile(join(root, path), 'utf8').catch(() => '') });
    });
    await page.exposeFunction('tellStage', async (value: unknown) => {
      const message = readPageMessage(value);
      if (!message) throw new Error(`the page sent ${JSON.stringify(value)}`);
      stage.sent.push(message);
      for (const reply of answer(message)) await stage.post(reply);
    });
    await page.exposeFunction('tellViolation', (directive: string) => void stage.violations.push(directive));
    const look: EditorLook = { theme, screenReader, surface: name === 'radar' ? 'sideBar' : 'editor', ...THEMES[theme] };
    await page.addInitScript(actAsEditor, look);
    await page.goto(`${ORIGIN}/`);
    return stage;
  }

  /** A message of the extension. */
  async post(message: unknown): Promise<void> {
    await this.page.evaluate((data) => { window.postMessage(data, '*'); }, message);
  }

  /** Presses Tab so often, and gives the role and name of what has the keyboard after each. */
  async tabbedThrough(times: number): Promise<string[]> {
    const names: string[] = [];
    for (let time = 0; time < times; time++) {
      await this.page.keyboard.press('Tab');
      names.push(await this.focused());
    }
    return names;
  }

  /** The text, label or tag of what has the keyboard. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const { activeElement: at } = document;
      return at?.getAttribute('aria-label') ?? (at instanceof HTMLElement && at.innerText !== '' ? at.innerText.trim() : (at?.tagName.toLowerCase() ?? ''));
    });
  }

  /** How many pixels the page is wider than its window. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }

  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: join(root, '.screenshots', 'pages', `${name}.png`) });
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}

interface EditorLook {
  readonly theme: string;
  readonly classes: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly screenReader: boolean;
  /** The part of the window the page lies on. */
  readonly surface: 'sideBar' | 'editor';
}

/** Runs in the page before its own script: what the editor gives a page, its base styles and state that outlives a reload included. */
function actAsEditor({ theme, classes, variables, screenReader, surface }: EditorLook): void {
  const told = window as unknown as { tellStage(message: unknown): Promise<void>; tellViolation(directive: string): Promise<void> };
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => void told.tellViolation(effectiveDirective));
  const base = new CSSStyleSheet();
  base.replaceSync(`@layer editor {
    body { color: var(--vscode-editor-foreground); padding: 0 20px; }
    a { color: var(--vscode-textLink-foreground); }
    code { color: var(--vscode-textPreformat-foreground); background: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px; }
    blockquote { background: var(--vscode-textBlockQuote-background); border-color: var(--vscode-textBlockQuote-border); }
  }`);
  // The last moment before a page's own script runs.
  document.addEventListener('readystatechange', () => {
    if (document.readyState !== 'interactive') return;
    document.adoptedStyleSheets = [base];
    document.body.className = `${classes}${screenReader ? ' vscode-using-screen-reader' : ''}`;
    document.body.dataset['vscodeThemeKind'] = `vscode-${theme}`;
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(`--vscode-${name}`, value);
    if (!matchMedia('(forced-colors: active)').matches) document.documentElement.style.backgroundColor = `var(--vscode-${surface}-background)`;
  });
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => void told.tellStage(message),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
      setState: (state: unknown) => { sessionStorage.setItem('state', JSON.stringify(state)); },
    }),
  });
}
