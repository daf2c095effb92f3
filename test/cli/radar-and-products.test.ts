import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, talklint } from '../support/cli.js';

describe('radar and data products', () => {
  test('radar search', async () => {
    const { out } = await talklint(['radar', 'search', 'lazy', 'query', '--format', 'json']);
    const { results } = JSON.parse(out) as { results: { id: string; kind: string; title: string; score: number }[] };
    expect(results[0]).toMatchObject({ kind: 'blip', id: 'lazy-query' });
  });

  test('a data product is written once, checked, and never written over', async () => {
    const folder = await folderWith({});
    const answers = ['domain=mobility', 'name=Station trips', 'purpose=Trips by station and hour', 'outputPort=trips', 'owner=mobility team'].flatMap((pair) => ['--set', pair]);
    expect((await talklint(['product', 'new', ...answers, '--dry-run'], folder)).out).toContain('dataproduct.odps.yaml');
    expect((await talklint(['product', 'new', ...answers], folder)).status).toBe(0);
    const descriptor = join(folder, 'products/mobility/station-trips/dataproduct.odps.yaml');
    const written = await readFile(descriptor, 'utf8');
    expect(written).toContain('kind: DataProduct');
    expect((await talklint(['product', 'check'], folder)).status).toBe(0);
    await writeFile(descriptor, `${written}# mine\n`);
    await talklint(['product', 'new', ...answers], folder);
    expect(await readFile(descriptor, 'utf8')).toBe(`${written}# mine\n`);
  });
});
