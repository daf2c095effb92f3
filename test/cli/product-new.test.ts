import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { applyChanges, finishChanges, nodeDisk, type ChangeDisk } from '../../src/platform/node-changes.js';
import type { ProductPlan } from '../../src/protocol/model.js';
import { checkIn, folderWith, talklint, type PrintedReport } from '../support/cli.js';
import { givenAnswers } from '../support/scaffold.js';

interface Descriptor {
  readonly inputPorts?: readonly { readonly contractId: string }[];
  readonly outputPorts: readonly { readonly contractId: string }[];
}

const GOOD = { domain: 'd', name: 'n', purpose: 'p', outputPort: 'o', owner: 'w' };
const SETTINGS = Object.entries(GOOD).flatMap(([key, value]) => ['--set', `${key}=${value}`]);

/** A disk that refuses one call of one kind, counted from 1. */
function refusing(step: keyof ChangeDisk, call: number, code: string): ChangeDisk {
  let calls = 0;
  const pass = (name: keyof ChangeDisk) => {
    if (name === step && ++calls === call) throw Object.assign(new Error(code), { code });
  };
  return {
    assertWritable: async (path) => {
      pass('assertWritable');
      await nodeDisk.assertWritable(path);
    },
    makeFolder: async (path) => {
      pass('makeFolder');
      await nodeDisk.makeFolder(path);
    },
    write: async (path, text, mode) => {
      pass('write');
      await nodeDisk.write(path, text, mode);
    },
    move: async (from, to) => {
      pass('move');
      await nodeDisk.move(from, to);
    },
  };
}

/** What the command says it does, such as `create products/d/n/README.md`. */
async function actions(args: readonly string[], folder: string): Promise<string[]> {
  const { status, out, err } = await talklint(['product', 'new', ...args, '--json'], folder);
  expect([status, err]).toEqual([0, '']);
  const { files } = JSON.parse(out) as ProductPlan;
  return files.map(({ path, action }) => `${action} ${path}`);
}

test('ten products in one folder have no errors, belong together, and a second run plans nothing', async () => {
  const folder = await folderWith({
    'columns.csv': '"station id",hour,e-mail\n',
    'columns.sql': 'create table t (id bigint primary key, at timestamp not null);',
  });
  for (let i = 0; i < 10; i++) {
    const answers = `answers-${i}.yaml`;
    await writeFile(join(folder, answers), JSON.stringify(givenAnswers(i)));
    const dry = await actions(['--answers', answers, '--dry-run'], folder);
    expect(await actions(['--answers', answers], folder)).toEqual(dry);
    for (const action of await actions(['--answers', answers], folder)) expect(action).toMatch(/^keep /);
    expect((await talklint(['product', 'new', '--answers', answers, '--diff'], folder)).out).toBe('');
  }
  const { status, out } = await talklint(['product', 'check', '--format', 'json'], folder);
  const { findings, stats } = JSON.parse(out) as PrintedReport;
  expect([status, stats.files]).toEqual([0, 41]);
  // The boxes of the ethics canvas are for people to fill in.
  expect([...new Set(findings.flatMap(({ rule, severity }) => (severity === 'hint' ? [] : [`${severity} ${rule}`])))]).toEqual(['info mesh/canvas-empty-box']);
  const { report } = await checkIn(folder, ['.']);
  expect(report.findings.filter(({ file }) => /\.(py|sql|yml)$/.test(file))).toEqual([]);
  expect(report.errors).toEqual([]);
  const lineage = JSON.parse((await talklint(['product', 'lineage', '--format', 'json'], folder)).out) as { readonly edges: readonly { readonly kind: string }[] };
  const count = (wanted: string) => lineage.edges.filter(({ kind }) => kind === wanted).length;
  // Each product reads the one before it, the first a source from outside, and both outputs of each name that input.
  expect(['same-version', 'unresolved', 'inside', 'assumed', 'other-version'].map(count)).toEqual([9, 1, 20, 0, 0]);
  const descriptor = async (path: string) => {
    const text = await readFile(join(folder, 'products', path, 'dataproduct.odps.yaml'), 'utf8');
    return parse(text) as Descriptor;
  };
  const [first, second] = [await descriptor('mobility/große-0'), await descriptor('energie-meteo/große-1')];
  expect(second.inputPorts?.[0]?.contractId).toBe(first.outputPorts[0]?.contractId);
}, 120_000);

describe('bad answers', () => {
  test.each([
    ['a: [', 'must be YAML'],
    ['- a', 'must be YAML'],
    [JSON.stringify({ ...GOOD, name: '../..' }), 'needs a letter or a digit'],
    [JSON.stringify({ ...GOOD, folder: '/etc' }), 'must be a path below the workspace folder'],
    [JSON.stringify({ ...GOOD, domain: 'LPT1' }), 'which Windows keeps for itself'],
    [JSON.stringify({ ...GOOD, inputPorts: ['nowhere/port'] }), 'No data product "nowhere" is in this folder'],
    [JSON.stringify({ ...GOOD, outputPorts: [{ name: 'q', columns: 'missing.csv' }] }), 'there is no such file'],
    [JSON.stringify({ ...GOOD, folder: 'answers.yaml' }), 'is a file where a folder is needed'],
  ])('%s writes nothing and is explained', async (answers, message) => {
    const folder = await folderWith({ 'answers.yaml': answers });
    const { status, err } = await talklint(['product', 'new', '--answers', 'answers.yaml'], folder);
    expect([status, await readdir(folder)]).toEqual([2, ['answers.yaml']]);
    expect(err).toContain(message);
  });

  test('missing ones are all named', async () => {
    const { status, err } = await talklint(['product', 'new', '--set', 'domain=mobility'], await folderWith({}));
    expect([status, err.includes('name, purpose, outputPorts, team.owner')]).toEqual([2, true]);
  });
});

