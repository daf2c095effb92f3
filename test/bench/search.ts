import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import lunr from 'lunr';
import type { Knowledge } from '../../src/knowledge/model.js';
import type { SearchResult } from '../../src/protocol/model.js';
import { findables } from '../../src/radar/entries.js';
import { Search, type SearchIndex } from '../../src/radar/search.js';
import { SET_ASIDE, TUNING, type ExpectedAnswers } from '../radar/queries.js';
import { loadContent, root } from '../support/engine.js';
import { searchQuality } from '../support/search-quality.js';
import { median, milliseconds, percentile, row } from './measure.js';

type Answerer = (query: string, limit: number) => readonly Pick<SearchResult, 'kind' | 'id'>[];

const LOADS = 9;
const ROUNDS = 5;
const WARM_UP = 2;
/** What somebody may paste by mistake; a search without limits runs out of memory on the first. */
const PASTED = ['a'.repeat(3000), 'pl.scan_csv '.repeat(300), 'kubernets '.repeat(300), '\uFDFA'.repeat(1000)];

/** Quality and speed of the search over the real content, beside lunr as its guide says to use it. */
export async function benchSearch(): Promise<void> {
  const { knowledge } = await loadContent();
  const built = await readFile(join(root, 'dist', 'search.json'), 'utf8');
  const own = loaded(() => new Search(JSON.parse(built) as SearchIndex));
  const peerText = JSON.stringify(plainIndex(knowledge));
  const peer = loaded(() => lunr.Index.load(JSON.parse(peerText) as object));
  const places = findables(knowledge);
  const contestants: readonly (readonly [name: string, load: number, answer: Answerer])[] = [
    ['talklint', own.milliseconds, (query, limit) => own.value.search(query, limit)],
    ['lunr as its guide says: title, body, search()', peer.milliseconds, (query, limit) => plainAnswers(peer.value, query).slice(0, limit).flatMap((place) => places[place] ?? [])],
  ];
  const halves = { tuning: Object.values(TUNING).flat(), 'set aside': Object.values(SET_ASIDE).flat() };
  console.log(`\nSearch over ${places.length} pages and sections; ${halves.tuning.length} queries for tuning, ${halves['set aside'].length} set aside`);
  console.log(row(['', 'MRR@10', 'recall@5']));
  for (const [name, , answer] of contestants) for (const [half, queries] of Object.entries(halves)) console.log(row([`${name === 'talklint' ? name : 'lunr'}, ${half}`, ...figures(queries, answer)]));
  for (const [kind, queries] of Object.entries(SET_ASIDE)) console.log(row([`  of that ${kind}: talklint, lunr`, ...contestants.map(([, , answer]) => figures(queries, answer).join(' / '))]));
  console.log(row(['', 'load', 'p50', 'p99', 'longest pasted']));
  for (const [name, load, answer] of contestants) console.log(row([name, milliseconds(load), ...speed(answer, Object.values(halves).flat()), name === 'talklint' ? pasted(answer) : '–']));
}

function figures(queries: readonly ExpectedAnswers[], answer: Answerer): string[] {
  const { reciprocalRank, recall } = searchQuality(queries, answer);
  return [reciprocalRank.toFixed(3), recall.toFixed(3)];
}

function loaded<Value>(load: () => Value): { readonly value: Value; readonly milliseconds: number } {
  const times: number[] = [];
  let value = load();
  for (let round = 0; round < LOADS; round++) {
    const started = performance.now();
    value = load();
    times.push(performance.now() - started);
  }
  return { value, milliseconds: median(times) };
}

/** Every query and every beginning of it, as somebody types it. */
function speed(answer: Answerer, queries: readonly ExpectedAnswers[]): string[] {
  const typed = queries.flatMap(([query]) => Array.from({ length: query.length }, (_, length) => query.slice(0, length + 1)));
  const times: number[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    for (const query of typed) {
      const started = performance.now();
      answer(query, 10);
      if (round >= WARM_UP) times.push(performance.now() - started);
    }
  }
  return [milliseconds(percentile(times, 0.5)), milliseconds(percentile(times, 0.99))];
}

function pasted(answer: Answerer): string {
  const times = PASTED.map((query) => {
    const started = performance.now();
    answer(query, 10);
    return performance.now() - started;
  });
  return milliseconds(Math.max(...times));
}

function plainIndex(knowledge: Knowledge): lunr.Index {
  return lunr((builder) => {
    builder.ref('ref');
    builder.field('title');
    builder.field('body');
    findables(knowledge).forEach(({ title, body }, place) => {
      builder.add({ ref: String(place), title, body });
    });
  });
}

/** A query its syntax does not allow throws, which is an answer of nothing. */
function plainAnswers(index: lunr.Index, query: string): number[] {
  try {
    return index.search(query).map(({ ref }) => Number(ref));
  } catch {
    return [];
  }
}
