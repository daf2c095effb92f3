import { expect, test } from 'vitest';
import { Engine } from '../../src/workspace/engine.js';
import { loadContent, packageGrammars, testEngine } from '../support/engine.js';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const TLS = 'import requests\nrequests.get("https://a", verify=False)\n';

async function rulesIn(engine: Engine, path: string, text: string): Promise<string[]> {
  const document = await engine.open({ path, text });
  if (!document) throw new Error(`no language claims ${path}`);
  try {
    return engine.check(document).map(({ rule }) => rule);
  } finally {
    document.dispose();
  }
}

test.each([
  ['100,000 items in each other', '- '.repeat(100_000)],
  ['3,000 mappings in each other', Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
])('YAML nested deeper than its grammar can hold is named, and the parser of the others is unharmed: %s', async (_, text) => {
  const engine = (await testEngine()).withKnowledge((await loadContent()).knowledge);
  const document = await engine.open({ path: 'deep.yaml', text });
  expect(document?.tree).toBeUndefined();
  expect(engine.problems).toEqual(['deep.yaml: it is nested too deep for the parser of YAML, so most rules were not run on it.']);
  expect(await rulesIn(engine, 'a.py', TLS)).toEqual(['trust/tls-verification-off']);
  document?.update('a: 1\n');
  expect(document?.tree).toBeUndefined();
  document?.dispose();
});

test('a text the parser takes too long for is given up and named; a clock that runs fast shows it', async () => {
  let now = 0;
  const { knowledge } = await loadContent();
  const engine = await Engine.create(knowledge, { clock: { now: () => (now += 10_000), today: () => '2026-01-01' }, grammars: packageGrammars, log: silent });
  expect(await rulesIn(engine, 'long.py', TLS.repeat(500))).toEqual([]);
  expect(engine.problems).toEqual(['long.py: its nesting takes the parser of Python too long, so most rules were not run on it.']);
  expect(await rulesIn(engine, 'short.py', TLS)).toEqual(['trust/tls-verification-off']);
});
