import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { folderWith, talklint, type PrintedReport } from '../support/cli.js';

const CONTRACT = 'products/trips/contracts/trips.v1.odcs.yaml';
const contract = (version: string, ...columns: readonly string[]) =>
  ['apiVersion: v3.1.0', 'kind: DataContract', 'id: trips', `version: ${version}`, 'status: active', 'schema:', '  - name: trips', '    properties:', ...columns.map((name) => `      - { name: ${name} }`), ''].join('\n');

const git = async (folder: string, ...args: readonly string[]) => promisify(execFile)('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder });

describe('product check --since', () => {
  async function changed(): Promise<string> {
    const folder = await folderWith({ [CONTRACT]: contract('1.0.0', 'station', 'minutes') });
    await git(folder, 'init', '-q');
    await git(folder, 'add', '.');
    await git(folder, 'commit', '-q', '-m', 'first');
    await writeFile(join(folder, CONTRACT), contract('1.1.0', 'station'));
    return folder;
  }
  const breaking = (out: string) => (JSON.parse(out) as PrintedReport).findings.filter(({ rule }) => rule === 'mesh/breaking-change').map(({ file, message }) => `${file} ${message}`);

  test('tells what readers of a contract lose, and nothing when no commit is named', async () => {
    const folder = await changed();
    const { status, out } = await talklint(['product', 'check', '--since', 'HEAD', '--format', 'json'], folder);
    expect([status, breaking(out)]).toEqual([1, [`${CONTRACT} Readers lose trips.minutes, and version 1.1.0 promises that they do not`]]);
    expect(breaking((await talklint(['product', 'check', '--format', 'json'], folder)).out)).toEqual([]);
    await git(folder, 'commit', '-q', '-a', '-m', 'second');
    expect(breaking((await talklint(['check', '--since', 'HEAD', '--format', 'json'], folder)).out)).toEqual([]);
    expect(breaking((await talklint(['check', '--since', 'HEAD~1', '--format', 'json', '--jobs', '2'], folder)).out)).toHaveLength(1);
  });

  test('a commit that is none is explained', async () => {
    const folder = await changed();
    const { status, err } = await talklint(['product', 'check', '--since', 'no-such'], folder);
    expect([status, err]).toEqual([2, 'talklint: --since: git knows no commit "no-such" here; name one, such as HEAD or main.\n']);
    expect((await talklint(['check', '--since=--help-me'], folder)).err).toContain('--since: git knows no commit');
  });
});
