import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Blip } from '../../src/knowledge/model.js';
import type { DrawnBlip } from '../../src/protocol/model.js';
import { readPageMessage, type PageMessage } from '../../src/protocol/pages.js';
import { radarDrawing } from '../../src/radar/drawing.js';
import { loadContent } from '../support/engine.js';
import { accessibilityFindings } from './support/accessibility.js';
import { PageStage, startBrowser, THEMES, type StageOptions, type Theme } from './support/page-stage.js';

const { knowledge } = await loadContent();
const USED = ['polars', 'pandas', 'terraform'];
const MOVED: Readonly<Record<string, Blip['moved']>> = { rust: 'in', cdk: 'out', arrow: 'new' };

const usages = { isUsed: (id: string) => USED.includes(id), usages: () => [] };
const shipped = radarDrawing(knowledge, usages);
/** The next edition, as it might be. */
const edition = radarDrawing({ ...knowledge, blips: knowledge.blips.map((blip) => ({ ...blip, ...(MOVED[blip.id] === undefined ? {} : { moved: MOVED[blip.id] }) }) as Blip) }, usages);
const blip = (id: string): DrawnBlip => shipped.blips.find((candidate) => candidate.id === id) as DrawnBlip;

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

async function open(options: Partial<StageOptions> = {}, drawing = shipped): Promise<Page> {
  const answer = ({ type }: PageMessage) => (type === 'ready' ? [{ type: 'drawing', drawing }] : []);
  stage = await PageStage.open(browser, { page: 'drawing', theme: 'dark', width: 900, answer, ...options });
  await drawn();
  return stage.page;
}

async function drawn(): Promise<void> {
  await stage.page.locator('.status').filter({ hasNotText: 'Loading' }).waitFor({ state: 'attached' });
}

const mark = (id: string) => stage.page.locator(`svg [data-blip="${id}"]`);
const entry = (id: string) => stage.page.locator(`.entry[data-blip="${id}"]`);
const zoomed = () => stage.page.getByRole('group', { name: 'Part of the radar' }).locator('[aria-pressed="true"]').innerText();
const asked = () => stage.sent.filter(({ type }) => type === 'page');

/** Texts whose colour stands out less from what is behind them than WCAG 1.4.3 asks for. */
function pale(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    type Colour = readonly [number, number, number, number];
    const read = (text: string): Colour => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? ['0', '0', '0', '0']).map(Number);
      return [red, green, blue, alpha];
    };
    const over = (top: Colour, ground: Colour): Colour => [0, 1, 2].map((i) => (top[i] ?? 0) * top[3] + (ground[i] ?? 0) * (1 - top[3])).concat(1) as unknown as Colour;
    const light = (colour: Colour) => [0.2126, 0.7152, 0.0722].reduce((sum, share, i) => sum + share * (((colour[i] ?? 0) / 255) <= 0.04045 ? (colour[i] ?? 0) / 255 / 12.92 : (((colour[i] ?? 0) / 255 + 0.055) / 1.055) ** 2.4), 0);
    const contrast = (a: Colour, b: Colour) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
    const ground = (part: Element): Colour => {
      const shape = part.parentElement?.querySelector('.mark-shape');
      const paper = read(getComputedStyle(document.querySelector('.drawing') ?? document.body).backgroundColor);
      if (part.matches('.number') && shape) {
        const [red, green, blue] = read(getComputedStyle(shape).fill);
        return over([red, green, blue, Number(getComputedStyle(shape).fillOpacity)], paper);
      }
      for (let at: Element | null = part; at && !(at instanceof SVGElement); at = at.parentElement) {
        const colour = read(getComputedStyle(at).backgroundColor);
        if (colour[3] > 0) return over(colour, paper);
      }
      return paper;
    };
    const parts = [...document.querySelectorAll('.number, .letters, .ring-title, .quadrant-title, .names text, .entry-number, .entry-name, .legend h2, .legend h3, .key li, .part, .action, .used')];
    return parts.flatMap((part) => {
      const behind = ground(part);
      const ratio = contrast(over(read(part instanceof SVGElement ? getComputedStyle(part).fill : getComputedStyle(part).color), behind), behind);
      return ratio < 4.5 ? [`${part.getAttribute('class')} ${part.textContent} ${ratio.toFixed(2)}`] : [];
    });
  });
}

