import type { Detection, Detector, DetectorContext } from '../../lint/detector.js';
import type { ProposedFix } from '../../lint/finding.js';
import { ESTIMATE_NOTE, gramsPerViews, kilobytes, VIEWS } from '../transfer.js';
import { estimatedVideoBytes, HEAVY_GIF } from './image-estimates.js';
import { attributeOf, headerOf, imageUses, type ImageUse } from './image-uses.js';
import { nameOf, type LocalFile } from './local-file.js';

/** Animated GIF files of this workspace that a short silent video would replace at a fraction of the size. */
export const animatedGif: Detector = function* (context) {
  for (const use of imageUses(context, /\.gif$/i)) {
    const found = use.file.bytes > HEAVY_GIF ? judge(use, context) : undefined;
    if (found) yield found;
  }
};

function judge(use: ImageUse, context: DetectorContext): Detection | undefined {
  const header = headerOf(use.file, context.surroundings);
  if (header?.format !== 'gif' || header.animated !== true) return undefined;
  const video = videoBeside(use.file, context);
  if (video === undefined) return undefined;
  const lighter = video === 'none' ? estimatedVideoBytes(use.file.bytes) : video.bytes;
  const saved = use.file.bytes - lighter;
  if (saved <= 0) return undefined;
  const name = nameOf(use.file.path);
  return {
    span: use.span,
    variables: { FILE: name, SAVING: `${video === 'none' ? 'about ' : ''}${kilobytes(saved)}`, GRAMS: gramsPerViews(saved) },
    details: [
      `| ${header.width} × ${header.height} pixels | size | CO2e of ${VIEWS.toLocaleString('en')} views without a cache |`,
      '|---|---:|---:|',
      `| ${name} | ${kilobytes(use.file.bytes)} | ${gramsPerViews(use.file.bytes)} |`,
      `| ${video === 'none' ? 'as a video, by the estimate of Lighthouse' : nameOf(video.path)} | ${kilobytes(lighter)} | ${gramsPerViews(lighter)} |`,
      '',
      ...(video === 'none' ? [`To make one: \`ffmpeg -i "${name}" -movflags +faststart -pix_fmt yuv420p -vf "scale=trunc(iw/2)*2:trunc(ih/2)*2" "${name.replace(/\.gif$/i, '.mp4')}"\`.`] : []),
      ESTIMATE_NOTE,
    ].join('\n'),
    fixes: video === 'none' ? [] : videoFix(use, video, context),
  };
}

/** The same film as a video in the same folder; `none` where there is none, undefined while nobody has looked. */
function videoBeside(file: LocalFile, { surroundings }: DetectorContext): LocalFile | 'none' | undefined {
  const stem = file.path.replace(/\.gif$/i, '');
  const answers = ['.mp4', '.webm'].map((ending) => ({ path: stem + ending, status: surroundings.stat(stem + ending) }));
  if (answers.some(({ status }) => status === undefined)) return undefined;
  for (const { path, status } of answers) if (status !== undefined && status !== 'nothing' && status.kind === 'file') return { path, bytes: status.bytes };
  return 'none';
}

/** `<img src="a.gif" …>` as a silent loop; the other attributes stay, but for the text that a video has no place for. */
function videoFix({ element, reference }: ImageUse, video: LocalFile, { document }: DetectorContext): ProposedFix[] {
  if (!element || !element.tag.isComplete || attributeOf(document, element, 'src') === undefined) return [];
  const { tag, tree, isJsx, toDocument } = element;
  const kept = [...tag.attributes].filter(([name]) => !['src', 'alt', 'loading', 'decoding'].includes(name)).map(([, { node }]) => {
    const { start, end } = toDocument(tree.span(node));
    return ` ${document.text.slice(start, end)}`;
  });
  const alt = attributeOf(document, element, 'alt') ?? '';
  const label = alt === '' ? '' : ` aria-label="${alt}"`;
  const source = reference.replace(/\.gif(?=[?#]|$)/i, video.path.slice(video.path.lastIndexOf('.')));
  const loop = isJsx ? 'autoPlay loop muted playsInline' : 'autoplay loop muted playsinline';
  const text = `<video src="${source}" ${loop}${label}${kept.join('')}></video>`;
  return [{ title: `Show ${nameOf(video.path)} as a silent loop`, safe: false, edits: [{ ...toDocument(tree.span(tag.node)), text }] }];
}
