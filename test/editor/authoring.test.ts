import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Session, type Host } from './support/session.js';

const RULE = `---
id: team/no-print
talk: none
languages: [python]
severity: warning
default: on
evidence:
  kind: convention
  effect: output of a library belongs to its caller
  source: our own guide
---

# Print in a library

Leave printing to the caller.

## Why it matters

We agreed on it.

## Match

\`\`\`yaml
rule: { pattern: print($$$A) }
\`\`\`

## Bad

\`\`\`python {1}
print(1)
\`\`\`

\`\`\`python {1}
def report():
    print(2)
\`\`\`

## Good

\`\`\`python
log(1)
\`\`\`

\`\`\`python
printer = print
\`\`\`
`;

const FILES = {
  'rows.py': 'import pandas as pd\n\ndf = pd.read_csv("trips.csv")\nfor i, row in df.iterrows():\n    print(row["minutes"])\n',
  'hello.py': 'def greet():\n    print("hello")\n',
  'docs/notes.md': '# Notes\n',
  '.talklint/config.yaml': 'rules:\n  polars/row-lop: off\n',
  '.talklint/rules/team/draft.md': RULE.replace('id: team/no-print', 'id: team/draft').replaceAll('print(', 'draft('),
};

describe.each<Host>(['desktop', 'web'])('in the %s extension host', (host) => {
  let session: Session;
  const write = async (path: string, text: string) => {
    const file = join(session.folder ?? '', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  };

  beforeAll(async () => {
    session = await Session.start({ host, files: FILES, settings: { 'editor.minimap.enabled': false } });
  });

  afterAll(async () => {
    await session.stop();
  });

  test('a mistake in the configuration is underlined and mended, and the saved file counts at once', async () => {
    const { workbench, page } = session;
    const code = await workbench.open('rows.py');
    await code.squiggles('warning', 1);
    const config = await workbench.open('.talklint/config.yaml');
    await config.squiggles('warning', 1);
    await config.goTo(2, 5);
    await workbench.actionsPicture('config-fix', config, 'Replace by polars/row-loop');
    await config.apply('Replace by polars/row-loop');
    await config.squiggles('warning', 0);
    await page.keyboard.press('Control+s');
    await (await workbench.open('rows.py')).squiggles('warning', 0);
  });

  test('rule ids and severities are suggested while one types', async () => {
    const { workbench, page } = session;
    const config = await workbench.open('.talklint/config.yaml');
    await config.goTo(2, 30);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('green/carb');
    await config.suggested('green/carbon-heavy-region');
    await workbench.picture('config-completion');
    await page.keyboard.press('Enter');
    const off = await config.suggested('off');
    await workbench.picture('config-severity');
    await off.click();
    await config.contains('green/carbon-heavy-region: off');
    await config.squiggles('error', 0);
    await page.keyboard.press('Control+s');
  });

  test('a failing example is underlined at its fence, and mended when the page is saved', async () => {
    const { workbench } = session;
    const page = await workbench.open('.talklint/rules/team/draft.md');
    await page.squiggles('error', 1);
    await page.lenses(['Examples: 3 passed, 1 failed']);
    await page.goTo(33, 5);
    expect(await page.hover('expected a finding')).toContain('Bad: expected a finding at line 1, found line 2.');
    await workbench.picture('broken-page');
    await page.rewrite(33, 11, '{2}');
    await page.squiggles('error', 0);
    // Lenses out of sight are not drawn.
    await page.goTo(13, 1);
    await page.lenses(['Examples: 4 passed']);
    await (await workbench.open('docs/notes.md')).lenses([]);
  });

  test('a page on disk changes what is said about an open text, without a restart', async () => {
    const code = await session.workbench.open('hello.py');
    await code.squiggles('warning', 0);
    await write('.talklint/rules/team/no-print.md', RULE.replace('{1}\ndef', '{2}\ndef'));
    await code.squiggles('warning', 1);
    await code.goTo(2, 6);
    await code.hover('Leave printing to the caller');
    await session.workbench.picture('live-reload');
    await write('.talklint/rules/team/no-print.md', RULE.replace('severity: warning', 'severity: error'));
    await code.squiggles('error', 1);
    await rm(join(session.folder ?? '', '.talklint/rules/team/no-print.md'));
    await code.squiggles('error', 0);
  });

  test('a new rule is asked for, written once, opened, and works', async () => {
    const { workbench, page } = session;
    await workbench.command('Talklint: New Rule');
    await workbench.quickTitle('New Rule');
    await workbench.answer('print');
    await workbench.quickInput.getByText('An id has two parts').waitFor();
    await workbench.answer('team/draft');
    await workbench.quickInput.getByText('There is a rule team/draft already').waitFor();
    await workbench.picture('new-rule');
    await workbench.answer('team/greeting');
    await workbench.tab('greeting.md');
    await workbench.activeEditor.lenses(['Examples: 4 passed']);
    await workbench.picture('new-page');
    expect(await readFile(join(session.folder ?? '', '.talklint/rules/team/greeting.md'), 'utf8')).toContain('id: team/greeting');
    // What the editor saves counts as what changes on disk does.
    await workbench.activeEditor.rewrite(5, 11, 'loud');
    await workbench.activeEditor.squiggles('error', 1);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+s');
    await workbench.activeEditor.squiggles('error', 0);
  });
});

/** An extension that is called like Red Hat's YAML and does nothing: what is left unsaid beside it, ours leaves to it. */
async function yamlExtension(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'talklint-yaml-'));
  for (const part of ['dist', 'media']) await mkdir(join(folder, part));
  await writeFile(join(folder, 'dist', 'extension.cjs'), 'exports.activate = () => {};\n');
  await writeFile(join(folder, 'package.json'), JSON.stringify({ publisher: 'redhat', name: 'vscode-yaml', version: '1.0.0', engines: { vscode: '^1.103.0' }, main: './dist/extension.cjs', browser: './dist/extension.cjs', activationEvents: ['onLanguage:yaml'] }));
  return folder;
}

describe.each<Host>(['desktop', 'web'])('beside an extension for YAML, in the %s extension host', (host) => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ host, beside: [await yamlExtension()], files: { '.talklint/config.yaml': 'rulse: {}\nrules:\n  polars/row-lop: off\n' } });
  });

  afterAll(async () => {
    await session.stop();
  });

  test('only what it cannot know is underlined', async () => {
    const config = await session.workbench.open('.talklint/config.yaml');
    await config.squiggles('warning', 1);
    await config.squiggles('error', 0);
  });
});
