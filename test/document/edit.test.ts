import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, compatibleEdits } from '../../src/document/edit.js';
import { LineIndex } from '../../src/document/position.js';

describe('edits', () => {
  test('whatever edits are proposed, those chosen can be applied at once', () => {
    const edit = fc.record({ start: fc.nat(30), length: fc.nat(8), text: fc.string({ maxLength: 4 }) }).map(({ start, length, text }) => ({ start, end: Math.min(30, start + length), text })).filter(({ start, end }) => start <= end);
    fc.assert(
      fc.property(fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), (groups) => {
        const single = groups.filter((group) => group.length === 1);
        expect(() => applyEdits('x'.repeat(30), compatibleEdits(single))).not.toThrow();
      }),
    );
  });

  test('a group is taken whole or not at all', () => {
    const groups = [[{ start: 0, end: 3, text: 'a' }], [{ start: 2, end: 4, text: 'b' }, { start: 8, end: 9, text: 'c' }], [{ start: 8, end: 9, text: 'd' }]];
    expect(compatibleEdits(groups)).toEqual([groups[0]?.[0], groups[2]?.[0]]);
  });

  test('edits that overlap are refused', () => {
    expect(() => applyEdits('abcdef', [{ start: 0, end: 3, text: '' }, { start: 2, end: 4, text: '' }])).toThrow(RangeError);
  });
});

describe('lines', () => {
  test('an offset leads to a position and back, whatever the line ends', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '🙂', '\n', '\r\n', '\r', ' ')), fc.nat(), (parts, at) => {
        const text = parts.join('');
        const lines = new LineIndex(text);
        const offset = at % (text.length + 1);
        expect(lines.offsetAt(lines.positionAt(offset))).toBe(offset);
      }),
    );
  });
});
