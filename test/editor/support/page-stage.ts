import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { pageDocument } from '../../../src/extension/views/page-document.js';
import { readPageMessage, type PageMessage } from '../../../src/protocol/pages.js';
import { root } from '../../support/engine.js';

/** Main colours of the editor's four default themes, as it hands them to a page. */
export const THEMES = {
  light: { background: '#f8f8f8', foreground: '#3b3b3b', description: '#5f5f5f', link: '#005fb8', focus: '#005fb8', input: '#ffffff', border: '#cecece', code: '#f1f1f1' },
  dark: { background: '#181818', foreground: '#cccccc', description: '#9d9d9d', link: '#4daafc', focus: '#0078d4', input: '#313131', border: '#3c3c3c', code: '#2b2b2b' },
  'high-contrast': { background: '#000000', foreground: '#ffffff', description: '#ffffff', link: '#21a6ff', focus: '#f38518', input: '#000000', border: '#6fc3df', code: '#000000' },
  'high-contrast-light': { background: '#ffffff', foreground: '#292929', description: '#292929', link: '#0f4a85', focus: '#006bbd', input: '#ffffff', border: '#0f4a85', code: '#f2f2f2' },
} as const;
export type Theme = keyof typeof THEMES;

/** Nothing listens there: every request is answered from the built files. */
const ORIGIN = 'https://page.talklint.invalid';
const NONCE = 'only-for-this-test';
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };

export interface StageOptions {
  readonly page: 'radar' | 'reader';
  readonly theme: Theme;
  readonly width: number;
  readonly forcedColors?: boolean;
  readonly reducedMotion?: boolean;
  /** What the extension's side answers. */
  readonly answer: (message: PageMessage) => readonly unknown[];
}

/** One of the built pages in a browser, under its own policy, with the part of the editor that it talks to. */
export class PageStage {
  readonly page: Page;
  readonly sent: PageMessage[] = [];
  /** Directives the page broke, such as `style-src-attr`. */
  readonly violations: string[] = [];
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
  }

  static async open(browser: Browser, { page: name, theme, width, forcedColors = false, reducedMotion = false, answer }: StageOptions): Promise<PageStage> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, forcedColors: forcedColors ? 'active' : 'none', reducedMotion: reducedMotion ? 'reduce' : 'no-preference' });
    const page = await context.newPage();
    const stage = new PageStage(context, page);
    await context.route('**/*', async (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === '/') await route.fulfill({ contentType: 'text/html', body: pageDocument({ title: 'Talklint', script: `${ORIGIN}/dist/webview/${name}.js`, styles: [`${ORIGIN}/media/webview.css`], source: ORIGIN, nonce: NONCE }) });
      else await route.fulfill({ contentType: TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain', body: await readFile(join(root, path), 'utf8').catch(() => '') });
    });
    await page.exposeFunction('tellStage', async (value: unknown) => {
      const message = readPageMessage(value);
      if (!message) throw new Error(`the page sent ${JSON.stringify(value)}`);
      stage.sent.push(message);
      for (const reply of answer(message)) await stage.post(reply);
    });
    await page.exposeFunction('tellViolation', (directive: string) => void stage.violations.push(directive));
    await page.addInitScript(actAsEditor, { theme, colours: THEMES[theme] });
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

/** Runs in the page before its own script: what the editor gives a page, state that outlives a reload included. */
function actAsEditor({ theme, colours }: { theme: string; colours: Readonly<Record<string, string>> }): void {
  const told = window as unknown as { tellStage(message: unknown): Promise<void>; tellViolation(directive: string): Promise<void> };
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => void told.tellViolation(effectiveDirective));
  const variables: Readonly<Record<string, readonly string[]>> = {
    background: ['--vscode-sideBar-background', '--vscode-editor-background', '--vscode-dropdown-listBackground'],
    foreground: ['--vscode-foreground', '--vscode-input-foreground', '--vscode-dropdown-foreground', '--vscode-editor-foreground', '--vscode-badge-background'],
    description: ['--vscode-descriptionForeground', '--vscode-input-placeholderForeground'],
    link: ['--vscode-textLink-foreground', '--vscode-textLink-activeForeground', '--vscode-charts-blue'],
    focus: ['--vscode-focusBorder'],
    input: ['--vscode-input-background', '--vscode-dropdown-background', '--vscode-checkbox-background', '--vscode-badge-foreground'],
    border: ['--vscode-dropdown-border', '--vscode-checkbox-border', '--vscode-panel-border', '--vscode-input-border'],
    code: ['--vscode-textCodeBlock-background', '--vscode-list-hoverBackground'],
  };
  addEventListener('DOMContentLoaded', () => {
    document.body.className = `vscode-${theme}`;
    document.documentElement.style.backgroundColor = colours['background'] ?? '';
    for (const [colour, names] of Object.entries(variables)) for (const name of names) document.documentElement.style.setProperty(name, colours[colour] ?? '');
  });
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => void told.tellStage(message),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
      setState: (state: unknown) => { sessionStorage.setItem('state', JSON.stringify(state)); },
    }),
  });
}
