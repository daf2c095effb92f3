import type { BlipSummary, RadarOverview, SearchResult } from '../protocol/model.js';
import { element, pressable } from './dom.js';
import { post } from './host.js';
import { RINGS, ringShape } from './rings.js';

export interface ListActions {
  open(blip: string): void;
}

const KINDS = [
  ['talk', 'In the talks'],
  ['rule', 'Rules'],
  ['tip', 'Tips'],
] as const;

/** The whole radar by ring, leaving out rings without a blip. */
export function ringSections(overview: RadarOverview, blips: readonly BlipSummary[], actions: ListActions): HTMLElement[] {
  return RINGS.flatMap(({ id, title, meaning }) => {
    const inRing = blips.filter((blip) => blip.ring === id);
    return inRing.length === 0 ? [] : [section(title, inRing.length, meaning, inRing.map((blip) => blipRow(overview, blip, actions)))];
  });
}

/** The blips a search found, in its order. */
export function foundBlips(overview: RadarOverview, results: readonly SearchResult[]): readonly BlipSummary[] {
  const byId = new Map(overview.blips.map((blip) => [blip.id, blip]));
  return results.flatMap(({ kind, id }) => (kind === 'blip' ? (byId.get(id) ?? []) : []));
}

/** What a search found: the blips that pass the filter first, then talks, rules and tips, each in the order of the search. */
export function resultSections(overview: RadarOverview, blips: readonly BlipSummary[], results: readonly SearchResult[], actions: ListActions): HTMLElement[] {
  const sections = blips.length === 0 ? [] : [section('Radar', blips.length, undefined, blips.map((blip) => blipRow(overview, blip, actions)))];
  for (const [kind, title] of KINDS) {
    const found = results.filter((result) => result.kind === kind);
    if (found.length > 0) sections.push(section(title, found.length, undefined, found.map(resultRow)));
  }
  return sections;
}

function section(title: string, count: number, meaning: string | undefined, rows: readonly HTMLElement[]): HTMLElement {
  const heading = element('h2', {}, title, element('span', { class: 'count' }, String(count)), meaning === undefined ? undefined : element('span', { class: 'meaning' }, meaning));
  return element('section', {}, heading, element('ul', {}, ...rows.map((row) => element('li', {}, row))));
}

function blipRow(overview: RadarOverview, blip: BlipSummary, actions: ListActions): HTMLElement {
  const talk = overview.talks.find(({ id }) => id === blip.talk)?.title ?? blip.talk;
  const row = pressable(
    'row',
    () => {
      actions.open(blip.id);
    },
    ringShape(blip.ring),
    element('span', { class: 'name' }, blip.title),
    ' ',
    ...(blip.usedHere ? [element('span', { class: 'used' }, 'used here'), ' '] : []),
    element('span', { class: 'talk' }, talk),
  );
  // In the order it is seen, for who speaks to the editor says what they see.
  row.setAttribute('aria-label', `${blip.title}${blip.usedHere ? ', used here' : ''}. ${talk}. ${RINGS.find(({ id }) => id === blip.ring)?.title ?? blip.ring}`);
  row.dataset['blip'] = blip.id;
  return row;
}

function resultRow({ kind, id, title, summary }: SearchResult): HTMLElement {
  return pressable(
    'row result',
    () => {
      post({ type: 'page', reference: `${kind}/${id}` });
    },
    element('span', { class: 'name' }, title),
    element('span', { class: 'talk' }, summary),
  );
}
