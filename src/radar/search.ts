import lunr from 'lunr';
import type { Knowledge } from '../knowledge/model.js';
import type { ResultKind, SearchResult } from '../protocol/model.js';
import { findables, type Findable } from './entries.js';
import { compact, indexTokens, nameTokens, queryTokens, stem } from './tokens.js';

/** What a result shows, and under which exact names it is known (see `compact`), its title first. */
interface SearchEntry {
  readonly kind: ResultKind;
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly names: readonly string[];
}

/** A prebuilt index: plain JSON. `lunr` is the serialised lunr index; its references are places in `entries`. */
export interface SearchIndex {
  readonly entries: readonly SearchEntry[];
  readonly lunr: object;
}

/**
 * Boosts while indexing: lunr divides by the length of the query's own vector, so boosts in a query change nothing.
 * The first three hold words as written, `stem` holds stems, `body` both, so that unfinished words are found as well.
 */
const BOOSTS = { title: 8, alias: 6, pkg: 3, stem: 5, body: 1 } as const;
type Field = keyof typeof BOOSTS;
const WRITTEN: readonly Field[] = ['title', 'alias', 'pkg'];
const STEMMED: readonly Field[] = ['stem', 'body'];
const ALL_WRITTEN: readonly Field[] = [...WRITTEN, 'body'];

/** What a match of each kind counts; how far a word may be misspelt grows with its length. */
const TIERS = { exact: 1, stem: 0.8, prefix: 0.55, innerPrefix: 0.33, fuzzy: 0.45, begun: 0.25 } as const;
const SHORTEST_INNER_PREFIX = 4;
const FUZZY = { shortest: 4, longest: 16, twoMistakesFrom: 7 } as const;
/** What it counts to name a thing in full: by its title, or by an alias or package. */
const WHOLE_NAME = { title: 2, other: 1.6 } as const;
const KIND_ORDER: readonly ResultKind[] = ['blip', 'talk', 'rule', 'tip'];

/** Builds the index of a body of knowledge; the same knowledge gives the same index. */
export function buildSearchIndex(knowledge: Knowledge): SearchIndex {
  const all = findables(knowledge);
  const builder = new lunr.Builder();
  builder.ref('ref');
  builder.b(0.4);
  builder.k1(1);
  for (const [field, boost] of Object.entries(BOOSTS)) builder.field(field, { boost });
  all.forEach((findable, place) => builder.add({ ref: String(place), ...fieldsOf(findable) }, { boost: findable.weight }));
  return { entries: all.map(entryOf), lunr: builder.build().toJSON() };
}

function fieldsOf(findable: Findable): Readonly<Record<Field, readonly string[]>> {
  const title = nameTokens(findable.title);
  const alias = findable.aliases.flatMap(nameTokens);
  return { title, alias, pkg: findable.packages.flatMap(nameTokens), stem: [...title, ...alias].map(stem), body: indexTokens(findable.body).flatMap((token) => [...new Set([stem(token), token])]) };
}

function entryOf({ kind, id, title, summary, aliases, packages }: Findable): SearchEntry {
  const names = [title, ...aliases, ...packages].map(compact).filter((name) => name !== '');
  return { kind, id, title, summary, names: [...new Set(names)] };
}

/** Points by place in `entries`. */
type Points = Map<number, number>;

/** Points of single words, and which words of the query each entry answers to. */
interface Tally {
  readonly byWord: (number | undefined)[];
}

/** Searches a prebuilt index. The order is the same for the same index and query. */
export class Search {
  readonly #entries: readonly SearchEntry[];
  readonly #index: lunr.Index;

  constructor(index: SearchIndex) {
    this.#entries = index.entries;
    this.#index = lunr.Index.load(index.lunr);
  }

