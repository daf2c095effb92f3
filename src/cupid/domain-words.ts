import { typeNameOf, typesIn } from './customs/observing.js';
import { hashOf, type FileSummary } from './summary.js';
import { singular, wordsOf } from './words.js';
import type { TextWords } from './text-words.js';
import type { FileModel } from './walk.js';
import type { TradeWords } from './trade-words.js';

/** A word that seems to belong to the domain of a workspace, with where it comes from. */
export interface DomainWord {
  /** In lower case and the singular. */
  readonly word: string;
  /** Only for comparing words of one workspace. */
  readonly score: number;
  /** Phrases such as `3 types, the first in src/owner/Owner.java` or `a folder`. */
  readonly sources: readonly string[];
}

const SHORTEST = 3;
/** A word in the path of so many files names the project or who made it. */
const EVERYWHERE = 0.6;
/** In fewer files every word is everywhere. */
const FEWEST_FILES = 8;
/** A word of prose that was said so often is meant. */
const OFTEN = 3;
/** Words that so many projects use belong to the trade, unless a workspace is built of them. */
const TRADE = 0.5;
const EVERYBODYS = 0.8;
const MANY_TYPES = 3;
const NOWHERE: ReadonlySet<string> = new Set();
/** For words nobody names a type after. */
const TRADE_OF_PROSE = 0.1;

function usable(words: readonly string[]): string[] {
  return words.map(singular).filter((word) => word.length >= SHORTEST);
}

/** The words of the types a file declares. */
export function typeWordsOf(file: FileModel): string[] {
  return [...new Set(typesIn(file).flatMap((node) => usable(wordsOf(file.tree.text(typeNameOf(file.tree, node))))))];
}

/** Hashes of the words of every name a file mentions, ascending. */
export function nameWordsOf({ mentions }: FileModel): number[] {
  const words = new Set<string>();
  for (const name of mentions.keys()) for (const word of usable(wordsOf(name))) words.add(word);
  return [...words].map(hashOf).sort((a, b) => a - b);
}

/** The words of folders, and of the file without its ending. */
function pathWords(path: string): { readonly folders: ReadonlySet<string>; readonly file: ReadonlySet<string> } {
  const slash = path.lastIndexOf('/');
  return { folders: new Set(path.slice(0, slash + 1).split('/').flatMap((part) => usable(wordsOf(part)))), file: new Set(usable(wordsOf(path.slice(slash + 1).replace(/\.\w+$/, '')))) };
}

class Counter<Key> {
  readonly #counts = new Map<Key, number>();

  change(key: Key, by: number): void {
    const count = (this.#counts.get(key) ?? 0) + by;
    if (count > 0) this.#counts.set(key, count);
    else this.#counts.delete(key);
  }

  of(key: Key): number {
    return this.#counts.get(key) ?? 0;
  }
}

/** The words of a workspace's files, as sums: a changed file costs no more than itself. */
export class DomainWords {
  #files = 0;
  /** The files that declare types of a word. */
  readonly #types = new Map<string, Set<string>>();
  readonly #folders = new Counter<string>();
  readonly #fileNames = new Counter<string>();
  readonly #names = new Counter<number>();

  add(file: FileSummary): void {
    this.#change(file, 1);
    for (const word of file.typeWords) this.#types.set(word, (this.#types.get(word) ?? new Set()).add(file.path));
  }

  remove(file: FileSummary): void {
    this.#change(file, -1);
    for (const word of file.typeWords) {
      const paths = this.#types.get(word);
      paths?.delete(file.path);
      if (paths?.size === 0) this.#types.delete(word);
    }
  }

  #change(file: FileSummary, by: 1 | -1): void {
    if (!file.isCode) return;
    this.#files += by;
    for (const hash of file.nameWords) this.#names.change(hash, by);
    const path = pathWords(file.path);
    for (const word of path.folders) this.#folders.change(word, by);
    for (const word of path.file) this.#fileNames.change(word, by);
  }

