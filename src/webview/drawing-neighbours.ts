import type { DrawnBlip } from '../protocol/model.js';
import { RINGS } from './rings.js';

export type Step = 'next' | 'previous' | 'inwards' | 'outwards' | 'first' | 'last';

/** Where the keyboard goes from a blip: round its ring by angle, or to the nearest angle in the next ring of its quadrant that has blips; undefined at an end. */
export function neighbour(blips: readonly DrawnBlip[], from: DrawnBlip, step: Step): DrawnBlip | undefined {
  switch (step) {
    case 'first':
      return blips[0];
    case 'last':
      return blips.at(-1);
    case 'next':
      return inRing(blips, from, 1);
    case 'previous':
      return inRing(blips, from, -1);
    case 'inwards':
      return inQuadrant(blips, from, -1);
    case 'outwards':
      return inQuadrant(blips, from, 1);
  }
}

function inRing(blips: readonly DrawnBlip[], from: DrawnBlip, by: 1 | -1): DrawnBlip | undefined {
  const ring = blips.filter(({ ring }) => ring === from.ring).sort((a, b) => a.angle - b.angle || a.distance - b.distance);
  return ring.at((ring.indexOf(from) + by) % ring.length);
}

function inQuadrant(blips: readonly DrawnBlip[], from: DrawnBlip, by: 1 | -1): DrawnBlip | undefined {
  const quadrant = blips.filter((blip) => blip.quadrant === from.quadrant);
  const away = (blip: DrawnBlip): number => Math.abs(blip.angle - from.angle);
  for (let ring = place(from) + by; ring >= 0 && ring < RINGS.length; ring += by) {
    const nearest = quadrant.filter((blip) => place(blip) === ring).sort((a, b) => away(a) - away(b))[0];
    if (nearest) return nearest;
  }
  return undefined;
}

function place({ ring }: DrawnBlip): number {
  return RINGS.findIndex(({ id }) => id === ring);
}

/** How long a pause ends a word that is being typed, in milliseconds. */
const PAUSE = 800;

/** Finds blips by the letters of their names as they are typed; the same letter again goes on to the next. */
export class TypeAhead {
  #typed = '';
  #timer: number | undefined;

  /** Whether a blank would go on with a word. */
  get typing(): boolean {
    return this.#typed !== '';
  }

  find(blips: readonly DrawnBlip[], from: DrawnBlip | undefined, letter: string): DrawnBlip | undefined {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#typed = ''; }, PAUSE);
    const repeated = this.#typed === letter.toLowerCase();
    if (!repeated) this.#typed += letter.toLowerCase();
    const at = from ? blips.indexOf(from) : -1;
    // A longer word may still mean the blip it has led to.
    const start = at + (this.#typed.length === 1 ? 1 : 0);
    return [...blips.slice(Math.max(start, 0)), ...blips.slice(0, Math.max(start, 0))].find(({ title }) => title.toLowerCase().startsWith(this.#typed));
  }
}
