import type { DataTable } from '../knowledge/model.js';

/** How common words are in software at large: what every project says is no word of one project's domain. */
export class TradeWords {
  readonly #shares = new Map<string, number>();
  readonly #frameworkNouns: ReadonlySet<string>;

  /** Reads `content/data/technical-words.json` and `content/data/framework-nouns.json`; a table that is missing makes every word rare. */
  constructor(tables: readonly DataTable[]) {
    const rowsOf = (id: string) => Object.entries(tables.find((table) => table.id === id)?.rows ?? {}).map(([key, row]) => ({ key, words: ((row as { readonly words?: string }).words ?? '').split(' ') }));
    for (const { key, words } of rowsOf('technical-words')) for (const word of words) this.#shares.set(word, Number(key) / 100);
    this.#frameworkNouns = new Set(rowsOf('framework-nouns').flatMap(({ words }) => words));
  }

  /** The share of projects that use a word, 0 to 1, from below; 0 for words hardly any project uses. */
  shareOf(word: string): number {
    return this.#shares.get(word) ?? 0;
  }

  /** Such as controller: it says what part a thing plays in a framework, in any domain. */
  isFrameworkNoun(word: string): boolean {
    return this.#frameworkNouns.has(word);
  }
}
