/** Quadrants as one reads them on the drawing, with the side of the middle each is on: -1 is left or up. */
export const QUADRANTS = [
  { id: 'techniques', title: 'Techniques', across: -1, down: -1 },
  { id: 'tools', title: 'Tools', across: 1, down: -1 },
  { id: 'platforms', title: 'Platforms', across: -1, down: 1 },
  { id: 'languages-and-frameworks', title: 'Languages and frameworks', across: 1, down: 1 },
] as const;

export type Quadrant = (typeof QUADRANTS)[number];
