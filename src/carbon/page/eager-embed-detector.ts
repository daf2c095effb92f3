import type { Detector } from '../../lint/detector.js';
import { htmlTags } from '../../syntax/html-tags.js';

/** Players and maps that load much before anybody looks at them, by the address of the frame. */
const SERVICES: readonly (readonly [RegExp, string])[] = [
  [/^(?:https?:)?\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\//, 'YouTube'],
  [/^(?:https?:)?\/\/player\.vimeo\.com\/video\//, 'Vimeo'],
  [/^(?:https?:)?\/\/(?:www\.|maps\.)?google\.[a-z.]+\/maps\b/, 'Google Maps'],
];

/** A screen holds about so many elements. */
const FIRST_SCREEN = 10;

/** Pages people open to see the map. */
const ABOUT_THE_PLACE = /(?:^|[/_-])(?:contact|directions?|find-?us|locations?|maps?)(?:[-_]us)?\.\w+$/i;

/** Frames of video and map services that are loaded with the page, unless the page begins with them. */
export const eagerEmbed: Detector = function* ({ document }) {
  const { tree } = document;
  if (!tree || document.pathClasses.has('test') || document.pathClasses.has('example') || ABOUT_THE_PLACE.test(document.path)) return;
  let tags = 0;
  let bodyStart: number | undefined;
  for (const { node, name, attributes, isComplete } of htmlTags(tree)) {
    tags++;
    if (/^body$/i.test(name)) bodyStart = tags;
    const source = attributes.get('src');
    // What a page begins with is on the first screen.
    if (bodyStart !== undefined && tags - bodyStart < FIRST_SCREEN) continue;
    if (!/^(?:iframe|IFRAME)$/.test(name) || !isComplete || !source || attributes.has('loading') || /[?&;]autoplay=1/.test(source.value)) continue;
    const service = SERVICES.find(([address]) => address.test(source.value))?.[1];
    if (service === undefined) continue;
    const { end } = tree.span(source.node);
    yield {
      span: tree.span(source.node),
      match: tree.span(node),
      variables: { SERVICE: service },
      fixes: [{ title: 'Load it when it comes into view', safe: false, edits: [{ start: end, end, text: ' loading="lazy"' }] }],
    };
  }
};
