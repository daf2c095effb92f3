import { afterEach, describe, expect, test } from 'vitest';
import type { Diagnostic, TextDocumentEdit } from 'vscode-languageserver/node';
import { COMMANDS, YAML_SUPPORT } from '../../src/protocol/requests.js';
import { LanguageClient, type ClientOptions } from '../support/language-client.js';

const CONFIG = '.talklint/config.yaml';
const LOOP = 'import pandas as pd\ndf = pd.read_csv("o.csv")\nfor i, row in df.iterrows():\n    print(row["total"])\n';

let client: LanguageClient;

async function start(options?: ClientOptions): Promise<LanguageClient> {
  client = await LanguageClient.start(options);
  return client;
}

afterEach(async () => {
  await client.dispose();
});

/** The text a diagnostic underlines and what it says. */
function told(text: string, { range: { start, end }, message }: Diagnostic): string {
  const lines = text.split('\n');
  return `${start.line + 1}: ${start.line === end.line ? (lines[start.line] ?? '').slice(start.character, end.character) : '…'}: ${String(message)}`;
}

async function mistakes(text: string, options?: ClientOptions): Promise<string[]> {
  await start(options);
  const uri = await client.open(CONFIG, text, 'yaml');
  return (await client.diagnostics(uri)).map((diagnostic) => told(text, diagnostic));
}

