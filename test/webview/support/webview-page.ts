import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { BROWSER_FLAGS, provideChromium } from '../../../src/build/editor-host.js';
import { root } from '../../support/engine.js';

export type Theme = 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';

/** What VS Code sets on a page, as its own default themes do. */
const THEMES: Readonly<Record<Theme, { readonly classes: string; readonly variables: Readonly<Record<string, string>> }>> = {
  dark: { classes: 'vscode-dark', variables: { foreground: '#cccccc', 'editor-background': '#1f1f1f', 'sideBar-background': '#181818', descriptionForeground: '#9d9d9d', focusBorder: '#0078d4', 'textLink-foreground': '#4daafc', 'panel-border': '#2b2b2b', 'badge-background': '#616161', 'badge-foreground': '#f8f8f8', 'button-background': '#0078d4', 'button-foreground': '#ffffff', 'button-secondaryBackground': '#313131', 'button-secondaryForeground': '#cccccc', 'list-hoverBackground': '#2a2d2e', 'editorHoverWidget-background': '#202020', 'editorHoverWidget-border': '#454545', 'editorHoverWidget-foreground': '#cccccc', 'charts-green': '#89d185', 'charts-blue': '#3794ff', 'charts-yellow': '#cca700', 'charts-red': '#f14c4c' } },
  light: { classes: 'vscode-light', variables: { foreground: '#3b3b3b', 'editor-background': '#ffffff', 'sideBar-background': '#f8f8f8', descriptionForeground: '#3b3b3b', focusBorder: '#005fb8', 'textLink-foreground': '#005fb8', 'panel-border': '#e5e5e5', 'badge-background': '#cccccc', 'badge-foreground': '#3b3b3b', 'button-background': '#005fb8', 'button-foreground': '#ffffff', 'button-secondaryBackground': '#e5e5e5', 'button-secondaryForeground': '#3b3b3b', 'list-hoverBackground': '#f2f2f2', 'editorHoverWidget-background': '#f8f8f8', 'editorHoverWidget-border': '#c8c8c8', 'editorHoverWidget-foreground': '#3b3b3b', 'charts-green': '#388a34', 'charts-blue': '#0063d3', 'charts-yellow': '#bf8803', 'charts-red': '#e51400' } },
  'high-contrast': { classes: 'vscode-high-contrast', variables: { foreground: '#ffffff', 'editor-background': '#000000', 'sideBar-background': '#000000', descriptionForeground: '#ffffffb3', focusBorder: '#f38518', contrastBorder: '#6fc3df', contrastActiveBorder: '#f38518', 'textLink-foreground': '#21a6ff', 'panel-border': '#6fc3df', 'badge-background': '#000000', 'badge-foreground': '#ffffff', 'button-border': '#6fc3df', 'button-foreground': '#ffffff', 'button-secondaryForeground': '#ffffff', 'editorHoverWidget-background': '#0c141f', 'editorHoverWidget-border': '#6fc3df', 'editorHoverWidget-foreground': '#ffffff', 'charts-green': '#89d185', 'charts-blue': '#3794ff', 'charts-yellow': '#cca700', 'charts-red': '#f14c4c' } },
  'high-contrast-light': { classes: 'vscode-high-contrast vscode-high-contrast-light', variables: { foreground: '#292929', 'editor-background': '#ffffff', 'sideBar-background': '#ffffff', descriptionForeground: '#292929b3', focusBorder: '#006bbd', contrastBorder: '#0f4a85', contrastActiveBorder: '#006bbd', 'textLink-foreground': '#0f4a85', 'panel-border': '#0f4a85', 'badge-background': '#0f4a85', 'badge-foreground': '#ffffff', 'button-background': '#0f4a85', 'button-foreground': '#ffffff', 'button-border': '#0f4a85', 'button-secondaryBackground': '#ffffff', 'button-secondaryForeground': '#292929', 'editorHoverWidget-background': '#ffffff', 'editorHoverWidget-border': '#0f4a85', 'editorHoverWidget-foreground': '#292929', 'charts-green': '#374e06', 'charts-blue': '#0063d3', 'charts-yellow': '#895503', 'charts-red': '#b5200d' } },
};

