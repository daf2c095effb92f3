import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NEVER_CANCELLED } from '../../src/document/ports.js';
import type { Language } from '../../src/knowledge/model.js';
import { patternFixes } from '../../src/lint/fix.js';
import { compileMatcher, type CompiledRule } from '../../src/lint/rule-language/compile.js';
import { RuleError } from '../../src/lint/rule-language/rule-error.js';
import { RuleSet } from '../../src/lint/rule-language/rule-set.js';
import { boundCode } from '../../src/lint/rule-language/template.js';
import { ERROR_KIND, MISSING, type FlatTree } from '../../src/syntax/flat-tree.js';
import type { Grammar } from '../../src/syntax/grammar.js';
import { accepts, AST_GREP_LANGUAGES, astGrep, type OracleMatch } from '../support/ast-grep.js';
import { loadContent, root, testEngine } from '../support/engine.js';
import { patternMatcher } from '../support/matcher.js';
import { seeded } from '../support/random.js';
import { RuleGenerator, type PureRule } from './rule-generator.js';

const RULES_PER_LANGUAGE = 40;
const LARGEST_FILE = 30_000;
/** ast-grep repeats the whole line for every match. */
const LONGEST_LINE = 400;
const MOST_FILES = 40;

interface Source {
  readonly path: string;
  readonly text: string;
}

/** Code of a language: samples and examples of our pages, our own sources, and what the installed packages bring along. */
async function sourcesOf(language: Language): Promise<string[]> {
  const { knowledge } = await loadContent();
  const examples = knowledge.rules.flatMap((rule) => rule.examples.flatMap((example) => example.files)).filter((file) => file.language === language.id && file.asset === undefined);
  const texts = [language.sample, ...examples.map(({ text }) => text)];
  for (const folder of ['src', 'test', 'node_modules/lunr', 'node_modules/fast-check', 'node_modules/flatted', 'node_modules/tslib', 'node_modules/playwright-core/bin', 'node_modules/picomatch']) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      if (texts.length >= MOST_FILES || !entry.isFile() || path.includes('workspaces') || !language.extensions.some((extension) => entry.name.endsWith(extension))) continue;
      const text = await readFile(path, 'utf8');
      if (text.length < LARGEST_FILE && !text.includes('\r') && text.split('\n').every((line) => line.length < LONGEST_LINE)) texts.push(text);
    }
  }
  return texts;
}

interface Compiled {
  readonly rule: PureRule;
  readonly compiled: CompiledRule;
}

function compile(grammar: Grammar, rules: readonly PureRule[]): Compiled[] {
  return rules.flatMap((rule) => {
    try {
      return [{ rule, compiled: compileMatcher(grammar, patternMatcher(rule)) }];
    } catch (cause) {
      if (cause instanceof RuleError) return [];
      throw cause;
    }
  });
}

/** Every match of ours in the oracle's words: where, what each variable holds, and what the fix would write. */
async function ourMatches(rules: readonly Compiled[], sources: readonly Source[]): Promise<OracleMatch[]> {
  const engine = await testEngine();
  const matches: OracleMatch[] = [];
  const set = new RuleSet(rules.map((entry) => ({ owner: entry, compiled: entry.compiled })));
  for (const { path, text } of sources) {
    const document = await engine.open({ path, text });
    const tree = document?.tree;
    if (!document || !tree) throw new Error(`no tree for ${path}`);
    const byte = (offset: number) => Buffer.byteLength(text.slice(0, offset));
    const scan = set.scan(tree, set.candidates(text, () => true), NEVER_CANCELLED);
    expect(scan.stopped).toEqual([]);
    for (const { owner: { rule, compiled }, node, bindings } of scan.matches) {
      const filling = { tree, bindings, texts: {} };
      const texts = compiled.transform((name) => boundCode(name, filling));
      const fixes = [{ languages: [rule.language], title: '', safe: false, choices: [{ title: '', replace: rule.fix ?? '' }], byDetector: false }];
      const [fix] = rule.fix === undefined ? [] : patternFixes(fixes, [rule.language], node, { ...filling, texts });
      matches.push({
        rule: rule.id,
        path,
        start: byte(tree.start[node] ?? 0),
        end: byte(tree.end[node] ?? 0),
        single: Object.fromEntries(Object.entries(bindings.single).map(([name, at]) => [name, tree.text(at)])),
        multiple: Object.fromEntries(Object.entries(bindings.multiple).map(([name, nodes]) => [name, nodes.map((at) => tree.text(at))])),
        transformed: { ...texts },
        replacement: fix?.edits[0]?.text,
      });
    }
    document.dispose();
  }
  return matches;
}