describe('a product folder that is there already', () => {
  test('files without a record stay, and the new text is put beside them', async () => {
    const readme = 'products/d/n/README.md';
    const folder = await folderWith({ [readme]: 'mine\n' });
    const { status, err } = await talklint(['product', 'new', ...SETTINGS], folder);
    expect([status, await readFile(join(folder, readme), 'utf8')]).toEqual([2, 'mine\n']);
    expect(err).toContain(`${readme} exists already and no record says that it was generated`);
    expect(await readFile(join(folder, `${readme}.new`), 'utf8')).toContain('# n');
  });

  test('a folder where a file belongs is no file to write over', async () => {
    const folder = await folderWith({});
    await mkdir(join(folder, 'products/d/n/dataproduct.odps.yaml'), { recursive: true });
    const { err } = await talklint(['product', 'new', ...SETTINGS], folder);
    expect(err).toContain('dataproduct.odps.yaml exists already');
  });
});

describe('writing that is interrupted', () => {
  const STAGING = '.talklint-unfinished';
  const journal = (moves: unknown) => ({ [`${STAGING}/journal.json`]: JSON.stringify({ moves }) });
  const begun = { [`${STAGING}/owner`]: '', [`${STAGING}/part-0`]: 'new\n', 'note.md': 'old\n' };
  const moves = [{ from: 'part-0', to: 'note.md' }];

  test.each([
    ['finished once everything was ready', { ...begun, ...journal(moves) }, 'new\n'],
    ['taken back before', begun, 'old\n'],
  ])('by a crash is %s', async (_, files, expected) => {
    const folder = await folderWith(files);
    expect((await talklint(['product', 'new', ...SETTINGS], folder)).status).toBe(0);
    expect(await readFile(join(folder, 'note.md'), 'utf8')).toBe(expected);
    expect((await readdir(folder)).sort()).toEqual(['note.md', 'products']);
  });

  test('by nobody, because another process is still at work', async () => {
    const folder = await folderWith({ [`${STAGING}/owner`]: String(process.pid) });
    expect((await talklint(['product', 'new', ...SETTINGS], folder)).err).toContain('another talklint');
  });

  test.each([
    ['no JSON', { [`${STAGING}/journal.json`]: '{' }],
    ['a way out of the folder', journal([{ from: 'part-0', to: '../outside' }])],
    ['a source outside the staging', journal([{ from: '../a', to: 'b' }])],
  ])('leaves a journal that is not ours: %s', async (_, files) => {
    const folder = await folderWith({ ...begun, ...files });
    expect((await talklint(['product', 'new', ...SETTINGS], folder)).err).toContain('was not written by talklint');
    expect((await readdir(folder)).sort()).toEqual([STAGING, 'note.md']);
  });

  test.each(['link/note.md', 'note-link.md'])('never leaves the folder by a link: %s', async (to) => {
    const outside = await folderWith({ 'note.md': 'theirs\n' });
    const folder = await folderWith({ ...begun, ...journal([{ from: 'part-0', to }]) });
    await symlink(outside, join(folder, 'link'));
    await symlink(join(outside, 'note.md'), join(folder, 'note-link.md'));
    expect((await talklint(['product', 'new', ...SETTINGS], folder)).err).toContain('leads out of the folder by a link');
    await rm(join(folder, STAGING), { recursive: true });
    await expect(applyChanges(folder, [{ path: to, text: 'new\n' }])).rejects.toThrow('leads out of the folder by a link');
    expect([await readFile(join(outside, 'note.md'), 'utf8'), await readdir(outside)]).toEqual(['theirs\n', ['note.md']]);
  });

  const CHANGES = ['a.md', 'b/c.md', 'b/d.md'].map((path) => ({ path, text: 'new\n' }));

  test.each([
    ['write', 4, 'ENOSPC', 'the disk is full'],
    ['makeFolder', 2, 'ENOSPC', 'the disk is full'],
    ['assertWritable', 3, 'EACCES', 'permission was denied'],
    ['assertWritable', 1, 'EROFS', 'the disk is read-only'],
    ['move', 1, 'ENOSPC', 'the disk is full'],
  ] as const)('by %s (call %i) with %s, while all is made ready, changes nothing', async (step, call, code, why) => {
    const folder = await folderWith({ 'a.md': 'old\n' });
    const applying = applyChanges(folder, CHANGES, refusing(step, call, code));
    await expect(applying).rejects.toThrow(`${folder}: cannot be written, because ${why}.`);
    expect([await readdir(folder), await readFile(join(folder, 'a.md'), 'utf8')]).toEqual([['a.md'], 'old\n']);
  });

  test('by a full disk in the middle of the moving is told, and finished by the next run', async () => {
    const folder = await folderWith({ 'a.md': 'old\n' });
    const applying = applyChanges(folder, CHANGES, refusing('move', 3, 'ENOSPC'));
    await expect(applying).rejects.toThrow('because the disk is full; once that is mended, run the same command again');
    await finishChanges(folder);
    const texts = await Promise.all(CHANGES.map(({ path }) => readFile(join(folder, path), 'utf8')));
    expect([(await readdir(folder)).sort(), texts]).toEqual([['a.md', 'b'], ['new\n', 'new\n', 'new\n']]);
  });
});
