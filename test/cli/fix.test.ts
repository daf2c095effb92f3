import { chmod, lstat, mkdtemp, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkIn, folderWith, places, talklint } from '../support/cli.js';
import { rulePage } from '../support/rule-page.js';

const RULES = {
  '.talklint/rules/team/debug.md': rulePage('debug', 'trace($X)'),
  '.talklint/rules/team/risky.md': rulePage('risky', 'calm($X)', false),
};

const bytesOf = (folder: string, name: string) => readFile(join(folder, name));
const textOf = (folder: string, name: string) => readFile(join(folder, name), 'utf8');
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const utf16be = (text: string) => utf16(text).swap16();

describe('--fix', () => {
  test('applies safe fixes until none is left, and reports the rest', async () => {
    const folder = await folderWith({ ...RULES, 'a.py': 'debug(debug(1))\nrisky(2)\n', 'b.py': 'debug(3)\n' });
    const { status, out, err } = await talklint(['check', '--fix'], folder);
    expect(await textOf(folder, 'a.py')).toBe('trace(trace(1))\nrisky(2)\n');
    expect(out).toBe('a.py\n  2:1  warning  Call of risky  team/risky\n\nFixed a.py: team/debug (2).\nFixed b.py: team/debug.\n\n1 finding. 2 files checked.\n');
    expect([err, status]).toEqual(['', 1]);
    const again = await talklint(['check', '--fix'], folder);
    expect(again.out).not.toContain('Fixed');
  });

  test('machine formats stay clean: what was fixed is told on standard error', async () => {
    const { report, err, status } = await checkIn(await folderWith({ ...RULES, 'a.py': 'debug(1)\n' }), ['--fix']);
    expect([places(report), err, status]).toEqual([[], 'talklint: Fixed a.py: team/debug.\n', 0]);
  });

  test('only rules that were chosen are fixed', async () => {
    const folder = await folderWith({ ...RULES, '.talklint/rules/team/log.md': rulePage('log', 'trace($X)'), 'a.py': 'debug(1)\nlog(2)\n' });
    await talklint(['check', '--fix', '--rule', 'team/log'], folder);
    expect(await textOf(folder, 'a.py')).toBe('debug(1)\ntrace(2)\n');
  });

  test('byte order marks, line ends, encodings and permissions stay', async () => {
    const folder = await folderWith({ ...RULES, 'mark.py': '\uFEFFdebug(1)\r\nx = "é"\rdebug(2)\n', 'wide.py': utf16('debug("é🙂")\r\n'), 'big-endian.py': utf16be('debug("é🙂")') });
    await chmod(join(folder, 'mark.py'), 0o755);
    expect((await talklint(['check', '--fix'], folder)).status).toBe(0);
    expect(await textOf(folder, 'mark.py')).toBe('\uFEFFtrace(1)\r\nx = "é"\rtrace(2)\n');
    expect((await lstat(join(folder, 'mark.py'))).mode & 0o777).toBe(0o755);
    expect((await bytesOf(folder, 'wide.py')).equals(utf16('trace("é🙂")\r\n'))).toBe(true);
    expect((await bytesOf(folder, 'big-endian.py')).equals(utf16be('trace("é🙂")'))).toBe(true);
    expect((await readdir(folder)).sort()).toEqual(['.talklint', 'big-endian.py', 'mark.py', 'wide.py']);
  });

  test('a text that is no valid UTF-8 is not written back', async () => {
    const latin = Buffer.from('# caf\u00e9\ndebug(1)\n', 'latin1');
    const folder = await folderWith({ ...RULES, 'a.py': latin });
    const { status, err } = await talklint(['check', '--fix'], folder);
    expect((await bytesOf(folder, 'a.py')).equals(latin)).toBe(true);
    expect(err).toContain('talklint: a.py: its bytes are no valid UTF-8, so it was not fixed; save it as UTF-8.\n');
    expect(status).toBe(2);
  });

  test.each([
    ['break its syntax', 'trace($X', 'a.py: the fixes of team/wrong would break its syntax, so the file was left as it was; mend the rule.'],
    ['come to no end', 'wrong(wrong($X))', 'a.py: the fixes of team/wrong come to no end, so the file was left as it was; mend the rule.'],
  ])('a file whose fixes would %s is left as it was, the others are fixed', async (_, replace, message) => {
    const folder = await folderWith({ ...RULES, '.talklint/rules/team/wrong.md': rulePage('wrong', replace), 'a.py': 'wrong(1)\n', 'b.py': 'debug(1)\n' });
    const { report, status } = await checkIn(folder, ['--fix']);
    expect([await textOf(folder, 'a.py'), await textOf(folder, 'b.py')]).toEqual(['wrong(1)\n', 'trace(1)\n']);
    expect(places(report)).toEqual(['a.py:1:1 team/wrong']);
    expect([report.errors.map(({ file, message }) => `${file}: ${message}`), status]).toEqual([[message], 2]);
  });

  test('a file with mistakes of its own is fixed all the same', async () => {
    const folder = await folderWith({ ...RULES, 'a.py': 'debug(1)\ndef broken(:\n' });
    await talklint(['check', '--fix'], folder);
    expect(await textOf(folder, 'a.py')).toBe('trace(1)\ndef broken(:\n');
  });

  test('a read-only file is one clear error, and its findings are still reported', async () => {
    const folder = await folderWith({ ...RULES, 'a.py': 'debug(1)\n' });
    await chmod(join(folder, 'a.py'), 0o444);
    const { report, status } = await checkIn(folder, ['--fix']);
    expect([report.errors, places(report), status]).toEqual([[{ file: 'a.py', message: 'cannot be written, because it is read-only.' }], ['a.py:1:1 team/debug'], 2]);
    expect(await textOf(folder, 'a.py')).toBe('debug(1)\n');
  });

  test('links stay links, and nothing outside the named paths is touched', async () => {
    const outside = join(await mkdtemp(join(tmpdir(), 'talklint-outside-')), 'far.py');
    await writeFile(outside, 'debug(1)\n');
    const folder = await folderWith({ ...RULES, 'src/real.py': 'debug(1)\n', 'other.py': 'debug(1)\n' });
    await symlink('real.py', join(folder, 'src/also.py'));
    await symlink(outside, join(folder, 'src/far.py'));
    const { report, status } = await checkIn(folder, ['--fix', 'src']);
    expect((await lstat(join(folder, 'src/also.py'))).isSymbolicLink()).toBe(true);
    expect([await textOf(folder, 'src/real.py'), await textOf(folder, 'other.py'), await readFile(outside, 'utf8')]).toEqual(['trace(1)\n', 'debug(1)\n', 'debug(1)\n']);
    expect([places(report), report.errors.map(({ file }) => file), status]).toEqual([['src/far.py:1:1 team/debug'], ['src/far.py'], 2]);
    // Named itself, the link is meant.
    expect((await checkIn(folder, ['--fix', 'src/far.py'])).status).toBe(0);
    expect((await lstat(join(folder, 'src/far.py'))).isSymbolicLink()).toBe(true);
    expect(await readFile(outside, 'utf8')).toBe('trace(1)\n');
  });
});

