import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PageMessage } from '../../src/protocol/pages.js';
import { readerPage } from '../../src/server/reader-page.js';
import { loadContent } from '../support/engine.js';
import { accessibilityFindings } from './support/accessibility.js';
import { PageStage, startBrowser, THEMES, type StageOptions, type Theme } from './support/page-stage.js';

const { knowledge } = await loadContent();
const RULE = 'rule/polars/row-loop';

function place(path: string, line: number) {
  return { uri: `file:///tulip/${path}`, range: { start: { line: line - 1, character: 0 }, end: { line: line - 1, character: 3 } }, label: `${path}:${line}` };
}

/** What the extension and its server answer about a page. */
function answerAbout(reference: string, leaf: { readonly back: boolean; readonly forward: boolean } = { back: false, forward: false }) {
  return (message: PageMessage): readonly unknown[] => {
    if (message.type === 'ready') return [{ type: 'show', page: readerPage(knowledge, reference), ...leaf }];
    if (message.type !== 'places') return [];
    const usages = message.everywhere ? [place('trips.py', 15), place('pricing.py', 3)] : [place('trips.py', 15)];
    return [{ type: 'places', reference: message.reference, places: { usages, more: 0, everywhere: message.everywhere } }];
  };
}

let browser: Browser;
let stage: PageStage;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
});

afterEach(async () => {
  await stage.close();
});

async function open(reference: string, options: Partial<StageOptions> = {}): Promise<PageStage> {
  stage = await PageStage.open(browser, { page: 'reader', theme: 'dark', width: 900, answer: answerAbout(reference), ...options });
  await stage.page.getByRole('heading', { level: 1 }).waitFor();
  return stage;
}

describe.each(Object.keys(THEMES) as Theme[])('the reader in the theme %s', (theme) => {
  test.each([170, 300, 900])('fits into %i pixels and breaks no policy', async (width) => {
    for (const reference of [RULE, 'talk/polars']) {
      await open(reference, { theme, width });
      expect(await stage.overflow()).toBe(0);
      await stage.picture(`reader-${theme}-${width}-${reference.split('/')[0]}`);
      expect(stage.violations).toEqual([]);
      expect(await accessibilityFindings(stage.page)).toEqual([]);
      if (reference === RULE) await stage.close();
    }
  });

  test('marks flagged lines in forced colours too, and stands still where less motion is asked for', async () => {
    const { page } = await open(RULE, { theme, forcedColors: true, reducedMotion: true });
    const marked = page.locator('.line.marked').first();
    await marked.waitFor();
    expect(await marked.evaluate((line) => getComputedStyle(line).outlineStyle)).toBe('solid');
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(await page.evaluate(() => [document.getAnimations().length, getComputedStyle(document.querySelector('.reader') ?? document.body).scrollBehavior])).toEqual([0, 'auto']);
  });
});

describe('the reader', () => {
  test('has the keyboard on the title, and Tab goes through buttons, contents and text in the order they are seen', async () => {
    await open('talk/polars', { answer: answerAbout('talk/polars', { back: true, forward: true }) });
    await expect.poll(() => stage.focused()).toBe('Polars: a DataFrame library in Rust');
    await stage.page.keyboard.press('Shift+Tab');
    expect(await stage.focused()).toBe('Forward');
    await stage.page.keyboard.press('Shift+Tab');
    expect(await stage.focused()).toBe('Back');
    expect(await stage.tabbedThrough(3)).toEqual(['Forward', 'Why Polars', 'Foundations']);
  });

  test('asks for the page before and after, and shows no buttons where there is none', async () => {
    const { page, sent } = await open('talk/polars', { answer: answerAbout('talk/polars', { back: true, forward: false }) });
    expect(await page.getByRole('button', { name: 'Forward' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Back' }).click();
    await expect.poll(() => sent).toContainEqual({ type: 'go', by: -1 });
    await stage.post({ type: 'show', page: readerPage(knowledge, 'talk/osint'), back: false, forward: false });
    await page.getByRole('heading', { level: 1, name: 'OSINT tips and tricks' }).waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
  });

  test('shows where a rule speaks in open files, and in the whole workspace on request', async () => {
    const { page, sent } = await open(RULE);
    const places = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Where this shows in your workspace' }) });
    await places.getByText('1 place in the files that are open:').waitFor();
    await places.getByRole('button', { name: 'Look through the whole workspace' }).click();
    await places.getByText('2 places in this workspace:').waitFor();
    expect(await places.getByRole('button').allInnerTexts()).toEqual(['trips.py:15', 'pricing.py:3']);
    await places.getByRole('button', { name: 'pricing.py:3' }).click();
    await expect.poll(() => sent.at(-1)?.type).toBe('openUsage');
    await places.scrollIntoViewIfNeeded();
    await stage.picture('reader-places');
  });

  test('keeps its list and says so when the search was given up, and drops answers about another page', async () => {
    const { page } = await open(RULE);
    await page.getByText('1 place in the files that are open:').waitFor();
    await stage.post({ type: 'places', reference: 'rule/green/select-star', places: { usages: [], more: 0, everywhere: true } });
    await stage.post({ type: 'places', reference: RULE, places: null });
    await page.getByText('Not everything was looked at.').waitFor();
    expect(await page.getByRole('button', { name: 'trips.py:15' }).count()).toBe(1);
  });

  test('shows the same page after a reload', async () => {
    const { page } = await open(RULE);
    expect(await page.evaluate(() => JSON.parse(sessionStorage.getItem('state') ?? 'null') as unknown)).toEqual({ version: 1, reference: RULE });
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
  });
});
