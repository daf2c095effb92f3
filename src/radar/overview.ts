import { RINGS, type Blip, type Knowledge } from '../knowledge/model.js';
import { talkReferenceText } from '../knowledge/page.js';
import type { BlipDetail, BlipSummary, RadarOverview, Usage } from '../protocol/model.js';
import { readableTitle } from './entries.js';

/** Knows where blips are used; `UsageIndex` does. */
export interface UsageSource {
  isUsed(blipId: string): boolean;
  usages(blipId: string): readonly Usage[];
}

/** For places without a workspace. */
export const NO_USAGES: UsageSource = { isUsed: () => false, usages: () => [] };

/** Every blip, by ring from adopt to hold and then by title, and the talks that have blips. */
export function radarOverview(knowledge: Knowledge, usages: UsageSource): RadarOverview {
  const named = new Set(knowledge.blips.map((blip) => blip.talk.talk));
  return {
    blips: [...knowledge.blips].sort(byRingAndTitle).map((blip) => summaryOf(blip, usages)),
    talks: [...knowledge.talks.filter((talk) => named.has(talk.id)).map(({ id, title }) => ({ id, title })), ...radarsIn(knowledge).map((radar) => ({ id: radar, title: radar }))],
  };
}

/** The radars of the workspace that blips come from; beside the talks they are what a blip can be from. */
function radarsIn(knowledge: Knowledge): string[] {
  return [...new Set(knowledge.blips.flatMap(({ radar }) => radar ?? []))].sort();
}

/** All about one blip, or undefined when there is none. `html` is the sanitised page. Links to pages that do not exist are left out. */
export function blipDetail(knowledge: Knowledge, id: string, html: string, usages: UsageSource): BlipDetail | undefined {
  const blip = knowledge.blips.find((candidate) => candidate.id === id);
  if (!blip) return undefined;
  const blips = new Map(knowledge.blips.map((other) => [other.id, other]));
  const rules = new Map(knowledge.rules.map((rule) => [rule.id, rule]));
  return {
    blip: summaryOf(blip, usages),
    radar: blip.radar ?? null,
    html,
    talkTitle: knowledge.talks.find((talk) => talk.id === blip.talk.talk)?.title ?? blip.talk.talk,
    talkReference: talkReferenceText(blip.talk),
    notes: blip.notes.map(({ date, text, source }) => ({ date, text, source })),
    related: present(blip.related, blips).map((other) => summaryOf(other, usages)),
    rules: present(blip.rules, rules).map((rule) => ({ id: rule.id, title: readableTitle(rule.title) })),
    usages: usages.usages(id),
  };
}

function present<Value>(ids: readonly string[], values: ReadonlyMap<string, Value>): Value[] {
  return ids.flatMap((id) => values.get(id) ?? []);
}

function summaryOf({ id, title, quadrant, ring, basis, talk }: Blip, usages: UsageSource): BlipSummary {
  return { id, title, quadrant, ring, basis, talk: talk.talk, usedHere: usages.isUsed(id) };
}

/** Titles are compared by code unit in lower case, so that every machine sorts alike. */
function byRingAndTitle(a: Blip, b: Blip): number {
  const [first, second] = [a.title.toLowerCase(), b.title.toLowerCase()];
  return RINGS.indexOf(a.ring) - RINGS.indexOf(b.ring) || (first < second ? -1 : first > second ? 1 : 0);
}
