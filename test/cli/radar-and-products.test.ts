import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkIn, folderWith, talklint, type PrintedReport } from '../support/cli.js';

interface Descriptor {
  readonly inputPorts?: readonly { readonly contractId: string }[];
  readonly outputPorts: readonly { readonly contractId: string }[];
}

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

  test('ten products in one folder have no errors, belong together, and a second run plans nothing', async () => {
    const folder = await folderWith({ 'columns.csv': '"station id",hour,e-mail\n', 'columns.sql': 'create table t (id bigint primary key, at timestamp not null);' });
    const given = (i: number) => ({
      domain: i % 2 === 0 ? 'mobility' : 'Énergie & météo',
      name: `Größe ${i}`,
      purpose: 'no: "quotes" # and {{slots}}',
      classification: ['public', 'internal', 'confidential', 'restricted'][i % 4],
      personalData: i % 2 === 0,
      serviceLevel: ['hourly', 'daily', 'weekly'][i % 3],
      transformation: ['polars', 'sql', 'none'][i % 3],
      team: { name: 'Crew', owner: 'ada', type: 'platform' },
      inputPorts: i === 0 ? [{ external: 'Sensor feed', contract: 'sensor-1', version: '2.0.0' }] : [`Größe ${i - 1}/out ${i - 1}@1.0.0`],
      outputPorts: [{ name: `out ${i}`, kind: ['table', 'file', 'topic', 'api'][i % 4], columns: ['columns.csv', 'columns.sql', `out ${i - 1}`][i === 0 ? 0 : i % 3] }, `more ${i}`],
    });
    for (let i = 0; i < 10; i++) {
      await writeFile(join(folder, `answers-${i}.yaml`), JSON.stringify(given(i)));
      const args = ['product', 'new', '--answers', `answers-${i}.yaml`, '--json'];
      const dry = await talklint([...args, '--dry-run'], folder);
      const real = await talklint(args, folder);
      const actions = ({ out }: { out: string }) => (JSON.parse(out) as { files: { path: string; action: string }[] }).files.map(({ path, action }) => `${action} ${path}`);
      expect([real.status, actions(dry)]).toEqual([0, actions(real)]);
      expect(new Set(actions(await talklint(args, folder)).map((line) => line.split(' ')[0]))).toEqual(new Set(['keep']));
      expect((await talklint(['product', 'new', '--answers', `answers-${i}.yaml`, '--diff'], folder)).out).toBe('');
    }
    const { status, out } = await talklint(['product', 'check', '--format', 'json'], folder);
    const { findings, stats } = JSON.parse(out) as PrintedReport;
    expect([status, stats.files, findings.filter(({ severity }) => severity !== 'hint')]).toEqual([0, 31, []]);
    expect((await checkIn(folder, ['products'])).report.findings.filter(({ file }) => /\.(py|sql)$/.test(file))).toEqual([]);
    const [one, two] = await Promise.all([0, 1].map(async (i) => readFile(join(folder, `products/${i === 0 ? 'mobility' : 'energie-meteo'}/große-${i}/dataproduct.odps.yaml`), 'utf8')));
    expect((parse(two ?? '') as Descriptor).inputPorts?.[0]?.contractId).toBe((parse(one ?? '') as Descriptor).outputPorts[0]?.contractId);
  }, 120_000);

  const good = { domain: 'd', name: 'n', purpose: 'p', outputPort: 'o', owner: 'w' };
  test.each([
    ['a: [', 'must be YAML'],
    ['- a', 'must be YAML'],
    [JSON.stringify({ ...good, name: '../..' }), 'needs a letter or a digit'],
    [JSON.stringify({ ...good, folder: '/etc' }), 'must be a path below the workspace folder'],
    [JSON.stringify({ ...good, domain: 'LPT1' }), 'which Windows keeps for itself'],
    [JSON.stringify({ ...good, inputPorts: ['nowhere/port'] }), 'No data product "nowhere" is in this folder'],
    [JSON.stringify({ ...good, outputPorts: [{ name: 'q', columns: 'missing.csv' }] }), 'there is no such file'],
    [JSON.stringify({ ...good, folder: 'answers.yaml' }), 'is a file where a folder is needed'],
  ])('%s writes nothing and is explained', async (answers, message) => {
    const folder = await folderWith({ 'answers.yaml': answers });
    const { status, err } = await talklint(['product', 'new', '--answers', 'answers.yaml'], folder);
    expect([status, await readdir(folder)]).toEqual([2, ['answers.yaml']]);
    expect(err).toContain(message);
  });

  test('what a crash has left is finished, or taken back when it had not got far', async () => {
    const settings = Object.entries(good).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
    const staging = { '.talklint-unfinished/owner': '', '.talklint-unfinished/part-0': 'new\n' };
    const late = await folderWith({ ...staging, 'note.md': 'old\n', '.talklint-unfinished/journal.json': JSON.stringify({ moves: [{ from: 'part-0', to: 'note.md' }] }) });
    const early = await folderWith({ ...staging, 'note.md': 'old\n' });
    for (const folder of [late, early]) expect((await talklint(['product', 'new', ...settings], folder)).status).toBe(0);
    expect([await readFile(join(late, 'note.md'), 'utf8'), await readFile(join(early, 'note.md'), 'utf8')]).toEqual(['new\n', 'old\n']);
    for (const folder of [late, early]) expect((await readdir(folder)).sort()).toEqual(['note.md', 'products']);
    const busy = await folderWith({ '.talklint-unfinished/owner': String(process.pid) });
    expect((await talklint(['product', 'new', ...settings], busy)).err).toContain('another talklint');
    for (const journal of ['{', JSON.stringify({ moves: [{ from: 'part-0', to: '../outside' }] }), JSON.stringify({ moves: [{ from: '../a', to: 'b' }] })]) {
      const foreign = await folderWith({ ...staging, '.talklint-unfinished/journal.json': journal });
      expect((await talklint(['product', 'new', ...settings], foreign)).err).toContain('not written by talklint');
      expect(await readdir(foreign)).toEqual(['.talklint-unfinished']);
    }
  });

  test('missing answers are all named', async () => {
    const { status, err } = await talklint(['product', 'new', '--set', 'domain=mobility'], await folderWith({}));
    expect(status).toBe(2);
    for (const field of ['name', 'purpose']) expect(err).toContain(field);
  });
});
