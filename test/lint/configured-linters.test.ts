import { expect, test } from 'vitest';
import type { LinterName } from '../../src/knowledge/model.js';
import { readRulePage } from '../../src/knowledge/rule-page.js';
import { runExamples } from '../../src/workspace/examples.js';
import { loadContent, readAsset, testEngine } from '../support/engine.js';

/** A page about calls of `old`, silent where the linter is set up, with one example: a file deep in a project, and a file of settings. */
function page(linter: string, settings: { readonly path: string; readonly text: string }, expected: 'reported' | 'silent'): string {
  const code = (line: string) => `\`\`\`python file="services/notify/push.py"${line}\nold()\n\`\`\`\n\n\`\`\`text file="${settings.path}"\n${settings.text}\n\`\`\`\n`;
  const plain = (line: string) => `\`\`\`python${line}\n${line === '' ? 'new' : 'old'}()\n\`\`\`\n`;
  return `---
id: test/old
talk: none
languages: [python]
severity: hint
default: off
---

# Old

Take the new one.

## Why it matters

It is old.

## Match

\`\`\`yaml
rule: { pattern: old() }
where: { file: { not-linted-by: [${linter}] } }
\`\`\`

## Bad

${plain(' {1}')}
${expected === 'reported' ? code(' {1}') : plain(' {1}')}
## Good

${plain('')}
${expected === 'silent' ? code('') : plain('')}`;
}

async function failures(linter: LinterName, path: string, text: string, expected: 'reported' | 'silent'): Promise<readonly string[]> {
  const { rule, problems } = readRulePage('test/old.md', page(linter, { path, text }, expected));
  if (!rule) return problems.map(({ message }) => message);
  const { knowledge } = await loadContent();
  const engine = (await testEngine()).withKnowledge({ ...knowledge, rules: [rule] });
  return (await runExamples(engine, rule, readAsset)).map(({ message }) => message);
}

test.each<[LinterName, string, string]>([
  ['ruff', 'ruff.toml', ''],
  ['ruff', 'services/notify/.ruff.toml', ''],
  ['ruff', 'pyproject.toml', '[tool.ruff.lint]\nselect = ["E"]'],
  ['ruff', '.pre-commit-config.yaml', 'repos:\n  - repo: https://github.com/astral-sh/ruff-pre-commit'],
  ['flake8', 'services/setup.cfg', '[flake8]\nmax-line-length = 120'],
  ['pylint', 'pyproject.toml', '[tool.pylint.main]'],
  ['pylint', '.pylintrc', ''],
  ['eslint', 'eslint.config.mjs', ''],
  ['eslint', 'services/.eslintrc.json', '{}'],
  ['eslint', 'package.json', '{ "devDependencies": { "xo": "1.0.0" } }'],
  ['typescript-eslint', 'package.json', '{ "devDependencies": { "@typescript-eslint/parser": "8.0.0" } }'],
  ['biome', 'biome.jsonc', '{}'],
  ['oxlint', '.oxlintrc.json', '{}'],
  ['clippy', 'clippy.toml', ''],
  ['clippy', 'Cargo.toml', '[workspace.lints.clippy]\nall = "warn"'],
  ['golangci-lint', '.golangci.yml', ''],
  ['revive', '.golangci.yaml', 'linters:\n  enable: [revive]'],
  ['checkstyle', 'pom.xml', '<artifactId>maven-checkstyle-plugin</artifactId>'],
  ['pmd', 'build.gradle', "plugins { id 'pmd' }"],
  ['error-prone', 'build.gradle.kts', 'plugins { id("net.ltgt.errorprone") }'],
  ['roslyn-analyzers', '.editorconfig', '[*.cs]\ndotnet_diagnostic.CA2200.severity = warning'],
  ['roslyn-analyzers', 'Directory.Build.props', '<AnalysisLevel>latest</AnalysisLevel>'],
])('silent where %s is set up in %s', async (linter, path, text) => {
  expect(await failures(linter, path, text, 'silent')).toEqual([]);
});

test.each<[LinterName, string, string]>([
  ['ruff', 'pyproject.toml', '[tool.black]'],
  ['ruff', 'services/accounts/ruff.toml', ''],
  ['ruff', '.flake8', ''],
  ['eslint', 'package.json', '{ "devDependencies": { "eslint-plugin-tulip": "1.0.0" } }'],
  ['clippy', 'Cargo.toml', '[package]\nname = "tulip"'],
  ['revive', '.golangci.yml', 'linters:\n  enable: [errcheck]'],
  ['roslyn-analyzers', '.editorconfig', '[*.cs]\nindent_size = 4'],
])('reported where %s is not what %s sets up', async (linter, path, text) => {
  expect(await failures(linter, path, text, 'reported')).toEqual([]);
});

test('a linter nobody knows is a mistake in the page', () => {
  const { problems } = readRulePage('test/old.md', page('ruf', { path: 'ruff.toml', text: '' }, 'silent'));
  expect(problems.map(({ message }) => message).join()).toContain('ruff');
});

test('a text outside every folder is judged as if no linter were set up', async () => {
  const { rule } = readRulePage('test/old.md', page('ruff', { path: 'ruff.toml', text: '' }, 'silent'));
  const { knowledge } = await loadContent();
  const engine = (await testEngine()).withKnowledge({ ...knowledge, rules: rule ? [{ ...rule, on: true }] : [] });
  const document = await engine.open({ path: 'untitled:Untitled-1', text: 'old()\n', editorLanguage: 'python' });
  expect(document && (await engine.checkAround(document)).map((finding) => finding.rule)).toEqual(['test/old']);
  document?.dispose();
});
