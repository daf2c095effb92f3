import type { DrawnBlip, RadarDrawing } from '../protocol/model.js';
import type { Quadrant } from './quadrants.js';

export interface View {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** What is left free around the outer ring, as a share of its radius. */
export const ROOM = 0.08;

/** The square of the drawing that is shown, in its units: with a little room around it, and no more than the cross towards the other quadrants. */
export function viewOf({ rings, gutter }: RadarDrawing, zoom: Quadrant | undefined): View {
  const radius = rings.at(-1)?.radius ?? 1;
  const room = radius * ROOM;
  if (!zoom) return { x: -radius - room, y: -radius - room, size: 2 * (radius + room) };
  return { x: zoom.across < 0 ? -radius - room : -gutter, y: zoom.down < 0 ? -radius - room : -gutter, size: radius + room + gutter };
}

/** Where a blip stands, in units of the drawing. */
export function pointOf({ angle, distance }: DrawnBlip): { readonly x: number; readonly y: number } {
  return { x: distance * Math.cos(angle), y: distance * Math.sin(angle) };
}

/** The radius of a blip, in units of the drawing: two that are as near as can be leave a quarter of their distance free. */
export function markRadius({ spacing }: RadarDrawing): number {
  return spacing * 0.38;
}
