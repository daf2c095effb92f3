import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NEVER_CANCELLED } from '../../src/document/ports.js';
import type { Knowledge, Rule } from '../../src/knowledge/model.js';
import { compileMatcher } from '../../src/lint/rule-language/compile.js';
import { RuleError } from '../../src/lint/rule-language/rule-error.js';
import { RuleSet } from '../../src/lint/rule-language/rule-set.js';
import type { FlatTree } from '../../src/syntax/flat-tree.js';
import type { Grammar } from '../../src/syntax/grammar.js';
import { accepts, toAstGrep } from '../support/ast-grep.js';
import { root, testEngine } from '../support/engine.js';
import { patternMatcher } from '../support/matcher.js';
import { seeded } from '../support/random.js';
import { RuleGenerator, type PureRule } from '../oracle/rule-generator.js';

/** Packages that ship their TypeScript sources; their versions are pinned by our lock file. */
const PACKAGES = ['zod', '@azure/msal-browser', '@azure/msal-node', '@azure/msal-common', 'ajv', 'cheerio', 'parse5'];
/** A rule that matches more often than this says little: the time would go into writing. */
const MOST_MATCHES_IN_SAMPLE = 10;
const SAMPLE = 60;
/** Half of the rules are a pattern and nothing else; the others relate nodes to each other, as most published rules do. */
export const PATTERNS = 0.5;

export interface Corpus {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  readonly texts: readonly string[];
}

/** The sources as numbered files in one folder, so that no tool leaves any out for its place or its name. */
export async function makeCorpus(folder: string): Promise<Corpus> {
  await mkdir(folder, { recursive: true });
  const texts: string[] = [];
  for (const name of PACKAGES.map((each) => `node_modules/${each}`)) {
    const entries = await readdir(join(root, name), { recursive: true, withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1))) {
      if (entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts')) texts.push(await readFile(join(entry.parentPath, entry.name), 'utf8'));
    }
  }
  await Promise.all(texts.map((text, i) => writeFile(join(folder, `${String(i).padStart(4, '0')}.ts`), text)));
  return { folder, files: texts.length, bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0), texts };
}

/** Rules made of the corpus itself, each understood by both engines and matching now and then. */
export async function makeRules(corpus: Corpus, count: number): Promise<PureRule[]> {
  const engine = await testEngine();
  const step = Math.max(1, Math.floor(corpus.texts.length / SAMPLE));
  const documents = await Promise.all(corpus.texts.filter((_, i) => i % step === 0).map((text) => engine.open({ path: 'a.ts', text })));
  const trees = documents.flatMap((document) => document?.tree ?? []);
  const grammar = documents[0]?.grammar;
  if (!grammar) throw new Error('no grammar for TypeScript');
  const rules: PureRule[] = [];
  const generator = new RuleGenerator('typescript', '$', () => true, trees, seeded(3));
  const left = { patterns: Math.round(count * PATTERNS), others: Math.round(count * (1 - PATTERNS)) };
  for (const { fix: _, ...rule } of generator.make(count * 12)) {
    // A place in one file is no rule for many.
    if ('range' in rule.rule) continue;
    const kind = typeof rule.rule['pattern'] === 'string' ? 'patterns' : 'others';
    if (left[kind] > 0 && countMatches(rule, grammar, trees) <= MOST_MATCHES_IN_SAMPLE && (await accepts(rule))) {
      rules.push({ ...rule, transform: {} });
      left[kind]--;
    }
  }
  for (const document of documents) document?.dispose();
  if (rules.length < count) throw new Error(`only ${rules.length} rules could be made`);
  return rules;
}

/** How often a rule matches; infinitely often when it cannot be used. */
function countMatches(rule: PureRule, grammar: Grammar, trees: readonly FlatTree[]): number {
  try {
    const set = new RuleSet([{ owner: rule, compiled: compileMatcher(grammar, patternMatcher(rule)) }]);
    return trees.reduce((sum, tree) => sum + set.scan(tree, set.candidates(tree.source, () => true), NEVER_CANCELLED).matches.length, 0);
  } catch (cause) {
    if (cause instanceof RuleError) return Number.POSITIVE_INFINITY;
    throw cause;
  }
}

/** A copy of our command line that knows nothing but some rules, and the same rules for ast-grep. */
export async function equip(folder: string, rules: readonly PureRule[]): Promise<{ readonly cli: string; readonly astGrepRules: string }> {
  await mkdir(folder, { recursive: true });
  const dist = join(root, 'dist');
  for (const name of ['cli.cjs', 'web-tree-sitter.wasm', 'tree-sitter-typescript.wasm']) await cp(join(dist, name), join(folder, name));
  const knowledge = JSON.parse(await readFile(join(dist, 'content.json'), 'utf8')) as Knowledge;
  await writeFile(join(folder, 'content.json'), JSON.stringify({ ...knowledge, rules: rules.map(toRule) }));
  const astGrepRules = join(folder, 'rules.yml');
  await writeFile(astGrepRules, rules.map(toAstGrep).join('\n---\n'));
  return { cli: join(folder, 'cli.cjs'), astGrepRules };
}

function toRule(rule: PureRule): Rule {
  return { id: `bench/${rule.id}`, group: 'bench', languages: [rule.language], files: [], severity: 'hint', on: true, title: rule.id, summary: '', markdown: '', matchers: [{ ...patternMatcher(rule), languages: [rule.language] }], fixes: [], examples: [] };
}
