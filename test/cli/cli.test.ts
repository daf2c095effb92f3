import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, talklint } from '../support/cli.js';
import { root } from '../support/engine.js';

interface Report {
  readonly version: number;
  readonly findings: readonly { readonly file: string; readonly rule: string; readonly talk: string; readonly severity: string; readonly range: { readonly start: { readonly line: number; readonly column: number } } }[];
  readonly errors: readonly { readonly file: string; readonly message: string }[];
  readonly stats: { readonly files: number; readonly bytes: number; readonly skipped: number; readonly milliseconds: number };
}

const TLS = 'import requests\nrequests.get("https://a", verify=False)\n';

async function check(files: Readonly<Record<string, string | Uint8Array>>, args: readonly string[] = ['.']): Promise<{ status: number; report: Report; err: string }> {
  const { status, out, err } = await talklint(['check', '--format', 'json', ...args], await folderWith(files));
  return { status, report: JSON.parse(out) as Report, err };
}

const places = (report: Report) => report.findings.map(({ file, rule, range }) => `${file}:${range.start.line}:${range.start.column} ${rule}`);

describe('the sample workspaces', () => {
  test('every rule is reported at the right line, with status 1', async () => {
    const { status, out } = await talklint(['check', 'test/workspaces/sample', '--format', 'json']);
    const { findings } = JSON.parse(out) as Report;
    const expected = JSON.parse(await readFile(join(root, 'test/workspaces/expected.json'), 'utf8')) as { now: Record<string, { file: string; line: number }[]> };
    const found = findings.map(({ rule, file, range }) => `${rule} ${file.replace('test/workspaces/sample/', '')}:${range.start.line}`);
    expect(found.sort()).toEqual(Object.entries(expected.now).flatMap(([rule, list]) => list.map(({ file, line }) => `${rule} ${file}:${line}`)).sort());
    expect(new Set(findings.map(({ talk }) => talk)).size).toBe(7);
    expect(status).toBe(1);
  });

  test('after taking the advice nothing is reported, with status 0', async () => {
    expect(await talklint(['check', 'test/workspaces/sample-fixed'])).toEqual({ status: 0, out: 'Nothing to report. 30 files checked.\n', err: '' });
    expect((await talklint(['profile', 'test/workspaces/sample-fixed'])).out).toMatch(/^0 functions with a remark, 19 without/);
  });

  test('remarks about functions', async () => {
    const { status, out } = await talklint(['profile', 'test/workspaces/sample', '--format', 'json']);
    const { functions } = JSON.parse(out) as { functions: { file: string; name: string; lens: string | null; signals: { id: string; lines: number[] }[] }[] };
    expect(functions.filter(({ lens }) => lens !== null).map(({ name, lens, signals }) => [name, lens, signals.map(({ id, lines }) => `${id}:${lines.join(',')}`)])).toEqual([
      ['calculate_price', 'Predictable: reads the clock and env', ['P1:12,14']],
      ['read_stations', 'Predictable: an error disappears', ['P2:13']],
      ['isLocked', 'Predictable: reads the clock and env', ['P1:8,9']],
    ]);
    expect(status).toBe(0);
  });
});

