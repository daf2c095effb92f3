import type { Detector } from '../../lint/detector.js';
import type { LintDocument } from '../../lint/document.js';
import { ESTIMATE_NOTE, gramsPerViews, kilobytes, VIEWS } from '../transfer.js';
import type { ImageHeader } from './image-header.js';
import { attributeOf, headerOf, imageUses, type ImageUse } from './image-uses.js';
import { nameOf } from './local-file.js';

/** Screens with two device pixels for each pixel of the page are common, and deserve them. */
const DENSITY = 2;
/** As Lighthouse has it for images that could come in several sizes. */
const WORTH_RESIZING = 12 * 1024;
/** The part of a file that must be too much. */
const WORTH_A_WORD = 0.25;
/** Styles that may show an image wider than its attribute says. */
const STRETCHED = /(?:^|[\s:])(?:w-|!w-|min-w-|size-|col-|img-fluid|img-responsive|container|full|cover)/;

/** Images with more than twice the pixels that the width they are shown with can use. */
export const oversizedImage: Detector = function* (context) {
  for (const use of imageUses(context, /\.(?:png|jpe?g|webp)$/i)) {
    const header = headerOf(use.file, context.surroundings);
    const shown = header && isOversized(use, header, context.document) ? shownWidth(use, context.document) : undefined;
    const width = use.element?.tag.attributes.get('width') ?? use.element?.tag.attributes.get('style');
    if (!header || shown === undefined || !use.element || !width) continue;
    const excess = excessBytes(use.file.bytes, header.width, shown);
    const name = nameOf(use.file.path);
    yield {
      span: use.element.toDocument(use.element.tree.span(width.node)),
      variables: { FILE: name, PIXELS: String(header.width), SHOWN: String(shown), SAVING: kilobytes(excess) },
      details: details(use, header, shown),
    };
  }
};

/** Whether an image has so many more pixels than it is shown with, on a screen of double density, that a smaller copy is worth making. */
export function isOversized(use: ImageUse, { width }: ImageHeader, document: LintDocument): boolean {
  const shown = shownWidth(use, document);
  if (shown === undefined || width <= shown * DENSITY) return false;
  const excess = excessBytes(use.file.bytes, width, shown);
  return excess >= WORTH_RESIZING && excess >= use.file.bytes * WORTH_A_WORD;
}

/** The width in CSS pixels an element gives its image; undefined where style sheets or other sizes may have a say. */
function shownWidth({ element }: ImageUse, document: LintDocument): number | undefined {
  if (!element?.tag.isComplete || element.tag.attributes.has('srcset') || element.tag.attributes.has('sizes')) return undefined;
  const style = element.tag.attributes.has('style') ? attributeOf(document, element, 'style') : '';
  const names = ['class', 'classname'].map((name) => (element.tag.attributes.has(name) ? attributeOf(document, element, name) : ''));
  if (style === undefined || names.some((name) => name === undefined || STRETCHED.test(name))) return undefined;
  const styled = /(?:^|;)\s*(?:min-)?width\s*:\s*([^;]*)/i.exec(style)?.[1]?.trim();
  const width = styled ?? attributeOf(document, element, 'width') ?? '';
  return /^\d+(?:px)?$/.test(width) && Number.parseInt(width, 10) > 0 ? Number.parseInt(width, 10) : undefined;
}

/** Bytes grow with the area: what remains beyond the pixels a dense screen can show. */
function excessBytes(bytes: number, width: number, shown: number): number {
  return Math.round(bytes * (1 - ((shown * DENSITY) / width) ** 2));
}

function details({ file }: ImageUse, { width, height }: ImageHeader, shown: number): string {
  const needed = shown * DENSITY;
  const rest = file.bytes - excessBytes(file.bytes, width, shown);
  const name = nameOf(file.path);
  const copy = name.replace(/(?=\.\w+$)/, `-${needed}`);
  return [
    `| Pixels | size | CO2e of ${VIEWS.toLocaleString('en')} views without a cache |`,
    '|---|---:|---:|',
    `| ${width} × ${height}, the file | ${kilobytes(file.bytes)} | ${gramsPerViews(file.bytes)} |`,
    `| ${needed} × ${Math.round((height * needed) / width)}, twice the width it is shown with | about ${kilobytes(rest)} | about ${gramsPerViews(rest)} |`,
    '',
    `A smaller copy: \`magick "${name}" -resize ${needed}x "${copy}"\`. Where large screens show it larger, keep both and list them: \`srcset="${copy} ${needed}w, ${name} ${width}w"\` with \`sizes\`.`,
    ESTIMATE_NOTE,
  ].join('\n');
}
