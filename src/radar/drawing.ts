import { RINGS, type Knowledge } from '../knowledge/model.js';
import type { DrawnBlip, RadarDrawing } from '../protocol/model.js';
import { GUTTER, RING_RADII, radarLayout } from './layout.js';
import { radarOverview, type UsageSource } from './overview.js';

/** The radar with every blip in its place; lengths are in the units of the layout. */
export function radarDrawing(knowledge: Knowledge, usages: UsageSource): RadarDrawing {
  const { blips, talks } = radarOverview(knowledge, usages);
  const summaries = new Map(blips.map((blip) => [blip.id, blip]));
  const movements = new Map(knowledge.blips.map(({ id, moved }) => [id, moved]));
  const { placements, spacing } = radarLayout(knowledge.blips);
  const drawn = placements.flatMap((placement): DrawnBlip[] => {
    const summary = summaries.get(placement.id);
    const moved = movements.get(placement.id);
    return summary ? [{ ...summary, ...placement, ...(moved === undefined ? {} : { moved }) }] : [];
  });
  return { blips: drawn, rings: RINGS.map((id) => ({ id, radius: RING_RADII[id] })), gutter: GUTTER, spacing, talks };
}
