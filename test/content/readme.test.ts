import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { readRulePage } from '../../src/knowledge/rule-page.js';
import { checkConfig } from '../../src/workspace/config.js';
import { namesIn } from '../../src/workspace/config-meaning.js';
import { parseConfig } from '../../src/workspace/config-text.js';
import { runExamples } from '../../src/workspace/examples.js';
import { loadContent, root, testEngine } from '../support/engine.js';

/** The fence below a mark of the README. */
async function example(mark: string): Promise<string> {
  const readme = await readFile(`${root}/README.md`, 'utf8');
  const [, , text] = new RegExp(`<!-- example:${mark} -->\\s+(\`{3,})\\w+\\n([\\s\\S]*?)\\n\\1`).exec(readme) ?? [];
  if (text === undefined) throw new Error(`README.md has no example ${mark}`);
  return `${text}\n`;
}

describe('examples of the README', () => {
  test('the rule is a page without a mistake, and its examples hold', async () => {
    const { rule, problems } = readRulePage('team/naive-now.md', await example('rule team/naive-now'));
    expect(problems).toEqual([]);
    if (!rule) throw new Error('no rule');
    expect(rule.examples.map(({ verdict, fixed }) => [verdict, fixed !== undefined])).toEqual([['bad', true], ['bad', false], ['good', false], ['good', false]]);
    const engine = await testEngine();
    const alone = engine.withKnowledge({ ...engine.knowledge, rules: [rule] });
    expect(await runExamples(alone, rule)).toEqual([]);
    expect(alone.linter.problems).toEqual([]);
  });

  test('the document matcher reports a job without a limit, at its key', async () => {
    const matcher = await example('document');
    const page = (await example('rule team/naive-now'))
      .replace('languages: [python]', 'files: ["**/.github/workflows/*.yml"]\nlanguages: [yaml]')
      .replace(/```yaml\nrule:[\s\S]*?```/, `\`\`\`yaml\n${matcher}\`\`\``)
      .replace(/## Fix[\s\S]*?(?=## Bad)/, '')
      .replace(/## Bad[\s\S]*/, `## Bad\n\n\`\`\`yaml file=".github/workflows/ci.yml" {2}\njobs:\n  build:\n    runs-on: ubuntu-latest\n\`\`\`\n\n\`\`\`yaml file=".github/workflows/ci.yml" {2}\njobs:\n  test:\n    runs-on: ubuntu-latest\n\`\`\`\n\n## Good\n\n\`\`\`yaml file=".github/workflows/ci.yml"\njobs:\n  build:\n    runs-on: ubuntu-latest\n    timeout-minutes: 5\n\`\`\`\n\n\`\`\`yaml file=".github/workflows/ci.yml"\njobs:\n  call:\n    uses: ./.github/workflows/other.yml\n\`\`\`\n`);
    const { rule, problems } = readRulePage('team/naive-now.md', page);
    expect(problems).toEqual([]);
    if (!rule) throw new Error('no rule');
    expect(rule.examples.flatMap(({ files }) => files)).toHaveLength(4);
    const engine = await testEngine();
    expect(await runExamples(engine.withKnowledge({ ...engine.knowledge, rules: [rule] }), rule)).toEqual([]);
  });

  test('the configuration has no mistake, and says something in every part', async () => {
    const { config, problems } = checkConfig(parseConfig(await example('config')), { ...namesIn((await loadContent()).knowledge), missingPacks: new Set() });
    expect(problems).toEqual([]);
    expect(config).toMatchObject({ rules: { 'cupid/P1': 'off' }, talks: ['polars', 'zero-trust', 'osint'], paths: { test: ['**/checks/**'] }, ignores: [{ reason: 'behind single sign-on' }] });
  });
});
