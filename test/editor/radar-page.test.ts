import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../src/knowledge/render.js';
import type { PageMessage } from '../../src/protocol/pages.js';
import { blipDetail, radarOverview, type UsageSource } from '../../src/radar/overview.js';
import { buildSearchIndex, Search } from '../../src/radar/search.js';
import { loadContent } from '../support/engine.js';
import { accessibilityFindings } from './support/accessibility.js';
import { PageStage, startBrowser, THEMES, type StageOptions, type Theme } from './support/page-stage.js';

const { knowledge } = await loadContent();
const search = new Search(buildSearchIndex(knowledge));
const USED = new Set(['polars', 'pandas', 'terraform']);
const usages: UsageSource = {
  isUsed: (id) => USED.has(id),
  usages: (id) => (USED.has(id) ? [{ uri: 'file:///tulip/requirements.txt', range: { start: { line: 1, character: 0 }, end: { line: 1, character: 6 } }, label: 'requirements.txt:2' }] : []),
};

/** What the extension and its server answer. */
function answer(message: PageMessage): readonly unknown[] {
  switch (message.type) {
    case 'ready':
      return [{ type: 'overview', overview: radarOverview(knowledge, usages) }];
    case 'search':
      return [{ type: 'results', id: message.id, results: search.search(message.query, 40) }];
    case 'blip':
      return [{ type: 'detail', id: message.id, detail: blipDetail(knowledge, message.id, renderMarkdown(knowledge.blips.find(({ id }) => id === message.id)?.markdown.replace(/^# .*\n/, '') ?? ''), usages) ?? null }];
    default:
      return [];
  }
}

/** The component library adds an empty style element and hides lists by a style attribute; nothing is lost without them. */
const KNOWN_VIOLATIONS = ['style-src-elem', 'style-src-attr'];
const POLARS = /^Polars, used here\. .*\. Adopt$/;

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

async function open(options: Partial<StageOptions> = {}): Promise<PageStage> {
  stage = await PageStage.open(browser, { page: 'radar', theme: 'dark', width: 300, answer, ...options });
  await stage.page.getByRole('button', { name: POLARS }).waitFor();
  return stage;
}

const field = () => stage.page.getByRole('textbox', { name: 'Search the radar, talks, rules and tips' });

describe.each(Object.keys(THEMES) as Theme[])('the side panel in the theme %s', (theme) => {
  test.each([170, 300, 900])('fits into %i pixels, breaks no policy, and everything in it has a name', async (width) => {
    const { page, violations } = await open({ theme, width });
    await page.getByText('Filter').click();
    for (const name of ['Ring', 'Quadrant', 'Talk']) await page.getByRole('combobox', { name }).waitFor();
    await page.getByRole('checkbox', { name: /^Used in this workspace \(3\)$/ }).waitFor();
    await stage.picture(`radar-${theme}-${width}`);
    expect(await stage.overflow()).toBe(0);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('button', { name: POLARS }).click();
    await page.getByRole('heading', { level: 1, name: 'Polars' }).waitFor();
    expect(await stage.overflow()).toBe(0);
    await stage.picture(`blip-${theme}-${width}`);
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(violations.filter((directive) => !KNOWN_VIOLATIONS.includes(directive))).toEqual([]);
  });

  test('shows its controls in forced colours, without motion', async () => {
    const { page } = await open({ theme, forcedColors: true, reducedMotion: true });
    await page.getByText('Filter').click();
    await page.getByRole('combobox', { name: 'Ring' }).waitFor();
    const borders = await page.evaluate(() => ['vscode-text-field', 'vscode-dropdown', 'vscode-checkbox'].map((tag) => {
      const part = document.querySelector(tag)?.shadowRoot?.querySelector('[part~="root"], [part~="control"]');
      return part ? getComputedStyle(part).borderTopWidth : 'missing';
    }));
    expect(borders).toEqual(['1px', '1px', '1px']);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    expect(await accessibilityFindings(page)).toEqual([]);
    await stage.picture(`radar-${theme}-forced`);
  });
});

describe('the side panel by keyboard', () => {
  test('Tab goes through search, filter and list in the order they are seen', async () => {
    await open();
    expect(await stage.tabbedThrough(2)).toEqual(['Search the radar, talks, rules and tips', 'Filter']);
    await stage.page.keyboard.press('Enter');
    const [ring, quadrant, talk, used, first] = await stage.tabbedThrough(5);
    expect([ring, quadrant, talk]).toEqual(['Ring', 'Quadrant', 'Talk']);
    expect(used).toContain('Used in this workspace');
    expect(first).toMatch(/\. Adopt$/);
  });

  test('a search lists blips, talks, rules and tips, and says aloud how many', async () => {
    const { page } = await open();
    await field().fill('data frame');
    for (const name of [/^Radar/, /^In the talks/]) await page.getByRole('heading', { name }).waitFor();
    await expect.poll(() => page.getByRole('status').innerText()).toMatch(/^\d+ blips, \d+ places in talks, rules and tips$/);
  });

  test('Back returns to the row a blip was opened from, through related blips as well', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: POLARS }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Polars' }).waitFor();
    await expect.poll(() => stage.focused()).toBe('Polars');
    await page.getByRole('listitem').getByRole('button', { name: 'pandas', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'pandas' }).waitFor();
    await page.getByRole('button', { name: 'All blips' }).click();
    await expect.poll(() => stage.focused()).toMatch(POLARS);
  });

  test('a radar that changes leaves the keyboard, the place and the texts elsewhere alone', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: POLARS }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Polars' }).waitFor();
    await page.getByRole('button', { name: /^Talk: / }).focus();
    await stage.post({ type: 'overview', overview: radarOverview(knowledge, usages) });
    await expect.poll(() => stage.sent.filter(({ type }) => type === 'blip').length).toBe(2);
    await expect.poll(() => stage.focused()).toMatch(/^Talk: /);
    await page.evaluate(() => { (document.activeElement as HTMLElement).blur(); });
    await stage.post({ type: 'overview', overview: radarOverview(knowledge, usages) });
    await expect.poll(() => stage.sent.filter(({ type }) => type === 'blip').length).toBe(3);
    expect(await stage.focused()).not.toBe('Polars');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: POLARS }).focus();
    await stage.post({ type: 'overview', overview: radarOverview(knowledge, { isUsed: () => true, usages: () => [] }) });
    await page.getByRole('button', { name: /^Pulumi, used here|^CUPID, used here/ }).first().waitFor();
    expect(await stage.focused()).toMatch(POLARS);
  });

  test('a place where a blip is used, a rule and a talk are opened by the editor', async () => {
    const { page, sent } = await open();
    await page.getByRole('button', { name: POLARS }).click();
    await page.getByRole('button', { name: 'requirements.txt:2' }).click();
    await page.getByRole('button', { name: /^Talk: / }).click();
    await expect.poll(() => sent.map(({ type }) => type)).toEqual(['ready', 'blip', 'openUsage', 'page']);
  });
});

