import { describe, expect, it } from 'vitest';
import { buildSearchIndex, Search } from '../../src/radar/search.js';
import { loadContent } from '../support/engine.js';
import { searchQuality } from '../support/search-quality.js';
import { SET_ASIDE, TUNING } from './queries.js';

const { knowledge } = await loadContent();
const search = new Search(buildSearchIndex(knowledge));
const quality = (queries: Parameters<typeof searchQuality>[0]) => searchQuality(queries, (query, limit) => search.search(query, limit));

const known = new Set([
  ...knowledge.blips.map((blip) => `blip:${blip.id}`),
  ...knowledge.rules.map((rule) => `rule:${rule.id}`),
  ...knowledge.tips.map((tip) => `tip:${tip.id}`),
  ...knowledge.talks.flatMap((talk) => [`talk:${talk.id}`, ...talk.sections.map((section) => `talk:${talk.id}#${section.anchor}`)]),
]);
const HALVES = { tuning: Object.values(TUNING).flat(), 'set aside': Object.values(SET_ASIDE).flat() };

describe('relevance on the real content', () => {
  it('asks at least 120 different queries, half of them set aside', () => {
    const all = Object.values(HALVES).flat();
    expect(new Set(all.map(([query]) => query.toLowerCase())).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(120);
    expect(HALVES['set aside'].length).toBeGreaterThanOrEqual(HALVES.tuning.length);
  });

  it('expects pages that exist', () => {
    expect(Object.values(HALVES).flat().flatMap(([query, ...answers]) => answers.filter((answer) => !known.has(answer)).map((answer) => `${query}: ${answer}`))).toEqual([]);
  });

  it.each(Object.entries(HALVES))('ranks well: mean reciprocal rank and recall at least .9 on the half "%s"', (half, queries) => {
    const { reciprocalRank, recall, late } = quality(queries);
    // Whoever sees what fails of the other half tunes for it.
    const told = half === 'tuning' ? JSON.stringify(late) : '';
    expect(reciprocalRank, told).toBeGreaterThanOrEqual(0.9);
    expect(recall, told).toBeGreaterThanOrEqual(0.9);
  });

  it.each(Object.keys(TUNING) as (keyof typeof TUNING)[])('has an answer among the first five for every query of the kind "%s"', (kind) => {
    expect(quality(TUNING[kind]).late.filter(({ rank }) => rank === 0 || rank > 5)).toEqual([]);
  });

  it('finds every blip by its title', () => {
    expect(knowledge.blips.filter((blip) => !search.search(blip.title, 1).some((result) => result.title.toLowerCase() === blip.title.toLowerCase())).map((blip) => blip.id)).toEqual([]);
  });
});
