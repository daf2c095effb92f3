import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TRANSLATIONS_TABLE } from '../../src/radar/frame-translations.js';
import { ERROR_KIND } from '../../src/syntax/flat-tree.js';
import { loadContent, testEngine } from '../support/engine.js';
import { LanguageClient } from '../support/language-client.js';

const { knowledge } = await loadContent();
const rows = Object.entries(knowledge.data.find(({ id }) => id === TRANSLATIONS_TABLE)?.rows ?? {}) as [string, { readonly polars: string; readonly on: readonly string[] }][];
const FRAMES = 'import numpy as np\nimport pandas as pd\ndf = pd.read_csv("d.csv")\na = pd.read_csv("a.csv")\nb = pd.read_csv("b.csv")\n';
/** Rows that are no code as they stand. */
const WRITTEN: Readonly<Record<string, string>> = {
  'df.inplace methods (inplace=True)': 'df.drop(columns=["a"], inplace=True)',
  'for i, r in df.iterrows(): …': 'for i, r in df.iterrows(): pass',
  'np.select([c1, c2], [v1, v2], d)': 'np.select([df.a > 0, df.b > 0], [1, 2], 0)',
};

/** `df.a.isna() / .notna()` and `df.info() / df.describe()` as two pieces of code each. */
function codeOf(pandas: string): string[] {
  const whole = Object.hasOwn(WRITTEN, pandas) ? (WRITTEN[pandas] ?? '') : pandas.replaceAll('…', '"a"');
  const [first = '', ...others] = whole.split(' / ');
  const column = /^df\.[a-z]+(\.str|\.dt)?(?=\.)/.exec(first)?.[0] ?? 'df';
  return [first, ...others.map((other) => (other.startsWith('.') ? `${column.replace(/\.(str|dt)$/, '')}${other}` : other))];
}

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client.dispose());

async function hoversAlong(text: string, line: number): Promise<string[]> {
  const uri = await client.open(`${line}-${text.length}.py`, text, 'python');
  const length = text.split('\n')[line]?.length ?? 0;
  const hovers = await Promise.all(Array.from({ length }, (_, character) => client.hover(uri, line, character)));
  await client.close(uri);
  return hovers;
}

describe('pandas in the words of Polars', () => {
  test.each(rows.flatMap(([pandas, { polars }]) => codeOf(pandas).map((code) => [code, pandas, polars] as const)))('%s', async (code, pandas, polars) => {
    const hovers = await hoversAlong(`${FRAMES}${code}\n`, 5);
    const found = hovers.filter((hover) => hover.includes(`\`${pandas}\``));
    expect(found.length).toBeGreaterThan(0);
    for (const hover of found) {
      expect(hover).toContain(polars === '(nothing)' ? 'nothing to write' : `\`${polars}\``);
      expect(decodeURIComponent(hover)).toContain('"talk/polars#expression-api"');
    }
  });

  test.each([
    ['a name nothing is known of', 'def load(df):\n    return df.merge(other, on="k")', 1],
    ['the same method of something else', 'import git\nrepo = git.Repo(".")\nrepo.head()', 2],
    ['a Polars frame', 'import polars as pl\ndf = pl.read_csv("a.csv")\ndf.drop("a")', 2],
    ['a method of a column no row speaks of', 'import pandas as pd\ndf = pd.read_csv("a.csv")\ndf.plot.bar()', 2],
    ['NumPy without pandas', 'import numpy as np\nnp.where([True], 1, 0)', 1],
    ['a frame that has become something else', 'import pandas as pd\ndf = pd.read_csv("a.csv")\ndf = connect()\ndf.drop("a")', 3],
  ])('nothing on %s', async (_, text, line) => {
    expect((await hoversAlong(text, line)).filter((hover) => hover.includes('**Polars**'))).toEqual([]);
  });

  test('nothing where tips are switched off', async () => {
    client.settings = { hover: { tips: false } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    expect((await hoversAlong(`${FRAMES}df.melt()`, 5)).filter((hover) => hover !== '')).toEqual([]);
    client.settings = undefined;
    await client.notify('workspace/didChangeConfiguration', { settings: null });
  });
});

describe('the table of translations', () => {
  test('has every row of the study, and no key twice', () => {
    expect(rows.length).toBe(88);
    const keys = rows.flatMap(([, { on }]) => on);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  test('has Polars that parses, without a name only pandas has', async () => {
    const engine = await testEngine();
    for (const [pandas, { polars }] of rows) {
      const code = polars.replace('(nothing)', 'None').replace('expression; else ', '').replace('<expressions>', 'expressions').replaceAll('.….', '.').replaceAll('…', 'value').replaceAll(/ \/ \./g, '\nvalue.').replaceAll(/ (\/|or) | inside a context/g, '\n');
      const document = await engine.open({ path: 'a.py', text: code });
      const errors = [...(document?.tree?.kind ?? [])].filter((kind) => kind === ERROR_KIND);
      document?.dispose();
      expect(errors, `${pandas}: ${code}`).toEqual([]);
      expect(code).not.toMatch(/\.(groupby|sort_values|fillna|isna|notna|merge|iloc|loc|astype|drop_duplicates|nunique|iterrows|melt|cumsum|isin)\b/);
    }
  });
});
