import { afterEach, expect, test } from 'vitest';
import { CANVAS_PLAN, CANVASES } from '../../src/protocol/requests.js';
import { LanguageClient } from '../support/language-client.js';

const CANVAS = 'products/riders/ethics/data-ethics-canvas.md';
const riders = (name: string) => `apiVersion: v1.0.0\nkind: DataProduct\nid: riders\nstatus: draft\nname: ${name}\ndomain: mobility\n`;

let client: LanguageClient;

afterEach(async () => {
  await client.dispose();
});

test('the products of a folder are listed with their canvases, and a new one is filled in from what the editor holds', async () => {
  client = await LanguageClient.start({ files: { 'products/riders/dataproduct.odps.yaml': riders('Riders'), 'trips.odps.yaml': 'kind: DataProduct\n', 'ethics/data-ethics-canvas.md': '# Canvas\n' } });
  const { folderUri } = client;
  await client.open('products/riders/dataproduct.odps.yaml', riders('Members'), 'yaml');
  expect(await client.ask(CANVASES, { folderUri })).toEqual([
    { name: 'Members', domain: 'mobility', folder: 'products/riders', path: CANVAS, exists: false },
    { name: 'trips.odps.yaml', domain: '', folder: '', path: 'ethics/data-ethics-canvas.md', exists: true },
  ]);
  expect(await client.ask(CANVAS_PLAN, { folderUri, folder: 'products/riders' })).toEqual({ path: CANVAS, action: 'create', text: expect.stringContaining('# Data ethics canvas of Members\n') as string });
  await expect(client.ask(CANVAS_PLAN, { folderUri, folder: 'elsewhere' })).rejects.toThrow('elsewhere: there is no product here');
});

test('a canvas in the editor shows what is missing, and its review is mended in the light bulb', async () => {
  client = await LanguageClient.start();
  const text = '---\nowner: fatma\nnextReview: 2021-05-31\n---\n\n## Data sources\n\nTODO\n\n## Your actions\n\n## Openness and transparency\n';
  const uri = await client.open(CANVAS, text, 'markdown');
  const told = await client.diagnostics(uri);
  expect(told.map(({ code, range }) => `${String(code)} ${range.start.line + 1}`)).toEqual(['mesh/canvas-empty-box 1', 'mesh/canvas-review 3', 'mesh/canvas-placeholder 8', 'mesh/canvas-empty-box 10']);
  const place = { line: 2, character: 14 };
  expect((await client.actions(uri, { start: place, end: place })).map(({ title }) => title)).toContainEqual(expect.stringMatching(/^It was reviewed today; again on \d{4}-\d\d-\d\d$/));
  expect(await client.diagnostics(await client.open('notes.md', text, 'markdown'))).toEqual([]);
});
