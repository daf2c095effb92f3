import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { talklint, type PrintedReport } from '../support/cli.js';
import { root } from '../support/engine.js';

describe('the sample workspaces', () => {
  test('every rule is reported at the right line, with status 1', async () => {
    const { status, out } = await talklint(['check', 'test/workspaces/sample', '--format', 'json']);
    const { findings } = JSON.parse(out) as PrintedReport;
    const expected = JSON.parse(await readFile(join(root, 'test/workspaces/expected.json'), 'utf8')) as { now: Record<string, { file: string; line: number }[]> };
    const found = findings.map(({ rule, file, range }) => `${rule} ${file.replace('test/workspaces/sample/', '')}:${range.start.line}`);
    expect(found.sort()).toEqual(Object.entries(expected.now).flatMap(([rule, list]) => list.map(({ file, line }) => `${rule} ${file}:${line}`)).sort());
    expect(new Set(findings.map(({ talk }) => talk).filter((talk) => talk !== 'none')).size).toBe(7);
    expect(status).toBe(1);
  });

  test('after taking the advice nothing is reported, with status 0', async () => {
    expect(await talklint(['check', 'test/workspaces/sample-fixed'])).toEqual({ status: 0, out: expect.stringMatching(/^Nothing to report\. \d+ files checked\.\n$/) as string, err: '' });
    expect((await talklint(['profile', 'test/workspaces/sample-fixed'])).out).toMatch(/^0 functions with a remark, \d+ without/);
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