/** Tree-sitter's own step to the next sibling, which ast-grep uses, overlooks nodes without any text: such files are no test. */
function hasEmptyNode(tree: FlatTree | undefined): boolean {
  return tree !== undefined && Array.from({ length: tree.count }, (_, node) => tree.start[node] === tree.end[node]).includes(true);
}

/** Without mistakes, and without anything the parser had to make up. */
function isSound({ kind, flags }: FlatTree): boolean {
  return !kind.includes(ERROR_KIND) && flags.every((bits) => (bits & MISSING) === 0);
}

const key = (match: OracleMatch) => JSON.stringify([match.rule, match.path, match.start, match.end]);
const sorted = (matches: readonly OracleMatch[]) => matches.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));

describe('ast-grep and our matcher find the same places, bind the same code and write the same fixes', async () => {
  const { knowledge } = await loadContent();
  const languages = knowledge.languages.filter(({ id, grammar }) => grammar !== undefined && id in AST_GREP_LANGUAGES);

  test('at least five languages and 150 rules take part', () => {
    expect(languages.length).toBeGreaterThanOrEqual(5);
    expect(languages.length * RULES_PER_LANGUAGE).toBeGreaterThanOrEqual(150);
  });

  test.each(languages.map((language) => [language.id, language] as const))('%s', async (id, language) => {
    const engine = await testEngine();
    const extension = language.extensions[0] ?? '';
    const folder = await mkdtemp(join(tmpdir(), 'talklint-oracle-code-'));
    try {
      const all = (await sourcesOf(language)).map((text, i) => ({ path: join(folder, `${i}${extension}`), text }));
      const opened = await Promise.all(all.map((source) => engine.open(source)));
      const documents = opened.filter((document) => !hasEmptyNode(document?.tree));
      const sources = all.filter((_, i) => documents.includes(opened[i]));
      const trees = documents.flatMap((document) => document?.tree ?? []);
      const grammar = documents[0]?.grammar;
      if (!grammar) throw new Error(`no grammar for ${id}`);
      const generated = compile(grammar, new RuleGenerator(id, language.expando, (code) => isSound(grammar.parseOnce(code)), trees, seeded(Number(process.env['TALKLINT_ORACLE_SEED'] ?? 5))).make(RULES_PER_LANGUAGE * 2));
      const rules: Compiled[] = [];
      for (const entry of generated) if (rules.length < RULES_PER_LANGUAGE && (await accepts(entry.rule))) rules.push(entry);
      expect(rules.length).toBe(RULES_PER_LANGUAGE);
      for (const { path, text } of sources) await writeFile(path, text);
      const [theirs, ours] = [sorted(await astGrep(rules.map(({ rule }) => rule), folder)), sorted(await ourMatches(rules, sources))];
      expect(new Set(theirs.map(({ rule }) => rule)).size).toBeGreaterThan(RULES_PER_LANGUAGE / 3);
      for (const { rule } of rules) {
        const of = (matches: readonly OracleMatch[]) => matches.filter((match) => match.rule === rule.id);
        expect(of(ours), JSON.stringify(rule)).toEqual(of(theirs));
      }
      for (const document of documents) document?.dispose();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
