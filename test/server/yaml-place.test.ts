import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { yamlPlaceAt } from '../../src/server/yaml-place.js';

const piece = fc.constantFrom('rules', 'polars/row-loop', 'a', ':', ' ', ' ', '  ', '- ', '\n', '\n', '\r\n', '\t', '#', '"', "'", '[', ']', '{', '}', ',', '*', '&', '|', '🙂', 'ü');

describe('the place of the cursor', () => {
  test('in any text: never a failure, and the word is where the cursor is', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(), (pieces, seed) => {
        const text = pieces.join('');
        const offset = seed % (text.length + 1);
        const place = yamlPlaceAt(text, offset);
        if (!place) return;
        expect(place.span.start).toBeLessThanOrEqual(offset);
        expect(place.span.end).toBeGreaterThanOrEqual(offset);
        expect(text.slice(place.span.start, place.span.end)).not.toMatch(/\n/);
      }),
      { numRuns: 3000, seed: 7 },
    );
  });

  test('long lines and deep lists take no time worth mentioning', () => {
    const texts = [`a${' '.repeat(200_000)}`, 'a '.repeat(100_000), '"'.repeat(100_001), `a: [${'x, '.repeat(50_000)}`, `${'- '.repeat(50_000)}a`, 'a:\n'.repeat(50_000), ' # '.repeat(50_000)];
    const started = performance.now();
    for (const text of texts) yamlPlaceAt(text, text.length);
    // Seconds, where something quadratic would take minutes.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
