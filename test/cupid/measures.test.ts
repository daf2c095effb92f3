import { describe, expect, test } from 'vitest';
import { MEASURES, PERCENTILES, percentilesOf, shareBelow, type Measure } from '../../src/cupid/measures.js';
import { Profiler } from '../../src/cupid/profiler.js';
import { loadContent, testEngine } from '../support/engine.js';
import { profilesOf } from '../support/profiles.js';

const table = (rows: Readonly<Record<string, unknown>>) => ({ id: 'cupid-go', source: '100 functions', date: '2026-11-25', rows });

describe('percentiles', () => {
  test('are the smallest value that so many of a hundred do not exceed', () => {
    expect(percentilesOf(Array.from({ length: 100 }, (_, i) => 100 - i))).toEqual([...PERCENTILES]);
    expect(percentilesOf([3])).toEqual(PERCENTILES.map(() => 3));
    expect(() => percentilesOf([])).toThrow(RangeError);
  });

  test.each([
    [11, undefined],
    [12, 90],
    [19, 95],
    [20, 98],
    [40, 98],
    [41, 99],
  ])('of code with planted ones, %i lies above %s of a hundred', (value, expected) => {
    expect(shareBelow(table({ complexity: [1, 5, 11, 14, 19, 19, 40] }), { measure: 'complexity', value })).toBe(expected);
  });

  test('that are missing or damaged say nothing', () => {
    expect(shareBelow(table({}), { measure: 'lines', value: 900 })).toBeUndefined();
    expect(shareBelow(table({ lines: 'many' }), { measure: 'lines', value: 900 })).toBeUndefined();
    expect(shareBelow(table({ lines: [1, 2] }), { measure: 'lines', value: 900 })).toBeUndefined();
  });
});

describe('measures', () => {
  test('count what a function is made of', async () => {
    const engine = await testEngine();
    const document = await engine.open({ path: 'a.py', text: 'def price(kind, minutes=1, *more):\n    # three ways\n    if kind == "city":\n        return 1\n    if kind == "cargo":\n        return minutes\n\n    return 3\n' });
    if (!document) throw new Error('no document');
    expect(new Profiler().measure(document)).toEqual([{ parameters: 2, complexity: 2, lines: 6, names: 4, literals: 2 }]);
    document.dispose();
  });

  test('stand behind the signals that rest on a figure', async () => {
    const [profile] = await profilesOf('src/a.ts', 'export function price(a, b, c, d, e, f) { return a + b + c + d + e + f; }\n');
    expect(profile?.signals.map(({ id, measured }) => [id, measured])).toEqual([['C2', { measure: 'parameters', value: 6 }]]);
  });

  test('a test module in a Rust file does not hide the file', async () => {
    expect((await profilesOf('src/a.rs', 'pub fn load() -> u32 {\n    1\n}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn loads() {}\n}\n')).map(({ name }) => name)).toEqual(['load']);
  });
});

describe('the calibration', () => {
  test.each(['typescript', 'javascript', 'python', 'java', 'go', 'rust', 'csharp'])('of %s rests on three projects and 2,000 functions', async (language) => {
    const { knowledge } = await loadContent();
    const found = knowledge.data.find(({ id }) => id === `cupid-${language}`);
    const [functions = '', names = ''] = /^([\d,]+) functions of (.+), measured/.exec(found?.source ?? '')?.slice(1) ?? [];
    expect(Number(functions.replaceAll(',', ''))).toBeGreaterThanOrEqual(2000);
    expect(names.split(', ').filter((name) => /^[\w./-]+@\w+$/.test(name)).length).toBeGreaterThanOrEqual(3);
    for (const measure of MEASURES) expect(risingNumbers(found?.rows, measure)).toBe(true);
  });
});

function risingNumbers(rows: Readonly<Record<string, unknown>> | undefined, measure: Measure): boolean {
  const row = rows?.[measure];
  return Array.isArray(row) && row.length === PERCENTILES.length && row.every((value, i) => typeof value === 'number' && (i === 0 || value >= row[i - 1]));
}
