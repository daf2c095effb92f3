import type { Span } from '../../document/position.js';
import type { Detection, Detector, DetectorContext } from '../../lint/detector.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import { KindSet } from '../../syntax/kind-set.js';
import { ESTIMATE_NOTE, gramsPerViews, kilobytes, VIEWS } from '../transfer.js';
import { WORTH_CONVERTING } from './image-estimates.js';
import { styleUrl } from './image-uses.js';
import { localFile, nameOf, type LocalFile } from './local-file.js';

/** WOFF2 over TrueType of the same fonts: the 20 fonts of KaTeX 0.19.1 have 513,664 bytes as TTF and 259,792 as WOFF2. */
const WOFF2_SHARE = 259_792 / 513_664;
const AT_RULES = new KindSet(['at_rule']);
const STYLE_URLS = new KindSet(['call_expression']);

/** Fonts of this workspace that a style sheet offers uncompressed and in no other form. */
export const fontFormat: Detector = function* (context) {
  const { document } = context;
  const { tree } = document;
  if (!tree || document.pathClasses.has('test') || document.pathClasses.has('example')) return;
  for (const node of AT_RULES.nodesIn(tree)) {
    const face = tree.text(node);
    if (!/^@font-face\b/i.test(face) || /woff|data:/i.test(face)) continue;
    const url = urlsIn(tree, node).find(({ text }) => /\.(?:ttf|otf)(?:[?#]|$)/i.test(text));
    const file = url && localFile(document.path, url.text, 'page', context.surroundings);
    const found = url && file ? judge(url, file, context) : undefined;
    if (found) yield found;
  }
};

interface StyleUrl {
  readonly call: Span;
  readonly span: Span;
  readonly text: string;
}

function urlsIn(tree: FlatTree, rule: number): StyleUrl[] {
  return STYLE_URLS.nodesIn(tree).filter((node) => node > rule && node < (tree.next[rule] ?? 0)).flatMap((node) => {
    const span = styleUrl(tree, node);
    return span ? [{ call: tree.span(node), span, text: tree.source.slice(span.start, span.end) }] : [];
  });
}

function judge({ call, span, text }: StyleUrl, file: LocalFile, { document, surroundings }: DetectorContext): Detection | undefined {
  const other = file.path.replace(/\.\w+$/, '.woff2');
  const status = surroundings.stat(other);
  if (status === undefined) return undefined;
  const isThere = status !== 'nothing' && status.kind === 'file';
  const lighter = isThere ? status.bytes : Math.round(file.bytes * WOFF2_SHARE);
  if (file.bytes - lighter < WORTH_CONVERTING) return undefined;
  const name = nameOf(file.path);
  const reference = text.replace(/\.\w+(?=[?#]|$)/, '.woff2');
  const quote = document.text[span.start - 1] === "'" ? "'" : '"';
  return {
    span,
    variables: { FILE: name, SIZE: kilobytes(file.bytes), SAVING: `${isThere ? '' : 'about '}${kilobytes(file.bytes - lighter)}` },
    details: [
      `| | size | CO2e of ${VIEWS.toLocaleString('en')} views without a cache |`,
      '|---|---:|---:|',
      `| ${name} | ${kilobytes(file.bytes)} | ${gramsPerViews(file.bytes)} |`,
      `| ${isThere ? nameOf(other) : 'as WOFF2, by the average of 20 fonts'} | ${kilobytes(lighter)} | ${gramsPerViews(lighter)} |`,
      '',
      ...(isThere ? [] : [`To make the file: \`woff2_compress "${name}"\`.`]),
      ESTIMATE_NOTE,
    ].join('\n'),
    fixes: isThere ? [{ title: `Offer ${nameOf(other)} first`, safe: false, edits: [{ start: call.start, end: call.start, text: `url(${quote}${reference}${quote}) format(${quote}woff2${quote}), ` }] }] : [],
  };
}
