import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/document/edit.js';
import { NEAR_MISSES, STEPS } from '../support/next-step-cases.js';
import { hasPython, runPython, runScript } from '../support/run.js';
import { applied, offersIn, saidIn, titlesOf } from '../support/next-steps.js';

describe('a next step', () => {
  test.each(STEPS.map((step) => [step.path, step.title, step] as const))('%s: %s', async (path, title, { before, after }) => {
    expect(await applied(path, before, title)).toBe(after);
    expect(await applied(path, before.replaceAll('\n', '\r\n'), title)).toBe(after.replaceAll('\n', '\r\n'));
  });

  test.each(NEAR_MISSES.map((miss) => [miss.title, miss.what, miss.path, miss] as const))('%s is not offered: %s (%s)', async (title, _what, path, { text }) => {
    const offers = await offersIn(path, text);
    // The signal itself is there, else nothing was nearly missed.
    expect(saidIn(offers).length).toBeGreaterThan(0);
    expect(titlesOf(offers).filter((offered) => offered.includes(title))).toEqual([]);
  });
});

describe('what the code does stays the same', () => {
  const runs = STEPS.flatMap(({ path, title, before, after, calls }) => (calls ? [[path, title, before, after, calls] as const] : []));

  test.each(runs.filter(([path]) => !path.endsWith('.py')))('%s: %s', async (_path, _title, before, after, calls) => {
    const results = await runScript(after, calls);
    expect(results).toEqual(await runScript(before, calls));
    expect(results).toHaveLength(calls.length);
  });

  test.skipIf(!hasPython()).each(runs.filter(([path]) => path.endsWith('.py')))('%s: %s', (_path, _title, before, after, calls) => {
    const results = runPython(after, calls);
    expect(results).toEqual(runPython(before, calls));
    expect(results).toHaveLength(calls.length);
  });
});

/** Levels as numbers, the worst of each function and signal. */
function levels(said: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const line of said) {
    const [name = '', id = '', level] = line.split(' ');
    found.set(`${name} ${id}`, Math.max(found.get(`${name} ${id}`) ?? 0, level === 'attention' ? 2 : 1));
  }
  return found;
}

describe('whatever is offered', () => {
  const texts = [...STEPS.map(({ path, before }) => ({ path, text: before })), ...NEAR_MISSES];

  test.each(texts.map(({ path, text }, i) => [i, path, text] as const))('text %i (%s) parses afterwards, reports nothing new and offers nothing new', async (_, path, text) => {
    const before = await offersIn(path, text);
    const known = levels(saidIn(before));
    const titles = titlesOf(before);
    for (const { profile, steps } of before.offers) {
      for (const step of steps) {
        const after = await offersIn(path, applyEdits(text, step.edits));
        if (before.mistakes.length === 0) expect(after.mistakes).toEqual([]);
        for (const [what, level] of levels(saidIn(after))) expect(known.get(what) ?? 0, `${step.title}: ${what}`).toBeGreaterThanOrEqual(level);
        const left = [...titles];
        left.splice(left.indexOf(`${profile.name}: ${step.title}`), 1);
        expect(left, step.title).toEqual(expect.arrayContaining(titlesOf(after)));
      }
    }
  });

  test.each(STEPS.map((step) => [step.path, step.title, step] as const))('%s: %s makes the signal better', async (path, title, { before }) => {
    const offers = await offersIn(path, before);
    const [step] = offers.offers.flatMap(({ steps }) => steps.filter((offered) => offered.title.startsWith(title)));
    if (!step) throw new Error('not offered');
    const measure = (found: Awaited<ReturnType<typeof offersIn>>) => found.offers.flatMap(({ profile }) => profile.signals.filter(({ id }) => id === step.signal)).map(({ measured, evidence }) => measured?.value ?? evidence.length);
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
    const [was, is] = [total(measure(offers)), total(measure(await offersIn(path, applyEdits(before, step.edits))))];
    // The old function stays for its callers, and still has its flag.
    if (step.signal === 'C3') expect(is).toBe(was);
    else expect(is).toBeLessThan(was);
  });
});
