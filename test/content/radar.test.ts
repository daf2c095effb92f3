import { describe, expect, it } from 'vitest';
import { DetectionTable } from '../../src/radar/detection.js';
import { loadContent } from '../support/engine.js';

const { knowledge } = await loadContent();

describe('radar pages', () => {
  it('cover the technologies of all seven talks', () => {
    expect(knowledge.blips.length).toBeGreaterThanOrEqual(130);
    expect(knowledge.talks.map(({ id }) => id).filter((id) => !knowledge.blips.some((blip) => blip.talk.talk === id))).toEqual([]);
  });

  it('link to each other in both directions, and never to themselves', () => {
    const related = new Map(knowledge.blips.map((blip) => [blip.id, blip.related]));
    expect(knowledge.blips.flatMap(({ id, related: others }) => others.filter((other) => other === id || !related.get(other)?.includes(id)).map((other) => `${id} -> ${other}`))).toEqual([]);
  });

  it('point into a section of their talk', () => {
    expect(knowledge.blips.filter(({ talk }) => talk.anchor === undefined).map(({ id }) => id)).toEqual(['spacy']);
  });

  it('are found under names no other page claims', () => {
    const owners = new Map<string, string[]>();
    for (const { id, aliases } of knowledge.blips) for (const alias of aliases) owners.set(alias.toLowerCase(), [...(owners.get(alias.toLowerCase()) ?? []), id]);
    expect([...owners].filter(([, ids]) => ids.length > 1)).toEqual([['open ports', ['exposed-devices', 'shodan']]]);
  });

  it('give the energy table of the languages as one figure each', () => {
    const table = knowledge.blips.find(({ id }) => id === 'language-energy')?.markdown ?? '';
    const figures = new Map([...table.matchAll(/^\| (\S+)(?: †)? \| (\d+\.\d\d) \|$/gm)].map(([, language, energy]) => [language, Number(energy)]));
    expect(figures.size).toBe(27);
    expect([...figures.values()]).toEqual([...figures.values()].sort((a, b) => a - b));
    expect([figures.get('C'), figures.get('Rust'), figures.get('JavaScript'), figures.get('TypeScript'), figures.get('Python')]).toEqual([1, 1.03, 4.45, 21.5, 75.88]);
  });
});

describe('tips', () => {
  it('cover all seven talks', () => {
    expect(knowledge.tips.length).toBeGreaterThanOrEqual(100);
    expect(knowledge.talks.map(({ id }) => id).filter((id) => !knowledge.tips.some((tip) => tip.talk.talk === id))).toEqual([]);
  });

  it('are all shown: no key has two', () => {
    const table = new DetectionTable(knowledge);
    expect(knowledge.tips.flatMap((tip) => tip.on.filter((key) => table.tips(key)[0] !== tip).map((key) => `${tip.id}: ${key}`))).toEqual([]);
  });

  it('fit three lines of a hover', () => {
    expect(knowledge.tips.filter(({ markdown }) => markdown.length > 270).map(({ id }) => id)).toEqual([]);
  });
});
