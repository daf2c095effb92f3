import { afterEach, describe, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver/node';
import { RULE_CHECK, RULE_PLAN } from '../../src/protocol/requests.js';
import { LanguageClient, type ClientOptions } from '../support/language-client.js';

const PAGE = '.talklint/rules/team/no-print.md';

/** A rule page; `change` says how it differs from one without a mistake. */
function page(change: (text: string) => string = (text) => text): string {
  return change(`---
id: team/no-print
talk: polars
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

We said so.

## Match

\`\`\`yaml
rule: { pattern: print($$$A) }
\`\`\`

## Bad

\`\`\`python {1}
print(1)
\`\`\`

\`\`\`python {2}
def f():
    print(2)
\`\`\`

## Good

\`\`\`python
log(1)
\`\`\`

\`\`\`python
printer = print
\`\`\`
`);
}

let client: LanguageClient;

async function start(options?: ClientOptions): Promise<LanguageClient> {
  client = await LanguageClient.start(options);
  return client;
}

afterEach(async () => {
  await client.dispose();
});

const told = (found: readonly Diagnostic[]) => found.map(({ range: { start, end }, message }) => `${start.line + 1}:${start.character + 1}-${end.character + 1} ${String(message)}`);

async function mistakes(text: string, path = PAGE, options?: ClientOptions): Promise<string[]> {
  await start(options);
  const uri = await client.open(path, text, 'markdown');
  return told(await client.diagnostics(uri));
}

describe('mistakes in a page', () => {
  test.each([
    ['none', page(), []],
    ['no front matter', '# Print\n', ['1:1-8 There is no front matter; start the file with "---", its keys and "---".']],
    ['a word of the schema', page((text) => text.replace('severity: warning', 'severity: loud')), ['5:1-15 "severity" must be one of error, warning, info, hint.']],
    ['an alias of nothing', page((text) => text.replace('talk: polars', 'talk: *ours')), ['3:7-12 An alias such as *name leads nowhere or too often, or brackets are nested too deep; write the value itself.']],
    ['an unknown section', page((text) => text.replace('## Why it matters', '## Why')), ['17:1-7 "Why" is not a section of a rule; use Why it matters, Match, Fix, Bad, Good, in this order.', '13:1-21 The section "## Why it matters" is missing; add it.']],
    ['the id of another file', page((text) => text.replace('id: team/no-print', 'id: team/other')), ['2:1-15 The id "team/other" must be "team/no-print", as the file is named.']],
    ['a talk that does not exist', page((text) => text.replace('talk: polars', 'talk: polars#no-such')), ['3:7-21 The talk section "polars#no-such" does not exist; name one that does, or none.']],
    ['a rule that cannot be compiled', page((text) => text.replace('rule: { pattern: print($$$A) }', 'rule: { kind: cal }')), ['23:1-8 "cal" is not a kind of node in Python; mend its spelling.']],
    ['an example at the wrong line', page((text) => text.replace('python {2}', 'python {1}')), ['33:1-14 Bad: expected a finding at line 1, found line 2.']],
    ['a good example that is reported', page((text) => text.replace('log(1)', 'print(1)')), ['40:1-10 Good: expected a finding at no line, found line 1.']],
  ])('%s', async (_what, text, expected) => {
    const found = await mistakes(text);
    expect(found).toEqual(expected);
  });

  test('are told with the id of the page that explains them', async () => {
    await start();
    const uri = await client.open(PAGE, '# x\n', 'markdown');
    expect(await client.diagnostics(uri)).toMatchObject([{ code: 'talklint/broken-page', severity: 1, source: 'Talklint' }]);
  });

  test('name the fence of the matcher that is broken', async () => {
    const text = page((page) => page.replace('languages: [python]', 'languages: [python, typescript]').replace('```yaml\nrule', '```yaml python\nrule').replace('\n## Bad', '\n```yaml typescript\nrule: { kind: cal }\n```\n\n## Bad\n\n```typescript {1}\nprint(1)\n```').replace('\n## Good', '\n## Good\n\n```typescript\nlog(1)\n```'));
    expect(await mistakes(text)).toEqual(['27:1-19 "cal" is not a kind of node in TypeScript; mend its spelling.']);
  });

  test('the id of a rule of the product', async () => {
    const text = page((page) => page.replace('id: team/no-print', 'id: polars/row-loop'));
    expect(await mistakes(text, '.talklint/rules/polars/row-loop.md')).toEqual(['2:1-20 Talklint has a page "polars/row-loop" itself, and that one counts; rename yours.']);
  });

  test('of talks, blips and tips', async () => {
    expect(await mistakes('---\nid: ours\ntitle: Ours\n---\n# Ours\n', '.talklint/talks/ours.md')).toEqual(['2:1-9 "speakers" is missing; add it.', '2:1-9 "summary" is missing; add it.']);
    const tip = await client.open('.talklint/tips/ours.md', '---\nid: ours\ntalk: nobody\non: ["py:ours"]\n---\n# Ours\n\nA word.\n', 'markdown');
    expect(told(await client.diagnostics(tip))).toEqual(['3:7-13 The talk section "nobody" does not exist; name one that does, or none.']);
  });

  test('follow the form as it is typed, and the examples as they are saved', async () => {
    await start();
    const uri = await client.open(PAGE, page(), 'markdown');
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.change(uri, 2, page((text) => text.replace('log(1)', 'print(1)')));
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.save(uri);
    expect(told(await client.diagnostics(uri))).toEqual(['40:1-10 Good: expected a finding at no line, found line 1.']);
    await client.change(uri, 3, page((text) => text.replace('default: on', 'default: maybe')));
    expect(told(await client.diagnostics(uri))).toEqual(['6:1-15 "default" must be one of on, off.']);
  });

  test('never a crash, whatever a page holds; the other pages work', async () => {
    const deep = `---\nid: team/deep\ntalk: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n---\n# x\n`;
    const quotes = `---\nid: team/quotes\ntalk: none\n---\n${'- '.repeat(20_000)}x\n`;
    await start({ files: { [PAGE]: page(), '.talklint/rules/team/deep.md': deep, '.talklint/rules/team/quotes.md': quotes, '.talklint/rules/team/nothing.md': '', '.talklint/config.yaml': `rules: ${'{a: '.repeat(20_000)}` } });
    const code = await client.open('a.py', 'print(1)\n', 'python');
    expect((await client.diagnostics(code)).map((found) => found.code)).toEqual(['team/no-print']);
    for (const [path, text] of [['deep', deep], ['quotes', quotes], ['nothing', '']] as const) {
      const uri = await client.open(`.talklint/rules/team/${path}.md`, text, 'markdown');
      expect((await client.diagnostics(uri)).length, path).toBeGreaterThan(0);
    }
  });

  test('other Markdown is left alone', async () => {
    await start();
    for (const path of ['README.md', '.talklint/README.md', 'docs/rules/a.md', '.talklint/rules.md']) {
      const uri = await client.open(path, '# x\n', 'markdown');
      expect([path, await client.diagnostics(uri), await client.lenses(uri)]).toEqual([path, [], []]);
    }
  });

  test('in a folder that is not trusted the form is judged and nothing runs', async () => {
    await start({ trusted: false, files: { [PAGE]: page() } });
    const uri = await client.open(PAGE, page((text) => text.replace('log(1)', 'print(1)')), 'markdown');
    expect([await client.diagnostics(uri), await client.lenses(uri)]).toEqual([[], []]);
    await client.change(uri, 2, '# x\n');
    expect(await client.diagnostics(uri)).toHaveLength(1);
    const { problems } = await client.status(({ state }) => state === 'limited');
    expect(problems).toEqual(['The rules and pages of this folder are not read until you trust it.']);
  });
});

describe('the lens of a page', () => {
  test('counts the examples', async () => {
    await start();
    const uri = await client.open(PAGE, page(), 'markdown');
    expect((await client.lenses(uri)).map(({ range, command }) => [range.start.line, command?.title])).toEqual([[12, 'Examples: 4 passed']]);
    await client.change(uri, 2, page((text) => text.replace('log(1)', 'print(1)')));
    await client.save(uri);
    expect((await client.lenses(uri)).map(({ command }) => command?.title)).toEqual(['Examples: 3 passed, 1 failed']);
  });
});

describe('live reload', () => {
  const found = async (uri: string) => (await client.diagnostics(uri)).map(({ code, severity }) => `${String(code)} ${severity ?? ''}`);

  test('a page that is added, changed, renamed or removed changes what is said about open texts', async () => {
    await start();
    const uri = await client.open('a.py', 'print(1)\n', 'python');
    expect(await found(uri)).toEqual([]);
    await client.write(PAGE, page());
    await expect.poll(() => found(uri)).toEqual(['team/no-print 2']);
    await client.write(PAGE, page((text) => text.replace('severity: warning', 'severity: error')));
    await expect.poll(() => found(uri)).toEqual(['team/no-print 1']);
    await client.write('.talklint/rules/team/quiet.md', page((text) => text.replace('id: team/no-print', 'id: team/quiet')));
    await client.remove(PAGE);
    await expect.poll(() => found(uri)).toEqual(['team/quiet 2']);
    await client.write('.talklint/rules/team/quiet.md', '# broken\n');
    await expect.poll(() => found(uri)).toEqual([]);
    await client.remove('.talklint');
    await expect.poll(async () => client.statuses.at(-1)?.state).toBe('ready');
  });

  test('a pack that the configuration names is read, watched, and forgotten again', async () => {
    await start({ files: { 'shared/talks-of-ours/rules/team/no-print.md': page() } });
    const uri = await client.open('a.py', 'print(1)\n', 'python');
    expect(await found(uri)).toEqual([]);
    await client.write('.talklint/config.yaml', 'packs: [./shared/talks-of-ours/]\n');
    await expect.poll(() => found(uri)).toEqual(['team/no-print 2']);
    const watched = () => client.registered.findLast(({ method }) => method === 'workspace/didChangeWatchedFiles')?.registerOptions;
    await expect.poll(watched).toMatchObject({ watchers: expect.arrayContaining([{ globPattern: '**/shared/talks-of-ours/**' }]) });
    await client.write('shared/talks-of-ours/rules/team/no-print.md', page((text) => text.replace('severity: warning', 'severity: hint')));
    await expect.poll(() => found(uri)).toEqual(['team/no-print 4']);
    await client.write('.talklint/config.yaml', 'packs: []\n');
    await expect.poll(() => found(uri)).toEqual([]);
  });

  test('a rule of a pack is known to the configuration as soon as it is there', async () => {
    await start();
    const uri = await client.open('.talklint/config.yaml', 'rules:\n  team/no-print: off\n', 'yaml');
    expect(await found(uri)).toEqual(['talklint/unknown-rule 2']);
    await client.write(PAGE, page());
    await expect.poll(() => found(uri)).toEqual([]);
    expect((await client.suggestions('.talklint/config.yaml', 'rules:\n  te|\n')).items.find(({ label }) => label === 'team/no-print')?.detail).toBe('Print in a library');
  });
});

describe('completion in a page', () => {
  const labels = async (marked: string, path = PAGE) => {
    await start();
    return (await client.suggestions(path, marked, 'markdown')).items.map(({ label }) => label);
  };

  test.each([
    ['---\n|\n---\n', ['id', 'talk', 'languages', 'files', 'severity', 'default', 'catalogue', 'evidence']],
    ['---\nid: team/no-print\ntalk: polars\nse|', ['languages', 'files', 'severity', 'default', 'catalogue', 'evidence']],
    ['---\nid: |\n---\n', ['team/no-print']],
    ['---\nseverity: |\n---\n\n# x\n', ['error', 'warning', 'info', 'hint']],
    ['---\ndefault: o|\n---\n', ['on', 'off']],
    ['---\nevidence:\n  |\n---\n', ['kind', 'effect', 'source']],
    ['---\nevidence:\n  kind: |\n---\n', ['measured', 'data', 'paper', 'vendor', 'spec', 'convention']],
    ['---\nid: a/b\n---\n\n# x\n\n##|\n\n## Match\n', ['Why it matters', 'Fix', 'Bad', 'Good']],
    ['---\nid: a/b\n---\n\n# x\n\n```python\n# |\n```\n', []],
    ['---\nid: a/b\n---\n\n# x\n\nsome wo|\n', []],
  ])('%j', async (marked, expected) => {
    expect(await labels(marked)).toEqual(expected);
  });

  test('of talks with their sections, and of languages', async () => {
    await start();
    const talks = await client.suggestions(PAGE, '---\ntalk: polars#|\n---\n', 'markdown');
    expect(talks.items.map(({ label }) => label)).toEqual(expect.arrayContaining(['polars', 'data-mesh', 'none']));
    expect(talks.taken('cdk-cupid#predictable')).toBe('---\ntalk: cdk-cupid#predictable\n---\n');
    expect((await client.suggestions(PAGE, '---\nlanguages: [py|]\n---\n', 'markdown')).taken('python')).toBe('---\nlanguages: [python]\n---\n');
  });

  test('a whole page, which has no mistake', async () => {
    await start();
    const whole = (await client.suggestions('.talklint/rules/team/new-one.md', 'ru|', 'markdown')).taken('rule');
    const uri = await client.open('.talklint/rules/team/new-one.md', whole, 'markdown');
    expect(await client.diagnostics(uri)).toEqual([]);
    expect((await client.lenses(uri)).map(({ command }) => command?.title)).toEqual(['Examples: 4 passed']);
  });

  test('of other rooms', async () => {
    expect(await labels('---\nid: ours\ntalk: polars\non: []\n|\n---\n', '.talklint/tips/ours.md')).toEqual(['blip']);
    expect((await client.suggestions('.talklint/radar/ours.md', '---\nring: |\n---\n', 'markdown')).items.map(({ label }) => label)).toEqual(['adopt', 'trial', 'assess', 'hold']);
    expect((await client.suggestions('.talklint/talks/ours.md', '---\nid: ours\n---\n# x\n\n## |\n', 'markdown')).items.map(({ label }) => label)).toEqual(['What to do on Monday', 'Corrections and caveats']);
  });
});

describe('a new rule', () => {
  test('an id is checked, and the page it gives is one that works', async () => {
    await start({ files: { '.talklint/rules/team/broken.md': '# broken\n' } });
    const check = async (id: string) => (await client.ask(RULE_CHECK, { folderUri: client.folderUri, id })).error;
    expect(await check('print')).toMatch(/^An id has two parts/);
    expect(await check('Team/print')).toMatch(/^An id has two parts/);
    expect(await check('team/../../x')).toMatch(/^An id has two parts/);
    expect(await check('polars/row-loop')).toBe('There is a rule polars/row-loop already; choose another name.');
    expect(await check('talklint/mine')).toMatch(/keeps the group talklint/);
    expect(await check('team/broken')).toBe('.talklint/rules/team/broken.md exists already; choose another name.');
    expect(await check('team/no-print')).toBeNull();
    const { path, text } = await client.ask(RULE_PLAN, { folderUri: client.folderUri, id: 'team/no-print' });
    expect(path).toBe(PAGE);
    const uri = await client.open(path, text, 'markdown');
    expect(await client.diagnostics(uri)).toEqual([]);
  });
});
