import { QUADRANTS, RINGS, type Blip } from '../knowledge/model.js';

/** Where a blip stands, in a circle of `RADIUS` units around the middle. */
export interface Placement {
  readonly id: string;
  /** Counted from 1 by ring, then quadrant, then angle: what is printed in the blip. */
  readonly number: number;
  /** Radians, clockwise from the right as in SVG, where the vertical axis points down: from 0 to below 2π. */
  readonly angle: number;
  /** From the middle, in units. */
  readonly distance: number;
}

export interface RadarLayout {
  /** By ring and quadrant and number. */
  readonly placements: readonly Placement[];
  /** No two middles of blips are nearer to each other than this, in units; and none is nearer than half of it to a border. */
  readonly spacing: number;
}

type Placeable = Pick<Blip, 'id' | 'ring' | 'quadrant'>;

/** Of the drawing, in units of the layout. */
export const RADIUS = 1000;
/** Outer borders of the rings, from the inside out. They never follow the blips: a border that moves takes every blip along. */
export const RING_RADII: Readonly<Record<Blip['ring'], number>> = { adopt: 600, trial: 800, assess: 895, hold: RADIUS };
/** Half the width of the cross between the quadrants, in which the names of the rings stand. */
export const GUTTER = 24;
/** Where a quadrant begins; it ends a quarter of a turn later. Upper left and right, then lower left and right, as one reads. */
const START: Readonly<Record<Blip['quadrant'], number>> = { techniques: Math.PI, tools: 1.5 * Math.PI, platforms: 0.5 * Math.PI, 'languages-and-frameworks': 0 };

const WIDEST = 106;
/** A step to a finer lattice moves a whole cell, so steps are far apart: each has room for about twice as many. */
const STEP = Math.SQRT1_2;

interface Slot {
  readonly angle: number;
  readonly distance: number;
}

/**
 * Gives every blip a slot of its own in the cell of its ring and quadrant. The order of the blips does not matter, and one more
 * moves few of the others: each goes to the free slot it likes best by its hash, and the hash also says who chooses first
 * (rendezvous hashing, Thaler and Ravishankar 1998).
 */
export function radarLayout(blips: readonly Placeable[]): RadarLayout {
  let spacing = WIDEST;
  const placements: Placement[] = [];
  for (const ring of RINGS) {
    for (const quadrant of QUADRANTS) {
      const ids = blips.filter((blip) => blip.ring === ring && blip.quadrant === quadrant).map(({ id }) => id);
      const lattice = latticeFor(ring, quadrant, ids.length);
      if (ids.length > 0) spacing = Math.min(spacing, lattice.spacing);
      for (const { id, slot } of seat(ids, lattice.slots)) placements.push({ id, number: placements.length + 1, ...slot });
    }
  }
  return { placements, spacing };
}

/** The widest lattice with a slot to spare. */
function latticeFor(ring: Blip['ring'], quadrant: Blip['quadrant'], count: number): { readonly spacing: number; readonly slots: readonly Slot[] } {
  for (let spacing = WIDEST; ; spacing *= STEP) {
    const slots = slotsOf(ring, START[quadrant], spacing);
    if (slots.length > count) return { spacing, slots };
  }
}

/** Slots on arcs around the middle, clockwise; neighbours are `spacing` apart or more. */
function slotsOf(ring: Blip['ring'], start: number, spacing: number): Slot[] {
  const inner = RING_RADII[RINGS[RINGS.indexOf(ring) - 1] ?? ring];
  const [from, to] = [(inner < RING_RADII[ring] ? inner : 0) + spacing / 2, RING_RADII[ring] - spacing / 2];
  const arcs = Math.floor((to - from) / spacing) + 1;
  const slots: Slot[] = [];
  for (let arc = 0; arc < arcs; arc++) {
    const distance = arcs === 1 ? (from + to) / 2 : from + ((to - from) * arc) / (arcs - 1);
    slots.push(...slotsOnArc(distance, start, spacing));
  }
  return slots.sort((a, b) => a.angle - b.angle || a.distance - b.distance);
}

function slotsOnArc(distance: number, start: number, spacing: number): Slot[] {
  const margin = (GUTTER + spacing / 2) / distance;
  if (margin > Math.SQRT1_2) return [];
  const free = Math.PI / 2 - 2 * Math.asin(margin);
  // The chord of this angle is as long as the spacing.
  const count = Math.floor(free / (2 * Math.asin(spacing / (2 * distance)))) + 1;
  return Array.from({ length: count }, (_, index) => ({ distance, angle: start + Math.asin(margin) + (count === 1 ? free / 2 : (free * index) / (count - 1)) }));
}

/** Who gets which slot, by slot. */
function seat(ids: readonly string[], slots: readonly Slot[]): { readonly id: string; readonly slot: Slot }[] {
  const taken = new Map<number, string>();
  const queue = ids.map((id) => ({ id, turn: hash(id) })).sort((a, b) => a.turn - b.turn || (a.id < b.id ? -1 : 1));
  for (const { id } of queue) {
    let [best, liking] = [-1, -1];
    for (let index = 0; index < slots.length; index++) {
      const liked = taken.has(index) ? -1 : hash(`${id} ${index}`);
      if (liked > liking) [best, liking] = [index, liked];
    }
    taken.set(best, id);
  }
  return slots.flatMap((slot, index) => {
    const id = taken.get(index);
    return id === undefined ? [] : [{ id, slot }];
  });
}

/** 32 bits of FNV-1a, stirred by the last step of MurmurHash3 because texts that differ at their end alone would come out alike. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) bits = Math.imul(bits ^ text.charCodeAt(i), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
