import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import draft7 from 'ajv/dist/refs/json-schema-draft-07.json' with { type: 'json' };
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { folderWith, talklint } from '../support/cli.js';
import { root } from '../support/engine.js';

const TLS = 'import requests\nrequests.get("https://a", verify=False)\n';
const LOOP = 'import pandas as pd\ndf = pd.read_csv("o.csv")\nfor i, row in df.iterrows():\n    print(row["total"])\n';

async function check(config: string, files: Readonly<Record<string, string>> = {}) {
  const { status, out } = await talklint(['check', '--format', 'json'], await folderWith({ '.talklint/config.yaml': config, 'a.py': TLS, 'b.py': LOOP, ...files }));
  const { findings, errors } = JSON.parse(out) as { findings: { file: string; rule: string; severity: string }[]; errors: { file: string; message: string }[] };
  return { status, found: findings.map(({ file, severity }) => `${file} ${severity}`), errors: errors.map(({ file, message }) => `${file}:${message}`) };
}

describe('a configuration with mistakes', () => {
  test.each([
    ['broken YAML: what stands apart from the mistake counts', 'rules:\n  polars/row-loop: off\n  trust/tls\n', ['a.py error'], ['3:3: something is missing here, such as a colon, a quote or a bracket; add it.']],
    ['an unknown key', 'rulse:\n  polars/row-loop: off\nrules:\n  trust/tls-verification-off: hint\n', ['a.py hint', 'b.py warning'], ['1:1: "rulse" is not a known key; did you mean "rules"?']],
    ['one severity of two', 'rules:\n  polars/row-loop: loud\n  trust/tls-verification-off: info\n', ['a.py info', 'b.py warning'], ['2:20: "loud" is no severity; write off, hint, info, warning or error.']],
    ['half an ignore silences nothing, a whole one does', 'ignores:\n  - rule: trust/tls-verification-off\n    paht: lab/**\n    reason: a lab\n  - rule: polars/row-loop\n    reason: twenty rows\n', ['a.py error'], ['3:5: "paht" is not a known key; did you mean "path"?']],
    ['a talk nobody knows', 'talks: [polars, polarz]\n', ['b.py warning'], ['1:17: there is no talk "polarz"; did you mean "polars"?']],
    ['only a talk nobody knows', 'talks: [polarz]\n', ['a.py error', 'b.py warning'], ['1:9: there is no talk "polarz"; did you mean "polars"?']],
    ['a pack that is not there', 'packs: [nowhere]\n', ['a.py error', 'b.py warning'], ['1:9: there is no folder "nowhere"; mend the path, or make the folder.']],
    ['an empty glob', 'paths:\n  generated: ["", "b.*"]\n', ['a.py error'], ['2:15: "generated" is empty here; write something, or remove it.']],
  ])('%s', async (_what, config, found, errors) => {
    expect(await check(config)).toEqual({ status: 2, found, errors: errors.map((error) => `.talklint/config.yaml:${error}`) });
  });

  test('one without mistakes is in force, a pack that it names with it', async () => {
    const page = await readFile(join(root, 'content/rules/trust/tls-verification-off.md'), 'utf8');
    const { status, found, errors } = await check('packs: [./shared/]\nrules:\n  trust/tls-verification-off: off\n  polars/row-loop: off\n', { 'shared/rules/team/tls.md': page.replace('id: trust/tls-verification-off', 'id: team/tls') });
    expect([status, found, errors]).toEqual([1, ['a.py error'], []]);
  });
});

describe('the JSON schema for other tools', () => {
  test('is named by the manifest, lies where it says, and judges as we do', async () => {
    const { contributes } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { contributes: { yamlValidation: { fileMatch: string; url: string }[] } };
    expect(contributes.yamlValidation).toContainEqual({ fileMatch: '.talklint/config.yaml', url: './dist/config.schema.json' });
    const schema = JSON.parse(await readFile(join(root, 'dist/config.schema.json'), 'utf8')) as { properties: Record<string, { description?: string; properties?: object }> };
    const ajv = new Ajv2019({ strict: false });
    ajv.addMetaSchema(draft7);
    const fits = (text: string) => ajv.validate(schema, parse(text));
    expect(fits('rules:\n  polars/row-loop: off\n  team/ours: error\ntalks: [polars, ours]\nignores:\n  - rule: team/ours\n    reason: a lab\npacks: [shared]\npaths:\n  test: [checks/**]\n')).toBe(true);
    for (const text of ['rulse: {}\n', 'rules:\n  polars/row-loop: loud\n', 'ignores:\n  - rule: a/b\n', 'talks: polars\n']) expect([text, fits(text)]).toEqual([text, false]);
    expect(Object.keys(schema.properties['rules']?.properties ?? {})).toEqual(expect.arrayContaining(['polars/row-loop', 'cupid/P1', 'talklint/broken-config']));
    expect(Object.values(schema.properties).filter(({ description }) => description === undefined)).toEqual([]);
  });
});
