import { expect, test } from 'vitest';
import { testEngine } from '../support/engine.js';

async function findings(manifest: string) {
  const engine = await testEngine();
  const document = await engine.open({ path: 'web/package.json', text: manifest });
  if (!document) throw new Error('no language claims package.json');
  try {
    return engine.check(document).filter(({ rule }) => rule === 'green/heavy-dependency');
  } finally {
    document.dispose();
  }
}

const page = (dependency: string) => `{ "browserslist": ["defaults"], "dependencies": { ${dependency} } }`;

test('the message names sizes, the hover adds grams as an estimate', async () => {
  const [moment] = await findings(page('"moment": "2.30.1"'));
  expect(moment?.message).toBe('moment puts up to 20.8 kB into the page, dayjs 3.4 kB');
  expect(moment?.severity).toBe('info');
  // 20,785 bytes * 10,000 views * 0.1482 g a megabyte = 30.8 g; 3,396 bytes = 5.0 g.
  expect(moment?.details).toMatch(/\| moment 2\.31\.0 \| 63\.9 kB \| 20\.8 kB \| 31 g \|\n\| dayjs 1\.11\.23 \| \| 3\.4 kB \| 5\.0 g \|/);
  expect(moment?.details).toContain('estimate');
});

test('a package that can be imported in parts is only a hint', async () => {
  expect((await findings(page('"lodash": "4.17.21"'))).map(({ severity }) => severity)).toEqual(['hint']);
});

test('a manifest that is broken or of another shape is met with silence', async () => {
  for (const text of ['', '[]', '{', '"moment"', page('"moment"'), '{ "browserslist": [], "dependencies": ["moment"] }', '{ "dependencies": { "moment": 3, "vue": {} } }']) {
    expect(await findings(text).then((found) => found.length <= 1), text).toBe(true);
  }
  expect(await findings('{ "browserslist": [], "dependencies": ["moment"] }')).toEqual([]);
});
