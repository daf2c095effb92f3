import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, talklint, type PrintedReport } from '../support/cli.js';

const PRODUCT = 'products/riders/dataproduct.odps.yaml';
const CANVAS = 'products/riders/ethics/data-ethics-canvas.md';
const DESCRIPTOR = 'apiVersion: v1.0.0\nkind: DataProduct\nid: riders\nstatus: draft\nname: Riders\ndomain: mobility\nteam:\n  members:\n    - username: fatma\n      role: owner\n';

describe('talklint product canvas', () => {
  test('writes the canvas once, then checks it, and never writes to one that is there', async () => {
    const folder = await folderWith({ [PRODUCT]: DESCRIPTOR });
    const dry = await talklint(['product', 'canvas', 'products/riders', '--dry-run'], folder);
    expect(dry).toMatchObject({ status: 0, err: '' });
    expect(await talklint(['product', 'canvas', './products/riders/'], folder)).toEqual({ status: 0, out: `create    ${CANVAS}\n`, err: '' });
    expect(await readFile(join(folder, CANVAS), 'utf8')).toBe(dry.out);
    const mine = dry.out.replace(/nextReview: .*/, 'nextReview: 2021-05-31');
    await writeFile(join(folder, CANVAS), mine);
    const again = await talklint(['product', 'canvas', 'products/riders', '--format', 'json'], folder);
    expect((JSON.parse(again.out) as PrintedReport).findings.map(({ rule, range }) => `${rule} ${range.start.line}`)).toEqual(['mesh/canvas-review 4', 'mesh/canvas-empty-box 11', 'mesh/canvas-placeholder 19', 'mesh/canvas-placeholder 65']);
    expect(again).toMatchObject({ status: 1, err: '' });
    expect(await readFile(join(folder, CANVAS), 'utf8')).toBe(mine);
  });

  test('product check speaks of canvases beside descriptors', async () => {
    const folder = await folderWith({ [PRODUCT]: DESCRIPTOR, [CANVAS]: '---\nowner: fatma\nnextReview: 2021-05-31\n---\n## Data sources\n## Your actions\n## Openness and transparency\n', 'README.md': '## Data sources\n' });
    const { findings } = JSON.parse((await talklint(['product', 'check', '--format', 'json'], folder)).out) as PrintedReport;
    expect(findings.filter(({ file }) => file.endsWith('.md')).map(({ rule, file }) => `${rule} ${file}`)).toEqual([`mesh/canvas-empty-box ${CANVAS}`, `mesh/canvas-review ${CANVAS}`, `mesh/canvas-empty-box ${CANVAS}`]);
  });

  test.each([
    [[], 'name one product folder, such as talklint product canvas products/mobility/trips.'],
    [['nowhere'], 'nowhere: there is no such folder; mend the path.'],
    [[PRODUCT], `${PRODUCT}: this is no folder; name the one it stands in.`],
    [['products'], 'products: there is no product here; name the folder that holds its .odps.yaml file.'],
    [['products/riders', '--format', 'svg'], '--format must be one of text, json, sarif, github, not "svg".'],
  ])('%j is explained with status 2', async (args, sentence) => {
    const folder = await folderWith({ [PRODUCT]: DESCRIPTOR });
    expect(await talklint(['product', 'canvas', ...args], folder)).toEqual({ status: 2, out: '', err: `talklint: ${sentence}\n` });
  });

  test('a file in the way of the folder is explained, and left as it is', async () => {
    const folder = await folderWith({ [PRODUCT]: DESCRIPTOR, 'products/riders/ethics': 'mine' });
    expect(await talklint(['product', 'canvas', 'products/riders'], folder)).toEqual({ status: 2, out: '', err: 'talklint: products/riders/ethics: this is a file, and the canvas needs a folder of that name; move it.\n' });
    expect(await readFile(join(folder, 'products/riders/ethics'), 'utf8')).toBe('mine');
  });

  test.skipIf(process.getuid?.() === 0)('a folder that cannot be written to is explained', async () => {
    const folder = await folderWith({ [PRODUCT]: DESCRIPTOR });
    await chmod(join(folder, 'products/riders'), 0o555);
    const { status, err } = await talklint(['product', 'canvas', 'products/riders'], folder);
    await chmod(join(folder, 'products/riders'), 0o755);
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining('permission was denied') as string });
  });
});
