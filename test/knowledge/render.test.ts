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

  test('fences carry the classes of their language, across lines and within marked ones', () => {
    const html = renderMarkdown('```python {2}\nx = """a\nb"""  # why\n```');
    expect(html).toContain('<span class="line">x = <span class="code-string">"""a</span>\n</span><span class="line marked"><span class="code-string">b"""</span>  <span class="code-comment"># why</span>\n</span>');
    const terraform = renderMarkdown('```hcl\nresource "aws_vpc" "main" {\n  count = var.on ? 1 : 0 # why\n  tags  = { Name = "a-${var.b}" }\n}\n```');
    expect(terraform).toContain('<span class="code-keyword">resource</span> <span class="code-string">"aws_vpc"</span> <span class="code-string">"main"</span> {\n  <span class="code-name">count</span> = var.on ? <span class="code-number">1</span>');
    expect(terraform).toContain('<span class="code-string">"a-</span>${var.b}<span class="code-string">"</span>');
    expect(renderMarkdown('```klingon\nif x < 1\n```')).toBe('<pre><code class="language-klingon">if x &#x3C; 1\n</code></pre>');
  });

  test('no language takes a fence apart or changes its text', () => {
    const languages = ['python', 'typescript', 'tsx', 'javascript', 'java', 'go', 'rust', 'csharp', 'php', 'hcl', 'yaml', 'dockerfile', 'html', 'sql', 'json', 'css', 'bash', 'toml'];
    const pieces = ['"', "'", '`', '\n', '${', '}', '<<EOT', 'EOT', '/*', '*/', '#', '<a b=', '>', ' ', 'def f(', ':', '0x1', '\\'];
    fc.assert(
      fc.property(fc.constantFrom(...languages), fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (language, parts) => {
        const text = `x${parts.join('')}x`;
        const html = renderMarkdown(`~~~~${language}\n${text}\n~~~~`);
        expect(html.replaceAll(/<[^>]+>/g, '').replaceAll('&#x3C;', '<').replaceAll('&#x26;', '&')).toBe(`${text}\n`);
      }),
    );
  });

  test('links to our own pages stay', () => {
    expect(renderMarkdown('[talk](talklint:talk/polars#why-polars)')).toContain('<a href="talklint:talk/polars#why-polars">');
  });
});
