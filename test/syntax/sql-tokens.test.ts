import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sqlTokens } from '../../src/syntax/sql-tokens.js';

const brief = (text: string) => sqlTokens(text).map(({ kind, text }) => `${kind} ${text}`);

describe('SQL tokens', () => {
  test('a query of the common kind', () => {
    expect(brief("Select o.id, count(*) from orders o -- all\nWHERE x >= 1.5e3 and y = 'it''s'")).toEqual([
      'keyword Select',
      'name o',
      'punctuation .',
      'name id',
      'punctuation ,',
      'name count',
      'punctuation (',
      'operator *',
      'punctuation )',
      'keyword from',
      'name orders',
      'name o',
      'comment -- all',
      'keyword WHERE',
      'name x',
      'operator >=',
      'number 1.5e3',
      'keyword and',
      'name y',
      'operator =',
      "string 'it''s'",
    ]);
  });

  test.each([
    ['"a ""b"" c"', ['quoted-name "a ""b"" c"']],
    ['`from`', ['quoted-name `from`']],
    ['[Order Details].[Unit Price]', ['quoted-name [Order Details]', 'punctuation .', 'quoted-name [Unit Price]']],
    ['a[1]', ['name a', 'punctuation [', 'number 1', 'punctuation ]']],
    ["E'it\\'s'", ["string E'it\\'s'"]],
    ["'it\\'s' ,", ["string 'it\\'s'", 'punctuation ,']],
    ["'C:\\temp\\', 'x'", ["string 'C:\\temp\\'", 'punctuation ,', "string 'x'"]],
    ['$$ body; $ $$ x', ['body $$ body; $ $$', 'name x']],
    ['$fn$ a $$ b $fn$', ['body $fn$ a $$ b $fn$']],
    ['a /* b * / */ c', ['name a', 'comment /* b * / */', 'name c']],
    ['a # b\nc', ['name a', 'comment # b', 'name c']],
    ["data #>> '{a}' #temp", ['name data', 'operator #>>', "string '{a}'", 'name #temp']],
    ['x::int = :id', ['name x', 'operator ::', 'name int', 'operator =', 'placeholder :id']],
    ['? $1 %s %(name)s @p {t} ${u}', ['placeholder ?', 'placeholder $1', 'placeholder %s', 'placeholder %(name)s', 'placeholder @p', 'placeholder {t}', 'placeholder ${u}']],
    ["{{ ref('a') }} {% if x %}", ["placeholder {{ ref('a') }}", 'placeholder {% if x %}']],
    ['prefix_{name}', ['name prefix_', 'placeholder {name}']],
    ['10 % 3', ['number 10', 'operator %', 'number 3']],
    ["N'é' straße", ["string N'é'", 'name straße']],
  ])('%s', (text, expected) => {
    expect(brief(text)).toEqual(expected);
  });

  test('what is never closed reaches to the end', () => {
    for (const open of ["'a b", '"a b', '`a b', '/* a b', '$x$ a b']) expect(sqlTokens(open)).toHaveLength(1);
  });

  test('tokens cover any text in order, and between them are blanks alone', () => {
    const piece = fc.constantFrom("'", '"', '`', '[', ']', '$$', '$a$', '/*', '*/', '--', '#', '\n', ' ', '{', '}', '{{', '%}', '%s', ':', '::', '?', '@', '\\', 'select', '1', '1.', '🙂', '\ud800', '*', '(', ')', ';');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5, unit: 'binary' })), { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const token of sqlTokens(text)) {
          expect(token.start).toBeGreaterThanOrEqual(last);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.text).toBe(text.slice(token.start, token.end));
          expect(text.slice(last, token.start).trim()).toBe('');
          last = token.end;
        }
        expect(text.slice(last).trim()).toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});
