import { afterEach, describe, expect, test } from 'vitest';
import { DOMAIN_WORDS, GLOSSARY_PLAN } from '../../src/protocol/requests.js';
import { LanguageClient } from '../support/language-client.js';

let client: LanguageClient | undefined;

afterEach(async () => {
  await client?.dispose();
  client = undefined;
});

async function start(files: Readonly<Record<string, string>>): Promise<LanguageClient> {
  client = await LanguageClient.start({ files });
  return client;
}

const RENTAL = {
  'src/rental/velocipede.ts': 'export class Velocipede {\n  ring() {\n    return 1;\n  }\n}\nexport class VelocipedeController {\n  handle() {\n    return 1;\n  }\n}\n',
  'src/rental/velocipede-list.ts': "import { Velocipede } from './velocipede.js';\nexport class VelocipedeList {\n  first(): Velocipede {\n    return new Velocipede();\n  }\n}\n",
  'src/rental/gondola.ts': 'export interface Gondola {\n  seats: number;\n}\nexport type GondolaKey = string;\n',
  'src/rental/gondola-trip.ts': 'export interface GondolaTrip {\n  hours: number;\n}\n',
};

/** The words proposed for the folder, without where they come from. */
async function proposed(server: LanguageClient): Promise<string[]> {
  return (await server.ask(DOMAIN_WORDS, { folderUri: server.folderUri })).proposed.map(({ word }) => word);
}

describe('words of the domain', () => {
  test('are those of types that name folders and files too, with where they come from', async () => {
    const review = await (await start(RENTAL)).ask(DOMAIN_WORDS, { folderUri: client?.folderUri ?? '' });
    expect(review).toMatchObject({ path: 'glossary.md', exists: false, known: [] });
    expect(review.proposed.map(({ word }) => word)).toEqual(['gondola', 'velocipede']);
    expect(review.proposed[1]?.sources).toEqual(['types in 2 files, first src/rental/velocipede-list.ts', 'a file name']);
  });

  test('come from data contracts, tables and documentation as well', async () => {
    const server = await start({
      ...RENTAL,
      'contracts/moorings.odcs.yaml': 'apiVersion: v3.0.0\nname: moorings contract\nschema:\n  - name: tbl_mooring\n    businessName: Mooring\n    properties:\n      - name: jetty_code\n',
      'db/schema.sql': 'CREATE TABLE IF NOT EXISTS harbour.skippers (id int);\nSELECT * FROM skippers; -- from pirates\n',
      'README.md': '# Rental\n\nA lagoon has boats. Every lagoon is deep, and each lagoon ends. `lagoonish`\n',
      'src/lagoon.ts': 'export function lagoonDepth() {\n  return 1;\n}\n',
      'src/depth.ts': "import { lagoonDepth } from './lagoon.js';\nexport function twice() {\n  return lagoonDepth() * 2;\n}\n",
    });
    const review = await server.ask(DOMAIN_WORDS, { folderUri: server.folderUri });
    const sources = Object.fromEntries(review.proposed.map(({ word, sources: from }) => [word, from]));
    expect(sources['mooring']).toEqual(['a data contract']);
    expect(sources['skipper']).toEqual(['a table']);
    expect(sources['lagoon']).toEqual(['a file name', '3 times in the documentation']);
    expect(Object.keys(sources)).not.toContain('jetty');
    expect(Object.keys(sources)).not.toContain('pirate');
  });

  test('leave out what was decided already, and follow files that change', async () => {
    const server = await start({ ...RENTAL, 'glossary.md': '**Gondola** — a boat. Not: punt.\n' });
    expect(await proposed(server)).toEqual(['velocipede']);
    await server.write('src/rental/sedan.ts', 'export class Palanquin {\n  a() {\n    return 1;\n  }\n}\n');
    await server.write('src/rental/palanquin.ts', 'export class PalanquinBearer {\n  a() {\n    return 1;\n  }\n}\n');
    await expect.poll(() => proposed(server)).toContain('palanquin');
    await server.remove('src/rental/palanquin.ts');
    await server.remove('src/rental/sedan.ts');
    await expect.poll(() => proposed(server)).toEqual(['velocipede']);
  });

  test('a folder without code has none', async () => {
    expect(await proposed(await start({ 'notes.txt': 'velocipede' }))).toEqual([]);
  });
});

