import { afterAll, beforeAll, describe, test } from 'vitest';
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
});
