import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesOf } from '../support/data-products.js';
import { Session, type Host } from './support/session.js';

const FILES = Object.fromEntries(
  filesOf([
    { name: 'stations', domain: 'city', inputs: [], outputs: [{ contract: 'stations', columns: [{ name: 'keeper', classification: 'restricted' }] }] },
    { name: 'trips', domain: 'rides', inputs: [{ contract: 'stations' }], outputs: [{ contract: 'trips', from: ['stations'], columns: [{ name: 'start', classification: 'internal' }] }] },
    { name: 'delays', domain: 'rides', inputs: [{ contract: 'trips' }], outputs: [{ contract: 'delays' }] },
  ]).map(({ path, text }) => [path, text]),
);
const STATIONS = 'products/city/stations/dataproduct.odps.yaml';

describe.each<Host>(['desktop', 'web'])('what feeds what, in the %s extension host', (host) => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ host, files: FILES });
  });

  afterAll(async () => {
    await session.stop();
  });

  const panel = () => session.workbench.reader;

  test('a lens on a port draws what is around its product, and from there everything', async () => {
    const { workbench } = session;
    const editor = await workbench.open(STATIONS);
    await editor.lenses(['1 consumer · 0 upstream']);
    await workbench.picture('lineage-lens');
    await editor.lensLinks.first().click();
    await workbench.tab('Data Lineage');
    await panel().getByText('Around stations').waitFor();
    await panel().getByRole('button', { name: 'product trips' }).waitFor();
    expect(await panel().getByRole('button', { name: 'product delays' }).count()).toBe(0);
    await panel().getByRole('button', { name: 'Show everything' }).click();
    await panel().getByRole('button', { name: 'product delays' }).waitFor();
    await workbench.picture('lineage-panel');
  });

  test('by keyboard, the list leads to the line of a descriptor', async () => {
    const { workbench, page } = session;
    await workbench.command('Talklint: Show Data Lineage');
    await panel().getByRole('button', { name: 'product stations' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await workbench.tab('dataproduct.odps.yaml');
    await workbench.activeEditor.contains('contractId: stations');
  });

  test('the drawing is saved as a file', async () => {
    const { workbench, page, folder = '' } = session;
    await workbench.command('Talklint: Show Data Lineage');
    await panel().getByRole('button', { name: 'Save as Mermaid…' }).click();
    await workbench.until(async () => (await workbench.quickInput.locator('input[type="text"]').first().inputValue()).endsWith('data-lineage.mmd'), 'be asked where to save');
    await page.keyboard.press('Enter');
    await workbench.notification('The lineage is saved as data-lineage.mmd.');
    expect(await readFile(join(folder, 'data-lineage.mmd'), 'utf8')).toMatch(/^flowchart LR\n/);
  });

  test('products are listed by domain; a port opens its line, and can be read by another product', async () => {
    const { workbench, page } = session;
    await workbench.command('Talklint: Focus on Data Products View');
    const row = (name: RegExp) => page.getByRole('treeitem', { name });
    await row(/^city/).waitFor();
    // A press on its name would open the descriptor, which takes the keyboard.
    await row(/^stations/).first().locator('.monaco-tl-twistie').click();
    const port = row(/^Output port stations/);
    await port.waitFor();
    await workbench.picture('product-tree');
    await port.hover();
    await port.getByRole('button', { name: 'Reuse This Port' }).click();
    await workbench.notification(/The input port is on the clipboard/);
    await port.click();
    await workbench.tab('dataproduct.odps.yaml');
  });
});