export interface WebviewOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly forcedColors?: boolean;
  readonly reducedMotion?: boolean;
  readonly screenReader?: boolean;
}

const ORIGIN = 'https://page.talklint.test';

type Files = ReadonlyMap<string, { readonly contentType: string; readonly body: string }>;

/** A browser that shows pages of ours as VS Code would, without VS Code. */
export class WebviewBrowser {
  readonly #browser: Browser;
  readonly #files: Files;

  private constructor(browser: Browser, files: Files) {
    this.#browser = browser;
    this.#files = files;
  }

  /** For one page by its name below `src/webview` and the style sheets it has. */
  static async start(name: string, styles: readonly string[]): Promise<WebviewBrowser> {
    const executablePath = await provideChromium((line) => { console.log(line); });
    const bundle = await build({ absWorkingDir: root, entryPoints: [`src/webview/${name}.ts`], bundle: true, format: 'esm', target: 'es2023', write: false });
    const files = new Map([['/page.js', { contentType: 'text/javascript', body: bundle.outputFiles[0]?.text ?? '' }]]);
    for (const style of styles) files.set(`/${style}`, { contentType: 'text/css', body: await readFile(`${root}/media/${style}`, 'utf8') });
    return new WebviewBrowser(await chromium.launch({ executablePath, args: [...BROWSER_FLAGS] }), files);
  }

  async open({ theme = 'dark', width = 900, forcedColors = false, reducedMotion = false, screenReader = false }: WebviewOptions = {}): Promise<Webview> {
    const context = await this.#browser.newContext({ viewport: { width, height: 800 }, forcedColors: forcedColors ? 'active' : 'none', reducedMotion: reducedMotion ? 'reduce' : 'no-preference' });
    const page = await context.newPage();
    const { classes, variables } = THEMES[theme];
    const styles = [...this.#files.keys()].filter((path) => path.endsWith('.css'));
    const document = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-n'; style-src 'self' 'nonce-n'; img-src data:">
<style nonce="n">:root{${Object.entries(variables).map(([key, value]) => `--vscode-${key}:${value}`).join(';')};--vscode-font-family:sans-serif;--vscode-font-size:13px} body{background:var(--vscode-editor-background)}</style>
${styles.map((path) => `<link rel="stylesheet" href="${path}">`).join('\n')}<title>Page</title></head>
<body class="${classes}${screenReader ? ' vscode-using-screen-reader' : ''}"><div id="page"></div><script type="module" nonce="n" src="/page.js"></script></body></html>`;
    await page.route(`${ORIGIN}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      return route.fulfill(this.#files.get(pathname) ?? { contentType: 'text/html', body: document });
    });
    await page.addInitScript(STUB);
    const webview = new Webview(page);
    await page.goto(`${ORIGIN}/`);
    return webview;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
  }
}

/** What VS Code gives a page: a way to talk, and a state that outlives the document. */
const STUB = `
window.posted = [];
window.violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => window.violations.push(violatedDirective + ' ' + blockedURI));
window.acquireVsCodeApi = () => ({
  postMessage: (message) => window.posted.push(message),
  getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
  setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
});`;

/** One page, and what it said. */
export class Webview {
  readonly page: Page;
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', ({ message }) => this.errors.push(message));
  }

  /** Says something to the page, as the extension would. */
  async send(message: unknown): Promise<void> {
    await this.page.evaluate((data) => { window.postMessage(data, '*'); }, message);
  }

  posted(): Promise<{ readonly type: string }[]> {
    return this.page.evaluate('window.posted');
  }

  violations(): Promise<string[]> {
    return this.page.evaluate('window.violations');
  }

  /** The name of what has the keyboard. */
  focused(): Promise<string> {
    return this.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
