import type { DrawnBlip } from '../protocol/model.js';
import { pointOf, type View } from './drawing-geometry.js';

export interface PlacedName {
  readonly title: string;
  /** Of the baseline, at its start, middle or end. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Measures {
  /** Of a blip. */
  readonly radius: number;
  /** Of the font. */
  readonly size: number;
  readonly font: string;
  readonly view: View;
  /** Half the width of the cross between the quadrants; a name that crossed it would seem to belong to the other side. */
  readonly gutter: number;
}

/** The names that find a place beside their blips without touching anything else; the others are in the list alone. All in units of the drawing. */
export function placeNames(blips: readonly DrawnBlip[], measures: Measures): PlacedName[] {
  const { radius, view, gutter } = measures;
  const occupied: Box[] = blips.map((blip) => around(pointOf(blip), radius * 1.15));
  occupied.push({ left: view.x, right: view.x + view.size, top: -gutter, bottom: gutter }, { left: -gutter, right: gutter, top: view.y, bottom: view.y + view.size });
  const width = ruler(measures);
  return blips.flatMap((blip) => {
    for (const { name, box } of candidates(blip, width(blip.title), measures)) {
      if (box.left < view.x || box.right > view.x + view.size || box.top < view.y || box.bottom > view.y + view.size) continue;
      if (occupied.some((other) => overlaps(box, other))) continue;
      occupied.push(box);
      return [name];
    }
    return [];
  });
}

function candidates(blip: DrawnBlip, width: number, { radius, size }: Measures): { readonly name: PlacedName; readonly box: Box }[] {
  const { x, y } = pointOf(blip);
  const [away, middle] = [radius * 1.3, y + size * 0.35];
  const { title } = blip;
  // Two names in one line need a gap to be read as two.
  const apart = size * 0.4;
  const row = { top: y - size * 0.6, bottom: y + size * 0.6 };
  const centred = { left: x - width / 2 - apart, right: x + width / 2 + apart };
  return [
    { name: { title, x: x + away, y: middle, anchor: 'start' }, box: { left: x + away, right: x + away + width + apart, ...row } },
    { name: { title, x: x - away, y: middle, anchor: 'end' }, box: { left: x - away - width - apart, right: x - away, ...row } },
    { name: { title, x, y: y + away + size * 0.8, anchor: 'middle' }, box: { ...centred, top: y + away, bottom: y + away + size * 1.1 } },
    { name: { title, x, y: y - away - size * 0.2, anchor: 'middle' }, box: { ...centred, top: y - away - size * 1.1, bottom: y - away } },
  ];
}

function ruler({ size, font }: Measures): (text: string) => number {
  const pen = document.createElement('canvas').getContext('2d');
  if (!pen) return (text) => text.length * size * 0.6;
  // Measured large, because small fonts are rounded to pixels.
  pen.font = `100px ${font}`;
  return (text) => (pen.measureText(text).width * size) / 100;
}

function around({ x, y }: { readonly x: number; readonly y: number }, radius: number): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
