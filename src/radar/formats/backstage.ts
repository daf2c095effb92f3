import { QUADRANTS, RINGS, type Quadrant, type Ring } from '../../knowledge/model.js';
import type { JsonValue } from './json.js';
import { keyOf, quadrantNamed, quadrantTitle, RadarCollector, ringNamed, ringTitle, unknownQuadrant, unknownRing, type Movement, type RadarItem, type RadarRelease, type ReadRadar } from './radar-file.js';

/** Colours the format asks for, dark enough on white. */
const COLOURS: Readonly<Record<Ring, string>> = { adopt: '#237b4b', trial: '#0063b1', assess: '#8a6100', hold: '#b3261e' };
const MOVEMENTS: Readonly<Record<string, Movement>> = { '-1': 'out', '0': 'none', '1': 'in' };
const MOVED: Readonly<Record<Movement, number | undefined>> = { out: -1, none: 0, in: 1, new: undefined };

/** A radar in the JSON of Backstage's tech-radar plugin; the first item of a timeline is where the blip is now. */
export function readBackstage(text: string, root: JsonValue): ReadRadar {
  const collector = new RadarCollector(text);
  const names = (list: string) => new Map((root.get(list)?.items ?? []).map((item) => [item.textOf('id'), item.textOf('name')] as const));
  const [rings, quadrants] = [names('rings'), names('quadrants')];
  const ringOf = (id: string) => ringNamed(id) ?? ringNamed(rings.get(id) ?? '');
  for (const entry of root.get('entries')?.items ?? []) addEntry(collector, entry, ringOf, (id) => quadrantNamed(id) ?? quadrantNamed(quadrants.get(id) ?? ''));
  return collector.result();
}

function addEntry(collector: RadarCollector, entry: JsonValue, ringOf: (id: string) => Ring | undefined, quadrantOf: (id: string) => Quadrant | undefined): void {
  const title = entry.textOf('title').trim();
  if (title === '') return collector.problem(entry.start, 'this blip has no title; write one.');
  const quadrant = quadrantOf(entry.textOf('quadrant'));
  if (!quadrant) collector.problem(entry.startOf('quadrant'), unknownQuadrant(entry.textOf('quadrant')));
  const timeline = entry.get('timeline')?.items ?? [];
  if (timeline.length === 0) return collector.problem(entry.startOf('timeline'), 'the timeline is empty; write at least one item with date and ringId.');
  const releases: RadarRelease[] = [];
  for (const item of timeline) {
    const ring = ringOf(item.textOf('ringId'));
    const movement = Object.hasOwn(MOVEMENTS, item.textOf('moved')) ? MOVEMENTS[item.textOf('moved')] : undefined;
    if (ring) releases.push({ date: item.textOf('date').slice(0, 10), ring, description: item.textOf('description'), ...(movement ? { movement } : {}) });
    else collector.problem(item.startOf('ringId'), unknownRing(item.textOf('ringId')));
  }
  const [now] = releases;
  const link = entry.textOf('url') || entry.get('links')?.items[0]?.textOf('url') || '';
  if (!quadrant || !now || releases.length < timeline.length) return undefined;
  const extras = { ...(now.movement ? { movement: now.movement } : {}), ...(link === '' ? {} : { link }) };
  return collector.add(entry.start, { key: entry.textOf('id') || entry.textOf('key') || keyOf(title), title, ring: now.ring, quadrant, description: entry.textOf('description'), ...extras, releases });
}

/** `date` is that of blips without releases. */
export function writeBackstage(items: readonly RadarItem[], date: string): string {
  const entries = items.map((item) => ({
    key: item.key,
    id: item.key,
    title: item.title,
    quadrant: item.quadrant,
    ...(item.link === undefined ? {} : { url: item.link }),
    ...(item.description === '' ? {} : { description: item.description }),
    timeline: releasesOf(item, date).map(({ date: day, ring, movement, description }) => ({
      date: day,
      ringId: ring,
      ...(movement && MOVED[movement] !== undefined ? { moved: MOVED[movement] } : {}),
      ...(description === '' ? {} : { description }),
    })),
  }));
  const rings = RINGS.map((ring) => ({ id: ring, name: ringTitle(ring), color: COLOURS[ring] }));
  const quadrants = QUADRANTS.map((quadrant) => ({ id: quadrant, name: quadrantTitle(quadrant) }));
  return `${JSON.stringify({ quadrants, rings, entries }, null, 2)}\n`;
}

function releasesOf({ releases = [], ring, movement }: RadarItem, date: string): readonly RadarRelease[] {
  return releases.length > 0 ? releases : [{ date, ring, description: '', ...(movement ? { movement } : {}) }];
}