describe('mistakes in the configuration', () => {
  test.each([
    ['nothing wrong', 'rules:\n  polars/row-loop: off\n  cupid/P1: off\ntalks: [polars]\npaths:\n  test: ["**/checks/**"]\nignores:\n  - rule: polars/row-loop\n    path: lab/**\n    reason: a lab\n', []],
    ['an empty text', '', []],
    ['sections nobody has filled yet', 'rules:\ntalks:\nignores:\n  -\n', []],
    ['an unknown key, with the one that was meant', 'rulse:\n  a/b: off\n', ['1: rulse: "rulse" is not a known key; did you mean "rules"?']],
    ['an unknown key unlike any other', 'colour: red\n', ['1: colour: "colour" is not a known key; the keys here are rules, talks, paths, ignores, packs.']],
    ['a word that is no severity', 'rules:\n  polars/row-loop: loud\n', ['2: loud: "loud" is no severity; write off, hint, info, warning or error.']],
    ['a rule without its severity', 'rules:\n  polars/row-loop:\n', ['2: polars/row-loop: "polars/row-loop" has no severity yet; write off, hint, info, warning or error.']],
    ['a value of the wrong type', 'talks: polars\nrules: [polars/row-loop]\n', ['1: polars: "talks" must be a list.', '2: rules: "rules" must be a mapping of keys to values.']],
    ['a key twice', 'talks: [polars]\nrules: {}\ntalks: [osint]\n', ['3: talks: "talks" stands here a second time; the first one counts.']],
    ['an ignore without a reason', 'ignores:\n  - rule: polars/row-loop\n', ['2: rule: polars/row-loop: "reason" is missing; add it.']],
    ['a reason that is none', 'ignores:\n  - rule: polars/row-loop\n    reason: x\n', ['3: x: "reason" is too short; write at least 3 characters.']],
    ['a rule nobody knows, with the nearest', 'rules:\n  polars/row-lop: off\n  green/row-loop: off\n  cupid/P9: off\n', ['2: polars/row-lop: There is no rule "polars/row-lop"; did you mean "polars/row-loop"?', '3: green/row-loop: There is no rule "green/row-loop"; did you mean "polars/row-loop"?', '4: cupid/P9: There is no rule "cupid/P9"; did you mean "cupid/P1"?']],
    ['an ignore of a rule nobody knows', 'ignores:\n  - rule: "something/else"\n    reason: no need\n', ['2: "something/else": There is no rule "something/else"; mend or remove it.']],
    ['a talk nobody knows', 'talks:\n  - polarz\n', ['2: polarz: There is no talk "polarz"; did you mean "polars"?']],
    ['a pack that is not there', 'packs: [talks/ours, there]\n', ['1: talks/ours: There is no folder "talks/ours"; mend the path, or make the folder.']],
    ['globs that fit nothing', "paths:\n  test: [/checks/**, checks/]\n  example: ['lab\\a\\**']\nignores:\n  - { rule: polars/row-loop, path: ../x, reason: elsewhere }\n", ['2: /checks/**: No file fits "/checks/**": paths are relative to the folder of the project, so leave the first "/" out.', '2: checks/: No file fits "checks/": it names a folder; add "**" for all files in it.', "3: 'lab\\a\\**': No file fits \"lab\\a\\**\": write \"/\" between the parts of a path.", '5: ../x: No file fits "../x": it leads out of the folder of the project.']],
    ['a second document', 'rules: {}\n---\ntalks: []\n', ['2: ---: A second document begins here; a configuration is one document.']],
    ['a tab', 'rules:\n\tpolars/row-loop: off\n', ['2: \t: A tab indents this line; use spaces.']],
    ['an alias of nothing', 'talks: *ours\n', ['1: *ours: There is no anchor of this name above; mend the name.']],
    ['a list where a mapping should be', '- polars\n', ['1: polars: The configuration must be a mapping of keys to values.']],
  ])('%s', async (_what, text, expected) => {
    const found = await mistakes(text, { files: { 'there/rules/.keep': '' } });
    expect(found).toEqual(expected);
  });

  test('are found while a line is still being written, and the unsaved text counts', async () => {
    await start({ files: { [CONFIG]: 'rules:\n  polars/row-loop: off\n' } });
    const uri = await client.open(CONFIG, 'rules:\n  polars/row-loop: off\n', 'yaml');
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.change(uri, 2, 'rules:\n  polars/row-loop: off\n  gre\n');
    expect((await client.diagnostics(uri)).map(({ range }) => range)).toEqual([{ start: { line: 2, character: 2 }, end: { line: 2, character: 5 } }]);
    await client.change(uri, 3, 'rules:\n  polars/row-loop: off\n  green/select-sta: off\n');
    expect(await client.diagnostics(uri)).toHaveLength(1);
    // Other texts follow what is saved.
    const code = await client.open('a.py', LOOP, 'python');
    expect(await client.diagnostics(code)).toEqual([]);
    await client.change(uri, 4, 'rules: {}\n');
    expect(await client.diagnostics(code)).toEqual([]);
  });

  test('name the page that explains them, and harm less than their rule says where the text is well formed', async () => {
    await start();
    const uri = await client.open(CONFIG, 'rules:\n  a/b: off\ntalks: [nobody]\npakcs: []\n', 'yaml');
    const found = await client.diagnostics(uri);
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([['talklint/unknown-rule', 2], ['talklint/broken-config', 2], ['talklint/broken-config', 1]]);
    expect(decodeURIComponent(found[1]?.codeDescription?.href ?? '')).toBe(`command:${COMMANDS.openPage}?["rule/talklint/broken-config"]`);
  });

  test('can be silenced by the user, as any other rule', async () => {
    expect(await mistakes('rules:\n  a/b: off\n', { settings: { rules: { 'talklint/unknown-rule': 'off' } } })).toEqual([]);
  });

  test('are found in a folder that is not trusted', async () => {
    expect(await mistakes('rulse: {}\n', { trusted: false })).toHaveLength(1);
  });

  test('a file of that name elsewhere is no configuration', async () => {
    await start();
    const uri = await client.open('packages/a/.talklint/config.yaml', 'rulse: {}\n', 'yaml');
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  test('never a crash, whatever is typed', async () => {
    await start();
    const uri = await client.open(CONFIG, '', 'yaml');
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdef'[i] ?? ''}`).join(',')}]`).join('\n')}\nrules: *g\n`;
    const texts = [bomb, '&a [*a]', '{'.repeat(5000), '? [a]: b\n', 'rules: {? {a: b}: c}', '"', '%YAML 9.9\n---\n', '\u0000', '!!js/function x', 'rules: !!set {a, b}', 'a: |\n b\n c', 'paths: {test: [""]}\n', '__proto__: {rules: 1}\n', 'rules: {__proto__: off, constructor: off}\n'];
    for (const [version, text] of texts.entries()) {
      await client.change(uri, version + 2, text);
      expect(Array.isArray(await client.diagnostics(uri))).toBe(true);
    }
    await client.change(uri, 99, 'rules:\n  a/b: off\n');
    expect(await client.diagnostics(uri)).toHaveLength(1);
  });
});

describe('quick fixes in the configuration', () => {
  test.each([
    ['rules:\n  polars/row-lop: off\n', 1, 'rules:\n  polars/row-loop: off\n'],
    ['rulse:\n  polars/row-loop: off\n', 0, 'rules:\n  polars/row-loop: off\n'],
    ['rules:\n  polars/row-loop: of\n', 1, 'rules:\n  polars/row-loop: off\n'],
    ['ignores:\n  - rule: "polars/row-lop"\n    reason: a lab\n', 1, 'ignores:\n  - rule: "polars/row-loop"\n    reason: a lab\n'],
    ['paths:\n  test: [/checks/**]\n', 1, 'paths:\n  test: [checks/**]\n'],
  ])('%j', async (text, line, mended) => {
    await start();
    const uri = await client.open(CONFIG, text, 'yaml');
    const [action] = await client.actions(uri, { start: { line, character: 0 }, end: { line, character: 60 } });
    expect(action?.isPreferred).toBe(true);
    expect(action?.diagnostics).toHaveLength(1);
    const [edit] = (action?.edit?.documentChanges?.[0] as TextDocumentEdit | undefined)?.edits ?? [];
    if (!edit || !('newText' in edit)) throw new Error('no edit');
    const lines = text.split('\n');
    const changed = lines[line] ?? '';
    lines[line] = changed.slice(0, edit.range.start.character) + edit.newText + changed.slice(edit.range.end.character);
    expect(lines.join('\n')).toBe(mended);
  });
});

describe('completion in the configuration', () => {
  const labels = async (marked: string, options?: ClientOptions) => {
    await start(options);
    return (await client.suggestions(CONFIG, marked)).items.map(({ label }) => label);
  };

  test('is asked for in our own texts alone', async () => {
    await start();
    await client.status(({ state }) => state === 'ready');
    expect(client.registered.find(({ method }) => method === 'textDocument/completion')?.registerOptions).toMatchObject({ documentSelector: [{ pattern: '**/.talklint/config.yaml' }, { pattern: '**/.talklint/**/*.md' }, { pattern: '**/*.{odps,odcs}.{yaml,yml}' }] });
    expect((await client.suggestions('a.yaml', 'ru|')).items).toEqual([]);
  });

  test('rule ids while the line is incomplete, with title and summary', async () => {
    await start();
    const { items, taken } = await client.suggestions(CONFIG, 'rules:\n  polars/row-loop: off\n  gre|\ntalks: []\n');
    const item = items.find(({ label }) => label === 'green/carbon-heavy-region');
    expect(item?.detail).toMatch(/by the average of its grid/);
    expect(item?.documentation).toMatchObject({ kind: 'markdown', value: expect.stringMatching(/\w{5}/) });
    expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(['cupid/P1', 'cupid/P2', 'talklint/unused-ignore']));
    expect(items.map(({ label }) => label)).not.toContain('polars/row-loop');
    expect(taken('green/carbon-heavy-region')).toBe('rules:\n  polars/row-loop: off\n  green/carbon-heavy-region: \ntalks: []\n');
    expect(item?.command?.command).toBe('editor.action.triggerSuggest');
  });

  test('replaces a whole id, and leaves the colon that is there', async () => {
    await start();
    expect((await client.suggestions(CONFIG, 'rules:\n  green/c|arbon: off\n')).taken('green/carbon-heavy-region')).toBe('rules:\n  green/carbon-heavy-region: off\n');
  });

  test.each([
    ['|', ['rules', 'talks', 'paths', 'ignores', 'packs']],
    ['rules: {}\nta|\npacks: []\n', ['talks', 'paths', 'ignores']],
    ['rules:\n  polars/row-loop: |\n', ['off', 'hint', 'info', 'warning', 'error']],
    ['rules:\n  polars/row-loop: wa|rn # loud\n', ['off', 'hint', 'info', 'warning', 'error']],
    ['rules:\n  polars/row-loop:|\n', ['off', 'hint', 'info', 'warning', 'error']],
    ['paths:\n  |\n', ['test', 'example', 'generated']],
    ['paths:\n  test: []\n  |\n', ['example', 'generated']],
    ['ignores:\n  - |\n', ['rule', 'path', 'reason']],
    ['ignores:\n  - rule: polars/row-loop\n    |\n', ['path', 'reason']],
    ['ignores:\n- rule: polars/row-loop\n  reason: x\n  |\n', ['path']],
    ['ignores:\n  - rule: a/b\n    reason: why\n  - rule: c/d\n    |\n    reason: why\n', ['path']],
    ['ignores: [{ rule: a/b, | }]\n', []],
    ['rules: { polars/row-loop: | }\n', ['off', 'hint', 'info', 'warning', 'error']],
    ['# ru|\n', []],
    ['rules:\n  polars/row-loop: off # |\n', []],
  ])('%j', async (marked, expected) => {
    expect(await labels(marked)).toEqual(expected);
  });

  test.each([
    ['talks: [|]\n', 'talks: [polars]\n'],
    ['talks: [osint, po|]\n', 'talks: [osint, polars]\n'],
    ['talks: [osint, po|\n', 'talks: [osint, polars\n'],
    ['talks:\n  - |\n', 'talks:\n  - polars\n'],
    ['talks:\n  |\n', 'talks:\n  - polars\n'],
    ['talks: [\n  osint,\n  |\n]\n', 'talks: [\n  osint,\n  polars\n]\n'],
  ])('of talks: %j', async (marked, expected) => {
    await start();
    expect((await client.suggestions(CONFIG, marked)).taken('polars')).toBe(expected);
  });

  test('of the rule of an ignore, and of keys with what follows them', async () => {
    await start();
    expect((await client.suggestions(CONFIG, 'ignores:\n  - rule: po|\n')).taken('polars/row-loop')).toBe('ignores:\n  - rule: polars/row-loop\n');
    expect((await client.suggestions(CONFIG, 'ig|')).taken('ignores')).toBe('ignores:\n  - rule: ');
    expect((await client.suggestions(CONFIG, 'rules:\n  a/b:|\n')).taken('off')).toBe('rules:\n  a/b: off\n');
  });

  test('of folders that are packs', async () => {
    expect(await labels('packs:\n  - |\n', { files: { 'team/rules/a/b.md': '', 'shared/ours/tips/c.md': '', 'src/a.py': '', 'node_modules/x/rules/a.md': '' } })).toEqual(['shared/ours', 'team']);
  });
});

describe('hover in the configuration', () => {
  test('tells what a rule, a signal, a talk and a key are', async () => {
    await start();
    const uri = await client.open(CONFIG, 'rules:\n  polars/row-loop: off\n  cupid/P1: off\ntalks: [polars]\nignores:\n  - rule: polars/row-loop\n    reason: a lab\n  pat', 'yaml');
    const rule = await client.hover(uri, 1, 5);
    expect(rule).toContain('**Loop over the rows of …**\n\n`polars/row-loop` · warning unless changed');
    expect(decodeURIComponent(rule)).toContain('"rule/polars/row-loop"');
    expect(await client.hover(uri, 5, 12)).toBe(rule);
    expect(await client.hover(uri, 2, 5)).toContain('Predictable');
    expect(await client.hover(uri, 3, 10)).toContain('DataFrame');
    expect(await client.hover(uri, 4, 2)).toContain('not reported');
    expect(await client.hover(uri, 6, 6)).toContain('Why this is fine here');
  });
});

describe('beside an extension that knows YAML and our schema', () => {
  test('only what the schema cannot know is said, and that changes with the extension', async () => {
    const text = 'rulse: {}\nrules:\n  polars/row-lop: off\n  polars/row-loop: loud\n';
    expect(await mistakes(text, { yamlSchemas: true })).toEqual(['3: polars/row-lop: There is no rule "polars/row-lop"; did you mean "polars/row-loop"?']);
    await client.notify(YAML_SUPPORT.method, { schemas: false });
    expect(await client.diagnostics(client.uri(CONFIG))).toHaveLength(3);
  });

  test('only what the schema cannot know is suggested', async () => {
    await start({ yamlSchemas: true, files: { 'team/rules/.keep': '' } });
    expect((await client.suggestions(CONFIG, 'ru|')).items).toEqual([]);
    expect((await client.suggestions(CONFIG, 'rules:\n  gre|\n')).items).toEqual([]);
    expect((await client.suggestions(CONFIG, 'packs: [|]\n')).items.map(({ label }) => label)).toEqual(['team']);
  });
});

describe('a change of the configuration', () => {
  test('on disk takes effect at once', async () => {
    await start();
    const uri = await client.open('a.py', LOOP, 'python');
    expect(await client.diagnostics(uri)).toHaveLength(1);
    await client.write(CONFIG, 'rules:\n  polars/row-loop: off\n');
    await expect.poll(() => client.diagnostics(uri)).toEqual([]);
    await client.remove('.talklint');
    await expect.poll(() => client.diagnostics(uri)).toHaveLength(1);
  });

  test('leaves what is right of it in force', async () => {
    await start({ files: { [CONFIG]: 'rulse: {}\nrules:\n  polars/row-loop: off\n  trust/tls-verification-off: loud\ntalks: [nobody]\n' } });
    const uri = await client.open('a.py', `${LOOP}\nimport requests\nrequests.get("https://a", verify=False)\n`, 'python');
    expect((await client.diagnostics(uri)).map(({ code }) => code)).toEqual(['trust/tls-verification-off']);
    const { problems } = await client.status(({ state }) => state === 'limited');
    expect(problems).toEqual(['.talklint/config.yaml:1:1: "rulse" is not a known key; did you mean "rules"?', expect.stringMatching(/:4:31: "loud" is no severity/), expect.stringMatching(/:5:9: there is no talk "nobody"/)]);
  });
});
