import { nearest } from '../../document/nearest.js';
import { isObject } from '../../protocol/shape.js';
import { lineMistake, tidy } from './answer-check.js';

/** Answers by name, as a file or a dialogue gives them. */
export type Given = Readonly<Record<string, unknown>>;

/** Reads values out of answers; collects one sentence for each mistake. `prefix` stands before a key in a sentence. */
export class AnswerReader {
  readonly #mistakes = new Set<string>();

  get mistakes(): readonly string[] {
    return [...this.#mistakes];
  }

  note(mistake: string | undefined): void {
    if (mistake !== undefined) this.#mistakes.add(mistake);
  }

  /** Notes every key that is not allowed, and which one may have been meant. */
  keys(given: Given, allowed: readonly string[], prefix = ''): void {
    for (const key of Object.keys(given).filter((name) => !allowed.includes(name))) {
      const near = nearest(key, allowed);
      const all = allowed.map((name) => prefix + name).join(', ');
      const advice = near === undefined ? `the answers are ${all}.` : `did you mean ${prefix}${near}?`;
      this.note(`There is no answer "${prefix}${key}"; ${advice}`);
    }
  }

  mapping(value: unknown, name: string, keys: readonly string[]): Given {
    if (value === undefined || value === null) return {};
    if (!isObject(value)) {
      this.note(`${name} must have the keys ${keys.join(', ')}; write them below it.`);
      return {};
    }
    this.keys(value, keys, `${name}.`);
    return value;
  }

  /** The entries of a list; a value alone is a list of one. */
  list(value: unknown, name: string, most: number): readonly unknown[] {
    if (value === undefined || value === null) return [];
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (list.length > most) this.note(`${name} has ${list.length} entries; use at most ${most}.`);
    return list;
  }

  text(given: Given, key: string, prefix = ''): string | undefined {
    const value = given[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value;
    this.note(`${prefix}${key} must be text; put its value in quotes.`);
    return undefined;
  }

  /** A text that can stand on one line, tidied. */
  line(given: Given, key: string, prefix = ''): string | undefined {
    const text = this.text(given, key, prefix);
    if (text === undefined) return undefined;
    this.note(lineMistake(`${prefix}${key}`, tidy(text)));
    return tidy(text);
  }

  /** One of the allowed words; `otherwise` where there is no answer. */
  word<Word extends string>(given: Given, key: string, allowed: readonly Word[], otherwise: Word, prefix = ''): Word {
    const value = given[key];
    if (value === undefined || value === null) return otherwise;
    const found = allowed.find((word) => word === value);
    if (found !== undefined) return found;
    this.note(`${prefix}${key} must be one of ${allowed.join(', ')}, not ${JSON.stringify(value)}.`);
    return otherwise;
  }

  /** True or false, also as a word; false for no answer. */
  yesOrNo(given: Given, key: string): boolean {
    const value = given[key];
    if (value === undefined || value === null || value === false || value === 'false') return false;
    if (value !== true && value !== 'true') this.note(`${key} must be true or false, not ${JSON.stringify(value)}.`);
    return true;
  }
}
