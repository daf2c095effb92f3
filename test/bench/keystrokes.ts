import { performance } from 'node:perf_hooks';
import { ESLint } from 'eslint';
import { nodeClock } from '../../src/platform/node.js';
import type { Knowledge } from '../../src/knowledge/model.js';
import { Engine } from '../../src/workspace/engine.js';
import { loadContent, packageGrammars } from '../support/engine.js';
import { patternMatcher } from '../support/matcher.js';
import { seeded } from '../support/random.js';
import { makeRules, type Corpus } from './corpus.js';
import { milliseconds, percentile, row } from './measure.js';

const LINES = 3000;
const PLACES = 12;
const TYPED = '\nconst x = foo.bar(1, "a");';
const ESLINT_ROUNDS = 20;

/** From a keystroke to the findings of the whole file, in one process: edit, parse, match, suppress. */
export async function benchKeystrokes(corpus: Corpus): Promise<void> {
  const { knowledge } = await loadContent();
  const rules = (await makeRules(corpus, 150)).map((rule) => ({ id: `bench/${rule.id}`, group: 'bench', languages: ['typescript'], files: [], severity: 'hint' as const, on: true, title: rule.id, summary: '', markdown: '', matchers: [{ ...patternMatcher(rule), languages: ['typescript'] }], fixes: [], examples: [] }));
  const text = linesOf(corpus, LINES);
  const own = await typedWith(knowledge, text);
  const more = await typedWith({ ...knowledge, rules: [...knowledge.rules, ...rules] }, text);
  const peer = await eslintTimes(LINES);
  console.log(`\nKeystroke to findings, file of ${LINES} lines (${Math.round(text.length / 1000)} kB of TypeScript); ${own.length} keystrokes at ${PLACES} places`);
  console.log(row(['', 'p50', 'p95', 'longest']));
  const show = (name: string, list: readonly number[]) => console.log(row([name, milliseconds(percentile(list, 0.5)), milliseconds(percentile(list, 0.95)), milliseconds(Math.max(...list))]));
  show(`talklint, the ${knowledge.rules.length} rules it ships`, own);
  show(`talklint, and ${rules.length} more`, more);
  show('ESLint.lintText, its recommended rules', peer);
  console.log(`  ratio of the medians, all rules, ${(percentile(more, 0.5) / percentile(peer, 0.5)).toFixed(3)}; ESLint reads JavaScript of as many lines with other rules, so this is an order of magnitude`);
}

async function typedWith(knowledge: Knowledge, text: string): Promise<number[]> {
  const engine = await Engine.create(knowledge, { clock: nodeClock, grammars: packageGrammars, log: { info: () => {}, warn: () => {}, error: () => {} } });
  const times = await typeInto(engine, text);
  await engine.dispose();
  return times;
}

/** The first lines of the largest files, whole files as long as they fit. */
function linesOf({ texts }: Corpus, count: number): string {
  const lines = texts.toSorted((a, b) => b.length - a.length).flatMap((text) => text.split('\n'));
  return `${lines.slice(0, count).join('\n')}\n`;
}

async function typeInto(engine: Engine, original: string): Promise<number[]> {
  let text = original;
  const document = await engine.open({ path: 'src/large.ts', text });
  if (!document) throw new Error('no language page claims TypeScript');
  for (let i = 0; i < 20; i++) engine.check(document);
  const random = seeded(7);
  const times: number[] = [];
  for (let place = 0; place < PLACES; place++) {
    let offset = text.indexOf(';\n', Math.floor(random() * text.length * 0.9)) + 1;
    for (const key of TYPED) {
      const started = performance.now();
      text = text.slice(0, offset) + key + text.slice(offset);
      document.update(text);
      engine.check(document);
      times.push(performance.now() - started);
      offset++;
    }
  }
  document.dispose();
  return times;
}

async function eslintTimes(lines: number): Promise<number[]> {
  const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [{ files: ['**/*.js'], rules: await recommended() }] });
  const statement = (i: number) => `export function f${i}(a, b) {\n  const c = a.map((x) => x + b);\n  if (c.length > ${i}) return c[0];\n  return { a, b, c };\n}`;
  const text = Array.from({ length: lines / 5 }, (_, i) => statement(i)).join('\n');
  const times: number[] = [];
  for (let i = 0; i < ESLINT_ROUNDS; i++) {
    const started = performance.now();
    await eslint.lintText(`${text}\n// ${i}\n`, { filePath: 'large.js' });
    times.push(performance.now() - started);
  }
  return times.slice(3);
}

async function recommended() {
  const { default: js } = (await import('@eslint/js')) as { default: { configs: { recommended: { rules: Record<string, 'error'> } } } };
  return js.configs.recommended.rules;
}
