import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, talklint } from '../support/cli.js';

const CSV = 'name,ring,quadrant,isNew,description,status\r\nLeft-Pad,Hold,Tools,FALSE,"Write ""it"", or not",Moved Out\r\n';

interface Listed {
  readonly blips: readonly { readonly id: string; readonly title: string; readonly ring: string }[];
}

describe('radars of a folder', () => {
  test('are found by search', async () => {
    const folder = await folderWith({ '.talklint/radar.csv': CSV });
    expect((await talklint(['radar', 'search', 'left-pad'], folder)).out).toContain('radar.csv/left-pad');
  });

  test('are listed and seen in use', async () => {
    const folder = await folderWith({ '.talklint/radar.csv': CSV, 'package.json': '{"dependencies":{"left-pad":"1"}}' });
    const { blips } = JSON.parse((await talklint(['radar', 'list', '--format', 'json'], folder)).out) as Listed;
    expect(blips.find(({ id }) => id === 'radar.csv/left-pad')).toMatchObject({ title: 'Left-Pad', ring: 'hold', talk: 'radar.csv' });
    expect((await talklint(['radar', 'usage'], folder)).out).toMatch(/hold\n\s+Left-Pad\n\s+package\.json:1/);
  });

  test('go from one format to another, and back to the same text', async () => {
    const folder = await folderWith({ '.talklint/radar.csv': CSV });
    const { out } = await talklint(['radar', 'export', '--from', 'radar.csv', '--as', 'byor-json'], folder);
    const second = await folderWith({ '.talklint/radar.json': out });
    expect((await talklint(['radar', 'export', '--from', 'radar.json', '--as', 'byor-csv'], second)).out).toBe(CSV);
  });

  test('export of the whole radar in each format can be read again', async () => {
    for (const format of ['byor-csv', 'zalando', 'backstage']) {
      const { out, status } = await talklint(['radar', 'export', '--as', format], await folderWith({}));
      expect(status).toBe(0);
      const name = `.talklint/radar-again.${format === 'byor-csv' ? 'csv' : 'json'}`;
      const again = await talklint(['radar', 'list', '--format', 'json'], await folderWith({ [name]: out }));
      expect(again.err).toBe('');
      expect((JSON.parse(again.out) as Listed).blips.filter(({ id }) => id.startsWith('radar-again.')).length).toBeGreaterThanOrEqual(130);
    }
  });

  test('AOE pages are written into a folder, never over one that is there', async () => {
    const folder = await folderWith({ '.talklint/radar.csv': CSV });
    const args = ['radar', 'export', '--as', 'aoe', '--from', 'radar.csv', '--out', 'pages'];
    expect((await talklint(args, folder)).out).toBe('1 blip written to pages.\n');
    const [day = ''] = await readdir(join(folder, 'pages'));
    expect(await readFile(join(folder, 'pages', day, 'left-pad.md'), 'utf8')).toContain('title: "Left-Pad"\nring: hold\nquadrant: tools\n');
    expect((await talklint(args, folder)).status).toBe(2);
    expect((await talklint(['radar', 'export', '--as', 'aoe'], folder)).err).toContain('--out');
    expect((await talklint(['radar', 'export', '--as', 'byor-csv', '--from', 'radar.cvs'], folder)).err).toContain('radar.csv');
  });

  test('a broken one is named with its place, and the rest works', async () => {
    const { status, err, out } = await talklint(['radar', 'list'], await folderWith({ '.talklint/radar.csv': `${CSV}B,Never,Tools,,,\n` }));
    expect(status).toBe(2);
    expect(err).toContain('.talklint/radar.csv: 3:3: the ring "Never" is unknown');
    expect(out).toContain('Left-Pad');
  });
});
