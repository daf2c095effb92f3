import type { TextEdit } from '../../document/edit.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import { htmlTags, isUnknownValue, type HtmlAttribute, type HtmlTag } from '../../syntax/html-tags.js';
import type { Detection, Detector } from '../detector.js';
import type { ProposedFix } from '../finding.js';

/** As HTML and React write them; `Video` with a capital is a component of its own. */
const MEDIA = /^(?:video|VIDEO|audio|AUDIO)$/;

/**
 * Sound and film that every visitor downloads: `autoplay`, and `preload="auto"` on a film. Silent for loops
 * without controls, which take the place of animated pictures, for elements without a source, which show what a script gives them (a camera, a
 * call), and where attributes are not known.
 */
export const autoplayMedia: Detector = function* ({ document }) {
  const { tree } = document;
  if (!tree || document.pathClasses.has('test') || document.pathClasses.has('example')) return;
  for (const tag of htmlTags(tree)) {
    const isMedia = tag.isComplete && MEDIA.test(tag.name) && hasSource(tree, tag);
    const found = isMedia ? (startsItself(tree, tag) ?? preloads(tree, tag)) : undefined;
    if (found) yield found;
  }
};

function hasSource(tree: FlatTree, { node, attributes }: HtmlTag): boolean {
  const source = attributes.get('src')?.value;
  if (source !== undefined) return source !== '' && !/^(?:data|blob):/.test(source);
  const element = tree.parentOf(node);
  if (element < 0 || tree.kindName(node) === 'self_closing_tag') return false;
  return [...tree.namedChildren(element)].some((child) => /^<source\s/i.test(tree.text(child)));
}

function startsItself(tree: FlatTree, { name, attributes }: HtmlTag): Detection | undefined {
  const autoplay = attributes.get('autoplay');
  const isDecoration = attributes.has('loop') && !attributes.has('controls');
  if (!autoplay || isDecoration || isUnknownValue(autoplay.value)) return undefined;
  const fixes = attributes.has('controls')
    ? [fix('Let visitors start it', removal(tree, autoplay)), ...(attributes.has('preload') ? [] : [fix('Let visitors start it, and load nothing before', replacement(tree, autoplay, 'preload="none"'))])]
    : [fix('Let visitors start it with controls', replacement(tree, autoplay, 'controls'))];
  return { span: tree.span(autoplay.node), variables: { TAG: name.toLowerCase() }, fixes };
}

function preloads(tree: FlatTree, { name, attributes }: HtmlTag): Detection | undefined {
  const preload = attributes.get('preload');
  if (name.toLowerCase() !== 'video' || !preload || attributes.has('autoplay') || !['', 'auto'].includes(preload.value.toLowerCase())) return undefined;
  return {
    span: tree.span(preload.node),
    variables: { TAG: name.toLowerCase() },
    fixes: [fix('Load only length and first picture before', replacement(tree, preload, 'preload="metadata"')), fix('Load nothing before', replacement(tree, preload, 'preload="none"'))],
  };
}

function fix(title: string, edit: TextEdit): ProposedFix {
  return { title, safe: false, edits: [edit] };
}

function replacement(tree: FlatTree, { node }: HtmlAttribute, text: string): TextEdit {
  return { ...tree.span(node), text };
}

/** An attribute goes with the blanks before it. */
function removal(tree: FlatTree, { node }: HtmlAttribute): TextEdit {
  const { start, end } = tree.span(node);
  let from = start;
  while (/\s/.test(tree.source[from - 1] ?? '')) from--;
  return { start: from, end, text: '' };
}
