import type { DrawnBlip, RadarDrawing } from '../protocol/model.js';
import { svgElement } from './dom.js';
import { markRadius, pointOf, ROOM, viewOf, type View } from './drawing-geometry.js';
import { placeNames } from './drawing-names.js';
import { lettersOf, markOf, numberPlace, nameOf } from './marks.js';
import { QUADRANTS, type Quadrant } from './quadrants.js';
import { RINGS } from './rings.js';

export interface ChartOptions {
  /** The quadrant that fills the drawing; all four when there is none. */
  readonly zoom: Quadrant | undefined;
  /** How many pixels a unit of the drawing takes; decides what is large enough to be read. */
  readonly scale: number;
  /** Whether names stand beside the blips where there is room. */
  readonly names: boolean;
  /** The font of names, as CSS writes families. */
  readonly font: string;
}

/** Sizes in pixels below which a text is left out, and those a text has where there is room. */
const READABLE = 7;
const TEXT = 12;
/** How large a number is, of two digits and of three, for a radius of 1. */
const DIGITS = { two: 1.02, three: 0.84 } as const;

/** The radar as SVG. Blips are buttons in groups by ring and quadrant; what only the eye needs is hidden from screen readers. */
export function chart(drawing: RadarDrawing, options: ChartOptions): SVGSVGElement {
  const view = viewOf(drawing, options.zoom);
  const shown = drawing.blips.filter(({ quadrant }) => !options.zoom || quadrant === options.zoom.id);
  const where = options.zoom ? `Radar, ${options.zoom.title}` : 'Radar';
  return svgElement(
    'svg',
    { class: 'chart-drawing', role: 'group', 'aria-label': `${where}, ${counted(shown.length)}`, viewBox: [view.x, view.y, view.size, view.size].map(rounded).join(' ') },
    ground(drawing, options),
    ...cells(drawing, shown, options),
    options.names ? names(drawing, shown, options, view) : undefined,
  );
}

function counted(count: number): string {
  return count === 1 ? '1 blip' : `${count} blips`;
}

function ground(drawing: RadarDrawing, options: ChartOptions): SVGGElement {
  const radius = drawing.rings.at(-1)?.radius ?? 1;
  const discs = [...drawing.rings].reverse().map(({ id, radius: r }) => svgElement('circle', { class: `disc disc-${id}`, r }));
  const { gutter } = drawing;
  const cross = [
    svgElement('rect', { class: 'cross', x: -radius - 5, y: -gutter, width: 2 * radius + 10, height: 2 * gutter }),
    svgElement('rect', { class: 'cross', x: -gutter, y: -radius - 5, width: 2 * gutter, height: 2 * radius + 10 }),
  ];
  return svgElement('g', { 'aria-hidden': 'true' }, ...discs, ...cross, ...ringTitles(drawing, options), ...corners(radius, options));
}

/** In the cross beside the middle, on both sides; two letters alone where the whole would not be readable. */
function ringTitles({ rings, gutter }: RadarDrawing, { scale, zoom }: ChartOptions): SVGTextElement[] {
  const whole = gutter * 1.15 * scale >= READABLE;
  const size = whole ? Math.min(gutter * 1.15, (TEXT + 1) / scale) : Math.min(gutter * 2.4, TEXT / scale);
  return rings.flatMap(({ id, radius }, index) => {
    const title = RINGS.find((ring) => ring.id === id)?.title ?? id;
    const middle = ((rings[index - 1]?.radius ?? gutter * 2) + radius) / 2;
    const sides = zoom ? [zoom.across] : [-1, 1];
    return sides.map((side) => svgElement('text', { class: 'ring-title', x: rounded(side * middle), y: rounded(size * 0.35), 'font-size': rounded(size) }, whole ? title : title.slice(0, 2)));
  });
}

/** A surface to press in each quadrant, with its name in the corner the circle leaves free. */
function corners(radius: number, { zoom, scale }: ChartOptions): SVGElement[] {
  if (zoom) return [];
  const size = 15 / scale;
  return QUADRANTS.flatMap(({ id, title, across, down }) => {
    const place = { x: across < 0 ? -radius : 0, y: down < 0 ? -radius : 0, width: radius, height: radius };
    const surface = svgElement('rect', { class: 'surface', 'data-quadrant': id, ...place });
    // The longest name would run into the circle on a small drawing.
    if (size > radius * 0.06) return [surface];
    const edge = radius * (1 + ROOM * 0.6);
    return [surface, svgElement('text', { class: 'quadrant-title', 'data-quadrant': id, x: across * edge, y: down * edge + (down < 0 ? size * 0.7 : 0), 'text-anchor': across < 0 ? 'start' : 'end', 'font-size': rounded(size) }, title)];
  });
}

function cells(drawing: RadarDrawing, shown: readonly DrawnBlip[], { scale }: ChartOptions): SVGGElement[] {
  return RINGS.flatMap((ring) =>
    QUADRANTS.flatMap((quadrant) => {
      const blips = shown.filter((blip) => blip.ring === ring.id && blip.quadrant === quadrant.id);
      if (blips.length === 0) return [];
      return [svgElement('g', { role: 'group', 'aria-label': `${ring.title}, ${quadrant.title}, ${counted(blips.length)}` }, ...blips.map((blip) => blipMark(drawing, blip, ring.title, scale)))];
    }),
  );
}

function blipMark(drawing: RadarDrawing, blip: DrawnBlip, ringTitle: string, scale: number): SVGGElement {
  const { x, y } = pointOf(blip);
  const radius = markRadius(drawing);
  const place = numberPlace(blip.moved);
  const size = radius * place.size * (blip.number < 100 ? DIGITS.two : DIGITS.three);
  // All numbers or none: one that is missing would look like a mistake.
  const numbered = radius * DIGITS.three * scale >= READABLE;
  const letters = lettersOf({ ...blip, usedHere: false });
  return svgElement(
    'g',
    { class: 'blip', role: 'button', tabindex: -1, 'data-blip': blip.id, 'aria-label': nameOf(blip, ringTitle), transform: `translate(${rounded(x)} ${rounded(y)})` },
    svgElement('circle', { class: 'halo', r: rounded(drawing.spacing * 0.48) }),
    markOf(blip, radius),
    !numbered ? undefined : svgElement('text', { class: 'number', y: rounded(radius * place.down + size * 0.36), 'font-size': rounded(size) }, String(blip.number)),
    letters === '' || radius * 0.7 * scale < READABLE ? undefined : svgElement('text', { class: 'letters', 'aria-hidden': 'true', x: rounded(radius * 0.72), y: rounded(-radius * 0.62), 'font-size': rounded(radius * 0.7) }, letters),
  );
}

function names(drawing: RadarDrawing, shown: readonly DrawnBlip[], { scale, font }: ChartOptions, view: View): SVGGElement {
  const size = TEXT / scale;
  const placed = placeNames(shown, { radius: markRadius(drawing), size, font, view, gutter: drawing.gutter });
  return svgElement('g', { class: 'names', 'aria-hidden': 'true', 'font-size': rounded(size) }, ...placed.map(({ title, x, y, anchor }) => svgElement('text', { x: rounded(x), y: rounded(y), 'text-anchor': anchor }, title)));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