  /**
   * The best results, best first, at most `limit`. Any text is a valid query; it is cut to 200 UTF-16 units and 8 words
   * (see `tokens.ts`) and never read as lunr's query syntax. Scores compare only within one answer.
   */
  search(query: string, limit: number): readonly SearchResult[] {
    const tokens = queryTokens(query);
    const tallies = this.#tally(tokens);
    const whole = tokens.join('');
    const scored = [...tallies].map(([place, tally]) => ({ entry: this.#entries[place], score: this.#score(place, tally, whole) }));
    return scored
      .flatMap(({ entry, score }) => (entry ? [{ kind: entry.kind, id: entry.id, title: entry.title, score: Math.round(score * 1000) / 1000, summary: entry.summary }] : []))
      .sort(byRank)
      .slice(0, Math.max(0, Math.floor(limit)));
  }

  #tally(tokens: readonly string[]): Map<number, Tally> {
    const tallies = new Map<number, Tally>();
    const tallyOf = (place: number): Tally => {
      let tally = tallies.get(place);
      if (!tally) tallies.set(place, (tally = { byWord: tokens.map(() => undefined) }));
      return tally;
    };
    tokens.forEach((token, word) => {
      for (const [place, points] of this.#points(token, word === tokens.length - 1, tokens.length === 1)) tallyOf(place).byWord[word] = points;
    });
    for (const { first, count, token } of joins(tokens)) {
      for (const [place, points] of this.#exact(token, TIERS.exact)) raise(tallyOf(place).byWord, first, count, points);
    }
    return tallies;
  }

  /** The best kind of match per entry; misspellings are looked for only when nothing has the word itself. */
  #points(token: string, last: boolean, alone: boolean): Points {
    // A word just begun: hundreds begin so, and say nothing beside the words before it.
    if (last && !alone && token.length === 1) return this.#exact(token, TIERS.begun);
    const points = this.#exact(token, TIERS.exact);
    const fuzzy = points.size === 0 && token.length >= FUZZY.shortest && token.length <= FUZZY.longest;
    if (last || token.length >= SHORTEST_INNER_PREFIX) this.#match(points, token, last ? TIERS.prefix : TIERS.innerPrefix, prefixFields(token), { wildcard: lunr.Query.wildcard.TRAILING });
    if (fuzzy) this.#match(points, token, TIERS.fuzzy, ALL_WRITTEN, { editDistance: token.length >= FUZZY.twoMistakesFrom ? 2 : 1 });
    return points;
  }

  /** `counts` is what the word as written counts; its stem counts less in proportion. */
  #exact(token: string, counts: number): Points {
    const points: Points = new Map();
    this.#match(points, token, counts, WRITTEN);
    this.#match(points, stem(token), counts * TIERS.stem, STEMMED);
    return points;
  }

  #match(points: Points, term: string, tier: number, fields: readonly Field[], how: { readonly wildcard?: number; readonly editDistance?: number } = {}): void {
    const results = this.#index.query((query) => query.term(term, { fields: [...fields], usePipeline: false, ...how }));
    for (const { ref, score } of results) {
      const place = Number(ref);
      points.set(place, Math.max(points.get(place) ?? 0, tier * score));
    }
  }

  /** The points of all words; an entry that answers only some of them falls behind, one named in full comes first. */
  #score(place: number, tally: Tally, whole: string): number {
    const answered = tally.byWord.filter((points) => points !== undefined);
    const coverage = answered.length / tally.byWord.length;
    const sum = answered.reduce((total, points) => total + points, 0);
    const name = this.#entries[place]?.names.indexOf(whole) ?? -1;
    return sum * (0.1 + 0.9 * coverage ** 2) * (name < 0 ? 1 : name === 0 ? WHOLE_NAME.title : WHOLE_NAME.other);
  }
}

/** The shorter the beginning of a word, the fewer places are worth looking at. */
function prefixFields(beginning: string): readonly Field[] {
  if (beginning.length === 1) return ['title'];
  return beginning.length >= SHORTEST_INNER_PREFIX ? ALL_WRITTEN : WRITTEN;
}

/** Two or three words in a row written as one, for names people split: "hi plot", "aws cdk lib". */
function joins(tokens: readonly string[]): { readonly first: number; readonly count: number; readonly token: string }[] {
  return [2, 3].flatMap((count) => tokens.slice(0, Math.max(0, tokens.length - count + 1)).map((_, first) => ({ first, count, token: tokens.slice(first, first + count).join('') })));
}

/** A joined word stands for its parts where it counts more than they do. */
function raise(byWord: (number | undefined)[], first: number, count: number, points: number): void {
  const parts = byWord.slice(first, first + count);
  if (points <= parts.reduce<number>((total, part) => total + (part ?? 0), 0)) return;
  for (let word = first; word < first + count; word++) byWord[word] = points / count;
}

function byRank(a: SearchResult, b: SearchResult): number {
  return b.score - a.score || KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
