import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, talklint } from '../support/cli.js';
import { rulePage } from '../support/rule-page.js';

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
    expect(out + err).toContain('team/no-print.md:');
    expect((await talklint(['rules', 'new', 'team/no-print'], folder)).status).toBe(2);
  });

  test('every page of a pack that fails is named with its line', async () => {
    const good = rulePage('fine', 'other($X)');
    const wrong = rulePage('wrong', 'other($X)').replace('{2}', '{1}');
    const folder = await folderWith({ 'pack/rules/team/fine.md': good, 'pack/rules/team/wrong.md': wrong, 'pack/rules/team/broken.md': 'no front matter\n' });
    const line = wrong.split('\n').indexOf('```python {1}', wrong.split('\n').indexOf('```python {1}') + 1) + 1;
    for (const named of ['pack', 'pack/rules', 'pack/rules/team']) {
      const { status, out, err } = await talklint(['rules', 'test', named], folder);
      expect(out).toBe(`pack/rules/team/wrong.md:${line}: Bad: expected a finding at line 1, found line 2.\n1 passed, 1 failed\n`);
      expect(err).toMatch(/^talklint: pack\/rules\/team\/broken\.md:1:1: there is no front matter/);
      expect(status).toBe(2);
    }
    expect(await talklint(['rules', 'test', 'pack/rules/team/wrong.md'], folder)).toMatchObject({ status: 1, out: `pack/rules/team/wrong.md:${line}: Bad: expected a finding at line 1, found line 2.\n0 passed, 1 failed\n` });
    expect(await talklint(['rules', 'test', 'pack/rules/team/fine.md'], folder)).toEqual({ status: 0, out: '1 passed, 0 failed\n', err: '' });
  });

  test('a folder without a rule page is a mistake', async () => {
    const folder = await folderWith({});
    await mkdir(join(folder, 'empty'));
    const { status, err } = await talklint(['rules', 'test', 'empty'], folder);
    expect([status, err]).toEqual([2, 'talklint: empty: there is no rule page in this folder; pages lie in rules/<group>/<name>.md of a pack.\n']);
  });
});
