import type { Span } from '../../document/position.js';
import type { DetectorContext } from '../../lint/detector.js';
import type { LintDocument } from '../../lint/document.js';
import type { Surroundings } from '../../lint/surroundings.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import { htmlTags, isUnknownValue, type HtmlTag } from '../../syntax/html-tags.js';
import { KindSet } from '../../syntax/kind-set.js';
import { readImageHeader, type ImageHeader } from './image-header.js';
import { localFile, type LocalFile, type Reader } from './local-file.js';

/** The element that shows an image. */
export interface ImageElement {
  /** Read from `tree`, which for JSX is the tree of its markup alone. */
  readonly tag: HtmlTag;
  readonly tree: FlatTree;
  readonly isJsx: boolean;
  /** Where a span of that tree stands in the document. */
  readonly toDocument: (span: Span) => Span;
}

/** A place that makes visitors load an image of this workspace. */
export interface ImageUse {
  /** The reference as written. */
  readonly span: Span;
  readonly reference: string;
  readonly file: LocalFile;
  /** Absent in style sheets. */
  readonly element?: ImageElement;
}

const IMPORTS = new KindSet(['import_statement']);
const STYLE_URLS = new KindSet(['call_expression']);
/** Code in the braces of an attribute, with or without the braces. */
const IMPORTED_NAME = /^\{?\s*([A-Za-z_$][\w$]*)(?:\.src|\.default)?\s*\}?$/;
const REQUIRED = /^(\{?\s*require\(\s*["'])([^"'\n]+)["']\s*\)(?:\.default)?\s*\}?$/;
const NUMBER = /^\{?\s*(\d+)\s*\}?$/;
/** Mail programs read old formats only. */
const MAIL = /(?:^|[/_.-])(?:e?-?mails?|mjml|newsletters?)(?:[/_.-]|$)/i;

/**
 * The images a document of HTML, JSX or CSS shows, once each, whose files have an ending that `pattern` matches.
 */
export function imageUses({ document, surroundings }: DetectorContext, pattern: RegExp): ImageUse[] {
  const { tree } = document;
  if (!tree || document.pathClasses.has('test') || document.pathClasses.has('example') || MAIL.test(document.path)) return [];
  const seen = new Set<string>();
  return [...written(document, tree)].flatMap(({ reader, ...use }) => {
    if (!pattern.test(use.reference.replace(/[?#].*$/s, ''))) return [];
    const file = localFile(document.path, use.reference, reader, surroundings);
    if (!file || seen.has(file.path)) return [];
    seen.add(file.path);
    return [{ ...use, file }];
  });
}

type Written = Omit<ImageUse, 'file'> & { readonly reader: Reader };

function written(document: LintDocument, tree: FlatTree): Generator<Written> {
  switch (document.language.id) {
    case 'html':
      return shownInMarkup(document, tree);
    case 'css':
      return shownInStyles(tree);
    default:
      return shownInScript(document, tree);
  }
}

function* shownInMarkup(document: LintDocument, tree: FlatTree): Generator<Written> {
  // Markup in a script is read with the script around it.
  if ('toHost' in document) return;
  for (const tag of htmlTags(tree)) {
    const source = isImage(tag) ? tag.attributes.get('src') : undefined;
    if (source?.valueSpan) yield { span: source.valueSpan, reference: source.value, reader: 'page', element: { tag, tree, isJsx: false, toDocument: (span) => span } };
  }
}

/** Only elements of the browser: what a component such as `Image` does with a path nobody knows. */
function isImage({ name }: HtmlTag): boolean {
  return name === 'img' || name === 'IMG';
}

function* shownInStyles(tree: FlatTree): Generator<Written> {
  for (const node of STYLE_URLS.nodesIn(tree)) {
    const span = styleUrl(tree, node);
    // Choices among formats or densities are made already; a cursor cannot be a WebP everywhere.
    const declaration = [...tree.ancestors(node)].find((up) => tree.kindName(up) === 'declaration');
    if (!span || declaration === undefined || /image-set\(|^\s*(?:cursor|src)\s*:/.test(tree.text(declaration))) continue;
    yield { span, reference: tree.source.slice(span.start, span.end), reader: 'page' };
  }
}

/** The reference in `url(…)`, without quotes; undefined for other calls. */
export function styleUrl(tree: FlatTree, call: number): Span | undefined {
  const text = tree.text(call);
  const [whole, quote = '', reference = ''] = /^url\(\s*(["']?)([^"'()]*)\1\s*\)$/i.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const start = (tree.start[call] ?? 0) + text.indexOf('(') + 1 + (/^url\((\s*)/i.exec(text)?.[1]?.length ?? 0) + quote.length;
  return { start, end: start + reference.trimEnd().length };
}

/** Paths that JSX writes out, and `import hero from './hero.png'` that ends up in `<img src={hero}>`. */
function* shownInScript(document: LintDocument, tree: FlatTree): Generator<Written> {
  const imports = imagesImported(tree);
  for (const piece of document.embedded('html')) {
    if (!piece.tree) continue;
    for (const tag of htmlTags(piece.tree)) {
      const source = isImage(tag) ? tag.attributes.get('src') : undefined;
      if (!source?.valueSpan) continue;
      const span = piece.toHost(source.valueSpan);
      const element: ImageElement = { tag, tree: piece.tree, isJsx: true, toDocument: (inside) => piece.toHost(inside) };
      if (!isUnknownValue(source.value)) yield { span, reference: source.value, reader: 'component', element };
      const imported = isUnknownValue(source.value) ? importedAs(document.text, span, imports) : undefined;
      if (imported) yield { ...imported, reader: 'bundler', element };
    }
  }
}

interface Imported {
  readonly span: Span;
  readonly reference: string;
}

/** What code such as `hero`, `hero.src` or `require('./hero.png')` stands for. */
function importedAs(text: string, code: Span, imports: ReadonlyMap<string, Imported>): Imported | undefined {
  const written = text.slice(code.start, code.end);
  const name = IMPORTED_NAME.exec(written)?.[1];
  if (name !== undefined) return imports.get(name);
  const [, before = '', reference] = REQUIRED.exec(written) ?? [];
  const start = code.start + before.length;
  return reference === undefined ? undefined : { span: { start, end: start + reference.length }, reference };
}

function imagesImported(tree: FlatTree): ReadonlyMap<string, Imported> {
  const imported = new Map<string, Imported>();
  for (const node of IMPORTS.nodesIn(tree)) {
    const source = tree.childByField(node, 'source');
    const name = /^import\s+(?:\*\s*as\s+)?([\w$]+)\s+from\b/.exec(tree.text(node))?.[1];
    if (source < 0 || name === undefined) continue;
    const { start, end } = tree.span(source);
    imported.set(name, { span: { start: start + 1, end: end - 1 }, reference: tree.text(source).slice(1, -1) });
  }
  return imported;
}

/** What an attribute says, where the document writes it out: a text or, in JSX, a number in braces. Undefined when it is absent or not known. */
export function attributeOf(document: LintDocument, { tag, toDocument }: ImageElement, name: string): string | undefined {
  const attribute = tag.attributes.get(name);
  if (!attribute?.valueSpan) return undefined;
  const { start, end } = toDocument(attribute.valueSpan);
  const text = document.text.slice(start, end);
  return isUnknownValue(attribute.value) ? NUMBER.exec(text)?.[1] : attribute.value;
}

/** What the start of an image file tells; undefined where it is no image we can read, or nobody has looked yet. */
export function headerOf({ path }: LocalFile, surroundings: Surroundings): ImageHeader | undefined {
  const bytes = surroundings.bytes(path);
  return bytes === undefined || bytes === 'nothing' ? undefined : readImageHeader(bytes);
}
