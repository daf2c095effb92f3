import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../src/knowledge/render.js';

const HOSTILE = ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[a](javascript:alert(1))', '[a](JAVASCRIPT:alert(1))', '![a](https://tracker.example/x.png)', '<a href="javascript:x">', '<style>*{}</style>', '[a]: javascript:alert(1)\n\n[a]', '<iframe srcdoc="x">', '# <svg onload=alert(1)>', '[a](data:text/html,x)', '[a](command:workbench.action.x)', '<form action=x>', '```html\n<script>\n```', '| a |\n|---|\n| <b onclick=x> |', '&#106;avascript:', '\u0000', '[a](<java\nscript:x>)'];

describe('pages as HTML', () => {
  test('hostile Markdown never yields anything that runs or loads', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string()), { maxLength: 8 }), (parts) => {
        const html = renderMarkdown(parts.join('\n\n'));
        for (const [tag] of html.matchAll(/<[^>]+>/g)) {
          expect(tag).not.toMatch(/^<\/?(script|style|iframe|img|form|svg|object|embed|link|meta|input)\b/i);
          expect(tag).not.toMatch(/\s(on\w+|style|src|srcdoc)\s*=/i);
          const href = /\shref="([^"]*)"/.exec(tag)?.[1];
          if (href !== undefined) expect(href).toMatch(/^(https:|talklint:|#|[^:]*$)/);
        }
      }),
    );
  });

  test('headings carry anchors, repeated ones a number', () => {
    expect(renderMarkdown('## What to do\n\n## What to do')).toContain('<h2 id="what-to-do">What to do</h2>\n<h2 id="what-to-do-1">');
  });

  test('lines a fence names are marked', () => {
    expect(renderMarkdown('```python {2}\na\nb\n```')).toContain('<span class="line">a\n</span><span class="line marked">b\n</span>');
  });

  test('links to our own pages stay', () => {
    expect(renderMarkdown('[talk](talklint:talk/polars#why-polars)')).toContain('<a href="talklint:talk/polars#why-polars">');
  });
});
