import { RINGS } from '../../knowledge/model.js';
import type { JsonValue } from './json.js';
import { keyOf, NUMBERED_QUADRANTS, quadrantNamed, RadarCollector, ringNamed, unknownQuadrant, unknownRing, type Movement, type RadarItem, type ReadRadar } from './radar-file.js';

const MOVEMENTS: Readonly<Record<string, Movement>> = { '-1': 'out', '0': 'none', '1': 'in', '2': 'new' };
const MOVED: Readonly<Record<Movement, number>> = { out: -1, none: 0, in: 1, new: 2 };

/**
 * A radar in the JSON of Zalando's drawing: `{ date, entries: [{ label, quadrant, ring, moved, active, link }] }` with
 * numbers from 0. Names of quadrants and rings are taken from lists of that name where the file has them.
 */
export function readZalando(text: string, root: JsonValue): ReadRadar {
  const collector = new RadarCollector(text);
  const named = (list: string, place: string) => root.get(list)?.items[Number(place)]?.textOf('name') || undefined;
  for (const entry of root.get('entries')?.items ?? []) {
    const title = entry.textOf('label').trim();
    const [ringNumber, quadrantNumber] = [entry.textOf('ring'), entry.textOf('quadrant')];
    const ring = ringNamed(named('rings', ringNumber) ?? '') ?? RINGS[/^\d$/.test(ringNumber) ? Number(ringNumber) : -1];
    const quadrant = quadrantNamed(named('quadrants', quadrantNumber) ?? '') ?? NUMBERED_QUADRANTS[/^\d$/.test(quadrantNumber) ? Number(quadrantNumber) : -1];
    if (title === '') collector.problem(entry.start, 'this blip has no label; write one.');
    else if (!ring) collector.problem(entry.startOf('ring'), unknownRing(ringNumber).replace('write Adopt, Trial, Assess or Hold', 'write 0 for Adopt, 1 for Trial, 2 for Assess or 3 for Hold'));
    else if (!quadrant) collector.problem(entry.startOf('quadrant'), unknownQuadrant(quadrantNumber).replace(/write .*/, 'write a number from 0 to 3.'));
    else collector.add(entry.start, { key: keyOf(title), title, ring, quadrant, description: '', ...extras(entry) });
  }
  return collector.result(root.textOf('date') || undefined);
}

function extras(entry: JsonValue): Pick<RadarItem, 'movement' | 'link' | 'shown'> {
  const movement = Object.hasOwn(MOVEMENTS, entry.textOf('moved')) ? MOVEMENTS[entry.textOf('moved')] : undefined;
  const link = entry.textOf('link');
  const active = entry.textOf('active');
  return { ...(movement ? { movement } : {}), ...(link === '' ? {} : { link }), ...(active === '' ? {} : { shown: active === 'true' }) };
}

/** Descriptions have no place in this format. */
export function writeZalando(items: readonly RadarItem[], date: string): string {
  const entries = items.map(({ title, quadrant, ring, movement, shown, link }) => ({
    quadrant: NUMBERED_QUADRANTS.indexOf(quadrant),
    ring: RINGS.indexOf(ring),
    label: title,
    ...(shown === undefined ? {} : { active: shown }),
    ...(movement === undefined ? {} : { moved: MOVED[movement] }),
    ...(link === undefined ? {} : { link }),
  }));
  return `${JSON.stringify({ date, entries }, null, 2)}\n`;
}
