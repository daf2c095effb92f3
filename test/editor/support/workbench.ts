import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** How long a condition may take to come true, in milliseconds. */
const PATIENCE = 30_000;

/** Runs a step; a failure says which step it was, and leaves a picture. */
async function step<Value>(workbench: Workbench, name: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    await workbench.picture(`failed-${name.replace(/\W+/g, '-').slice(0, 60)}`).catch(() => undefined);
    throw new Error(`could not ${name}`, { cause });
  }
}

/** Whether something comes into view within a short while. */
async function appears(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
}

/** The window of VS Code, as a user sees and steers it. */
export class Workbench {
  readonly page: Page;
  readonly #pictures: string;

  constructor(page: Page, pictures: string) {
    this.page = page;
    this.#pictures = pictures;
    page.setDefaultTimeout(PATIENCE);
  }

  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  }

  /** Keeps a screenshot for people to look at. */
  async picture(name: string): Promise<void> {
    await mkdir(this.#pictures, { recursive: true });
    // A picture of something half faded in shows nothing.
    await this.page.evaluate(() => Promise.allSettled(document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity).map(({ finished }) => finished)));
    await this.page.screenshot({ path: join(this.#pictures, `${name}.png`) });
  }

  // ── quick input ──────────────────────────────────────────────────────────

  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  get quickRows(): Locator {
    return this.quickInput.locator('.quick-input-list .monaco-list-row');
  }

  /** Runs a command from the palette; a palette that was opened before the extension was known is opened again. */
  async command(title: string): Promise<void> {
    await step(this, `run ${title}`, async () => {
      await this.#choose(`>${title.replaceAll('\\', '')}`, this.quickRows.filter({ hasText: new RegExp(`^\\s*${title}`) }).first());
    });
  }

  /** Waits until something is so. */
  async until(condition: () => Promise<boolean>, what: string): Promise<void> {
    await step(this, what, () => this.#until(condition));
  }

  /** Types into the palette and takes a row; whatever popped up before is sent away. */
  async #choose(text: string, row: Locator): Promise<void> {
    await this.#until(async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      const input = this.quickInput.locator('input[type="text"]').first();
      if (!(await appears(input))) return false;
      await input.fill(text);
      if (!(await appears(row))) return false;
      // Something that takes the keyboard meanwhile closes the palette.
      return row.click({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Gives the text in front a language; right after the start the list may still be empty, so it is opened again. */
  async setLanguage(name: string): Promise<void> {
    await step(this, `choose the language ${name}`, () =>
      this.#until(async () => {
        await this.command('Change Language Mode');
        await this.quickInput.locator('input[type="text"]').first().fill(name);
        const row = this.quickRows.filter({ hasText: new RegExp(`^\\s*${name}`) }).first();
        return row.click({ timeout: 3000 }).then(
          () => true,
          () => false,
        );
      }),
    );
  }

  /** Replaces the user's settings by typing into their file, as a user may. */
  async writeSettings(text: string): Promise<void> {
    await this.command('Preferences: Open User Settings \\(JSON\\)');
    await this.tab('settings.json');
    await step(this, 'write the settings', async () => {
      await this.activeEditor.element.click();
      await this.page.keyboard.press('Control+a');
      await this.page.keyboard.insertText(text);
      await this.page.keyboard.press('Control+s');
      await this.page.locator('.tabs-container .tab.active:not(.dirty)').waitFor();
    });
    await this.command('View: Close Editor');
  }

  /** Repeats an attempt until it succeeds. */
  async #until(attempt: () => Promise<boolean>): Promise<void> {
    await expect.poll(attempt, { timeout: PATIENCE }).toBe(true);
  }

  /** Types into the box that is open and accepts. */
  async answer(text: string): Promise<void> {
    await step(this, `answer ${text}`, async () => {
      const input = this.quickInput.locator('input[type="text"]').first();
      await input.waitFor();
      await input.fill(text);
      await expect.poll(() => input.inputValue(), { timeout: PATIENCE }).toBe(text);
      await this.page.keyboard.press('Enter');
    });
  }

  /** Narrows the list that is open down and takes its first row, once that is one with the text: the list follows the typing a little later. */
  async choose(text: string): Promise<void> {
    await step(this, `choose ${text}`, async () => {
      await this.quickInput.locator('input[type="text"]').first().fill(text);
      await this.quickRows.first().filter({ hasText: text }).waitFor();
      await this.page.keyboard.press('Enter');
    });
  }

  async quickTitle(text: string | RegExp): Promise<void> {
    await step(this, `see the question ${String(text)}`, () => this.quickInput.locator('.quick-input-titlebar').filter({ hasText: text }).waitFor());
  }

  // ── texts ────────────────────────────────────────────────────────────────

  async open(path: string): Promise<TextEditor> {
    await this.openFile(path);
    const editor = new TextEditor(this);
    await editor.element.waitFor();
    return editor;
  }

  /** Opens a file in whatever editor it has; whatever popped up before is sent away. */
  async openFile(path: string): Promise<void> {
    await step(this, `open ${path}`, async () => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      await this.#choose(path, this.quickRows.filter({ hasText: name }).first());
      await this.tab(name);
    });
  }

  /** Keeps a picture of the list of code actions at the cursor, and closes it. */
  async actionsPicture(name: string, editor: TextEditor, containing: string): Promise<void> {
    await editor.actions(containing);
    await this.picture(name);
    await this.page.keyboard.press('Escape');
  }

  get activeEditor(): TextEditor {
    return new TextEditor(this);
  }

  /** The document of the radar in the side bar; VS Code nests two frames. */
  get radar(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready[src*="purpose=webviewView"]').frameLocator('iframe#active-frame');
  }

  /** The document of the reader in an editor tab. */
  get reader(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:not([src*="purpose=webviewView"])').frameLocator('iframe#active-frame');
  }

  /** Waits until the tab in front is called so. */
  async tab(name: string): Promise<void> {
    await step(this, `have ${name} in front`, () => this.activeTab.filter({ hasText: name }).first().waitFor());
  }

  get activeTab(): Locator {
    return this.page.locator('.editor-group-container .tabs-container .tab.active');
  }

  async notification(text: string | RegExp): Promise<void> {
    await step(this, `see the message ${String(text)}`, () => this.page.locator('.notification-toast .notification-list-item-message').filter({ hasText: text }).first().waitFor());
  }
}

/** The text editor that has the keyboard. */
export class TextEditor {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  get element(): Locator {
    return this.#workbench.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  /** Puts the cursor at a line and column, counted from 1. */
  async goTo(line: number, column: number): Promise<void> {
    const { page, quickInput } = this.#workbench;
    await step(this.#workbench, `go to ${line}:${column}`, async () => {
      await page.keyboard.press('Control+g');
      const input = quickInput.locator('input[type="text"]').first();
      await input.waitFor();
      await input.fill(`:${line}:${column}`);
      await page.keyboard.press('Enter');
      await quickInput.waitFor({ state: 'hidden' });
    });
  }

  /** Waits until so many squiggles of a kind are drawn. */
  async squiggles(kind: 'error' | 'warning' | 'info' | 'hint', count: number): Promise<void> {
    await step(this.#workbench, `see ${count} ${kind} squiggles`, () => expect.poll(() => this.element.locator(`.cdr.squiggly-${kind}`).count(), { timeout: PATIENCE }).toBe(count));
  }

  /** The text of the hover at the cursor, once it contains what is looked for. */
  async hover(containing: string): Promise<string> {
    const { page } = this.#workbench;
    return step(this.#workbench, `see a hover with ${containing}`, async () => {
      const hover = page.locator('.monaco-hover:not(.hidden)').filter({ hasText: containing });
      await expect
        .poll(
          async () => {
            await page.keyboard.press('Control+k');
            await page.keyboard.press('Control+i');
            return appears(hover.first());
          },
          { timeout: PATIENCE },
        )
        .toBe(true);
      return hover.first().innerText();
    });
  }

  /** Titles of the code actions at the cursor; the list stays open. */
  async actions(containing: string): Promise<string[]> {
    const { page } = this.#workbench;
    return step(this.#workbench, `see the action ${containing}`, async () => {
      const rows = page.locator('.action-widget .monaco-list-row.action');
      await expect
        .poll(
          async () => {
            await page.keyboard.press('Control+.');
            const found = await appears(rows.filter({ hasText: containing }).first());
            if (!found) await page.keyboard.press('Escape');
            return found;
          },
          { timeout: PATIENCE },
        )
        .toBe(true);
      return rows.allInnerTexts();
    });
  }

  async apply(title: string): Promise<void> {
    await this.actions(title);
    await step(this.#workbench, `apply ${title}`, () => this.#workbench.page.locator('.action-widget .monaco-list-row.action').filter({ hasText: title }).first().click());
  }

  /** Waits until something is suggested at the cursor; the list stays open. */
  async suggested(label: string): Promise<Locator> {
    const row = this.#workbench.page.locator('.suggest-widget.visible .monaco-list-row').filter({ hasText: label }).first();
    await step(this.#workbench, `be offered ${label}`, () => row.waitFor());
    return row;
  }

  /** Puts a text in place of what stands between a column and the end of a line (both from 1), and saves. */
  async rewrite(line: number, column: number, text: string): Promise<void> {
    const { page, activeTab } = this.#workbench;
    await this.goTo(line, column);
    await step(this.#workbench, `write ${text} in line ${line}`, async () => {
      await page.keyboard.press('Shift+End');
      await page.keyboard.insertText(text);
      await page.keyboard.press('Control+s');
      await expect.poll(() => activeTab.first().getAttribute('class'), { timeout: PATIENCE }).not.toContain('dirty');
    });
  }

  /** Waits until the lenses of the text are these, with or without something to click on. */
  async lenses(texts: readonly string[]): Promise<void> {
    const shown = async () => (await this.element.locator('.codelens-decoration').allInnerTexts()).map((text) => text.trim()).filter((text) => text !== '');
    await step(this.#workbench, `see the lenses ${texts.join(' | ')}`, () => expect.poll(shown, { timeout: PATIENCE }).toEqual([...texts]));
  }

  get lensLinks(): Locator {
    return this.element.locator('.codelens-decoration a');
  }

  /** Waits until the visible text contains something; spaces are ordinary ones. */
  async contains(text: string): Promise<void> {
    await step(this.#workbench, `read ${text}`, () => expect.poll(async () => (await this.element.locator('.view-lines').innerText()).replaceAll('\u00a0', ' '), { timeout: PATIENCE }).toContain(text));
  }
}