describe('--fix in notebooks', () => {
  const notebook = (cells: readonly (string | readonly string[])[], indent: number | undefined = 1) =>
    `${JSON.stringify({ cells: cells.map((source) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [{ text: 'debug(0)' }], source })), metadata: { kernelspec: { language: 'python' } }, nbformat: 4, nbformat_minor: 5 }, null, indent)}\n`;

  async function fixed(before: string, rules: Readonly<Record<string, string>> = RULES) {
    const folder = await folderWith({ ...rules, 'n.ipynb': before });
    const { report, status } = await checkIn(folder, ['--fix']);
    return { after: await textOf(folder, 'n.ipynb'), report, status };
  }

  test('the edits go into the strings of the file, and every other byte stays', async () => {
    const { after, status } = await fixed(notebook([['%matplotlib inline\n', 'debug("a\\tb \\"é🙂\\"")\n', 'x = 1'], 'y = 2\ndebug(\'"\')\n'], 3));
    expect(after).toBe(notebook([['%matplotlib inline\n', 'trace("a\\tb \\"é🙂\\"")\n', 'x = 1'], 'y = 2\ntrace(\'"\')\n'], 3));
    expect(status).toBe(0);
  });

  test('escapes the fix did not touch stay as they were written', async () => {
    const before = notebook(['debug("caf\u00e9")\n', 'z = 1']).replace('caf\u00e9', 'caf\\u00e9').replace('"z = 1"', '"z = \\u0031"');
    expect((await fixed(before)).after).toBe(before.replace('debug(\\"', 'trace(\\"'));
    const emoji = { ...RULES, '.talklint/rules/team/debug.md': rulePage('debug', "debug('🙃')").replace('pattern: debug($X)', `pattern: "debug('🙂')"`) };
    expect((await fixed(notebook(["debug('🙂')"]), emoji)).after === notebook(["debug('🙃')"])).toBe(true);
  });

  test('a fix over several lines keeps one string a line', async () => {
    const rules = { ...RULES, '.talklint/rules/team/debug.md': rulePage('debug', 'trace(\\n  $X\\n)') };
    expect((await fixed(notebook([['debug(\n', '  1\n', ')\n', 'x = 1']]), rules)).after).toBe(notebook([['trace(\n', '  1\n', ')\n', 'x = 1']]));
    expect((await fixed(notebook(['debug(1)\nx = 1']), rules)).after).toBe(notebook(['trace(\n  1\n)\nx = 1']));
  });

  test('what only IPython understands is not lost: such a fix is left out', async () => {
    const rules = { ...RULES, '.talklint/rules/team/loop.md': rulePage('loop', 'while ($X): $$$BODY').replace('pattern: loop($X)', 'pattern: "while $X: $$$BODY"') };
    const before = notebook([['while x:\n', '    %time\n'], 'debug(2)\n']);
    const { after, report, status } = await fixed(before, rules);
    expect(after).toBe(before.replace('debug(2)', 'trace(2)'));
    expect(report.errors.map(({ message }) => message)).toEqual(['the fixes of team/loop touch what only IPython understands or several cells, so they were left out; mend that by hand.']);
    expect(status).toBe(2);
  });

  test('a file that is no notebook is an error and stays', async () => {
    const { after, report } = await fixed('{"cells": 1}\n');
    expect([after, report.errors]).toEqual(['{"cells": 1}\n', [{ file: 'n.ipynb', message: 'this file could not be checked (it is no Jupyter notebook).' }]]);
  });
});
