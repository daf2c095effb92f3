import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Session, type Host } from './support/session.js';

const FOLDER = 'products/mobility/bike-repairs';

/** What the dialogue asks for, in its order, and what is typed or where the arrows go; Enter goes on. */
const ANSWERS: readonly (readonly [question: string, answer: string])[] = [
  ['domain', 'mobility'],
  ['name', 'Bike repairs'],
  ['purpose', 'Repairs by bike, for buying better parts'],
  ['type', 'Aggregate'],
  ['input ports', 'TICK'],
  ['output port', 'repairs'],
  ['kind of output port', ''],
  ['columns', 'trips.csv'],
  ['more output ports', ''],
  ['classification', 'Confidential'],
  ['personal data', 'Yes'],
  ['service level', ''],
  ['owner', ''],
  ['team', ''],
  ['team type', ''],
  ['transformation', 'Polars'],
  ['check', 'GitHub'],
  ['extras', ''],
];

describe.each<Host>(['desktop', 'web'])('in the %s extension host', (host) => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ host, sample: 'sample' });
    await writeFile(join(session.folder ?? '', 'trips.csv'), 'station,hour\n');
  });

  afterAll(async () => {
    await session.stop();
  });

  const text = (path: string) => readFile(join(session.folder ?? '', path), 'utf8').catch(() => undefined);

  /** Waits until a file on disk holds a text. */
  const holds = (path: string, part: string) =>
    session.workbench.until(async () => (await text(path))?.includes(part) === true, `find "${part}" in ${path}`);
  const gone = (path: string) =>
    session.workbench.until(async () => (await text(path)) === undefined, `no longer find ${path}`);

  /** Answers the questions from one to another by keyboard. */
  async function answer(from: string, to?: string, changed: Readonly<Record<string, string>> = {}): Promise<void> {
    const { workbench, page } = session;
    const begin = ANSWERS.findIndex(([question]) => question === from);
    for (const [question, usual] of ANSWERS.slice(begin)) {
      const given = changed[question] ?? usual;
      await workbench.quickTitle(new RegExp(`New Data Product: ${question} \\(`));
      if (question === to) return;
      if (given === 'TICK') {
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Space');
        await workbench.picture(`wizard-${question}`);
        await page.keyboard.press('Enter');
      } else if (given === '') {
        await page.keyboard.press('Enter');
      } else {
        await workbench.answer(given);
      }
    }
  }

  /** One undo in the editor, which gets the keyboard first. */
  async function undo(): Promise<void> {
    await session.workbench.activeEditor.element.click();
    await session.page.keyboard.press('Control+z');
  }

  /** Answers everything, up to the preview. */
  async function scaffold(changed: Readonly<Record<string, string>> = {}): Promise<void> {
    await session.workbench.command('Talklint: New Data Product');
    await answer('domain', undefined, changed);
    await session.workbench.quickTitle('New Data Product: preview');
  }

  test('the whole dialogue by keyboard: a wrong answer, Back, leaving, resuming, preview, files, undo', async () => {
    const { workbench, page } = session;
    await workbench.command('Talklint: New Data Product');
    await answer('domain', 'name');
    await page.keyboard.type('CON');
    await workbench.quickInput.getByText('which Windows keeps for itself').waitFor();
    await workbench.picture('wizard-wrong');
    await workbench.quickInput.getByRole('button', { name: 'Back' }).click();
    await answer('domain', 'purpose');
    await page.keyboard.press('Escape');
    await workbench.command('Talklint: New Data Product');
    await workbench.quickInput.getByText('Resume Bike repairs').waitFor();
    await workbench.picture('wizard-resume');
    await page.keyboard.press('Enter');
    await answer('purpose');
    await workbench.quickTitle('New Data Product: preview');
    await page.keyboard.press('ArrowDown');
    await workbench.tab('dataproduct.odps.yaml');
    await workbench.picture('scaffold');
    expect(await text(`${FOLDER}/dataproduct.odps.yaml`)).toBeUndefined();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await holds(`${FOLDER}/dataproduct.odps.yaml`, 'name: Bike repairs');
    await holds(`${FOLDER}/contracts/repairs.v1.odcs.yaml`, 'name: station');
    await holds('.github/workflows/data-product-mobility.bike-repairs.yml', 'talklint@');
    await workbench.tab('dataproduct.odps.yaml');
    await undo();
    await gone(`${FOLDER}/dataproduct.odps.yaml`);
    await gone('.github/workflows/data-product-mobility.bike-repairs.yml');
  });

  test('run again it shows what changes, keeps what was edited, and one undo takes it back', async () => {
    const { workbench, page } = session;
    const descriptor = `${FOLDER}/dataproduct.odps.yaml`;
    await scaffold();
    await page.keyboard.press('Enter');
    await holds(`${FOLDER}/.mesh/scaffold.json`, 'Bike repairs');
    await workbench.tab('dataproduct.odps.yaml');
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('# mine');
    await page.keyboard.press('Control+s');
    await holds(descriptor, '# mine');
    const before = await text(descriptor);
    await scaffold({ purpose: 'Repairs by bike, for fewer of them' });
    await page.keyboard.press('ArrowDown');
    await workbench.quickInput.getByText('merged with your edits').waitFor();
    await workbench.picture('wizard-merge');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await holds(descriptor, 'for fewer of them');
    await holds(`${FOLDER}/README.md`, 'for fewer of them');
    // The last of them to be saved.
    await holds(`${FOLDER}/.mesh/scaffold.json`, 'for fewer of them');
    expect(await text(descriptor)).toContain('# mine');
    await workbench.tab('dataproduct.odps.yaml');
    await undo();
    await workbench.command('File: Save All');
    await holds(`${FOLDER}/README.md`, 'for buying better parts');
    await holds(`${FOLDER}/.mesh/scaffold.json`, 'for buying better parts');
    expect(await text(descriptor)).toBe(before);
  });

  test('ports are added to the descriptor in the editor, and one undo takes one back', async () => {
    const { workbench, page } = session;
    const descriptor = 'products/mobility/stations/dataproduct.odps.yaml';
    const before = (await text(descriptor)) ?? '';
    await workbench.open(descriptor);
    await workbench.command('Talklint: Add Output Port');
    await workbench.answer('Stations');
    await workbench.quickInput.getByText('would share the file name').waitFor();
    await workbench.answer('closures');
    await workbench.quickTitle('Add Output Port: kind of output port');
    await workbench.answer('Topic');
    await workbench.quickTitle('Add Output Port: columns');
    await workbench.picture('add-port-columns');
    await workbench.answer('trips.csv');
    await workbench.quickTitle('Add Output Port: preview');
    await page.keyboard.press('ArrowDown');
    await workbench.picture('add-port');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await holds(descriptor, 'name: closures');
    await holds('products/mobility/stations/contracts/closures.v1.odcs.yaml', 'name: hour');
    const between = (await text(descriptor)) ?? '';
    await workbench.command('Talklint: Add Input Port');
    await workbench.answer('Station trips');
    await workbench.quickTitle('Add Input Port: preview');
    await page.keyboard.press('Enter');
    await holds(descriptor, 'inputPorts:');
    expect(await text(descriptor)).toContain(before.trimEnd().split('\n').at(-1));
    await workbench.tab('dataproduct.odps.yaml');
    await undo();
    await workbench.command('File: Save All');
    await workbench.until(async () => (await text(descriptor)) === between, 'find the descriptor as it was before');
  });

  test('an id of a template is mended from the light bulb, and nothing else of the descriptor changes', async () => {
    const { workbench } = session;
    const descriptor = 'products/mobility/riders/dataproduct.odps.yaml';
    const withoutId = async () => (await text(descriptor))?.replace(/^id: .*$/m, 'id:');
    const before = await withoutId();
    const editor = await workbench.open(descriptor);
    await editor.goTo(3, 8);
    await workbench.actionsPicture('mesh-fix', editor, 'Give it a new UUID');
    await editor.apply('Give it a new UUID');
    await workbench.command('File: Save All');
    await workbench.until(async () => /^id: (?!0{8})[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/m.test((await text(descriptor)) ?? ''), 'find a new id on disk');
    expect(await withoutId()).toBe(before);
  });
});
