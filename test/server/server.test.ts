import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { LSPErrorCodes, type TextDocumentEdit } from 'vscode-languageserver/node';
import type { IgnoreArguments } from '../../src/protocol/arguments.js';
import { BLIP, COMMANDS, DRAWING, PAGE, RADAR, REMARK_AT, SEARCH } from '../../src/protocol/requests.js';
import { LanguageClient, type ClientOptions } from '../support/language-client.js';

const LOOP = 'import pandas as pd\ndf = pd.read_csv("o.csv")\nfor i, row in df.iterrows():\n    print(row["total"])\n';
const TLS = 'import requests\n\n\ndef load(url):\n    return requests.get(url, verify=False)\n';
const LENS = 'import time\n\n\ndef is_open(shop):\n    return shop.opens < time.time()\n';

let client: LanguageClient;

async function start(options?: ClientOptions): Promise<LanguageClient> {
  client = await LanguageClient.start(options);
  return client;
}

afterEach(async () => {
  await client.dispose();
});

describe('diagnostics', () => {
  test('are pulled, follow an edit, and link to the page of the rule', async () => {
    await start();
    const uri = await client.open('a.py', LOOP, 'python');
    const [found, ...others] = await client.diagnostics(uri);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'polars/row-loop', severity: 2, source: 'Talklint', range: { start: { line: 2, character: 0 } } });
    expect(decodeURIComponent(found?.codeDescription?.href ?? '')).toBe(`command:${COMMANDS.openPage}?["rule/polars/row-loop"]`);
    await client.change(uri, 2, LOOP.replace('iterrows', 'itertuples'));
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  test('are sent to an editor that does not ask for them, and taken back when the text closes', async () => {
    await start({ pulls: false });
    const uri = await client.open('a.py', LOOP, 'python');
    await expect.poll(() => client.sent.get(uri)?.map(({ code }) => code)).toEqual(['polars/row-loop']);
    await client.close(uri);
    await expect.poll(() => client.sent.get(uri)).toEqual([]);
  });

  test('given for an untitled text and without a folder', async () => {
    await start({ folder: false });
    const uri = await client.open('', LOOP, 'python', 'untitled:Untitled-1');
    expect((await client.diagnostics(uri)).map(({ code }) => code)).toEqual(['polars/row-loop']);
  });

  test('count UTF-16 units after a byte order mark, Windows line ends and emoji', async () => {
    await start();
    const uri = await client.open('a.py', '\uFEFFimport requests\r\n"🙂"; requests.get("https://a", verify=False)\r\n', 'python');
    expect((await client.diagnostics(uri)).map(({ code, range }) => [code, range.start])).toEqual([['trust/tls-verification-off', { line: 1, character: 32 }]]);
  });

  test('given around broken syntax', async () => {
    await start();
    const uri = await client.open('a.py', `${TLS}\ndef broken(:\n    x = = 1\n`, 'python');
    expect((await client.diagnostics(uri)).map(({ code }) => code)).toEqual(['trust/tls-verification-off']);
  });

  test('treat the cells of a notebook as one text', async () => {
    await start();
    const [, , third = ''] = await client.openNotebook('a.ipynb', [{ text: 'import pandas as pd\n%matplotlib inline\ndf = pd.read_csv("a.csv")' }, { text: '# Notes', language: 'markdown' }, { text: '# Totals\nfor i, row in df.iterrows():\n    print(row)' }]);
    expect((await client.diagnostics(third)).map(({ code, range }) => [code, range.start.line])).toEqual([['polars/row-loop', 1]]);
  });

  test('a request the editor has given up is answered as cancelled, and the next one works', async () => {
    await start();
    const uri = await client.open('a.py', LOOP, 'python');
    await expect(client.cancelledDiagnostics(uri)).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(await client.diagnostics(uri)).toHaveLength(1);
  });
});

