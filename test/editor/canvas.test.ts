import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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

  test('the ethics canvas of the open product is written after a preview, and shows what is still empty', async () => {
    const { workbench, page } = session;
    await workbench.openFile('products/mobility/riders/dataproduct.odps.yaml');
    await workbench.command('Talklint: Open Data Ethics Canvas');
    await workbench.quickTitle('Data Ethics Canvas of Riders: preview');
    await page.keyboard.press('Enter');
    const canvas = join(session.folder ?? '', 'products/mobility/riders/ethics/data-ethics-canvas.md');
    await workbench.until(() => readFile(canvas, 'utf8').then((text) => text.includes('owner: fatma'), () => false), 'find the canvas on disk');
    const editor = await workbench.open('data-ethics-canvas.md');
    await editor.squiggles('info', 1);
    await workbench.picture('canvas');
    await editor.goTo(11, 4);
    await editor.hover('No answer yet in');
  });

  test('the readiness of the workspace is drawn in the reader, and its links lead to the files', async () => {
    const { workbench } = session;
    await workbench.command('Talklint: Check Data Mesh Readiness');
    const { reader } = workbench;
    await reader.getByRole('img', { name: /^Readiness for a data mesh: Availability/ }).waitFor();
    await workbench.picture('readiness');
    await reader.getByRole('link', { name: /station-trips\/dataproduct\.odps\.yaml:17$/ }).first().click();
    await workbench.tab('dataproduct.odps.yaml');
  });
});
