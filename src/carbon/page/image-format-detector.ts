import type { TextEdit } from '../../document/edit.js';
import type { Detection, Detector, DetectorContext } from '../../lint/detector.js';
import type { ProposedFix } from '../../lint/finding.js';
import type { Surroundings } from '../../lint/surroundings.js';
import { manifestOf } from '../browser-bundle.js';
import { ESTIMATE_NOTE, gramsPerViews, kilobytes, VIEWS } from '../transfer.js';
import { estimatedAvifBytes, estimatedWebpBytes, WORTH_CONVERTING } from './image-estimates.js';
import type { ImageHeader } from './image-header.js';
import { attributeOf, headerOf, imageUses, type ImageElement, type ImageUse } from './image-uses.js';
import { nameOf, type LocalFile } from './local-file.js';
import { isOversized } from './oversized-image-detector.js';

/** What converts images while it builds or serves the page. */
const OPTIMISERS = ['vite-imagetools', 'vite-plugin-image-optimizer', 'vite-plugin-imagemin', 'image-minimizer-webpack-plugin', 'imagemin-webp', 'gulp-webp', 'grunt-cwebp', 'sharp', 'gatsby', 'astro', '@11ty/eleventy-img', 'responsive-loader', '@nuxt/image', 'next-optimized-images', 'next-export-optimize-images', '@squoosh/lib'];
/** The part of a file that must be saved. */
const WORTH_A_WORD = 0.2;

/** The same picture in a newer format: a file that is there already, or an estimate. */
interface Lighter {
  readonly bytes: number;
  readonly file?: LocalFile;
  readonly format: 'WebP' | 'AVIF';
}

/** PNG and JPEG files of this workspace on a page that a newer format would make much smaller. */
export const imageFormat: Detector = function* (context) {
  const uses = imageUses(context, /\.(?:png|jpe?g)$/i);
  if (uses.length === 0 || isConverted(context)) return;
  for (const use of uses) {
    const found = isChoice(use, context) ? undefined : judge(use, context);
    if (found) yield found;
  }
};

/** Whether the build may convert images, as far as that is known. */
function isConverted({ document, surroundings }: DetectorContext): boolean {
  const manifest = manifestOf(document.path, surroundings);
  if (manifest === undefined || manifest === 'nothing') return manifest === undefined;
  const all = manifest.names();
  return OPTIMISERS.some((name) => all.has(name));
}

/** Whether browsers that know a newer format are offered one already. */
function isChoice({ element, file }: ImageUse, { document }: DetectorContext): boolean {
  const stem = nameOf(file.path).replace(/\.\w+$/, '');
  if (['webp', 'avif'].some((format) => document.text.includes(`${stem}.${format}`))) return true;
  if (!element) return false;
  const sources = pictureAround(element);
  return /\.(?:webp|avif)\b/i.test(element.tag.attributes.get('srcset')?.value ?? '') || /webp|avif|\?{2}/i.test(sources ?? '');
}

/** The text of the `<picture>` around an image; undefined where there is none. */
function pictureAround({ tag, tree }: ImageElement): string | undefined {
  const picture = [...tree.ancestors(tag.node)].find((up) => /^<picture[\s>]/i.test(tree.text(up).slice(0, 9)));
  return picture === undefined ? undefined : tree.text(picture);
}

function judge(use: ImageUse, context: DetectorContext): Detection | undefined {
  const header = headerOf(use.file, context.surroundings);
  if (!header || header.animated !== false || (header.format !== 'png' && header.format !== 'jpeg') || isOversized(use, header, context.document)) return undefined;
  const lighter = lighterOf(use.file, header, context.surroundings);
  const saved = lighter ? use.file.bytes - lighter.bytes : 0;
  if (!lighter || saved < WORTH_CONVERTING || saved < use.file.bytes * WORTH_A_WORD) return undefined;
  return {
    span: use.span,
    variables: { FILE: nameOf(use.file.path), SAVING: `${lighter.file ? '' : 'about '}${kilobytes(saved)}`, FORMAT: lighter.format, GRAMS: gramsPerViews(saved) },
    details: details(use.file, header, lighter),
    fixes: lighter.file ? fixes(use, lighter.file, context) : [],
  };
}

function lighterOf(file: LocalFile, header: ImageHeader, surroundings: Surroundings): Lighter | undefined {
  const stem = file.path.replace(/\.\w+$/, '');
  const siblings = (['AVIF', 'WebP'] as const).map((format) => {
    const path = `${stem}.${format.toLowerCase()}`;
    return { format, path, status: surroundings.stat(path) };
  });
  if (siblings.some(({ status }) => status === undefined)) return undefined;
  for (const { format, path, status } of siblings) {
    if (status !== undefined && status !== 'nothing' && status.kind === 'file') return { format, bytes: status.bytes, file: { path, bytes: status.bytes } };
  }
  return { format: 'WebP', bytes: estimatedWebpBytes(header) };
}

function details(file: LocalFile, header: ImageHeader, lighter: Lighter): string {
  const row = (name: string, bytes: number, about = 'about ') => `| ${name} | ${about}${kilobytes(bytes)} | ${about}${gramsPerViews(bytes)} |`;
  const name = nameOf(file.path);
  const others = lighter.file ? [row(nameOf(lighter.file.path), lighter.bytes, '')] : [row('as WebP', lighter.bytes), row('as AVIF', estimatedAvifBytes(header))];
  return [
    `| ${header.width} × ${header.height} pixels | size | CO2e of ${VIEWS.toLocaleString('en')} views without a cache |`,
    '|---|---:|---:|',
    row(name, file.bytes, ''),
    ...others,
    '',
    ...(lighter.file ? [] : [`Sizes in the newer formats are Lighthouse's estimate from the pixels. To make the file: \`cwebp -q 80 "${name}" -o "${name.replace(/\.\w+$/, '.webp')}"\`.`]),
    ESTIMATE_NOTE,
  ].join('\n');
}

function fixes({ reference, span, element }: ImageUse, file: LocalFile, { document }: DetectorContext): ProposedFix[] {
  const ending = file.path.slice(file.path.lastIndexOf('.'));
  const other = reference.replace(/\.\w+(?=[?#]|$)/, ending);
  const replace: ProposedFix = { title: `Show ${nameOf(file.path)} instead`, safe: false, edits: [{ ...span, text: other }] };
  if (!element || pictureAround(element) !== undefined || attributeOf(document, element, 'src') === undefined) return [replace];
  return [{ title: `Offer ${nameOf(file.path)} in a picture element`, safe: false, edits: pictureEdits(element, other, ending.slice(1)) }, replace];
}

function pictureEdits({ tag, tree, isJsx, toDocument }: ImageElement, other: string, format: string): TextEdit[] {
  const { start, end } = toDocument(tree.span(tag.node));
  const source = isJsx ? `<source srcSet="${other}" type="image/${format}" />` : `<source srcset="${other}" type="image/${format}">`;
  return [
    { start, end: start, text: `<picture>${source}` },
    { start: end, end, text: '</picture>' },
  ];
}
