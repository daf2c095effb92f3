import type { TextEdit } from '../../document/edit.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import type { Detection, Detector } from '../detector.js';
import type { ProposedFix } from '../finding.js';

/** As HTML and React write them; `Video` with a capital is a component of its own. */
const MEDIA = /^(?:video|VIDEO|audio|AUDIO)$/;
/** A value a template or the program fills in. */
const UNKNOWN_VALUE = /^\?+$|\{\{|\{%|<[?%]/;
/** An attribute list may hold more than it shows: a spread in JSX, an instruction of a template. */
const UNKNOWN_NAME = /^\?+$|[{}%$]/;

interface Attribute {
  readonly node: number;
  readonly value: string;
}

interface Media {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, Attribute>;
}

/**
 * Sound and film that every visitor downloads: `autoplay`, and `preload="auto"` on a film. Silent for muted loops, which
 * take the place of animated pictures, for elements without a source, which show what a script gives them (a camera, a
 * call), and where attributes are not known.
 */
export const autoplayMedia: Detector = function* ({ document }) {
  const { tree } = document;
  if (!tree || document.pathClasses.has('test') || document.pathClasses.has('example')) return;
  const tags = new Set(['start_tag', 'self_closing_tag'].flatMap((kind) => tree.vocabulary.kindId(kind, true) ?? []));
  for (let node = 0; node < tree.count; node++) {
    const media = tags.has(tree.kind[node] ?? -1) ? mediaOf(tree, node) : undefined;
    const found = media && hasSource(tree, node, media) ? (startsItself(tree, media) ?? preloads(tree, media)) : undefined;
    if (found) yield found;
  }
};

/** The element a tag begins, or undefined when it is no media element or its attributes are not all known. */
function mediaOf(tree: FlatTree, tag: number): Media | undefined {
  const [name, ...parts] = [...tree.namedChildren(tag)];
  if (name === undefined || !MEDIA.test(tree.text(name))) return undefined;
  const attributes = new Map<string, Attribute>();
  for (const part of parts) {
    const [key, value] = [...tree.namedChildren(part)];
    if (tree.kindName(part) !== 'attribute' || key === undefined || UNKNOWN_NAME.test(tree.text(key))) return undefined;
    attributes.set(tree.text(key).toLowerCase(), { node: part, value: value === undefined ? '' : tree.text(value).replace(/^["']|["']$/g, '') });
  }
  return { tag: tree.text(name).toLowerCase(), attributes };
}

function hasSource(tree: FlatTree, tag: number, { attributes }: Media): boolean {
  const source = attributes.get('src')?.value;
  if (source !== undefined) return source !== '' && !/^(?:data|blob):/.test(source);
  const element = tree.parentOf(tag);
  if (element < 0 || tree.kindName(tag) === 'self_closing_tag') return false;
  return [...tree.namedChildren(element)].some((child) => /^<source\s/i.test(tree.text(child)));
}

function startsItself(tree: FlatTree, { tag, attributes }: Media): Detection | undefined {
  const autoplay = attributes.get('autoplay');
  if (!autoplay || UNKNOWN_VALUE.test(autoplay.value) || (attributes.has('muted') && attributes.has('loop'))) return undefined;
  const fixes = attributes.has('controls')
    ? [fix('Let visitors start it', removal(tree, autoplay)), ...(attributes.has('preload') ? [] : [fix('Let visitors start it, and load nothing before', replacement(tree, autoplay, 'preload="none"'))])]
    : [fix('Let visitors start it with controls', replacement(tree, autoplay, 'controls'))];
  return { span: tree.span(autoplay.node), variables: { TAG: tag }, fixes };
}

function preloads(tree: FlatTree, { tag, attributes }: Media): Detection | undefined {
  const preload = attributes.get('preload');
  if (tag !== 'video' || !preload || attributes.has('autoplay') || !['', 'auto'].includes(preload.value.toLowerCase())) return undefined;
  return {
    span: tree.span(preload.node),
    variables: { TAG: tag },
    fixes: [fix('Load only length and first picture before', replacement(tree, preload, 'preload="metadata"')), fix('Load nothing before', replacement(tree, preload, 'preload="none"'))],
  };
}

function fix(title: string, edit: TextEdit): ProposedFix {
  return { title, safe: false, edits: [edit] };
}

function replacement(tree: FlatTree, { node }: Attribute, text: string): TextEdit {
  return { ...tree.span(node), text };
}

/** An attribute goes with the blanks before it. */
function removal(tree: FlatTree, { node }: Attribute): TextEdit {
  const { start, end } = tree.span(node);
  let from = start;
  while (/\s/.test(tree.source[from - 1] ?? '')) from--;
  return { start: from, end, text: '' };
}
