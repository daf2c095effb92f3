import { describe, expect, test } from 'vitest';
import type { Rule } from '../../src/knowledge/model.js';
import { testEngine } from '../support/engine.js';
import { patternMatcher } from '../support/matcher.js';

function rule(id: string, parts: Parameters<typeof patternMatcher>[0]): Rule {
  return { id: `pack/${id}`, group: 'pack', languages: ['javascript'], files: [], severity: 'info', on: true, title: id, summary: '', markdown: '', matchers: [{ ...patternMatcher(parts), languages: ['javascript'] }], fixes: [], examples: [] };
}

const TAME = rule('tame', { rule: { pattern: 'eval($CODE)' } });

/** What a pack of rules says about texts, and what it complains of. */
async function run(rules: readonly Rule[], texts: readonly string[]) {
  const engine = (await testEngine()).withKnowledge({ ...(await testEngine()).knowledge, rules });
  const found: string[][] = [];
  for (const [i, text] of texts.entries()) {
    const document = await engine.open({ path: `src/${i}.js`, text });
    if (!document) throw new Error('no language claims JavaScript');
    found.push(engine.check(document).map((finding) => finding.rule));
    document.dispose();
  }
  return { found, problems: engine.problems };
}

describe('expressions that other engines choke on', () => {
  test.each(['(a+)+$', '(a|a)*$', '(.*)(.*)(.*)(.*)(.*)(.*)[^a]$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y'])('%s comes to an end, and the rest goes on', async (regex) => {
    const text = `f("${'a'.repeat(50_000)}!");\nf("${'x'.repeat(50_000)}");\neval(x);\n`;
    const { found, problems } = await run([rule('catastrophe', { rule: { kind: 'string', regex } }), TAME], [text]);
    expect(found[0]).toContain('pack/tame');
    expect(problems).toEqual([]);
  });

  test.each([
    ['(?=a)', /regular expression "\(\?=a\)" is not valid .* Look-around/],
    ['(a', /is not valid/],
    ['(a{1000}){1000}', /is not valid/],
    ['a'.repeat(2001), /longer than 2000 characters/],
  ])('one that cannot be used is refused with the reason: %s', async (regex, reason) => {
    const { found, problems } = await run([rule('wrong', { rule: { kind: 'string', regex } }), TAME], ['eval(x);']);
    expect(found[0]).toEqual(['pack/tame']);
    expect(problems).toEqual([expect.stringMatching(reason)]);
  });
});

describe('rules that take too many steps', () => {
  const calls = Array.from({ length: 1500 }, (_, i) => `f${i}(g(h(${i})));`).join('\n');
  const everywhere = (depth: number): Record<string, unknown> => (depth === 0 ? { kind: 'regex_flags' } : { inside: { stopBy: 'end', kind: 'program', has: { stopBy: 'end', ...everywhere(depth - 1) } } });

  test('are stopped and named with the file, what they cannot reach is still found', async () => {
    const { found, problems } = await run([rule('explosion', { rule: { kind: 'number', ...everywhere(3) } }), TAME], [`${calls}\neval(x);`]);
    expect(found[0]).toEqual(['pack/tame']);
    expect(problems).toEqual(['src/0.js: rule pack/explosion: it takes too many steps and was stopped; make it simpler.']);
  });

  test('are not tried on every further file', async () => {
    const { found, problems } = await run([rule('explosion', { rule: { kind: 'number', ...everywhere(3) } }), TAME], Array.from({ length: 13 }, () => `${calls}\neval(x);`));
    expect(found).toEqual(Array.from({ length: 13 }, () => ['pack/tame']));
    expect(problems).toEqual(Array.from({ length: 10 }, (_, i) => i).map((i) => `src/${i}.js: rule pack/explosion: it takes too many steps and was stopped; make it simpler.`));
  });

  test('go as deep as the code, and no further than the stack', async () => {
    const deep = rule('deep', { rule: { kind: 'expression_statement', has: { matches: 'inner' } }, utils: { inner: { any: [{ kind: 'regex' }, { has: { matches: 'inner' } }] } } });
    const { found, problems } = await run([deep, TAME], [`x = ${'['.repeat(100_000)}${']'.repeat(100_000)};\neval(x);`]);
    expect(found[0]).toEqual(['pack/tame']);
    expect(problems).toEqual([expect.stringMatching(/rule pack\/deep: it takes too many steps/)]);
  });
});

describe('patterns and rules out of all proportion', () => {
  const nested = (depth: number): Record<string, unknown> => {
    let inner: Record<string, unknown> = { kind: 'identifier' };
    for (let i = 0; i < depth; i++) inner = { not: inner };
    return inner;
  };

  test.each([
    ['a pattern of 100,000 brackets', { rule: { pattern: '['.repeat(100_000) } }, /longer than 5000 characters/],
    ['a pattern that is several statements', { rule: { pattern: 'a(); b();' } }, /more than one piece of code/],
    ['a pattern that is nothing', { rule: { pattern: '' } }, /is empty/],
    ['a rule nested 100,000 deep', { rule: nested(100_000) }, /nested too deep/],
    ['a utility that is itself', { rule: { matches: 'a' }, utils: { a: { any: [{ matches: 'b' }] }, b: { all: [{ matches: 'a' }] } } }, /refers to itself/],
    ['a hundred metavariables', { rule: { pattern: `f(${Array.from({ length: 100 }, (_, i) => `$A${i}`).join(', ')})` } }, /more than 64 metavariables/],
    ['a transform that needs itself', { rule: { pattern: 'f($A)' }, transform: { B: { replace: { source: '$C', replace: 'x', by: 'y' } }, C: { replace: { source: '$B', replace: 'x', by: 'y' } } } }, /refers to itself/],
    ['a rewriter', { rule: { pattern: 'f($A)' }, transform: { B: { rewrite: { source: '$A', rewriters: [] } } } }, /rewrite, which does not exist here/],
    ['a selector for a kind', { rule: { kind: 'call_expression > identifier' } }, /is a selector/],
  ])('%s is refused with the reason', async (_, parts, reason) => {
    const { found, problems } = await run([rule('odd', parts as Parameters<typeof patternMatcher>[0]), TAME], ['eval(x);']);
    expect(found[0]).toEqual(['pack/tame']);
    expect(problems).toEqual([expect.stringMatching(reason)]);
  });

  test('a pack of 2,000 rules finds what each of them says', async () => {
    const rules = Array.from({ length: 2000 }, (_, i) => rule(`r${i}`, { rule: { pattern: `call${i}($A)` } }));
    const { found, problems } = await run(rules, [Array.from({ length: 2000 }, (_, i) => `call${i}(${i});`).join('\n')]);
    expect(found[0]).toEqual(rules.map(({ id }) => id));
    expect(problems).toEqual([]);
  });
});