describe('the glossary with more words in it', () => {
  const plan = async (text: string | null, accepted: readonly string[], rejected: readonly string[]) => (client ?? (await start({}))).ask(GLOSSARY_PLAN, { text, accepted, rejected });

  test('a new one', async () => {
    expect((await plan(null, ['velocipede', 'gondola'], ['sink'])).text).toBe('# Glossary\n\n**Velocipede** — say here what it means.\n\n**Gondola** — say here what it means.\n\n## Not domain words\n\n- sink\n');
  });

  test.each([
    ['at the end', '# Words\n\n**Bike** — rides.\n', '# Words\n\n**Bike** — rides.\n\n**Gondola** — say here what it means.\n\n## Not domain words\n\n- sink\n'],
    ['without a last line break', '**Bike** — rides.', '**Bike** — rides.\n\n**Gondola** — say here what it means.\n\n## Not domain words\n\n- sink\n'],
    ['before the refused words, and after the last of these', '**Bike** — rides.\n\n## Not domain words\n\n- token\n', '**Bike** — rides.\n\n**Gondola** — say here what it means.\n\n## Not domain words\n\n- token\n- sink\n'],
    ['in front of another section', '## Not domain words\n\n- token\n\n## History\n\nOld.\n', '**Gondola** — say here what it means.\n\n## Not domain words\n\n- token\n- sink\n\n## History\n\nOld.\n'],
    ['with its own line ends', '**Bike** — rides.\r\n', '**Bike** — rides.\r\n\r\n**Gondola** — say here what it means.\r\n\r\n## Not domain words\r\n\r\n- sink\r\n'],
  ])('%s, and nothing else is touched', async (_where, text, expected) => {
    const { text: result, edits } = await plan(text, ['gondola'], ['sink']);
    expect(result).toBe(expected);
    for (const { range } of edits) expect(range.start).toEqual(range.end);
    // What was written once is proposed no more, and reads well.
    await client?.write('glossary.md', result);
    const uri = await client?.open('glossary.md', result, 'markdown');
    expect(await client?.diagnostics(uri ?? '')).toEqual([]);
  });
});

describe('glossary.md in the editor', () => {
  test('its mistakes are underlined as those of the configuration are', async () => {
    const text = '**Bike** — rides. Not: cycle.\n**Pony** — eats. Not: cycle.\n';
    const server = await start({ 'glossary.md': text });
    const uri = await server.open('glossary.md', text, 'markdown');
    expect((await server.diagnostics(uri)).map(({ code, message, range, severity }) => ({ code, message, line: range.start.line, severity }))).toEqual([
      { code: 'talklint/broken-config', message: '"cycle" stands under "Not:" of both "Bike" and "Pony"; nobody can tell which is meant.', line: 1, severity: 2 },
    ]);
    const status = await server.status(({ state }) => state === 'limited');
    expect(status.problems).toEqual([expect.stringMatching(/^glossary\.md:2:1: "cycle" stands/)]);
  });

  test('its words are proposed for a name any program could have', async () => {
    const code = 'export function process(token: Token) {\n  return token.expires < Date.now();\n}\n';
    const server = await start({ 'glossary.md': '**Bike** — rides.\n\n**Token** — opens a lock.\n', 'src/a.ts': code });
    const uri = await server.open('src/a.ts', code, 'typescript');
    expect(await server.hover(uri, 0, 18)).toContain('Say what, in words such as token.');
  });

  test('a word ruled out is told above the function, with the name to give it, and no longer once the glossary allows it', async () => {
    const code = 'export function addVehicles() {\n  return 1;\n}\n';
    const server = await start({ 'glossary.md': '**Bike** — rides. Not: vehicle.\n', 'src/a.ts': code });
    const uri = await server.open('src/a.ts', code, 'typescript');
    const titles = async () => (await server.lenses(uri)).map(({ command }) => command?.title);
    expect(await titles()).toEqual(['Domain-based: code says *vehicle*, the glossary says *bike*']);
    expect(await server.hover(uri, 0, 18)).toContain('Rename `addVehicles` to `addBikes`.');
    await server.write('glossary.md', '**Bike** — rides.\n');
    await expect.poll(titles).toEqual([]);
  });
});
