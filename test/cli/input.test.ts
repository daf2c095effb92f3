import { execFileSync } from 'node:child_process';
import { symlink, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, checkIn, folderWith, places, talklint, TLS } from '../support/cli.js';
import { pageOf } from '../support/rule-page.js';

describe('bad input', () => {
  test('a path that is not there', async () => {
    const { status, report, err } = await check({ 'a.py': TLS }, ['nowhere', 'a.py']);
    expect(places(report)).toEqual(['a.py:2:27 trust/tls-verification-off']);
    expect(report.errors).toEqual([{ file: 'nowhere', message: 'there is no such file or folder; mend the path.' }]);
    expect(err).toBe('talklint: nowhere: there is no such file or folder; mend the path.\n');
    expect(status).toBe(2);
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
    const { status, report } = await checkIn(folder);
    expect(places(report)).toEqual(['src/a.py:2:27 trust/tls-verification-off']);
    expect(status).toBe(1);
  });

  test('a broken rule page of the workspace is reported, and the rest works', async () => {
    const { status, report } = await check({ '.talklint/rules/mine/broken.md': '# no front matter\n', 'a.py': TLS });
    expect(report.errors).toEqual([{ file: '.talklint/rules/mine/broken.md', message: expect.stringMatching(/^1:1: there is no front matter/) }]);
    expect(places(report)).toHaveLength(1);
    expect(status).toBe(2);
  });

  test('rules of the folder that would never end: one runs in linear time, one is stopped and named, the rest goes on', async () => {
    const everywhere = (depth: number): string => (depth === 0 ? 'kind: ellipsis' : `inside: { stopBy: end, kind: module, has: { stopBy: end, ${everywhere(depth - 1)} } }`);
    const files = {
      '.talklint/rules/mine/catastrophe.md': pageOf('mine/catastrophe', 'rule: { kind: string, regex: "^.(a+)+!.$" }'),
      '.talklint/rules/mine/explosion.md': pageOf('mine/explosion', `rule: { kind: integer, ${everywhere(3)} }`),
      'a.py': `${TLS}x = "${'a'.repeat(40_000)}!"\n${Array.from({ length: 1500 }, (_, i) => `f(g(h(${i})))`).join('\n')}\n`,
    };
    const { status, report } = await check(files);
    expect(places(report)).toEqual(['a.py:2:27 trust/tls-verification-off', 'a.py:3:5 mine/catastrophe']);
    expect(report.errors).toEqual([{ file: 'a.py', message: 'rule mine/explosion: it takes too many steps and was stopped; make it simpler.' }]);
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

describe('what a scan leaves out', () => {
  const scan = async (files: Readonly<Record<string, string | Uint8Array>>) => {
    const { report } = await check(files);
    return [report.findings.map(({ file }) => file), report.stats.skipped, report.errors];
  };

  test('what nested ignore files of git say, later lines and deeper files first', async () => {
    const files = {
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.git/info/exclude': 'mine.py\n',
      '.gitignore': 'build/\n*.gen.py\n!keep.gen.py\n',
      'a.py': TLS,
      'mine.py': TLS,
      'build/b.py': TLS,
      'x.gen.py': TLS,
      'keep.gen.py': TLS,
      'deep/.gitignore': '!x.gen.py\nlocal/\n',
      'deep/x.gen.py': TLS,
      'deep/y.gen.py': TLS,
      'deep/local/c.py': TLS,
    };
    expect(await scan(files)).toEqual([['a.py', 'deep/x.gen.py', 'keep.gen.py'], 5, []]);
  });

  test('an ignored folder is checked when it is named, and ignore files above a named folder count', async () => {
    const folder = await folderWith({ '.git/HEAD': '', '.gitignore': 'build/\nskip.py\n', 'build/b.py': TLS, 'src/a.py': TLS, 'src/skip.py': TLS });
    expect(places((await checkIn(folder, ['build'])).report)).toEqual(['build/b.py:2:27 trust/tls-verification-off']);
    expect(places((await checkIn(folder, ['src'])).report)).toEqual(['src/a.py:2:27 trust/tls-verification-off']);
    expect(places((await checkIn(folder, ['src/skip.py'])).report)).toEqual(['src/skip.py:2:27 trust/tls-verification-off']);
  });

  test('vendored, generated and minified files', async () => {
    const script = 'const https = require("https"); new https.Agent({ rejectUnauthorized: false });';
    const files = {
      'a.py': TLS,
      'node_modules/m/a.js': script,
      'vendor/b.py': TLS,
      'api_pb2.py': TLS,
      'client.py': `# Code generated by protogen. DO NOT EDIT.\n${TLS}`,
      'form.py': `# This file was automatically generated by forms.\n# Do not edit.\n${TLS}`,
      'site.min.js': script,
      'bundle.js': script.repeat(100),
      'words.py': `# How keys are generated; do not edit the salt.\n${TLS}`,
    };
    expect(await scan(files)).toEqual([['a.py', 'words.py'], 7, []]);
  });

  test.each([
    ['client.py', `# @generated\n${TLS}`, 'this file is generated, so it is not checked.'],
    ['bundle.js', 'x=1;'.repeat(2000), 'this file is minified, so it is not checked.'],
    ['big.py', `${TLS}${'#'.repeat(1024 * 1024)}`, 'this file is larger than 1 MB, so it is not checked.'],
    ['notes.xyz', 'words', 'no language Talklint knows claims this file, so it is not checked.'],
  ])('%s is counted when found, and an error when named', async (name, text, message) => {
    const files = { [name]: text, 'ok.py': 'x = 1\n' };
    expect((await scan(files))[2]).toEqual([]);
    const { report, status } = await check(files, [name]);
    expect([report.errors, status]).toEqual([[{ file: name, message }], 2]);
  });

  test('a huge file is not opened, nor is a pipe', { timeout: 20_000 }, async () => {
    const folder = await folderWith({ 'a.py': TLS, 'huge.py': '', 'huge.json': '' });
    await truncate(join(folder, 'huge.py'), 200 * 1024 * 1024);
    await truncate(join(folder, 'huge.json'), 50 * 1024 * 1024 * 1024);
    execFileSync('mkfifo', [join(folder, 'pipe.py'), join(folder, '.gitignore')]);
    const { report, status } = await checkIn(folder);
    expect([places(report), report.stats.skipped, status]).toEqual([['a.py:2:27 trust/tls-verification-off'], 3, 1]);
    const named = await checkIn(folder, ['pipe.py']);
    expect(named.report.errors).toEqual([{ file: 'pipe.py', message: 'this is no ordinary file; name a file or a folder.' }]);
  });
});

describe('odd texts', () => {
  test('bytes that are no UTF-8 are told once, and the files are checked', async () => {
    const latin = (text: string) => Buffer.from(text, 'latin1');
    const { report, err, status } = await check({ 'a.py': latin(`# caf\u00e9\n${TLS}`), 'b.py': latin(`# d\u00e9j\u00e0\n${TLS}`) });
    expect(places(report)).toEqual(['a.py:3:27 trust/tls-verification-off', 'b.py:3:27 trust/tls-verification-off']);
    expect([err, status]).toEqual(['talklint: not UTF-8, so some characters could not be read: a.py, b.py; save as UTF-8.\n', 1]);
  });

  test('UTF-32 is binary', async () => {
    const { report } = await check({ 'a.py': Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]) }, ['a.py']);
    expect(report.errors).toEqual([{ file: 'a.py', message: 'this is a binary file; name text files.' }]);
  });

  test('NUL late in a file makes it binary; lone surrogates of a notebook and a line of 1 MB are no harm', async () => {
    const notebook = JSON.stringify({ cells: [{ cell_type: 'code', source: ['import requests\n', 'requests.get("\ud800", verify=False)'] }], metadata: {}, nbformat: 4 }).replace('\ud800', '\\ud800');
    const files = { 'a.py': `${'#\n'.repeat(5000)}x = "\0"\n${TLS}`, 'n.ipynb': notebook, 'one.py': `import requests; ${'x = 1; '.repeat(140_000)} requests.get("https://a", verify=False)` };
    const { report, status } = await check(files);
    expect(report.findings.map(({ file }) => file)).toEqual(['n.ipynb', 'one.py']);
    expect([report.stats.skipped, status]).toEqual([1, 1]);
  });

  test('brackets nested 20,000 deep come to an end', async () => {
    const deep = `${'('.repeat(20_000)}${')'.repeat(20_000)}`;
    const { report, status } = await check({ 'a.py': `${TLS}${deep}\n`, 'b.ts': deep, 'c.json': '['.repeat(20_000), 'd.yaml': `a: ${'['.repeat(2000)}`, 'e.tf': `a = ${'['.repeat(20_000)}` });
    expect(places(report)).toEqual(['a.py:2:27 trust/tls-verification-off']);
    expect(status).toBe(1);
  });

  test('names with line breaks and escapes are shown, not obeyed', async () => {
    const { out, status } = await talklint(['check'], await folderWith({ 'a\n::error ::b\u001b[31m.py': TLS }));
    expect(out.split('\n')[0]).toBe('a\\x0a::error ::b\\x1b[31m.py');
    expect(status).toBe(1);
  });
});