describe.each((Object.keys(THEMES) as Theme[]).flatMap((theme) => [170, 300, 900].map((width) => ({ theme, width }))))('in $theme at $width pixels', (options) => {
  test('blips are buttons in groups by ring and quadrant, and again in lists, named by number', async () => {
    const page = await open(options);
    const radar = page.getByRole('group', { name: 'Radar, 136 blips', exact: true });
    await radar.getByRole('group', { name: 'Adopt, Languages and frameworks, 5 blips', exact: true }).waitFor();
    const { number } = blip('polars');
    for (const [side, count] of [[radar, 1], [page.getByRole('navigation', { name: 'Blips' }), 1]] as const) expect(await side.getByRole('button', { name: `${number}. Polars. used here. Adopt`, exact: true }).count()).toBe(count);
    expect(await radar.getByRole('button').count()).toBe(shipped.blips.length);
    expect(await page.getByRole('list', { name: 'Techniques, Hold', exact: true }).getByRole('listitem').count()).toBe(shipped.blips.filter(({ ring, quadrant }) => ring === 'hold' && quadrant === 'techniques').length);
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['Techniques', 'Tools', 'Platforms', 'Languages and frameworks']);
  });

  test('texts stand out, nothing runs over the side, and names stand beside blips only where the page is wide', async () => {
    const page = await open(options);
    expect(await pale(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(options.width);
    expect(await page.locator('.names text').count()).toBeGreaterThan(options.width < 900 ? -1 : 30);
    if (options.width < 900) expect(await page.locator('.names').count()).toBe(0);
    const small = await page.locator('.entry, .part, .action').evaluateAll((buttons) => buttons.filter((button) => button.getBoundingClientRect().height < 24).length);
    expect(small).toBe(0);
  });

  test('axe finds nothing wrong, in forced colours and without motion neither', async () => {
    for (const forcedColors of [false, true]) {
      const page = await open({ ...options, forcedColors, reducedMotion: forcedColors });
      expect(await accessibilityFindings(page)).toEqual([]);
      if (!forcedColors) await stage.close();
    }
  });
});

describe('what is seen', () => {
  test('a movement, our own reading and use in the workspace differ in shape and letter', async () => {
    const page = await open({ width: 1280 }, edition);
    await page.keyboard.press('4');
    const outlines = await Promise.all(['rust', 'cdk', 'arrow', 'polars'].map((id) => mark(id).locator('.mark-shape').getAttribute('d')));
    expect(new Set(outlines).size).toBe(4);
    expect(await Promise.all(['rust', 'cdk', 'arrow'].map((id) => mark(id).locator('.letters').textContent()))).toEqual(['I', 'O', 'N']);
    await expect(mark('arrow2').getAttribute('aria-label')).resolves.toContain('our reading of the talk');
    expect(await mark('arrow2').locator('[stroke-dasharray]').count()).toBe(1);
    expect(await mark('polars').locator('[stroke-dasharray]').count()).toBe(0);
    expect(await mark('polars').locator('.mark-used').count()).toBe(1);
    expect(await page.getByRole('list', { name: 'Shapes and letters' }).getByRole('listitem').allInnerTexts()).toEqual(['The talk says so', 'N: new in this edition', 'I: moved in', 'O: moved out', 'R: our reading of the talk', 'Used in this workspace']);
  });

  test.each([300, 900])('names and blips touch nothing else, at %i pixels', async (width) => {
    const page = await open({ width });
    await page.keyboard.press('1');
    const touching = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll('.mark-ground, .names text')].map((part) => ({ part, box: part.getBoundingClientRect() }));
      return boxes.flatMap(({ part, box }, index) =>
        boxes.slice(0, index).flatMap(({ part: other, box: otherBox }) => {
          if (!part.matches('text')) return [];
          return box.left < otherBox.right && otherBox.left < box.right && box.top + 3 < otherBox.bottom - 3 && otherBox.top + 3 < box.bottom - 3 ? [`${part.textContent} and ${other.textContent}`] : [];
        }),
      );
    });
    expect(touching).toEqual([]);
  });

  test('in forced colours the keyboard shows where it is, and shapes stay apart', async () => {
    const page = await open({ width: 900, theme: 'high-contrast', forcedColors: true }, edition);
    await page.keyboard.press('4');
    const stroke = () => mark('polars').locator('.halo').evaluate((halo) => getComputedStyle(halo).stroke);
    const before = await stroke();
    await mark('polars').focus();
    expect(await stroke()).not.toBe(before);
    expect(await mark('polars').locator('.mark-shape').evaluate((shape) => getComputedStyle(shape).stroke)).toBe(await page.evaluate(() => getComputedStyle(document.body).color));
  });

  test('with reduced motion nothing moves', async () => {
    const page = await open({ reducedMotion: true });
    await page.keyboard.press('2');
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  test('a tip appears under the pointer and under the keyboard, and Escape sends it away', async () => {
    const page = await open();
    const tip = page.locator('.tip');
    await mark('polars').hover();
    await tip.filter({ hasText: 'Polars' }).waitFor();
    expect(await tip.innerText()).toContain('Adopt: use it');
    expect(await tip.innerText()).toContain('Used here');
    await page.keyboard.press('Escape');
    await tip.waitFor({ state: 'hidden' });
    await page.mouse.move(0, 0);
    await mark(shipped.blips[0]?.id ?? '').focus();
    await page.keyboard.press('End');
    await tip.filter({ hasText: shipped.blips.at(-1)?.title ?? '-' }).waitFor();
  });

  test('texts of others are shown as texts', async () => {
    const title = '<img src=x onerror="posted.push(1)"> & "co"';
    const page = await open({}, { ...shipped, blips: shipped.blips.map((each) => (each.id === 'polars' ? { ...each, title } : each)) });
    await page.getByRole('navigation').getByText(title).waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });

  test('a radar without blips says so, and a failure is told', async () => {
    const page = await open({}, { ...shipped, blips: [] });
    await page.getByRole('status').filter({ hasText: 'The radar is empty.' }).waitFor();
    await stage.post({ type: 'failed', message: 'the server does not answer' });
    await page.getByRole('status').filter({ hasText: 'the server does not answer' }).waitFor();
  });
});