describe('the filter of the side panel', () => {
  async function choose(name: string, option: RegExp): Promise<void> {
    await stage.page.getByRole('combobox', { name }).click();
    await stage.page.getByRole('option', { name: option }).click();
  }

  test('counts what each choice would leave, given the others and the search', async () => {
    const { page } = await open();
    await page.getByText('Filter').click();
    const { blips } = radarOverview(knowledge, usages);
    const count = (accepts: (blip: (typeof blips)[number]) => boolean) => blips.filter(accepts).length;
    const hold = count(({ ring }) => ring === 'hold');
    await choose('Ring', new RegExp(`^Hold \\(${hold}\\)$`));
    await expect.poll(() => page.getByRole('combobox', { name: 'Ring' }).innerText()).toContain(`Hold (${hold})`);
    await page.getByText('Filter (1)').waitFor();
    expect(await page.locator('.row').count()).toBe(hold);
    await choose('Talk', new RegExp(`\\(${count(({ ring, talk }) => ring === 'hold' && talk === 'polars')}\\)$`));
    await page.getByText('Filter (2)').waitFor();
    await page.getByRole('checkbox', { name: `Used in this workspace (${count(({ ring, talk, usedHere }) => ring === 'hold' && talk === 'polars' && usedHere)})` }).click();
    await page.getByText('Filter (3)').waitFor();
    await page.getByRole('button', { name: /^pandas, used here\. .*\. Hold$/ }).waitFor();
    await field().fill('kubernetes');
    await page.getByRole('button', { name: 'Clear the filter' }).or(page.getByRole('heading', { name: /^Rules|^Tips|^In the talks/ })).first().waitFor();
    expect(await page.getByRole('button', { name: /^Kubernetes[,.] / }).count()).toBe(0);
  });

  test('search, filter, blip and place of the list are the same after a reload', async () => {
    const { page } = await open();
    await page.getByText('Filter').click();
    await choose('Quadrant', /^Languages and frameworks/);
    await page.getByRole('button', { name: /^pandas, used here/ }).scrollIntoViewIfNeeded();
    await expect.poll(() => page.evaluate(() => (JSON.parse(sessionStorage.getItem('state') ?? '{}') as { scroll?: number }).scroll)).toBeGreaterThan(0);
    const before = await page.evaluate(() => scrollY);
    await page.reload();
    await page.getByRole('button', { name: POLARS }).waitFor();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(before);
    await expect.poll(() => page.getByRole('combobox', { name: 'Quadrant' }).innerText()).toMatch(/^Languages and frameworks \(\d+\)$/);
    await field().fill('polrs');
    await page.getByRole('heading', { name: /^Radar/ }).waitFor();
    await page.getByRole('button', { name: POLARS }).click();
    await page.getByRole('heading', { level: 1, name: 'Polars' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Polars' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: /^Radar/ }).waitFor();
    expect(await field().inputValue()).toBe('polrs');
  });
});
