import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Session, type Host } from './support/session.js';

describe.each<Host>(['desktop', 'web'])('in the %s extension host', (host) => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ host, sample: 'sample' });
  });

  afterAll(async () => {
    await session.stop();
  });

  const drawing = () => session.workbench.reader;
  const zoomed = (patience = 30_000) => drawing().getByRole('button', { name: 'Languages and frameworks', exact: true, pressed: true }).waitFor({ timeout: patience });

  /** By keyboard into a quadrant and to a blip, which takes the keyboard along to the side panel. */
  async function openPolars(): Promise<void> {
    const { workbench, page } = session;
    await workbench.command('Talklint: Show the Radar');
    await workbench.tab('Radar');
    await drawing().getByRole('button', { name: 'Whole radar' }).focus();
    await page.keyboard.press('4');
    await zoomed();
    await drawing().locator('svg [data-blip][tabindex="0"]').focus();
    await page.keyboard.type('polars');
    await workbench.picture('radar-drawing-zoomed');
    await page.keyboard.press('Enter');
    await workbench.radar.getByRole('heading', { level: 1, name: 'Polars' }).waitFor();
  }

  test('the radar is drawn, zoomed and searched by keyboard, and a blip opens in the side panel', async () => {
    const { workbench } = session;
    await workbench.command('Talklint: Show the Radar');
    await drawing().getByRole('group', { name: /^Radar, \d+ blips$/ }).getByRole('button', { name: /^\d+\. Polars\. used here\. Adopt$/ }).waitFor();
    await workbench.picture('radar-drawing');
    await openPolars();
    await workbench.picture('radar-drawing-detail');
  });

  test('what was zoomed into is still there after another tab, and after a restart of the window', async () => {
    const { workbench, page } = session;
    await openPolars();
    await workbench.open('pipeline/requirements.txt');
    await workbench.command('Talklint: Show the Radar');
    await zoomed();
    await page.reload();
    await workbench.ready();
    // Which tab was in front is stored a little later than the tabs themselves.
    await page.locator('.tabs-container .tab').filter({ hasText: 'Radar' }).click();
    // The server starts anew and reads the folder first.
    await zoomed(60_000);
  });

  test.each(['SVG', 'PNG'])('the drawing is saved as %s', async (format) => {
    const { workbench, page, folder = '' } = session;
    await workbench.command(`Talklint: Save the Radar as ${format}`);
    const file = `tech-radar.${format.toLowerCase()}`;
    await workbench.until(async () => (await workbench.quickInput.locator('input[type="text"]').first().inputValue()).endsWith(file), 'be asked where to save');
    await page.keyboard.press('Enter');
    await workbench.notification(`The radar is saved as ${file}.`);
    const start = (await readFile(join(folder, file))).subarray(0, 5).toString('latin1');
    expect(start).toContain({ SVG: '<svg ', PNG: 'PNG' }[format]);
  });
});
