import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkIn, folderWith, places, talklint, TLS } from '../support/cli.js';

const CALL = 'requests.get("https://a", verify=False)\n';

async function withBaseline(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await folderWith(files);
  await talklint(['check', '--baseline', 'known.json'], folder);
  return folder;
}

const again = (folder: string, args: readonly string[] = []) => checkIn(folder, ['--baseline', 'known.json', ...args]);

describe('--baseline', () => {
  test('a file that is not there is written, and nothing is left to report', async () => {
    const folder = await folderWith({ 'a.py': TLS, 'src/b.py': `${TLS}${CALL}` });
    const { status, out, err } = await talklint(['check', '--baseline', 'known.json'], folder);
    expect([status, out, err]).toEqual([0, 'Nothing to report. 2 files checked. 3 more in the baseline.\n', 'talklint: known.json: written with 3 findings, not reported from now on.\n']);
    const written = JSON.parse(await readFile(join(folder, 'known.json'), 'utf8')) as { findings: { file: string; rule: string; count: number }[] };
    expect(written.findings.map(({ file, rule, count }) => [file, rule, count])).toEqual([['a.py', 'trust/tls-verification-off', 1], ['src/b.py', 'trust/tls-verification-off', 2]]);
    const { status: second, report, err: silent } = await again(folder);
    expect([second, places(report), silent]).toEqual([0, [], '']);
  });

  test('known findings stay known when lines move and other lines change', async () => {
    const folder = await withBaseline({ 'a.py': TLS });
    await writeFile(join(folder, 'a.py'), `# a comment\nimport os\n${TLS.replace(', verify', ',\tverify')}print(os.name)\n`);
    expect((await again(folder)).report.findings).toEqual([]);
  });

  test('a new finding is reported, in a new line, in a new file, and one more of the same', async () => {
    const folder = await withBaseline({ 'a.py': TLS });
    await writeFile(join(folder, 'a.py'), `${TLS}requests.put("https://b", verify=False)\n${CALL}`);
    await writeFile(join(folder, 'b.py'), TLS);
    const { status, report } = await again(folder);
    expect(places(report).map((place) => place.split(' ')[0])).toEqual(['a.py:3:27', 'a.py:4:27', 'b.py:2:27']);
    expect(status).toBe(1);
  });

  test('the same baseline counts from another folder', async () => {
    const folder = await withBaseline({ 'sub/a.py': TLS });
    expect((await checkIn(join(folder, 'sub'), ['--baseline', '../known.json'])).report.findings).toEqual([]);
  });

  test('one that has become too long is told, and how to shrink it', async () => {
    const folder = await withBaseline({ 'a.py': `${TLS}${CALL}`, 'b.py': TLS, 'c.py': TLS });
    await writeFile(join(folder, 'a.py'), TLS);
    await rm(join(folder, 'b.py'));
    const { err, status } = await again(folder);
    expect([err, status]).toEqual(['talklint: known.json: 2 findings are no longer there; once nothing new is reported, delete the file and run the same command to write a shorter one.\n', 0]);
    // Files and rules that did not take part are not missed.
    expect((await again(folder, ['c.py', '--rule', 'polars/row-loop'])).err).toBe('');
  });

  test.each(['', '{', '{"version":2,"findings":[]}', '{"version":1,"findings":[{"file":"a.py"}]}', '[]', 'null'])('a broken one (%j) ends with 2 and one sentence', async (text) => {
    const folder = await folderWith({ 'a.py': TLS, 'known.json': text });
    const { status, out, err } = await talklint(['check', '--baseline', 'known.json'], folder);
    expect([status, out, err]).toEqual([2, '', 'talklint: known.json: this is no Talklint baseline; delete it to have a new one written, or name another file.\n']);
    expect(await readFile(join(folder, 'known.json'), 'utf8')).toBe(text);
  });

  test('one that cannot be written ends with 2', async () => {
    const folder = await folderWith({ 'a.py': TLS, 'file': '' });
    const { status, err } = await talklint(['check', '--baseline', 'file/known.json'], folder);
    expect(status).toBe(2);
    expect(err).toMatch(/^talklint: file\/known\.json: .+\n$/);
    await mkdir(join(folder, 'folder'));
    expect(await talklint(['check', '--baseline', 'folder'], folder)).toMatchObject({ status: 2 });
  });
});
