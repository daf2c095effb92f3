import type { Span } from '../../document/position.js';
import type { LintDocument } from '../../lint/document.js';
import type { Surroundings } from '../../lint/surroundings.js';
import { htmlTags, type HtmlAttribute, type HtmlTag } from '../../syntax/html-tags.js';
import { KindSet } from '../../syntax/kind-set.js';
import { gramsPerViews, kilobytes, VIEWS } from '../transfer.js';
import { headerOf, styleUrl } from './image-uses.js';
import { localFile, nameOf, type Reader } from './local-file.js';

/** What a hover says about the file a page loads. */
export interface PageWeight {
  readonly span: Span;
  readonly markdown: string;
}

interface Reference {
  readonly span: Span;
  readonly text: string;
  readonly reader: Reader;
}

/** Attributes that make a browser load a file, by element; links to other pages do not. */
const LOADING: Readonly<Record<string, readonly string[]>> = {
  img: ['src'], video: ['src', 'poster'], audio: ['src'], source: ['src', 'srcset'], script: ['src'], link: ['href'], embed: ['src'], image: ['href', 'xlink:href'], input: ['src'],
};
const IMAGE = /\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp)$/i;
/** What a page loads beside markup; imports of scripts are bundled and say nothing. */
const ASSET = /\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp|mp4|webm|ogv|mov|mp3|ogg|wav|woff2?|ttf|otf|eot|js|mjs|css|wasm)$/i;
const BUNDLED = /\.(?:png|jpe?g|gif|webp|avif|svg|mp4|webm|mp3|ogg|woff2?|ttf|otf|wasm)$/i;
const STYLE_URLS = new KindSet(['call_expression']);
const IMPORTS = new KindSet(['import_statement']);

/**
 * What a local image, font, film, sound, script or style sheet weighs that the document refers to at an offset (a UTF-16 unit): bytes, pixels,
 * and grams of CO2e for 10,000 views. Undefined elsewhere, and while nobody has looked at the file: ask again once `surroundings` know more.
 */
export function pageWeightHover(document: LintDocument, offset: number, surroundings: Surroundings): PageWeight | undefined {
  const reference = referencesIn(document).find(({ span }) => span.start <= offset && offset <= span.end);
  const file = reference && localFile(document.path, reference.text, reference.reader, surroundings);
  if (!reference || !file) return undefined;
  const header = IMAGE.test(file.path) ? headerOf(file, surroundings) : undefined;
  const pixels = header ? ` · ${header.width} × ${header.height} pixels${header.animated === true ? ', animated' : ''}` : '';
  return {
    span: reference.span,
    markdown: [
      `**${nameOf(file.path).replace(/[\\`*_[\]<>]/g, '\\$&')}** · ${kilobytes(file.bytes)}${pixels} · ${gramsPerViews(file.bytes)} CO2e per ${VIEWS.toLocaleString('en')} views`,
      '*Sent without compression or cache. The grams are an estimate: Sustainable Web Design model v4, 0.1482 g a megabyte.*',
    ].join('\n\n'),
  };
}

function referencesIn(document: LintDocument): Reference[] {
  const { tree } = document;
  if (!tree) return [];
  switch (document.language.id) {
    case 'html':
      return [...htmlTags(tree)].flatMap((tag) => loadedBy(tag).map(({ value, valueSpan }) => ({ span: valueSpan, text: value, reader: 'page' as const })));
    case 'css':
      return STYLE_URLS.nodesIn(tree).flatMap((node) => {
        const span = styleUrl(tree, node);
        return span ? [{ span, text: tree.source.slice(span.start, span.end), reader: 'page' as const }] : [];
      });
    case 'tsx':
    case 'typescript':
    case 'javascript':
      return [...importedIn(document), ...shownBy(document)].filter(({ text }) => BUNDLED.test(text));
    default:
      return [];
  }
}

function loadedBy({ name, attributes }: HtmlTag): (HtmlAttribute & { readonly valueSpan: Span })[] {
  const names = Object.hasOwn(LOADING, name.toLowerCase()) ? (LOADING[name.toLowerCase()] ?? []) : [];
  return names.flatMap((attribute) => {
    const found = attributes.get(attribute);
    return found?.valueSpan && ASSET.test(found.value.replace(/[?#].*$/s, '')) ? [{ ...found, valueSpan: found.valueSpan }] : [];
  });
}

function importedIn({ tree }: LintDocument): Reference[] {
  if (!tree) return [];
  return IMPORTS.nodesIn(tree).flatMap((node) => {
    const source = tree.childByField(node, 'source');
    if (source < 0) return [];
    const { start, end } = tree.span(source);
    return [{ span: { start: start + 1, end: end - 1 }, text: tree.text(source).slice(1, -1), reader: 'bundler' as const }];
  });
}

function shownBy(document: LintDocument): Reference[] {
  return document.embedded('html').flatMap((piece) => {
    const tags = piece.tree ? [...htmlTags(piece.tree)] : [];
    return tags.flatMap((tag) => loadedBy(tag).map(({ value, valueSpan }) => ({ span: piece.toHost(valueSpan), text: value, reader: 'component' as const })));
  });
}
