import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { NEVER_CANCELLED } from '../../src/document/ports.js';
import type { PatternMatcher } from '../../src/knowledge/model.js';
import { compileMatcher } from '../../src/lint/rule-language/compile.js';
import { RuleSet } from '../../src/lint/rule-language/rule-set.js';
import { astGrep } from '../support/ast-grep.js';
import { loadContent, testEngine } from '../support/engine.js';

const matcher = (rule: Record<string, unknown>, constraints: Record<string, Record<string, unknown>> = {}): PatternMatcher => ({ kind: 'pattern', languages: [], rule, constraints, utils: {}, transform: {}, where: { variables: {}, notIn: [] } });

/** Rules that are ast-grep's language and nothing else, for code of the examples and samples of every page. */
const RULES: readonly { readonly id: string; readonly language: string; readonly matcher: PatternMatcher }[] = [
  { id: 'py-call', language: 'python', matcher: matcher({ pattern: '$F($$$A)' }) },
  { id: 'py-attribute', language: 'python', matcher: matcher({ pattern: '$A.$B' }) },
  { id: 'py-for', language: 'python', matcher: matcher({ pattern: 'for $I, $ROW in $DF.iterrows(): $$$BODY' }) },
  { id: 'py-keyword', language: 'python', matcher: matcher({ kind: 'keyword_argument', regex: 'verify' }) },
  { id: 'py-import-twice', language: 'python', matcher: matcher({ any: [{ kind: 'import_statement' }, { kind: 'import_from_statement' }] }) },
  { id: 'py-inside', language: 'python', matcher: matcher({ kind: 'call', inside: { kind: 'function_definition', stopBy: 'end' } }) },
  { id: 'py-not-inside', language: 'python', matcher: matcher({ kind: 'call', not: { inside: { kind: 'function_definition', stopBy: 'end' } } }) },
  { id: 'py-has', language: 'python', matcher: matcher({ kind: 'assignment', has: { field: 'right', kind: 'call' } }) },
  { id: 'py-constraint', language: 'python', matcher: matcher({ pattern: '$F($$$A)' }, { F: { regex: '^[a-z_]+$' } }) },
  { id: 'ts-new', language: 'typescript', matcher: matcher({ pattern: 'new $C($$$A)' }) },
  { id: 'ts-pair', language: 'typescript', matcher: matcher({ kind: 'pair', has: { field: 'value', regex: '^false$' } }) },
  { id: 'ts-follows', language: 'typescript', matcher: matcher({ kind: 'expression_statement', follows: { kind: 'lexical_declaration', stopBy: 'end' } }) },
  { id: 'ts-member', language: 'typescript', matcher: matcher({ pattern: '$A.$B($$$)' }) },
  { id: 'ts-nth', language: 'typescript', matcher: matcher({ kind: 'import_statement', nthChild: 1 }) },
];

test('ast-grep and our matcher find the same places', async () => {
  const { knowledge } = await loadContent();
  const engine = await testEngine();
  const examples = knowledge.rules.flatMap((rule) => rule.examples.flatMap((example) => example.files)).filter(({ language, asset }) => asset === undefined && (language === 'python' || language === 'typescript'));
  const samples = knowledge.languages.filter(({ id }) => id === 'python' || id === 'typescript').map(({ id, sample }) => ({ language: id, text: sample }));
  const folder = await mkdtemp(join(tmpdir(), 'talklint-oracle-code-'));
  try {
    const ours: string[] = [];
    for (const [i, { language, text }] of [...examples, ...samples].entries()) {
      const path = join(folder, `${i}.${language === 'python' ? 'py' : 'ts'}`);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
      const document = await engine.open({ path, text });
      if (!document?.tree || !document.grammar) throw new Error(`no tree for ${path}`);
      const grammar = document.grammar;
      const set = new RuleSet(RULES.filter((rule) => rule.language === language).map((owner) => ({ owner, compiled: compileMatcher(grammar, owner.matcher) })));
      const byte = (offset: number) => Buffer.byteLength(text.slice(0, offset));
      for (const { owner, node } of set.scan(document.tree, set.candidates(text, () => true), NEVER_CANCELLED).matches) ours.push(`${owner.id} ${path} ${byte(document.tree.start[node] ?? 0)}-${byte(document.tree.end[node] ?? 0)}`);
      document.dispose();
    }
    const theirs = await astGrep(RULES, folder);
    expect(theirs.length).toBeGreaterThan(100);
    expect(ours.sort()).toEqual(theirs);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
