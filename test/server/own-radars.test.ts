import { afterEach, describe, expect, test } from 'vitest';
import { BLIP, PAGE, RADAR, SEARCH } from '../../src/protocol/requests.js';
import { LanguageClient, type ClientOptions } from '../support/language-client.js';

let client: LanguageClient;

async function start(options: ClientOptions): Promise<void> {
  client = await LanguageClient.start(options);
}

afterEach(async () => {
  await client.dispose();
});

const HEADER = 'name,ring,quadrant,isNew,description\n';
const FILES = {
  '.talklint/radar.csv': `${HEADER}Left-Pad,Caution,Tools,TRUE,"Write the <b>one line</b> <script>alert(1)</script>"\nPolars,Adopt,Languages & Frameworks,FALSE,Ours too\n`,
  '.talklint/radar-data/2026-01-01/marquez.md': '---\ntitle: Marquez\nring: trial\nquadrant: platforms\n---\n\nLineage **here**.\n',
  '.talklint/radar/2026-01-01/frost.md': '---\ntitle: Frost\nring: assess\nquadrant: techniques\n---\n\nIce.\n',
  'package.json': '{"dependencies":{"left-pad":"1"}}',
  'requirements.txt': 'polars==1\n',
};

describe('radars of the workspace', () => {
  test('stand on the radar with their file, are found by search, and are seen in use', async () => {
    await start({ files: FILES });
    const { blips, talks } = await client.ask(RADAR, {});
    expect(blips.filter(({ talk }) => talk.startsWith('radar')).map(({ id, ring, quadrant, usedHere }) => [id, ring, quadrant, usedHere])).toEqual([
      ['radar.csv/polars', 'adopt', 'languages-and-frameworks', true],
      ['radar-data/marquez', 'trial', 'platforms', false],
      ['radar/frost', 'assess', 'techniques', false],
      ['radar.csv/left-pad', 'hold', 'tools', true],
    ]);
    expect(talks.map(({ id }) => id).slice(7)).toEqual(['radar', 'radar-data', 'radar.csv']);
    expect((await client.ask(SEARCH, { query: 'marquez lineage', limit: 5 })).map(({ id }) => id)).toContain('radar-data/marquez');
    const detail = await client.ask(BLIP, { id: 'radar.csv/left-pad' });
    expect(detail).toMatchObject({ radar: 'radar.csv', usages: [{ label: 'package.json:1' }] });
    expect(detail?.html).toContain('<strong>one line</strong>');
    expect(detail?.html).not.toContain('alert');
    expect((await client.ask(PAGE, { reference: 'blip/radar-data/marquez' }))?.html).toContain('<code>radar-data</code>');
    expect((await client.ask(BLIP, { id: 'polars' }))?.radar).toBeNull();
  });

  test('are not read in a folder nobody trusts', async () => {
    await start({ files: FILES, trusted: false });
    expect((await client.ask(RADAR, {})).blips.filter(({ talk }) => talk.startsWith('radar'))).toEqual([]);
    expect((await client.status(({ problems }) => problems.length > 0)).problems).toEqual([expect.stringContaining('until you trust it')]);
  });

  test('mistakes are marked at their place, and the rest is shown', async () => {
    const text = `${HEADER}A,Someday,Tools,,\nB,Hold,Tools,,\n`;
    await start({ files: { '.talklint/radar.csv': text } });
    const uri = await client.open('.talklint/radar.csv', text, 'csv');
    expect((await client.diagnostics(uri)).map(({ code, message, range }) => [code, message, range.start])).toEqual([['talklint/broken-page', 'The ring "Someday" is unknown; write Adopt, Trial, Assess or Hold.', { line: 1, character: 2 }]]);
    expect((await client.ask(RADAR, {})).blips.filter(({ talk }) => talk === 'radar.csv').map(({ title }) => title)).toEqual(['B']);
    const page = await client.open('.talklint/radar-x/2026-01-01/a.md', '---\ntitle: A\nring: no\nquadrant: tools\n---\n', 'markdown');
    expect((await client.diagnostics(page)).map(({ range }) => range.start)).toEqual([{ line: 2, character: 6 }]);
    const other = await client.open('data.csv', text, 'csv');
    expect(await client.diagnostics(other)).toEqual([]);
  });

  test('follow their file', async () => {
    await start({ files: { '.talklint/radar.csv': HEADER } });
    expect((await client.ask(RADAR, {})).blips.filter(({ talk }) => talk === 'radar.csv')).toEqual([]);
    await client.write('.talklint/radar.csv', `${HEADER}A,Hold,Tools,,\n`);
    await expect.poll(async () => (await client.ask(RADAR, {})).blips.filter(({ talk }) => talk === 'radar.csv').map(({ id }) => id)).toEqual(['radar.csv/a']);
  });
});
