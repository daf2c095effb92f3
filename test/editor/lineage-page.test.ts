import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DescriptorIndex } from '../../src/mesh/descriptor-index.js';
import { lineageOf } from '../../src/mesh/lineage/build.js';
import type { PageMessage } from '../../src/protocol/pages.js';
import { lineagePage } from '../../src/server/lineage-page.js';
import { filesOf, manyProducts, type SampleProduct } from '../support/data-products.js';
import { accessibilityFindings } from './support/accessibility.js';
import { PageStage, startBrowser, THEMES, type StageOptions, type Theme } from './support/page-stage.js';

const CITY: readonly SampleProduct[] = [
  { name: 'stations', domain: 'city', inputs: [{ contract: 'city-map' }], outputs: [{ contract: 'stations', from: ['city-map'], columns: [{ name: 'station', classification: 'public' }, { name: 'keeper', classification: 'restricted' }] }] },
  { name: 'weather', domain: 'city', status: 'deprecated', inputs: [], outputs: [{ contract: 'weather' }] },
  { name: 'routes', domain: 'city', inputs: [], outputs: [{ contract: 'routes', version: '3.1.0' }, { contract: 'route-lengths' }] },
  { name: 'trips', domain: 'rides', inputs: [{ contract: 'stations' }, { contract: 'weather' }, { contract: 'routes' }], outputs: [{ contract: 'trips', from: ['stations', 'routes'], columns: [{ name: 'start', classification: 'internal' }] }, { contract: 'delays' }] },
  { name: 'monthly report <b>', domain: 'finance', inputs: [{ contract: 'trips' }, { contract: 'delays' }], outputs: [{ contract: 'report', from: ['trips'] }] },
];

function lineageOfAll(products: readonly SampleProduct[]) {
  const index = new DescriptorIndex();
  for (const { path, text } of filesOf(products)) index.put({ path, text, pathClasses: new Set() });
  return lineageOf(index);
}

let browser: Browser;
let stage: PageStage;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
});
// Whatever a test does, the page neither fails nor asks for what its policy forbids.
afterEach(async () => {
  expect({ errors: stage.errors, violations: stage.violations }).toEqual({ errors: [], violations: [] });
  await stage.close();
});

async function open(options: Partial<StageOptions> = {}, products = CITY) {
  const lineage = lineageOfAll(products);
  const answer = (message: PageMessage) => {
    const showsSensitivity = message.type === 'lineage' && message.showsSensitivity;
    return message.type === 'ready' || message.type === 'lineage' ? [{ type: 'lineage', lineage: lineagePage(lineage, 'file:///city', { product: null, showsSensitivity }), showsSensitivity }] : [];
  };
  stage = await PageStage.open(browser, { page: 'lineage', theme: 'dark', width: 1200, answer, ...options });
  await stage.page.locator('.status').filter({ hasNotText: 'Reading' }).waitFor({ state: 'attached' });
  return stage.page;
}

const opened = () => stage.sent.flatMap((message) => (message.type === 'openUsage' ? [`${message.usage.uri}:${message.usage.range.start.line + 1}`] : []));

describe.each(Object.keys(THEMES) as Theme[])('the lineage in the theme %s', (theme) => {
  test('is drawn with what its lines mean, and nothing stands in the way of anyone', async () => {
    const page = await open({ theme });
    expect(await page.locator('.lineage-chart .box').count()).toBe(6);
    await page.getByText('2 majors behind').first().waitFor();
    expect(await page.getByRole('list', { name: 'What the lines mean' }).getByRole('listitem').count()).toBe(6);
    expect(await stage.overflow()).toBeLessThanOrEqual(0);
    expect(await accessibilityFindings(page)).toEqual([]);
    await stage.picture(`lineage-${theme}`);
  });
});

describe('the lineage', () => {
  test('by keyboard, the list leads to every line', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'product stations' }).focus();
    await page.keyboard.press('ArrowDown');
    expect(await stage.focused()).toContain('input port city-map');
    expect(await page.locator('.lineage-chart .lit').count()).toBeGreaterThan(1);
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    expect(await stage.focused()).toContain('source from outside city-map');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    // No place is known of what lies outside, so only two presses open something.
    expect(opened()).toEqual(['file:///city/products/city/stations/dataproduct.odps.yaml:11', 'file:///city/products/city/routes/dataproduct.odps.yaml:3']);
  });

  test('a click on a port opens its line, and names are text', async () => {
    const page = await open();
    await page.locator('.lineage-chart .port').filter({ hasText: 'route-lengths' }).click();
    expect(opened()).toEqual(['file:///city/products/city/routes/dataproduct.odps.yaml:16']);
    await page.locator('.lineage-chart text.title').filter({ hasText: 'monthly report <b>' }).waitFor();
  });

  test('shows how far data may go when asked, also after it was hidden', async () => {
    const page = await open();
    const toggle = page.getByRole('button', { name: 'How far data may go' });
    await toggle.click();
    await page.getByRole('button', { name: 'classified internal, made from restricted data' }).waitFor();
    expect(await toggle.getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('.port.is-lowered').count()).toBe(1);
    await stage.picture('lineage-sensitivity');
    await page.reload();
    await page.getByRole('button', { name: 'classified internal, made from restricted data' }).waitFor();
  });

  test('is saved in either form', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Save as SVG…' }).click();
    await page.getByRole('button', { name: 'Save as Mermaid…' }).click();
    expect(stage.sent.flatMap((message) => (message.type === 'saveLineage' ? [message.format] : []))).toEqual(['svg', 'mermaid']);
  });

  test('a crowd is drawn as domains, with every product in the list', async () => {
    const page = await open({}, manyProducts(300));
    await page.getByText('drawn as 12 domains').waitFor();
    expect(await page.locator('.lineage-chart .box').count()).toBe(12);
    expect(await page.locator('.lineage-row').count()).toBe(300);
    await stage.picture('lineage-crowd');
  });

  test('says what to do where there is nothing, and what went wrong', async () => {
    const page = await open({}, []);
    await page.getByText('No data product is described in this workspace').waitFor();
    await stage.post({ type: 'failed', message: 'The folder cannot be read.' });
    await page.getByText('The folder cannot be read.').waitFor();
  });

  test('in forced colours and on a narrow page', async () => {
    const page = await open({ forcedColors: true, width: 420 });
    expect(await stage.overflow()).toBeLessThanOrEqual(0);
    expect(await accessibilityFindings(page)).toEqual([]);
    await stage.picture('lineage-narrow');
  });
});
