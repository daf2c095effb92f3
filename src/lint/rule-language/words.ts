/** Marks the UTF-16 units words consist of: letters, digits, `_` and everything beyond ASCII. */
const IS_WORD = new Uint8Array(65536);
for (let unit = 0; unit < IS_WORD.length; unit++) {
  const letter = (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
  IS_WORD[unit] = letter || (unit >= 48 && unit <= 57) || unit === 95 || unit > 127 ? 1 : 0;
}

const SLOTS = 4096;

function hashOf(word: string): number {
  let hash = 0;
  for (let i = 0; i < word.length; i++) hash = (Math.imul(hash, 31) + word.charCodeAt(i)) | 0;
  return hash;
}

/**
 * Finds in one pass over a text which of many words occur, to skip rules that cannot match it. Words are compared by a
 * 32-bit hash, so a word may rarely be taken for present when it is not: the rule then merely runs in vain.
 */
export class WordFilter {
  readonly #ids = new Map<string, number>();
  readonly #requirements: readonly (readonly number[])[];
  readonly #slots = new Int32Array(SLOTS).fill(-1);
  readonly #hashes: Int32Array;
  readonly #chain: Int32Array;

  /** `requirements[i]` are the words rule `i` cannot do without. */
  constructor(requirements: readonly (readonly string[])[]) {
    this.#requirements = requirements.map((words) => [...new Set(words)].map((word) => this.#idOf(word)));
    this.#hashes = new Int32Array(this.#ids.size);
    this.#chain = new Int32Array(this.#ids.size).fill(-1);
    for (const [word, id] of this.#ids) {
      const hash = hashOf(word);
      const slot = hash & (SLOTS - 1);
      this.#hashes[id] = hash;
      this.#chain[id] = this.#slots[slot] ?? -1;
      this.#slots[slot] = id;
    }
  }

  /** The numbers of the rules whose words all occur in the text. */
  candidates(text: string): number[] {
    const present = this.#presentWords(text);
    return this.#requirements.flatMap((words, rule) => (words.every((word) => present[word] === 1) ? [rule] : []));
  }

  #idOf(word: string): number {
    const known = this.#ids.get(word);
    if (known !== undefined) return known;
    const id = this.#ids.size;
    this.#ids.set(word, id);
    return id;
  }

  #presentWords(text: string): Uint8Array {
    const present = new Uint8Array(this.#ids.size);
    const length = text.length;
    for (let i = 0; i < length; ) {
      let unit = text.charCodeAt(i);
      if (IS_WORD[unit] === 0) {
        i++;
        continue;
      }
      let hash = 0;
      while (IS_WORD[unit] === 1 && i < length) {
        hash = (Math.imul(hash, 31) + unit) | 0;
        unit = text.charCodeAt(++i);
      }
      for (let id = this.#slots[hash & (SLOTS - 1)] ?? -1; id >= 0; id = this.#chain[id] ?? -1) if (this.#hashes[id] === hash) present[id] = 1;
    }
    return present;
  }
}
