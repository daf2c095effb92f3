import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import published from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { folderWith, talklint, TLS } from '../support/cli.js';
import { root } from '../support/engine.js';
import { rulePage } from '../support/rule-page.js';

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Artifact {
  readonly uri: string;
  readonly uriBaseId?: string;
}

interface Sarif {
  readonly version: string;
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly name: string; readonly version: string; readonly informationUri: string; readonly rules: readonly { readonly id: string; readonly helpUri?: string; readonly help: { readonly markdown: string }; readonly defaultConfiguration: { readonly level: string }; readonly properties: { readonly tags: readonly string[]; readonly talk: string } }[] } };
      readonly invocations: readonly [{ readonly executionSuccessful: boolean; readonly exitCode: number; readonly toolExecutionNotifications: readonly { readonly level: string; readonly message: { readonly text: string } }[] }];
      readonly columnKind: string;
      readonly originalUriBaseIds: Readonly<Record<string, { readonly uri: string }>>;
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly [{ readonly physicalLocation: { readonly artifactLocation: Artifact; readonly region: Region } }];
        readonly partialFingerprints: Readonly<Record<string, string>>;
        readonly fixes?: readonly { readonly description: { readonly text: string }; readonly artifactChanges: readonly { readonly artifactLocation: Artifact; readonly replacements: readonly { readonly deletedRegion: Region; readonly insertedContent?: { readonly text: string } }[] }[] }[];
      }[];
    },
  ];
}

/** The published schema; its draft 4 differs from what ajv reads in the name of `id` alone, as it uses nothing else of that draft. Its patterns are older than the `u` flag. */
function mistakesIn(log: unknown): readonly unknown[] {
  const { id: _id, $schema: _schema, ...schema } = published;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return validate(log) ? [] : (validate.errors ?? []);
}

async function sarifOf(folder: string, args: readonly string[] = []): Promise<Sarif> {
  const { out } = await talklint(['check', '--format', 'sarif', ...args], folder);
  const log = JSON.parse(out) as Sarif;
  expect(mistakesIn(log)).toEqual([]);
  return log;
}

describe('SARIF', () => {
  test('the sample, with every rule, is valid', async () => {
    const { runs: [run] } = await sarifOf(join(root, 'test/workspaces/sample'));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(run.tool.driver).toMatchObject({ name: 'Talklint', version, informationUri: 'https://github.com/talklint/talklint' });
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.invocations[0]).toMatchObject({ executionSuccessful: true, exitCode: 1, toolExecutionNotifications: [] });
    const { rules } = run.tool.driver;
    for (const { ruleId, ruleIndex, partialFingerprints } of run.results) {
      expect(rules[ruleIndex]?.id).toBe(ruleId);
      expect(Object.keys(partialFingerprints)).toEqual(['talklint/v1']);
    }
    const tls = rules.find(({ id }) => id === 'trust/tls-verification-off');
    expect(tls).toMatchObject({ helpUri: 'https://github.com/talklint/talklint/blob/main/content/rules/trust/tls-verification-off.md', defaultConfiguration: { level: 'error' }, properties: { talk: 'zero-trust', tags: ['trust', 'zero-trust'] } });
    expect(tls?.help.markdown).toContain('## Why it matters');
    const levels = new Set(run.results.map(({ level }) => level));
    expect([...levels].every((level) => ['error', 'warning', 'note'].includes(level))).toBe(true);
    expect(levels.has('note')).toBe(true);
    // The log is its own proof that nothing of the machine is in the relative paths.
    expect(run.results.every(({ locations: [{ physicalLocation }] }) => physicalLocation.artifactLocation.uriBaseId === '%SRCROOT%' && !physicalLocation.artifactLocation.uri.startsWith('/'))).toBe(true);
  });

  test('paths are percent-encoded and those outside are absolute', async () => {
    const folder = await folderWith({ 'sub dir/ä#1%.py': TLS, 'in/ok.py': 'x = 1\n', 'C:x.py': TLS });
    const uris = (log: Sarif) => log.runs[0].results.map(({ locations: [{ physicalLocation: { artifactLocation } }] }) => artifactLocation);
    expect(uris(await sarifOf(folder))).toEqual([{ uri: 'C%3Ax.py', uriBaseId: '%SRCROOT%' }, { uri: 'sub%20dir/%C3%A4%231%25.py', uriBaseId: '%SRCROOT%' }]);
    const [outside] = uris(await sarifOf(join(folder, 'in'), ['../sub dir']));
    expect(outside?.uriBaseId).toBeUndefined();
    expect(outside?.uri).toMatch(/^file:\/\/\/.*\/sub%20dir\/%C3%A4%231%25\.py$/);
  });

  test('a place after an emoji, and its fix, count in UTF-16 units', async () => {
    const line = '"🙂"; debug(41)';
    const { runs: [run] } = await sarifOf(await folderWith({ 'a.py': `x = 1\n${line}\n`, '.talklint/rules/team/debug.md': rulePage('debug', 'trace($X)') }));
    const [result] = run.results;
    const region = { startLine: 2, startColumn: line.indexOf('debug') + 1, endLine: 2, endColumn: line.length + 1 };
    expect(result?.locations[0].physicalLocation.region).toEqual(region);
    expect(result?.fixes).toMatchObject([{ description: { text: 'Mend the call' }, artifactChanges: [{ replacements: [{ deletedRegion: region, insertedContent: { text: 'trace(41)' } }] }] }]);
    expect(run.tool.driver.rules[0]?.helpUri).toBeUndefined();
  });

  test('what identifies a result survives lines above and spaces within, and tells equals apart', async () => {
    const prints = async (text: string) => (await sarifOf(await folderWith({ 'a.py': text }))).runs[0].results.map(({ partialFingerprints }) => partialFingerprints['talklint/v1']);
    const before = await prints(`${TLS}${TLS}`);
    expect(new Set(before).size).toBe(2);
    expect(await prints(`# new\n\nimport os\n${TLS.replace('", v', '",   v')}x = 2\n${TLS}`)).toEqual(before);
  });

  test('what could not be done is a notification, and the run no success', async () => {
    const { runs: [run] } = await sarifOf(await folderWith({ 'a.py': TLS, 'b.py': new Uint8Array([0, 0]) }), ['a.py', 'b.py', 'no where.py']);
    expect(run.invocations[0]).toMatchObject({
      executionSuccessful: false,
      exitCode: 2,
      toolExecutionNotifications: [
        { level: 'error', message: { text: 'no where.py: there is no such file or folder; mend the path.' } },
        { level: 'error', message: { text: 'b.py: this is a binary file; name text files.' } },
      ],
    });
    expect(run.results).toHaveLength(1);
  });
});

