import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PAGE } from '../../src/protocol/requests.js';
import type { ReaderPage } from '../../src/protocol/model.js';
import { root } from '../support/engine.js';
import { LanguageClient } from '../support/language-client.js';
import { accessibilityFindings } from './support/accessibility.js';
import { PageStage, startBrowser, THEMES, type Theme } from './support/page-stage.js';

const PRODUCT = 'products/mobility/station-trips/dataproduct.odps.yaml';

let browser: Browser;
let readiness: ReaderPage;
let stage: PageStage;

beforeAll(async () => {
  browser = await startBrowser();
  const client = await LanguageClient.start({ files: { [PRODUCT]: await readFile(`${root}/test/workspaces/sample/${PRODUCT}`, 'utf8') } });
  const page = await client.ask(PAGE, { reference: 'readiness' });
  await client.dispose();
  if (!page) throw new Error('no page');
  readiness = page;
});

afterAll(async () => {
  await browser.close();
});

afterEach(async () => {
  await stage.close();
});

async function open(theme: Theme, width: number, forcedColors = false): Promise<PageStage> {
  stage = await PageStage.open(browser, { page: 'reader', theme, width, forcedColors, answer: ({ type }) => (type === 'ready' ? [{ type: 'show', page: readiness, back: false, forward: false }] : []) });
  await stage.page.getByRole('heading', { level: 1, name: 'Readiness for a data mesh' }).waitFor();
  return stage;
}

describe('the report on readiness in the reader', () => {
  test.each(Object.keys(THEMES) as Theme[])('is drawn in the theme %s and breaks no policy', async (theme) => {
    for (const width of [300, 900]) {
      await open(theme, width);
      await stage.page.getByRole('img', { name: /^Readiness for a data mesh: Availability/ }).waitFor();
      expect(await stage.overflow()).toBe(0);
      expect(stage.violations).toEqual([]);
      expect(await accessibilityFindings(stage.page)).toEqual([]);
      await stage.picture(`readiness-${theme}-${width}`);
      if (width === 300) await stage.close();
    }
  });

  test('shows its lines in forced colours too', async () => {
    const { page } = await open('dark', 900, true);
    const [ring, ground] = await page.locator('.ring').first().evaluate((line) => [getComputedStyle(line).stroke, getComputedStyle(document.body).backgroundColor]);
    expect(ring).not.toBe(ground);
    expect(ring).not.toBe('none');
  });

  test('opens the place a link names, by keyboard', async () => {
    const { page, sent } = await open('light', 900);
    await page.getByRole('link', { name: `${PRODUCT}:17` }).first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => sent.at(-1)).toEqual({ type: 'openUsage', usage: { uri: expect.stringMatching(new RegExp(`/${PRODUCT}$`)) as string, label: `${PRODUCT}:17`, range: { start: { line: 16, character: 0 }, end: { line: 16, character: 0 } } } });
  });
});
