import { describe, expect, test } from 'vitest';
import { folderWith, places, talklint, talklintBytes, TLS, type PrintedReport } from '../support/cli.js';
import { rulePage } from '../support/rule-page.js';

async function read(name: string, input: string | Uint8Array, files: Readonly<Record<string, string>> = {}) {
  const { status, out, err } = await talklint(['check', '--format', 'json', '--stdin-filename', name], await folderWith(files), {}, input);
  return { status, err, report: out === '' ? undefined : (JSON.parse(out) as PrintedReport) };
}

describe('standard input', () => {
  test('is checked as the named file, which need not exist', async () => {
    const { report, status } = await read('src/new.py', TLS);
    expect([report && places(report), report?.stats, status]).toEqual([['src/new.py:2:27 trust/tls-verification-off'], expect.objectContaining({ files: 1, bytes: TLS.length }), 1]);
    expect((await read('src/new.py', 'x = 1\n', { 'src/new.py': TLS })).report?.findings).toEqual([]);
  });

  test('path and language count, and the configuration of the folder', async () => {
    expect((await read('tests/test_new.py', TLS)).report?.findings).toEqual([]);
    expect((await read('a.ts', 'import https from "https";\nnew https.Agent({ rejectUnauthorized: false });\n')).report?.findings).toHaveLength(1);
    expect((await read('lab/a.py', TLS, { '.talklint/config.yaml': 'ignores:\n  - rule: trust/tls-verification-off\n    path: lab/**\n    reason: a lab\n' })).report?.findings).toEqual([]);
  });

  test.each([
    ['large', 'a.py', '#'.repeat(1024 * 1024 + 1), 'standard input is larger than 1 MB, so it is not checked.'],
    ['binary', 'a.py', new Uint8Array([1, 0, 2]), 'standard input is binary; give it text.'],
    ['invalid', 'a.py', new Uint8Array([0x23, 0xe9, 0x0a]), 'standard input is no valid UTF-8; convert it.'],
  ])('%s input is a clear error', async (_, name, input, message) => {
    expect(await read(name, input)).toEqual({ status: 2, err: `talklint: ${message}\n`, report: undefined });
  });

  test('a name no language claims is an error', async () => {
    const { status, report } = await read('notes.xyz', 'words');
    expect([status, report?.errors]).toEqual([2, [{ file: 'notes.xyz', message: 'no language Talklint knows claims this file, so it is not checked.' }]]);
  });

  test('with --fix the fixed text is printed and the report goes to standard error', async () => {
    const folder = await folderWith({ '.talklint/rules/team/debug.md': rulePage('debug', 'trace($X)'), 'a.py': 'untouched = 1\n' });
    const input = Buffer.from('\uFEFFdebug(1)\r\nimport requests\r\nrequests.get("https://a", verify=False)\r\n');
    const { status, out, err } = await talklintBytes(['check', '--fix', '--stdin-filename', 'a.py'], folder, input);
    expect(out.toString('utf8')).toBe(input.toString('utf8').replace('debug', 'trace'));
    expect(err.toString('utf8')).toMatch(/^a\.py\n {2}3:27 {2}error .*\n\nFixed a\.py: team\/debug\.\n\n1 finding\. 1 file checked\.\n$/);
    expect(status).toBe(1);
    expect((await talklint(['check', '--fix', '--stdin-filename', 'a.py'], folder, {}, 'x = 1\n')).out).toBe('x = 1\n');
  });
});
