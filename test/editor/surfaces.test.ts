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

  test('the radar is searched, opened and left by keyboard, and shows where a blip is used', async () => {
    const { workbench, page } = session;
    await workbench.command('Talklint: Search the Radar');
    const { radar } = workbench;
    await radar.getByRole('button', { name: /^Polars, used here\. .*\. Adopt$/ }).waitFor();
    await workbench.picture('radar');
    await page.keyboard.type('polrs');
    await radar.getByRole('heading', { name: /^Radar/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await radar.getByRole('heading', { level: 1, name: 'Polars' }).waitFor();
    await radar.getByRole('button', { name: 'pipeline/requirements.txt:2' }).waitFor();
    await workbench.picture('blip');
    await page.keyboard.press('Escape');
    await radar.getByRole('heading', { level: 1, name: 'Polars' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await radar.getByRole('button', { name: 'pipeline/requirements.txt:2' }).click();
    await workbench.tab('requirements.txt');
  });

  test('a talk is chosen and read, and its links lead to rules', async () => {
    const { workbench, page } = session;
    await workbench.command('Talklint: Open a Talk');
    await workbench.choose('Polars');
    await workbench.reader.getByRole('heading', { name: 'What to do on Monday' }).waitFor();
    await workbench.picture('reader');
    await page.keyboard.press('Control+w');
  });

  test('a data product is scaffolded by keyboard after a preview, and a second run has nothing to write', async () => {
    const { workbench, page } = session;
    const scaffold = async () => {
      await workbench.command('Talklint: New Data Product');
      await workbench.quickTitle('New Data Product: domain (1/4)');
      await workbench.answer('mobility');
      await workbench.quickTitle('New Data Product: name (2/4)');
      await workbench.answer('Bike repairs');
      await workbench.quickTitle('New Data Product: purpose (3/4)');
      await workbench.answer('Repairs by bike, for buying better parts');
      await workbench.quickTitle('New Data Product: output port (4/4)');
      await workbench.answer('repairs');
    };
    await scaffold();
    await workbench.quickTitle('New Data Product: preview');
    await page.keyboard.press('ArrowDown');
    await workbench.tab('dataproduct.odps.yaml');
    await workbench.picture('scaffold');
    const descriptor = join(session.folder ?? '', 'products/mobility/bike-repairs/dataproduct.odps.yaml');
    await expect(readFile(descriptor, 'utf8')).rejects.toThrow('ENOENT');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await workbench.until(() => readFile(descriptor, 'utf8').then((text) => text.includes('name: Bike repairs'), () => false), 'find the descriptor on disk');
    await scaffold();
    await workbench.notification('Nothing to write');
  });

  test('a wrong answer is explained and Back leads back', async () => {
    const { workbench, page } = session;
    await workbench.command('Talklint: New Data Product');
    await workbench.quickTitle('New Data Product: domain (1/4)');
    await workbench.answer('mobility');
    await workbench.quickTitle('New Data Product: name (2/4)');
    await workbench.answer(' ');
    await workbench.quickInput.getByText('The name is missing; write one.').waitFor();
    await workbench.quickInput.getByRole('button', { name: 'Back' }).click();
    await workbench.quickTitle('New Data Product: domain (1/4)');
    await page.keyboard.press('Escape');
  });
});
