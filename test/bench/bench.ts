import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { NEVER_CANCELLED } from '../../src/document/ports.js';
import type { PatternMatcher } from '../../src/knowledge/model.js';
import { compileMatcher } from '../../src/lint/rule-language/compile.js';
import { RuleSet } from '../../src/lint/rule-language/rule-set.js';
import { astGrep } from '../support/ast-grep.js';
import { root, testEngine } from '../support/engine.js';

const ROUNDS = 5;

const matcher = (rule: Record<string, unknown>): PatternMatcher => ({ kind: 'pattern', languages: [], rule, constraints: {}, utils: {}, transform: {}, where: { variables: {}, notIn: [] } });

const RULES = [
  { id: 'new', language: 'typescript', matcher: matcher({ pattern: 'new $C($$$A)' }) },
  { id: 'member', language: 'typescript', matcher: matcher({ pattern: '$A.$B($$$)' }) },
  { id: 'pair', language: 'typescript', matcher: matcher({ kind: 'pair', has: { field: 'value', regex: '^false$' } }) },
  { id: 'inside', language: 'typescript', matcher: matcher({ kind: 'call_expression', inside: { kind: 'method_definition', stopBy: 'end' } }) },
  { id: 'catch', language: 'typescript', matcher: matcher({ kind: 'catch_clause', not: { has: { kind: 'throw_statement', stopBy: 'end' } } }) },
];

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile() && entry.name.endsWith('.ts')).map((entry) => join(entry.parentPath, entry.name));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function timed(work: () => Promise<number>): Promise<{ readonly milliseconds: number; readonly matches: number }> {
  const times: number[] = [];
  let matches = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    matches = await work();
    times.push(performance.now() - started);
  }
  return { milliseconds: median(times), matches };
}

/** The same rules over the same files: ours in this process, ast-grep as its own binary, both with reading and parsing. */
async function main(): Promise<void> {
  const engine = await testEngine();
  const paths = await sources(join(root, 'src'));
  const ours = await timed(async () => {
    let matches = 0;
    for (const path of paths) {
      const document = await engine.open({ path, text: await readFile(path, 'utf8') });
      if (!document?.tree || !document.grammar) continue;
      const grammar = document.grammar;
      set ??= new RuleSet(RULES.map((owner) => ({ owner, compiled: compileMatcher(grammar, owner.matcher) })));
      matches += [...set.scan(document.tree, set.candidates(document.text, () => true), NEVER_CANCELLED).matches].length;
      document.dispose();
    }
    return matches;
  });
  const theirs = await timed(async () => (await astGrep(RULES, join(root, 'src'))).length);
  const row = (name: string, { milliseconds, matches }: { milliseconds: number; matches: number }) => console.log(`${name.padEnd(10)} ${milliseconds.toFixed(0).padStart(6)} ms  ${matches} matches`);
  console.log(`${RULES.length} rules over ${paths.length} files of our own sources, median of ${ROUNDS} rounds`);
  row('talklint', ours);
  row('ast-grep', theirs);
  console.log(`ratio      ${(ours.milliseconds / theirs.milliseconds).toFixed(2)}`);
  if (ours.matches !== theirs.matches) throw new Error('the two do not find the same; run "npm run oracle".');
}

let set: RuleSet<(typeof RULES)[number]> | undefined;
await main();