describe('GitHub', () => {
  const files = { 'dir,1/a:b%.py': TLS, 'main.tf': 'provider "aws" {\n  region = "us-east-1"\n}\n' };

  test('one command a finding, escaped, and a line of counts', async () => {
    const { out, status } = await talklint(['check', '--format', 'github', '.'], await folderWith(files), { GITHUB_WORKSPACE: '' });
    const lines = out.split('\n');
    expect(lines[0]).toBe("::error file=dir%2C1/a%3Ab%25.py,line=2,endLine=2,col=27,endColumn=39,title=trust/tls-verification-off::The other side's certificate is not checked");
    expect(lines[1]).toMatch(/^::notice file=main\.tf,line=2,endLine=2,col=13,endColumn=\d+,title=green\/carbon-heavy-region::.*% less|%25 less/);
    expect(lines.slice(2)).toEqual(['2 findings. 2 files checked.', '']);
    expect(status).toBe(1);
  });

  test('paths are those of the repository when the command runs in a folder of it', async () => {
    const folder = await folderWith({ 'svc/a.py': TLS });
    const { out } = await talklint(['check', '--format', 'github'], join(folder, 'svc'), { GITHUB_WORKSPACE: folder });
    expect(out).toMatch(/^::error file=svc\/a\.py,/);
  });

  test('errors are commands too', async () => {
    const { out, status } = await talklint(['check', '--format', 'github', 'nowhere.py'], await folderWith({}), { GITHUB_WORKSPACE: '' });
    expect([out, status]).toEqual(['::error file=nowhere.py,title=Talklint::there is no such file or folder; mend the path.\nNothing to report. 0 files checked.\n', 2]);
  });
});

describe('text', () => {
  const files = { 'a.py': `${TLS}\n\n\n\n\n\nrequests.post("https://a", verify=False)  # talklint-ignore polars/row-loop -- x\n` };

  test('columns are aligned, the rule last', async () => {
    const { out } = await talklint(['check'], await folderWith(files));
    expect(out).toBe(
      [
        'a.py',
        "  2:27  error    The other side's certificate is not checked  trust/tls-verification-off",
        "  9:28  error    The other side's certificate is not checked  trust/tls-verification-off",
        '  9:45  warning  This ignore silences nothing                 talklint/unused-ignore',
        '',
        '3 findings. 1 file checked.',
        '',
      ].join('\n'),
    );
  });

  test('colours where asked for, never in a pipe unasked', async () => {
    const folder = await folderWith(files);
    const colours = async (environment: Readonly<Record<string, string>>) => (await talklint(['check'], folder, { FORCE_COLOR: '', NO_COLOR: '', ...environment })).out.includes('\u001b[31merror');
    expect(await colours({})).toBe(false);
    expect(await colours({ FORCE_COLOR: '1' })).toBe(true);
    expect(await colours({ FORCE_COLOR: '0' })).toBe(false);
    expect(await colours({ NO_COLOR: '1' })).toBe(false);
  });
});
