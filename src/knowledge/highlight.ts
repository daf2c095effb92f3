import type { ElementContent } from 'hast';
import type { LanguageFn } from 'highlight.js';
import bash from 'highlight.js/lib/languages/bash';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';

/** What the style sheet has a colour for, and what the library calls it. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  'code-comment': ['comment', 'quote'],
  'code-string': ['string', 'regexp', 'char', 'link', 'code'],
  'code-number': ['number'],
  'code-keyword': ['keyword', 'literal', 'selector-tag', 'name', 'variable'],
  'code-name': ['title', 'type', 'built_in', 'attr', 'attribute', 'property', 'meta', 'section', 'selector-class', 'selector-id', 'symbol'],
  // What stands in `${…}` is code again.
  '': ['subst'],
};
const CLASS_OF: ReadonlyMap<string, string> = new Map(Object.entries(SCOPES).flatMap(([className, scopes]) => scopes.map((scope) => [`hljs-${scope}`, className] as const)));

/** The classes a highlighted fence may have. */
export const HIGHLIGHT_CLASSES = Object.keys(SCOPES).filter((className) => className !== '');

/** Longer fences stay plain: nobody reads them for their colours. */
const LIMIT = 50_000;

/** HashiCorp's language, which the library lacks. */
const hcl: LanguageFn = ({ HASH_COMMENT_MODE, C_LINE_COMMENT_MODE, C_BLOCK_COMMENT_MODE, NUMBER_MODE, END_SAME_AS_BEGIN }) => ({
  name: 'HCL',
  keywords: { keyword: 'for in if else endif endfor', literal: 'true false null' },
  contains: [
    HASH_COMMENT_MODE,
    C_LINE_COMMENT_MODE,
    C_BLOCK_COMMENT_MODE,
    { scope: 'string', begin: '"', end: '"', illegal: '\\n', contains: [{ begin: '\\\\.' }, { scope: 'subst', begin: /[$%]\{/, end: /\}/ }] },
    END_SAME_AS_BEGIN({ scope: 'string', begin: /<<-?(\w+)$/, end: /^\s*(\w+)$/ }),
    { scope: 'keyword', begin: /^\s*(?:resource|data|module|variable|output|locals|provider|terraform|moved|import|check|removed)\b(?=[\s"{])/ },
    { scope: 'attr', begin: /[\w-]+(?=\s*=[^=])/ },
    { scope: 'title', begin: /[\w-]+(?=\s*["{(])/ },
    NUMBER_MODE,
  ],
});

const lowlight = createLowlight({ bash, csharp, css, dockerfile, go, hcl, ini, java, javascript, json, php, python, rust, sql, typescript, xml, yaml });
lowlight.registerAlias({ typescript: ['tsx', 'cts', 'mts'], javascript: ['jsx'], hcl: ['terraform', 'tf'], yaml: ['yml'], ini: ['toml'], xml: ['html'], csharp: ['cs'] });

/** A fence's text with keywords, strings and the like as elements of the `HIGHLIGHT_CLASSES`, line by line without the line ends; plain where the language is unknown. */
export function highlightedLines(language: string, text: string): ElementContent[][] {
  const lines: ElementContent[][] = [[]];
  const add = (value: string, className: string) => {
    for (const [index, piece] of value.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (piece !== '') lines.at(-1)?.push(className === '' ? { type: 'text', value: piece } : { type: 'element', tagName: 'span', properties: { className: [className] }, children: [{ type: 'text', value: piece }] });
    }
  };
  const walk = (nodes: readonly ElementContent[], className: string) => {
    for (const node of nodes) {
      if (node.type === 'text') add(node.value, className);
      else if (node.type === 'element') walk(node.children, classOf(node.properties['className']) ?? className);
    }
  };
  if (text.length > LIMIT || !lowlight.registered(language)) add(text, '');
  else walk(lowlight.highlight(language, text).children as ElementContent[], '');
  return lines;
}

function classOf(names: unknown): string | undefined {
  return Array.isArray(names) ? names.map((name) => CLASS_OF.get(String(name))).find((name) => name !== undefined) : undefined;
}