describe('by keyboard', () => {
  test('Tab goes through parts, saving, one blip and one row', async () => {
    const page = await open();
    const stops: string[] = [];
    for (let i = 0; i < 9; i++) {
      await page.keyboard.press('Tab');
      stops.push(await stage.focused());
    }
    const [first] = shipped.blips;
    const name = new RegExp(`^1\\. ${first?.title}\\. Adopt`);
    expect(stops).toEqual(['Whole radar', 'Techniques', 'Tools', 'Platforms', 'Languages and frameworks', 'Save as SVG…', 'Save as PNG…', expect.stringMatching(name), expect.stringMatching(name)]);
  });

  test('arrows go round a ring and from ring to ring within the quadrant', async () => {
    const page = await open();
    await mark('polars').focus();
    const ring = shipped.blips.filter(({ ring }) => ring === 'adopt').toSorted((a, b) => a.angle - b.angle || a.distance - b.distance);
    const at = ring.findIndex(({ id }) => id === 'polars');
    await page.keyboard.press('ArrowRight');
    expect(await stage.focused()).toContain(ring[(at + 1) % ring.length]?.title);
    await page.keyboard.press('ArrowLeft');
    expect(await stage.focused()).toContain('Polars');
    await page.keyboard.press('ArrowDown');
    const outer = shipped.blips.filter((each) => each.ring === 'trial' && each.quadrant === 'languages-and-frameworks').toSorted((a, b) => Math.abs(a.angle - blip('polars').angle) - Math.abs(b.angle - blip('polars').angle))[0];
    expect(await stage.focused()).toContain(outer?.title);
    await page.keyboard.press('ArrowUp');
    expect(await stage.focused()).toMatch(/\. Adopt/);
    await page.keyboard.press('ArrowUp');
    expect(await stage.focused()).toMatch(/\. Adopt/);
  });

  test('letters lead to a name, Enter opens it, Escape and digits leave and enter a quadrant with the keyboard on the same blip', async () => {
    const page = await open();
    await mark('cdk').focus();
    await page.keyboard.type('scikit');
    expect(await stage.focused()).toMatch(/^\d+\. scikit-learn/);
    await page.keyboard.press('Enter');
    await expect.poll(asked).toEqual([{ type: 'page', reference: `blip/${shipped.blips.find(({ title }) => title === 'scikit-learn')?.id}` }]);
    await page.keyboard.press('4');
    expect(await zoomed()).toBe('Languages and frameworks');
    expect(await stage.focused()).toMatch(/^\d+\. scikit-learn/);
    await page.getByRole('group', { name: 'Radar, Languages and frameworks, 19 blips' }).waitFor();
    expect(await page.getByRole('status').innerText()).toContain('19 blips');
    await page.keyboard.press('Escape');
    expect(await zoomed()).toBe('Whole radar');
    expect(await stage.focused()).toMatch(/^\d+\. scikit-learn/);
  });

  test('the list is read with the arrows, and a row opens its blip', async () => {
    const page = await open();
    await entry(shipped.blips[0]?.id ?? '').focus();
    await page.keyboard.press('ArrowDown');
    expect(await stage.focused()).toMatch(/^2\. /);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('End');
    expect(await stage.focused()).toMatch(/^136\. /);
    await page.keyboard.press('Enter');
    await expect.poll(asked).toEqual([{ type: 'page', reference: `blip/${shipped.blips.at(-1)?.id}` }]);
  });

  test('a screen reader begins with the list', async () => {
    const page = await open({ screenReader: true });
    expect(await page.locator('main > *').evaluateAll((parts) => parts.map(({ tagName }) => tagName))).toEqual(['NAV', 'DIV']);
  });
});

