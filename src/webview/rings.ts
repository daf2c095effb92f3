import { drawing } from './dom.js';

/** Rings from the inside out, with what each asks of the reader. */
export const RINGS = [
  { id: 'adopt', title: 'Adopt', meaning: 'use it' },
  { id: 'trial', title: 'Trial', meaning: 'use it where a failure is cheap' },
  { id: 'assess', title: 'Assess', meaning: 'get to know it' },
  { id: 'hold', title: 'Hold', meaning: 'start nothing new with it' },
] as const;

/** Told apart by shape, not by colour: full, half, empty, crossed out. */
const SHAPES: Readonly<Record<string, Parameters<typeof drawing>[2]>> = {
  adopt: [['circle', { cx: '6', cy: '6', r: '5', fill: 'currentColor' }]],
  trial: [
    ['circle', { cx: '6', cy: '6', r: '4.4', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.2' }],
    ['path', { d: 'M6 1.6a4.4 4.4 0 0 0 0 8.8z', fill: 'currentColor' }],
  ],
  assess: [['circle', { cx: '6', cy: '6', r: '4.4', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.2' }]],
  hold: [
    ['circle', { cx: '6', cy: '6', r: '4.4', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.2' }],
    ['path', { d: 'M3 9l6-6', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.2' }],
  ],
};

export function ringShape(ring: string): SVGSVGElement {
  return drawing(`ring ring-${ring}`, 12, SHAPES[ring] ?? []);
}
