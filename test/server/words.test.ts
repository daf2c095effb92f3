import { afterEach, describe, expect, test } from 'vitest';
import { PLACES } from '../../src/protocol/requests.js';
import { LanguageClient, type ClientOptions } from '../support/language-client.js';
import { loadContent } from '../support/engine.js';

let client: LanguageClient;

async function start(options?: ClientOptions): Promise<LanguageClient> {
  client = await LanguageClient.start(options);
  return client;
}

afterEach(async () => {
  await client.dispose();
});

describe('words of the talks', () => {
  test('have a hover of at most three lines in a Markdown text, in any case where they are terms', async () => {
    await start();
    const uri = await client.open('README.md', '# Why Data Mesh\n\nWe left the **data lineage** to Polars.\n', 'markdown');
    const hover = await client.hover(uri, 2, 34);
    expect(hover).toMatch(/^\*\*Polars\*\* · adopt\n/);
    expect(hover).toContain('blip%2Fpolars');
    expect(hover.split('\n').filter((line) => line.trim() !== '')).toHaveLength(3);
    expect(await client.hover(uri, 0, 7)).toContain('**Data mesh**');
    expect(await client.hover(uri, 2, 20)).toContain('**Data lineage**');
  });

  test('have none in code, addresses, parts of other words, or where a name is written as an ordinary word', async () => {
    await start();
    const uri = await client.open('README.md', '`Polars` [x](https://Polars.example/Polars) PolarsX rust\n\n```\nPolars\n```\n', 'markdown');
    for (const [line, character] of [[0, 3], [0, 24], [0, 47], [0, 53], [3, 3]] as const) expect(await client.hover(uri, line, character), `${line}:${character}`).toBe('');
  });

  test('have a hover in comments, and not in the code beside them', async () => {
    await start();
    const uri = await client.open('a.py', '# Written for Rust once, see the data mesh.\nTerraform = 1\n', 'python');
    expect(await client.hover(uri, 0, 16)).toContain('**Rust**');
    expect(await client.hover(uri, 0, 36)).toContain('**Data mesh**');
    expect(await client.hover(uri, 1, 3)).toBe('');
  });

  test('are silent when hover tips are off', async () => {
    await start({ settings: { hover: { tips: false } } });
    const uri = await client.open('README.md', 'Polars\n', 'markdown');
    expect(await client.hover(uri, 0, 2)).toBe('');
  });

  test('name one blip each', async () => {
    await start();
    const { knowledge } = await loadContent();
    const all = knowledge.blips.flatMap(({ words = [] }) => words.map((word) => word.toLowerCase()));
    expect(all.length).toBeGreaterThan(60);
    expect(all.filter((word, at) => all.indexOf(word) !== at)).toEqual([]);
  });
});

describe('where a page shows in the workspace', () => {
  const LOOP = 'import pandas as pd\ndf = pd.read_csv("o.csv")\nfor i, row in df.iterrows():\n    print(row["total"])\n';

  test('are the findings of open texts for a rule, and on request those of all files', async () => {
    await start({ files: { 'closed.py': LOOP, 'node_modules/x/a.py': LOOP, 'requirements.txt': 'polars==2.0\n' } });
    const uri = await client.open('open.py', LOOP, 'python');
    const open = await client.ask(PLACES, { reference: 'rule/polars/row-loop', everywhere: false });
    expect(open).toMatchObject({ everywhere: false, more: 0, usages: [{ uri, label: 'open.py:3', range: { start: { line: 2, character: 0 } } }] });
    const everywhere = await client.ask(PLACES, { reference: 'rule/polars/row-loop', everywhere: true });
    expect(everywhere?.usages.map(({ label }) => label)).toEqual(['open.py:3', 'closed.py:3']);
    const blip = await client.ask(PLACES, { reference: 'blip/polars', everywhere: false });
    expect(blip?.usages.map(({ label }) => label)).toEqual(['requirements.txt:1']);
    expect(await client.ask(PLACES, { reference: 'talk/polars', everywhere: true })).toBeNull();
  });
});