describe('by pointer', () => {
  test('a press into a quadrant fills the page with it, a press on a blip opens it', async () => {
    const page = await open();
    await page.locator('.quadrant-title').filter({ hasText: 'Tools' }).click();
    expect(await zoomed()).toBe('Tools');
    await mark('terraform').click();
    await expect.poll(asked).toEqual([{ type: 'page', reference: 'blip/terraform' }]);
    await page.getByRole('button', { name: 'Whole radar' }).click();
    expect(await page.getByRole('group', { name: 'Radar, 136 blips' }).count()).toBe(1);
  });

  test('a blip too small to hit leads into its quadrant', async () => {
    await open({ width: 300 });
    await mark('polars').click();
    expect(await zoomed()).toBe('Languages and frameworks');
    expect(asked()).toEqual([]);
  });
});

test('the quadrant and the blip are the same after the page was hidden and made anew', async () => {
  const page = await open();
  await page.keyboard.press('4');
  await mark('polars').focus();
  await page.reload();
  await drawn();
  expect(await zoomed()).toBe('Languages and frameworks');
  expect(await mark('polars').getAttribute('tabindex')).toBe('0');
  expect(await page.locator('svg [data-blip][tabindex="0"]').count()).toBe(1);
});

describe('saved', () => {
  async function picture(): Promise<string> {
    await expect.poll(() => stage.sent.map(({ type }) => type)).toContain('picture');
    const message = stage.sent.find(({ type }) => type === 'picture');
    return message?.type === 'picture' ? message.data : '';
  }

  test('an SVG needs nothing but itself', async () => {
    const page = await open({ theme: 'light' });
    await page.getByRole('button', { name: 'Save as SVG' }).click();
    const svg = await picture();
    expect(svg).not.toMatch(/\bclass=|style=|var\(|tabindex|aria-|<script|<image|href|NaN|undefined/);
    const texts = await page.evaluate((text) => [...new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('text')].map(({ textContent }) => textContent), svg);
    for (const { number, title } of shipped.blips) expect(texts).toContain(`${number}. ${title}${USED.includes(shipped.blips[number - 1]?.id ?? '') ? ' (used here)' : ''}`);
    expect(svg).toContain('fill="rgb(59, 59, 59)"');
    expect(svg.length).toBeLessThan(150_000);
    for (const other of [{ format: 'svg', data: '<html>' }, { format: 'png', data: '<svg/>' }, { format: 'gif', data: 'R0lG' }, { format: 'svg' }, { format: 'png', data: '' }]) expect(readPageMessage({ type: 'picture', ...other })).toBeUndefined();
  });

  test('a PNG is asked for from the palette, and shows what is zoomed into', async () => {
    const page = await open();
    await page.keyboard.press('2');
    await stage.post({ type: 'export', format: 'png' });
    const png = Buffer.from(await picture(), 'base64');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(2400);
    // A square for the drawing, and far less of a list than the whole radar has.
    expect(png.readUInt32BE(20)).toBeGreaterThan(2400);
    expect(png.readUInt32BE(20)).toBeLessThan(2900);
  });
});
