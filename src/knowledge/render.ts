import type { Element, ElementContent, Root } from 'hast';
import rehypeSanitize, { defaultSchema, type Options } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { HIGHLIGHT_CLASSES, highlightedLines } from './highlight.js';
import { Slugger } from './slug.js';

const HEADINGS = /^h[1-6]$/;

/** Raw HTML never gets this far; what is left may hold links to the web and to our own pages, and nothing that runs. */
const SCHEMA: Options = {
  ...defaultSchema,
  clobberPrefix: '',
  protocols: { ...defaultSchema.protocols, href: ['https', 'talklint'], src: [] },
  tagNames: (defaultSchema.tagNames ?? []).filter((tag) => tag !== 'img' && tag !== 'input'),
  attributes: { ...defaultSchema.attributes, '*': ['id'], a: ['href'], code: [['className', /^language-[\w-]+$/]], span: [['className', 'line', 'marked', ...HIGHLIGHT_CLASSES]] },
};

/** The elements of a tree, in order. */
function* elements(node: Root | Element): Generator<Element> {
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    yield child;
    yield* elements(child);
  }
}

/** Gives every heading the anchor other pages link to. */
function headingAnchors() {
  return (tree: Root): void => {
    const slugger = new Slugger();
    for (const element of elements(tree)) if (HEADINGS.test(element.tagName)) element.properties['id'] = slugger.slug(textOf(element));
  };
}

/** Fences get the classes of their language; one with `{3}` or `{2-4}` in its meta gets its lines as elements of their own, the named ones marked. */
function fences() {
  return (tree: Root): void => {
    for (const element of elements(tree)) {
      const language = /^language-(.+)/.exec(String((element.properties['className'] as readonly string[] | undefined)?.[0]))?.[1];
      if (element.tagName !== 'code' || language === undefined) continue;
      const meta = (element.data as { readonly meta?: string } | undefined)?.meta;
      const marked = linesIn(/\{([\d,\s-]+)\}/.exec(meta ?? '')?.[1] ?? '');
      const lines = highlightedLines(language, textOf(element).replace(/\n$/, '')).map((line): ElementContent[] => [...line, { type: 'text', value: '\n' }]);
      element.children = marked.size === 0 ? lines.flat() : lines.map((children, index) => ({ type: 'element', tagName: 'span', properties: { className: marked.has(index + 1) ? ['line', 'marked'] : ['line'] }, children }));
    }
  };
}

function linesIn(list: string): ReadonlySet<number> {
  const numbers = list.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return from > 0 && to >= from && to < 10_000 ? Array.from({ length: to - from + 1 }, (_, i) => from + i) : [];
  });
  return new Set(numbers);
}

function textOf(node: Element): string {
  return node.children.map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : '')).join('');
}

const renderer = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).use(remarkGfm).use(remarkRehype).use(headingAnchors).use(fences).use(rehypeSanitize, SCHEMA).use(rehypeStringify);

/**
 * Markdown as sanitised HTML. Raw HTML is dropped, links lead to `https:` and `talklint:` only, headings carry anchors as
 * `Slugger` makes them, fences are highlighted, and lines a fence marks with `{3}` become `<span class="line marked">`.
 */
export function renderMarkdown(markdown: string): string {
  return String(renderer.processSync(markdown));
}