describe('settings and configuration', () => {
  test('a setting of the user changes what is said at once', async () => {
    await start();
    const uri = await client.open('a.py', LOOP, 'python');
    expect(await client.diagnostics(uri)).toHaveLength(1);
    client.settings = { rules: { 'polars/row-loop': 'error' } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    expect((await client.diagnostics(uri)).map(({ severity }) => severity)).toEqual([1]);
    client.settings = { enable: false };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  test('the configuration of the folder counts; unknown rules are named', async () => {
    await start({ files: { '.talklint/config.yaml': 'rules:\n  polars/row-loop: off\n  polars/no-such: off\n' } });
    const uri = await client.open('a.py', LOOP, 'python');
    expect(await client.diagnostics(uri)).toEqual([]);
    const status = await client.status(({ state }) => state === 'limited');
    expect(status.problems).toEqual(['.talklint/config.yaml:3:3: there is no rule "polars/no-such"; mend or remove it.']);
  });

  const PAGE_TEXT = '---\nid: mine/no-print\ntalk: polars\nlanguages: [python]\nseverity: warning\ndefault: on\nevidence:\n  kind: convention\n  effect: output of a library belongs to its caller\n  source: our own guide\n---\n\n# Print in a library\n\nLeave printing to the caller.\n\n## Why it matters\n\nWe said so. It matters to us. Ignore it in scripts.\n\n## Match\n\n```yaml\nrule: { pattern: print($$$A) }\n```\n\n## Bad\n\n```python {1}\nprint(1)\n```\n\n```python {1}\nprint(1, 2)\n```\n\n## Good\n\n```python\nlog(1)\n```\n\n```python\nprinter(1)\n```\n';

  test('a pack of the folder is used when the folder is trusted, and its broken pages are reported', async () => {
    await start({ files: { '.talklint/rules/mine/no-print.md': PAGE_TEXT, '.talklint/rules/mine/broken.md': '# no front matter\n' } });
    const uri = await client.open('a.py', 'print(1)\n', 'python');
    expect((await client.diagnostics(uri)).map(({ code }) => code)).toEqual(['mine/no-print']);
    const status = await client.status(({ state }) => state === 'limited');
    expect(status.problems).toEqual([expect.stringMatching(/^\.talklint\/rules\/mine\/broken\.md:1:1: there is no front matter/)]);
  });

  test('a pack is left unread in a folder that is not trusted', async () => {
    await start({ trusted: false, files: { '.talklint/rules/mine/no-print.md': PAGE_TEXT } });
    const uri = await client.open('a.py', 'print(1)\n', 'python');
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  test('a changed pack is read again', async () => {
    await start();
    const uri = await client.open('a.py', 'print(1)\n', 'python');
    expect(await client.diagnostics(uri)).toEqual([]);
    const folder = fileURLToPath(client.folderUri);
    await mkdir(`${folder}/.talklint/rules/mine`, { recursive: true });
    await writeFile(`${folder}/.talklint/rules/mine/no-print.md`, PAGE_TEXT);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [] });
    await expect.poll(async () => (await client.diagnostics(uri)).map(({ code }) => code)).toEqual(['mine/no-print']);
  });
});

describe('a grammar that cannot be used', () => {
  test.each(['missing', 'corrupt'] as const)('%s: one sentence in the status, other languages go on', async (how) => {
    await start({ grammars: { 'tree-sitter-python.wasm': how } });
    const python = await client.open('a.py', LOOP, 'python');
    expect(await client.diagnostics(python)).toEqual([]);
    const script = await client.open('a.ts', 'import https from "https";\nconst agent = new https.Agent({ rejectUnauthorized: false });\n', 'typescript');
    expect((await client.diagnostics(script)).map(({ code }) => code)).toEqual(['trust/tls-verification-off']);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [] });
    const { problems } = await client.status(({ state }) => state === 'limited');
    expect(problems).toEqual([expect.stringContaining('tree-sitter-python.wasm')]);
  });
});

describe('hover', () => {
  test('tells the rule with its evidence on a flagged place', async () => {
    await start();
    const uri = await client.open('a.py', LOOP, 'python');
    const text = await client.hover(uri, 2, 5);
    expect(text).toContain('`iterrows` builds');
    expect(text).toContain('*Measured:*');
    expect(decodeURIComponent(text)).toContain('"talk/polars"');
  });

  test('tells what a lens rests on, on the name of the function', async () => {
    await start();
    const uri = await client.open('a.py', LENS, 'python');
    expect(await client.hover(uri, 3, 6)).toMatch(/\*\*Predictable:\*\* reads the clock[\s\S]*line 5: reads the clock: time\.time\\?\(/);
  });

  test('tells on the name of a type what no lens says', async () => {
    await start();
    const uri = await client.open('a.ts', 'class Station {\n  park(b) { this.racks.add(b); this.bikes += 1; }\n  free() { return this.racks.size - this.bikes; }\n  warn() { this.lamp.on(); this.alarm.ring(); }\n  mend() { this.lamp.off(); this.alarm.hush(); }\n}\n', 'typescript');
    expect(await client.hover(uri, 0, 8)).toMatch(/\*\*Unix philosophy:\*\* two groups of methods share no state[\s\S]*line 2: park, free: racks, bikes[\s\S]*line 4: warn, mend: lamp, alarm/);
    expect(await client.lenses(uri)).toEqual([]);
  });

  test('shows a tip on an import and in a manifest, unless switched off', async () => {
    await start();
    const uri = await client.open('a.py', 'import pandas as pd\n', 'python');
    const manifest = await client.open('requirements.txt', 'pandas==2.2.0\n', 'plaintext');
    expect(decodeURIComponent(await client.hover(uri, 0, 9))).toContain('"talk/polars');
    expect(decodeURIComponent(await client.hover(manifest, 0, 2))).toContain('"talk/polars');
    client.settings = { hover: { tips: false } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    expect(await client.hover(uri, 0, 9)).toBe('');
  });
});

describe('code actions', () => {
  const at = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 40 } });

  test('offer fixes, and ways to ignore that leave a reason', async () => {
    await start();
    const uri = await client.open('a.py', TLS, 'python');
    const actions = await client.actions(uri, at(4));
    expect(actions.filter(({ edit }) => edit).length).toBeGreaterThan(0);
    const ignore = actions.filter(({ command }) => command?.command === COMMANDS.ignore);
    expect(ignore.map(({ title }) => title)).toEqual(['line', 'file', 'folder'].map((scope) => `Ignore trust/tls-verification-off in this ${scope}…`));
    expect(ignore.map(({ command }) => command?.arguments?.[0].edits[0])).toEqual([
      { uri, range: { start: { line: 4, character: 0 }, end: { line: 4, character: 0 } }, template: '    # talklint-ignore trust/tls-verification-off -- ${reason}\n' },
      { uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, template: '# talklint-ignore-file trust/tls-verification-off -- ${reason}\n' },
      { uri: client.uri('.talklint/config.yaml'), range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, template: 'ignores:\n  - rule: trust/tls-verification-off\n    reason: ${reason:quoted}\n' },
    ]);
  });

  test('mend every place of a rule in a file', async () => {
    await start();
    const uri = await client.open('a.py', `${TLS}\n\ndef other(url):\n    return requests.post(url, verify=False)\n`, 'python');
    const all = (await client.actions(uri, at(4))).find(({ title }) => title.startsWith('Mend all 2 places'));
    expect((all?.edit?.documentChanges?.[0] as TextDocumentEdit | undefined)?.edits).toHaveLength(2);
  });

  test('fix on save applies safe fixes alone', async () => {
    await start();
    const uri = await client.open('a.py', LOOP, 'python');
    expect(await client.actions(uri, at(2), ['source.fixAll'])).toEqual([]);
  });
});