  /**
   * The words that seem to belong to the domain, the likeliest first: those of type names that stand in folder and file
   * names too, are used all over the workspace and hardly anywhere else. `texts` is what its documentation, data
   * contracts and SQL say; `isWanted` leaves words out beforehand.
   */
  ranked(trade: TradeWords, texts: readonly TextWords[], most: number, isWanted: (word: string) => boolean = () => true): DomainWord[] {
    const said = mentionsIn(texts);
    const candidates = [...new Set([...this.#types.keys(), ...said.keys()])].filter(isWanted);
    const found = candidates.flatMap((word): DomainWord[] => this.#judged(word, trade, said.get(word)) ?? []);
    return found.sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1)).slice(0, most);
  }

  #judged(word: string, trade: TradeWords, text: TextMentions | undefined): DomainWord[] | undefined {
    const declaring = this.#types.get(word) ?? NOWHERE;
    const types = declaring.size;
    const [folders, files, spread] = [this.#folders.of(word), this.#fileNames.of(word), this.#names.of(hashOf(word))];
    const share = trade.shareOf(word);
    const isModelled = (text?.contracts ?? 0) + (text?.tables ?? 0) > 0;
    const isSpoken = (text?.prose ?? 0) >= OFTEN && spread >= 2 && share < TRADE_OF_PROSE;
    const isBuiltOf = share < EVERYBODYS && types >= MANY_TYPES && folders > 0 && files > 0;
    if (trade.isFrameworkNoun(word) || (share >= TRADE && !isBuiltOf) || (types === 0 && !isModelled && !isSpoken)) return undefined;
    if (this.#files >= FEWEST_FILES && folders > this.#files * EVERYWHERE) return undefined;
    // One type alone is a detail, whatever it is called.
    if (types < 2 && folders + files < 2 && !isModelled && !isSpoken) return undefined;
    const places = 1 + (folders > 0 ? 1 : 0) + (files > 0 ? 1 : 0) + (isModelled ? 1 : 0) + (isSpoken ? 0.5 : 0);
    const score = (1 - share) ** 2 * places * Math.sqrt((100 * Math.max(1, spread)) / Math.max(1, this.#files)) * (types > 0 || isModelled ? 1 : 0.5);
    return [{ word, score, sources: sourcesOf({ types, folders, files, first: [...declaring].sort()[0] ?? '' }, text) }];
  }
}

interface TextMentions {
  prose: number;
  contracts: number;
  tables: number;
}

function mentionsIn(texts: readonly TextWords[]): Map<string, TextMentions> {
  const found = new Map<string, TextMentions>();
  const entry = (word: string) => {
    const known = found.get(word) ?? { prose: 0, contracts: 0, tables: 0 };
    found.set(word, known);
    return known;
  };
  for (const { prose, contract, tables } of texts) {
    for (const [word, times] of prose) entry(word).prose += times;
    for (const word of contract) entry(word).contracts++;
    for (const word of tables) entry(word).tables++;
  }
  return found;
}

function sourcesOf({ types, folders, files, first }: { readonly types: number; readonly folders: number; readonly files: number; readonly first: string }, text: TextMentions | undefined): string[] {
  const count = (number: number, one: string, many: string) => (number === 0 ? [] : [number === 1 ? one : `${number} ${many}`]);
  return [
    ...(types === 0 ? [] : [`types in ${types === 1 ? '' : `${types} files, first `}${first}`]),
    ...(folders > 0 ? ['a folder name'] : []),
    ...(files > 0 ? ['a file name'] : []),
    ...count(text?.contracts ?? 0, 'a data contract', 'data contracts'),
    ...count(text?.tables ?? 0, 'a table', 'tables'),
    ...(text && text.prose >= OFTEN ? [`${text.prose} times in the documentation`] : []),
  ];
}
