import type { Span } from '../document/position.js';

export interface TomlKey {
  readonly name: string;
  /** The key without its quotes, in UTF-16 units. */
  readonly span: Span;
}

/** A table header, an assigned key, or a string below a key (also inside arrays): then `value` is its raw text. */
export interface TomlEntry {
  readonly path: readonly TomlKey[];
  readonly value?: { readonly text: string; readonly span: Span };
}

/** Deeper nesting is an attack, not a manifest. */
const DEEPEST = 32;
const BARE_KEY = /[\w-]+/y;
const BLANKS = /[ \t]+/y;
/** Blanks, line ends and comments. */
const GAP = /(?:[ \t\r\n]+|#[^\n]*)+/y;
const REST_OF_LINE = /[^\n]*/y;
const SCALAR = /[^,\]}\r\n#]*/y;

/**
 * Reads the keys and strings of a TOML text with their places. Only as much of TOML (toml.io, version 1.0) as manifests
 * need: escapes stay as written, other values are skipped, and a mistake costs its line, never the rest.
 */
export function tomlEntries(text: string): TomlEntry[] {
  return new TomlReader(text).read();
}

class TomlReader {
  readonly #text: string;
  readonly #entries: TomlEntry[] = [];
  #at = 0;
  #table: readonly TomlKey[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  read(): TomlEntry[] {
    for (this.#skip(GAP); this.#at < this.#text.length; this.#skip(GAP)) {
      if (this.#next() === '[') this.#header();
      else this.#assignment(this.#table, 0);
      this.#skip(REST_OF_LINE);
    }
    return this.#entries;
  }

  #next(): string {
    return this.#text.charAt(this.#at);
  }

  /** Moves past what the pattern matches here; returns it. */
  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #header(): void {
    while (this.#next() === '[') this.#at++;
    this.#table = this.#dottedKey();
    if (this.#table.length > 0) this.#entries.push({ path: this.#table });
  }

  #assignment(below: readonly TomlKey[], depth: number): void {
    const key = this.#dottedKey();
    if (key.length === 0 || this.#next() !== '=') return;
    this.#at++;
    const path = [...below, ...key];
    this.#entries.push({ path });
    this.#value(path, depth);
  }

  #dottedKey(): TomlKey[] {
    const keys: TomlKey[] = [];
    for (;;) {
      this.#skip(BLANKS);
      const key = this.#key();
      if (!key) return keys;
      keys.push(key);
      this.#skip(BLANKS);
      if (this.#next() !== '.') return keys;
      this.#at++;
    }
  }

  #key(): TomlKey | undefined {
    if (this.#next() === '"' || this.#next() === "'") {
      const { text, span } = this.#string();
      return { name: text, span };
    }
    const start = this.#at;
    const name = this.#skip(BARE_KEY);
    return name === '' ? undefined : { name, span: { start, end: this.#at } };
  }

  /** Strings with three quotes may span lines; others end with their line even when the quote is missing. */
  #string(): { readonly text: string; readonly span: Span } {
    const quote = this.#next();
    const fence = this.#text.startsWith(quote.repeat(3), this.#at) ? quote.repeat(3) : quote;
    const start = this.#at + fence.length;
    let end = start;
    while (end < this.#text.length && !this.#text.startsWith(fence, end) && (fence.length > 1 || this.#text.charAt(end) !== '\n')) {
      end += quote === '"' && this.#text.charAt(end) === '\\' ? 2 : 1;
    }
    end = Math.min(end, this.#text.length);
    this.#at = this.#text.startsWith(fence, end) ? end + fence.length : end;
    return { text: this.#text.slice(start, end), span: { start, end } };
  }

  #value(path: readonly TomlKey[], depth: number): void {
    this.#skip(BLANKS);
    const first = this.#next();
    if (first === '"' || first === "'") this.#entries.push({ path, value: this.#string() });
    else if (first === '[' && depth < DEEPEST) this.#list(']', () => this.#value(path, depth + 1));
    else if (first === '{' && depth < DEEPEST) this.#list('}', () => this.#assignment(path, depth + 1));
    else this.#skip(SCALAR);
  }

  #list(close: string, item: () => void): void {
    this.#at++;
    for (this.#skip(GAP); this.#at < this.#text.length && this.#next() !== close; this.#skip(GAP)) {
      const before = this.#at;
      item();
      this.#skip(GAP);
      if (this.#next() === ',' || this.#at === before) this.#at++;
    }
    this.#at++;
  }
}