describe('lenses', () => {
  test('appear above a function with a remark and can be switched off', async () => {
    await start();
    const uri = await client.open('a.py', LENS, 'python');
    const [lens, ...others] = await client.lenses(uri);
    expect(others).toEqual([]);
    expect(lens).toMatchObject({ range: { start: { line: 3, character: 4 } }, command: { title: 'Predictable: reads the clock', command: COMMANDS.showProfile } });
    expect(lens?.command?.arguments?.[0]).toMatchObject({ uri, evidence: [{ label: expect.stringContaining('time.time'), range: { start: { line: 4 } } }], reference: 'talk/cdk-cupid#predictable' });
    client.settings = { cupid: { show: 'off' } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    expect(await client.lenses(uri)).toEqual([]);
  });

  test('stand at the end of the line instead, when asked for there', async () => {
    await start({ settings: { cupid: { show: 'lineEnd' } } });
    const uri = await client.open('a.py', LENS, 'python');
    expect(await client.lenses(uri)).toEqual([]);
    expect(await client.inlayHints(uri)).toMatchObject([{ position: { line: 3, character: LENS.split('\n')[3]?.length }, label: [{ value: 'Predictable: reads the clock', command: { command: COMMANDS.showProfile } }] }]);
  });

  test('are accepted in the folder until what they rest on changes', async () => {
    await start({ files: { 'a.py': LENS } });
    const uri = await client.open('a.py', LENS, 'python');
    const name = { start: { line: 3, character: 6 }, end: { line: 3, character: 6 } };
    const action = (await client.actions(uri, name)).find(({ title }) => title === 'Accept “reads the clock” in is_open, until it changes…');
    const details = action?.command?.arguments?.[0] as IgnoreArguments | undefined;
    const [edit] = details?.edits ?? [];
    expect(edit?.uri).toBe(client.uri('.talklint/accepted.json'));
    const text = (edit?.template ?? '').replace('${reason:quoted}', '"opening hours need it"');
    expect(JSON.parse(text)).toMatchObject({ version: 1, accepted: [{ signal: 'cupid/P1', file: 'a.py', function: 'is_open', reason: 'opening hours need it' }] });
    await client.write('.talklint/accepted.json', text);
    await expect.poll(() => client.lenses(uri)).toEqual([]);
    await client.change(uri, 2, LENS.replace('import time', 'import os, time').replace('time.time()', 'time.time() - float(os.environ["LATE"])'));
    await client.save(uri);
    expect(await client.lenses(uri)).toHaveLength(1);
  });

  test('a broken list of what was accepted is named, and nothing counts as accepted', async () => {
    await start({ files: { 'a.py': LENS, '.talklint/accepted.json': '{ "accepted": [\n {"signal": "cupid/P1"},\n {' } });
    const { problems } = await client.status(({ state }) => state === 'limited');
    expect(problems).toEqual(['.talklint/accepted.json:3:3: this is no valid JSON, so nothing is accepted; mend it.']);
    expect(await client.lenses(await client.open('a.py', LENS, 'python'))).toHaveLength(1);
  });

  describe('tell what changed', () => {
    const ENV = LENS.replace('import time', 'import os, time').replace('time.time()', 'time.time() + float(os.environ["LATE"])');
    const titles = async (uri: string) => (await client.lenses(uri)).map(({ command }) => command?.title);

    test('since the last commit, for the worse and for the better', async () => {
      await start({ committed: { 'a.py': LENS, 'b.py': ENV, 'c.py': LENS, 'd.py': LENS } });
      expect(await titles(await client.open('a.py', ENV, 'python'))).toEqual(['Predictable: now also reads env (since the last commit)']);
      expect(await titles(await client.open('c.py', LENS.replace('time.time()', '0'), 'python'))).toEqual(['Predictable: no longer reads the clock (since the last commit)']);
      expect(await titles(await client.open('d.py', LENS, 'python'))).toEqual(['Predictable: reads the clock']);
      expect(await titles(await client.open('new.py', LENS, 'python'))).toEqual(['Predictable: reads the clock']);
    });

    test('since the file was opened where there is no version control', async () => {
      await start();
      const uri = await client.open('a.py', LENS, 'python');
      await titles(uri);
      await client.change(uri, 2, ENV);
      await client.save(uri);
      expect(await titles(uri)).toEqual(['Predictable: now also reads env (since it was opened)']);
    });

    test('and nothing else, when asked for changes alone', async () => {
      await start({ committed: { 'a.py': LENS, 'b.py': LENS }, settings: { cupid: { level: 'changed' } } });
      expect(await titles(await client.open('a.py', LENS, 'python'))).toEqual([]);
      expect(await titles(await client.open('b.py', ENV, 'python'))).toEqual(['Predictable: now also reads env (since the last commit)']);
    });
  });

  describe('while the user types', () => {
    const PURE = LENS.replace('time.time()', '0');
    const titles = async (uri: string) => (await client.lenses(uri)).map(({ command }) => command?.title);
    const caret = (uri: string, line: number) => client.ask(REMARK_AT, { uri, position: { line, character: 4 } });

    test('nothing appears or goes above the function the caret is in, until it leaves', async () => {
      await start();
      const uri = await client.open('a.py', LENS, 'python');
      const title = 'Predictable: reads the clock';
      expect(await titles(uri)).toEqual([title]);
      expect(await caret(uri, 0)).toBeNull();
      await client.change(uri, 2, PURE);
      expect(await titles(uri)).toEqual([title]);
      await caret(uri, 0);
      const better = 'Predictable: no longer reads the clock (since it was opened)';
      expect(await titles(uri)).toEqual([better]);
      await caret(uri, 4);
      await client.change(uri, 3, LENS);
      expect(await titles(uri)).toEqual([better]);
      await client.save(uri, 'itself');
      expect(await titles(uri)).toEqual([better]);
      await client.save(uri);
      expect(await titles(uri)).toEqual([title]);
    });

    test('a function with broken syntax keeps its remark, and the remark moves with it', async () => {
      await start();
      const uri = await client.open('a.py', LENS, 'python');
      await titles(uri);
      await client.change(uri, 2, `# more\n${LENS.replace('time.time()', 'time.time(')}`);
      const [lens] = await client.lenses(uri);
      expect(lens).toMatchObject({ range: { start: { line: 4 } }, command: { title: 'Predictable: reads the clock' } });
    });
  });
});

describe('pages and radar', () => {
  test('search, overview with usages, detail, reader', async () => {
    await start({ files: { 'requirements.txt': 'requests==2.32.0\npolars==1.9.0\n' } });
    const results = await client.ask(SEARCH, { query: 'polrs', limit: 5 });
    expect(results[0]).toMatchObject({ kind: 'blip', id: 'polars' });
    const { blips, talks } = await client.ask(RADAR, {});
    expect(blips.length).toBeGreaterThanOrEqual(25);
    expect(talks).toHaveLength(7);
    expect(blips.find(({ id }) => id === 'polars')?.usedHere).toBe(true);
    const detail = await client.ask(BLIP, { id: 'polars' });
    expect(detail?.usages.map(({ label }) => label)).toEqual(['requirements.txt:2']);
    expect(await client.ask(BLIP, { id: 'no-such' })).toBeNull();
    const page = await client.ask(PAGE, { reference: 'talk/cdk-cupid#predictable' });
    expect(page).toMatchObject({ kind: 'talk', anchor: 'predictable' });
    expect(page?.html).toContain('id="predictable"');
    expect(await client.ask(PAGE, { reference: 'rule/polars/row-loop' })).toMatchObject({ kind: 'rule', subtitle: 'polars/row-loop · warning' });
    expect(await client.ask(PAGE, { reference: 'talk/no-such' })).toBeNull();
  });

  test('the drawing has every blip in a place of its own, those of the folder and how they moved included', async () => {
    const ours = '---\nid: tulip-orm\ntitle: Tulip ORM\nquadrant: tools\nring: assess\nbasis: explicit\nmoved: out\ntalk: polars\naliases: []\ndetect:\n  strong: ["pypi:tulip-orm"]\n  weak: []\nrelated: []\nrules: []\n---\n# Tulip ORM\n\nOurs.\n';
    await start({ files: { 'requirements.txt': 'polars==1.9.0\ntulip-orm==1.0\n', '.talklint/radar/tulip-orm.md': ours } });
    const { blips, rings } = await client.ask(DRAWING, {});
    expect(blips.map(({ number }) => number)).toEqual(blips.map((_, index) => index + 1));
    expect(new Set(blips.map(({ angle, distance }) => `${angle} ${distance}`)).size).toBe(blips.length);
    expect(blips.find(({ id }) => id === 'tulip-orm')).toMatchObject({ title: 'Tulip ORM', moved: 'out', usedHere: true });
    expect(blips.find(({ id }) => id === 'polars')?.moved).toBeUndefined();
    expect(rings.map(({ id }) => id)).toEqual(['adopt', 'trial', 'assess', 'hold']);
  });
});
