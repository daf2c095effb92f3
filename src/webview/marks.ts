import type { DrawnBlip } from '../protocol/model.js';
import { svgElement } from './dom.js';

type Marked = Pick<DrawnBlip, 'ring' | 'basis' | 'moved' | 'usedHere'>;

/** Outlines around the middle for a radius of 1: a circle stayed, a point leads inwards or outwards, a square is new. */
const OUTLINES: Readonly<Record<string, string>> = {
  new: 'M-.9-.9H.9V.9H-.9Z',
  in: 'M0-1.2L1.14.82H-1.14Z',
  out: 'M0 1.2L1.14-.82H-1.14Z',
};
const CIRCLE = 'M-1 0A1 1 0 1 1 1 0A1 1 0 1 1-1 0Z';

/** Where a number has most room within the outline of a movement: how far down, and how large, for a radius of 1. */
export function numberPlace(moved: string | undefined): { readonly down: number; readonly size: number } {
  return moved === 'in' ? { down: 0.22, size: 0.8 } : moved === 'out' ? { down: -0.22, size: 0.8 } : { down: 0, size: 1 };
}

/** What is said of a blip beside its ring, by letter. */
export const MARKS = [
  { letter: 'N', text: 'new in this edition', of: (blip: Marked) => blip.moved === 'new' },
  { letter: 'I', text: 'moved in', of: (blip: Marked) => blip.moved === 'in' },
  { letter: 'O', text: 'moved out', of: (blip: Marked) => blip.moved === 'out' },
  { letter: 'R', text: 'our reading of the talk', of: (blip: Marked) => blip.basis !== 'explicit' },
  { letter: 'U', text: 'used here', of: (blip: Marked) => blip.usedHere },
] as const;

/** The letters that hold for a blip, such as `RU`. */
export function lettersOf(blip: Marked): string {
  return MARKS.filter(({ of }) => of(blip)).map(({ letter }) => letter).join('');
}

/** What the letters say, in words. */
export function remarksOf(blip: Marked): string[] {
  return MARKS.filter(({ of }) => of(blip)).map(({ text }) => text);
}

/** A blip in words, first what its row shows in the order it shows it: who speaks to the editor says what they see. */
export function nameOf(blip: DrawnBlip, ring: string): string {
  return [`${blip.number}. ${blip.title}`, ...(blip.usedHere ? ['used here'] : []), ring, ...remarksOf({ ...blip, usedHere: false })].join('. ');
}

/** The shape of a blip around the middle: its outline says how it moved, a dashed one that we inferred it, a dot that it is used here. */
export function markOf(blip: Marked, radius: number): SVGGElement {
  const outline = OUTLINES[blip.moved ?? ''] ?? CIRCLE;
  const scale = `scale(${radius})`;
  const kind = blip.basis === 'explicit' ? 'said' : 'inferred';
  return svgElement(
    'g',
    { class: `mark mark-${blip.ring} ${kind}` },
    svgElement('path', { class: 'mark-ground', d: outline, transform: scale }),
    svgElement('path', { class: 'mark-shape', d: outline, transform: scale, 'stroke-width': 0.16, 'stroke-dasharray': kind === 'inferred' ? '.34 .2' : undefined }),
    blip.usedHere ? svgElement('circle', { class: 'mark-used', cx: radius * 0.85, cy: radius * 0.85, r: radius * 0.36, 'stroke-width': radius * 0.12 }) : undefined,
  );
}
