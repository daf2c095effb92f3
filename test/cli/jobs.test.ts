import { describe, expect, test } from 'vitest';
import { checkIn, folderWith, places, TLS } from '../support/cli.js';
import { rulePage } from '../support/rule-page.js';

const names = Array.from({ length: 70 }, (_, index) => `f${String(index).padStart(2, '0')}`);

describe('--jobs', () => {
  test('any number of threads gives the same report in the same order', async () => {
    const files = Object.fromEntries(names.map((name, index) => [`${name}.${index % 3 === 0 ? 'ts' : 'py'}`, index % 3 === 0 ? 'import https from "https";\nnew https.Agent({ rejectUnauthorized: false });\n' : TLS]));
    const folder = await folderWith({ ...files, 'z.py': Buffer.from('# \u00e9\n', 'latin1'), 'big.py': '#'.repeat(1024 * 1024 + 1), '.talklint/rules/team/bad.md': rulePage('bad', 'x').replace('bad($X)', '"kind("') });
    const [one, two, five] = await Promise.all(['1', '2', '5'].map(async (jobs) => checkIn(folder, ['--jobs', jobs, '.', 'nowhere'])));
    const told = (run: typeof one) => run && { ...run, report: { ...run.report, stats: { ...run.report.stats, milliseconds: 0 } } };
    expect(one?.report.findings).toHaveLength(70);
    expect(one?.report.errors.length).toBeGreaterThan(0);
    expect([told(two), told(five)]).toEqual([told(one), told(one)]);
  });

  test('fixes are made by every thread', async () => {
    const folder = await folderWith({ ...Object.fromEntries(names.map((name) => [`${name}.py`, 'debug(1)\n'])), '.talklint/rules/team/debug.md': rulePage('debug', 'trace($X)') });
    const { report, err } = await checkIn(folder, ['--jobs', '3', '--fix']);
    expect(places(report)).toEqual([]);
    expect(err.trimEnd().split('\n')).toEqual(names.map((name) => `talklint: Fixed ${name}.py: team/debug.`));
  });

  test('a thread that dies names its file, and the others are still checked', { timeout: 120_000 }, async () => {
    // A page that finds something in each of 65,000 items fills the little memory the threads are given.
    const many = rulePage('many', 'x').replace('[python]', '[yaml]').replace(/rule:\n {2}pattern: .*/, 'document:\n  path: "*"\n  missing: c').replace(/## Fix[\s\S]*?## Bad/, '## Bad').replaceAll('```python', '```yaml').replace('many(1)', '- { a: 1 }').replace('x = 1\nmany(x)', '- { c: 1 }\n- { a: 1 }').replace('other(1)', '- { c: 1 }').replace('x = many', '- { c: 2 }');
    const folder = await folderWith({ ...Object.fromEntries(names.map((name) => [`${name}.py`, TLS])), 'f40.yaml': '- {a: 1, b: 2}\n'.repeat(65_000), '.talklint/rules/team/many.md': many });
    const { report, status } = await checkIn(folder, ['--jobs', '2'], { NODE_OPTIONS: '--max-old-space-size=60' });
    expect(report.errors).toEqual([{ file: 'f40.yaml', message: expect.stringMatching(/^checking this file ended its worker \(.*memory.*\), so it was left out\.$/) }]);
    expect([report.findings.length, report.stats.files, status]).toEqual([70, 70, 2]);
  });
});
