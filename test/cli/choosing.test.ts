import { describe, expect, test } from 'vitest';
import { check, checkIn, folderWith, places, TLS } from '../support/cli.js';
import { rulePage } from '../support/rule-page.js';

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

  test('a rule and a talk together: both must fit', async () => {
    const files = { 'a.py': TLS, 'main.tf': 'provider "aws" {\n  region = "us-east-1"\n}\n' };
    const rules = ['--rule', 'trust/tls-verification-off', '--rule', 'green/carbon-heavy-region'];
    expect(places((await check(files, rules)).report)).toHaveLength(2);
    expect(places((await check(files, [...rules, '--talk', 'zero-trust'])).report)).toEqual(['a.py:2:27 trust/tls-verification-off']);
    expect(places((await check(files, ['--rule', 'trust/tls-verification-off', '--talk', 'polars'])).report)).toEqual([]);
  });

  test('a rule asked for by name speaks though it is off, and though its talk was not chosen', async () => {
    const folder = await folderWith({ 'a.py': TLS, '.talklint/config.yaml': 'talks: [polars]\nrules:\n  trust/tls-verification-off: off\n' });
    expect(places((await checkIn(folder)).report)).toEqual([]);
    expect(places((await checkIn(folder, ['--rule', 'trust/tls-verification-off'])).report)).toEqual(['a.py:2:27 trust/tls-verification-off']);
  });

  test('a severity chosen in the configuration stays when the rule is asked for by name', async () => {
    const { report, status } = await check({ 'a.py': TLS, '.talklint/config.yaml': 'rules:\n  trust/tls-verification-off: hint\n' }, ['--rule', 'trust/tls-verification-off']);
    expect([report.findings.map(({ severity }) => severity), status]).toEqual([['hint'], 0]);
  });

  test('an unused ignore is found when asked for alone', async () => {
    const files = { 'a.py': 'x = 1  # talklint-ignore polars/row-loop -- few\n' };
    expect(places((await check(files, ['--rule', 'talklint/unused-ignore'])).report)).toEqual(['a.py:1:10 talklint/unused-ignore']);
    expect(places((await check(files, ['--rule', 'polars/row-loop'])).report)).toEqual([]);
  });

  test('a rule of the folder is found', async () => {
    expect(places((await check({ 'a.py': 'debug(1)\n', '.talklint/rules/team/debug.md': rulePage('debug', 'trace($X)') })).report)).toEqual(['a.py:1:1 team/debug']);
  });
});