describe('bad input', () => {
  test('a path that is not there', async () => {
    const { status, report, err } = await check({ 'a.py': TLS }, ['nowhere', 'a.py']);
    expect(places(report)).toEqual(['a.py:2:27 trust/tls-verification-off']);
    expect(report.errors).toEqual([{ file: 'nowhere', message: 'there is no such file or folder; mend the path.' }]);
    expect(err).toBe('talklint: nowhere: there is no such file or folder; mend the path.\n');
    expect(status).toBe(2);
  });

  test.each([
    [['check', '--no-such-option'], /^talklint: Unknown option '--no-such-option'; see `talklint --help`\.\n$/],
    [['check', '--format', 'xml'], /^talklint: --format must be one of text, json, not "xml"\.\n$/],
    [['check', '--rule', 'no/such'], /^talklint: there is no rule "no\/such"; see `talklint rules list`\.\n$/],
    [['explain', 'no/such'], /^talklint: there is no rule "no\/such"/],
    [['frobnicate'], /^talklint: there is no command "frobnicate"; see `talklint --help`\.\n$/],
  ])('%j ends with 2 and one sentence', async (args, sentence) => {
    const { status, out, err } = await talklint(args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(sentence);
  });

  test('broken syntax: guidance is still given around it', async () => {
    const { report } = await check({ 'a.py': `${TLS}def broken(:\n  x = = 1\n`, 'b.ts': 'const x = ;\nimport https from "https";\nnew https.Agent({ rejectUnauthorized: false });\n' });
    expect(places(report)).toEqual(['a.py:2:27 trust/tls-verification-off', 'b.ts:3:19 trust/tls-verification-off']);
  });

  test('a binary file named by the user is an error, within a folder it is skipped', async () => {
    const files = { 'a.py': new Uint8Array([0, 1, 2, 0]), 'b.py': TLS };
    expect((await check(files, ['a.py'])).report.errors).toEqual([{ file: 'a.py', message: 'this is a binary file; name text files.' }]);
    const { report, status } = await check(files);
    expect([report.errors, report.stats.skipped, status]).toEqual([[], 1, 1]);
  });

  test('a file of more than 1 MB is skipped and counted', async () => {
    const { report } = await check({ 'big.py': TLS + '#'.repeat(1024 * 1024), 'b.py': TLS });
    expect([places(report), report.stats.skipped]).toEqual([['b.py:2:27 trust/tls-verification-off'], 1]);
  });

  test('byte order marks, Windows line ends, emoji and UTF-16 keep columns right', async () => {
    const wide = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    const { report } = await check({ 'a.py': `\uFEFF${TLS.replaceAll('\n', '\r\n')}`, 'b.py': 'import requests\n"🙂"; requests.get("https://a", verify=False)\n', 'c.py': wide(TLS) });
    expect(places(report)).toEqual(['a.py:2:27 trust/tls-verification-off', 'b.py:2:33 trust/tls-verification-off', 'c.py:2:27 trust/tls-verification-off']);
  });

  test('links that lead in a circle end', async () => {
    const folder = await folderWith({ 'src/a.py': TLS });
    await symlink(folder, join(folder, 'src', 'again'));
    await symlink(join(folder, 'two'), join(folder, 'one'));
    await symlink(join(folder, 'one'), join(folder, 'two'));
    const { status, out } = await talklint(['check', '--format', 'json'], folder);
    expect(places(JSON.parse(out) as Report)).toEqual(['src/a.py:2:27 trust/tls-verification-off']);
    expect(status).toBe(1);
  });

  test('a broken rule page of the workspace is reported, and the rest works', async () => {
    const { status, report } = await check({ '.talklint/rules/mine/broken.md': '# no front matter\n', 'a.py': TLS });
    expect(report.errors).toEqual([{ file: '.talklint/rules/mine/broken.md', message: expect.stringMatching(/^1:1: there is no front matter/) }]);
    expect(places(report)).toHaveLength(1);
    expect(status).toBe(2);
  });

  test('a rule nobody knows in configuration or in an ignore', async () => {
    const { report } = await check({ '.talklint/config.yaml': 'rules:\n  polars/none: off\n', 'a.py': 'x = 1  # talklint-ignore polars/none -- why not\n' });
    expect(report.errors).toEqual([{ file: '.talklint/config.yaml', message: '2:3: there is no rule "polars/none"; mend or remove it.' }]);
    expect(places(report)).toEqual(['a.py:1:10 talklint/unknown-rule']);
  });

  test('a configuration with a mistake says where', async () => {
    const { status, report } = await check({ '.talklint/config.yaml': 'rules:\n  polars/row-loop: loud\n', 'a.py': TLS });
    expect(report.errors[0]).toMatchObject({ file: '.talklint/config.yaml', message: expect.stringMatching(/^2:/) });
    expect(status).toBe(2);
  });
});

describe('choosing', () => {
  test('rules, talks and the severity that fails', async () => {
    const files = { 'a.py': TLS, 'main.tf': 'provider "aws" {\n  region = "us-east-1"\n}\n' };
    expect(places((await check(files, ['--talk', 'zero-trust'])).report)).toEqual(['a.py:2:27 trust/tls-verification-off']);
    expect(places((await check(files, ['--rule', 'green/carbon-heavy-region'])).report)).toEqual(['main.tf:2:13 green/carbon-heavy-region']);
    expect((await check(files, ['main.tf'])).status).toBe(0);
    expect((await check(files, ['main.tf', '--fail-on', 'info'])).status).toBe(1);
  });

  test('ignores with a reason, in the text and in the configuration, unless told to pass over the latter', async () => {
    const files = {
      'a.py': 'import requests\nrequests.get("https://a", verify=False)  # talklint-ignore trust/tls-verification-off -- a lab\n',
      'lab/b.py': TLS,
      '.talklint/config.yaml': 'ignores:\n  - rule: trust/tls-verification-off\n    path: lab/**\n    reason: a lab\n',
    };
    expect(places((await check(files)).report)).toEqual([]);
    expect(places((await check(files, ['--no-ignore'])).report)).toEqual(['lab/b.py:2:27 trust/tls-verification-off']);
  });

  test('an ignore without a reason silences nothing', async () => {
    const { report } = await check({ 'a.py': 'import requests\nrequests.get("https://a", verify=False)  # talklint-ignore trust/tls-verification-off\n' });
    expect(places(report).map((place) => place.split(' ')[1])).toEqual(['trust/tls-verification-off', 'talklint/ignore-without-reason']);
  });

  test('ignored, vendored and test files are left alone', async () => {
    const { report } = await check({ '.gitignore': 'build/\n', 'build/a.py': TLS, 'node_modules/x/b.py': TLS, 'src/c.py': TLS });
    expect(places(report)).toEqual(['src/c.py:2:27 trust/tls-verification-off']);
  });
});

describe('rules', () => {
  test('list, explain', async () => {
    const { out } = await talklint(['rules', 'list', '--format', 'json']);
    const { rules } = JSON.parse(out) as { rules: { id: string; talk: string; on: boolean; fixable: boolean }[] };
    expect(rules.find(({ id }) => id === 'polars/row-loop')).toMatchObject({ talk: 'polars', languages: ['python'], severity: 'warning', on: true });
    expect((await talklint(['explain', 'polars/row-loop'])).out).toContain('Why it matters');
  });

  test('a new page passes once its examples do, and a wrong example is found', async () => {
    const folder = await folderWith({});
    expect((await talklint(['rules', 'new', 'team/no-print'], folder)).status).toBe(0);
    const page = join(folder, '.talklint/rules/team/no-print.md');
    expect((await talklint(['rules', 'test', '.talklint/rules'], folder)).status).toBe(0);
    await writeFile(page, (await readFile(page, 'utf8')).replace(/\{\d+\}/, '{99}'));
    const { status, out, err } = await talklint(['rules', 'test', '.talklint/rules'], folder);
    expect(status).not.toBe(0);
    expect(out + err).toContain('team/no-print:');
    expect((await talklint(['rules', 'new', 'team/no-print'], folder)).status).toBe(2);
  });
});

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

  test('missing answers are all named', async () => {
    const { status, err } = await talklint(['product', 'new', '--set', 'domain=mobility'], await folderWith({}));
    expect(status).toBe(2);
    for (const field of ['name', 'purpose']) expect(err).toContain(field);
  });
});
