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
});
