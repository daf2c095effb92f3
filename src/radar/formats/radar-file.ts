import { LineIndex, type Position } from '../../document/position.js';
import type { Movement as Moved, Quadrant, Ring } from '../../knowledge/model.js';

/** How a blip moved since the radar before; `none` where a file says that it stayed. */
export type Movement = Moved | 'none';

/** What a radar of somebody else said of a blip at a date (`YYYY-MM-DD`). */
export interface RadarRelease {
  readonly date: string;
  readonly ring: Ring;
  readonly movement?: Movement;
  readonly description: string;
}

/** One blip as any of the formats can hold it; what a format cannot hold is absent. */
export interface RadarItem {
  /** The format's own id, or the slug of the title. */
  readonly key: string;
  readonly title: string;
  readonly ring: Ring;
  readonly quadrant: Quadrant;
  /** Markdown or HTML, as written. */
  readonly description: string;
  readonly movement?: Movement;
  readonly link?: string;
  readonly tags?: readonly string[];
  /** False where the format keeps it off the drawing. */
  readonly shown?: boolean;
  /** Newest first; the first says what `ring` and `description` say. */
  readonly releases?: readonly RadarRelease[];
}

/** A mistake in a file of a radar; `at` counts from 0. */
export interface RadarProblem {
  readonly at: Position;
  readonly message: string;
}

export interface ReadRadar {
  /** Of the radar as a whole, `YYYY-MM-DD` or as written. */
  readonly date?: string;
  readonly items: readonly RadarItem[];
  readonly problems: readonly RadarProblem[];
}

/** More is no radar anybody can read. */
const MOST_ITEMS = 500;
const LONGEST_SHOWN = 60;

const RING_NAMES: ReadonlyMap<string, Ring> = new Map([['adopt', 'adopt'], ['trial', 'trial'], ['assess', 'assess'], ['hold', 'hold'], ['caution', 'hold']]);
/** The four names, and what the templates of the formats call them. */
const QUADRANT_NAMES: ReadonlyMap<string, Quadrant> = new Map(
  (
    [
      ['techniques', 'techniques|technique|process|processes|methods and patterns'],
      ['tools', 'tools|tool'],
      ['platforms', 'platforms|platform|infrastructure|platforms and operations|platforms and aoe services|datastores|data management'],
      ['languages-and-frameworks', 'languages and frameworks|languages frameworks|languages|frameworks'],
    ] as const
  ).flatMap(([quadrant, names]) => names.split('|').map((name) => [name, quadrant] as const)),
);

/** The ring a word names, whatever its case; "Caution" is what Thoughtworks calls Hold since 2026. */
export function ringNamed(word: string): Ring | undefined {
  return RING_NAMES.get(words(word));
}

/** The quadrant a word names, whatever its case, with `&` or `and`, with blanks or dashes. */
export function quadrantNamed(word: string): Quadrant | undefined {
  return QUADRANT_NAMES.get(words(word));
}

function words(text: string): string {
  return text.toLowerCase().replace(/&(amp;)?/g, ' and ').replace(/[\s_-]+/g, ' ').trim();
}

/** A ring in a sentence about it. */
export function unknownRing(word: string): string {
  return `the ring "${shown(word)}" is unknown; write Adopt, Trial, Assess or Hold.`;
}

export function unknownQuadrant(word: string): string {
  return `the quadrant "${shown(word)}" is unknown; write Techniques, Tools, Platforms or Languages & Frameworks.`;
}

function shown(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

export function quadrantTitle(quadrant: Quadrant): string {
  return { techniques: 'Techniques', tools: 'Tools', platforms: 'Platforms', 'languages-and-frameworks': 'Languages & Frameworks' }[quadrant];
}

export function ringTitle(ring: Ring): string {
  return ring.charAt(0).toUpperCase() + ring.slice(1);
}

/** Where quadrants have numbers, these are the numbers. */
export const NUMBERED_QUADRANTS: readonly Quadrant[] = ['languages-and-frameworks', 'platforms', 'tools', 'techniques'];

/** Gathers items and problems of one text; twice the same name counts once. */
export class RadarCollector {
  readonly items: RadarItem[] = [];
  readonly problems: RadarProblem[] = [];
  readonly #lines: LineIndex;
  readonly #titles = new Set<string>();
  readonly #keys = new Set<string>();
  #tooMany = false;

  constructor(text: string) {
    this.#lines = new LineIndex(text);
  }

  /** Notes a mistake at an offset in UTF-16 units. */
  problem(offset: number, message: string): void {
    this.problems.push({ at: this.#lines.positionAt(offset), message });
  }

  add(offset: number, item: RadarItem): void {
    const title = item.title.toLowerCase();
    if (this.#titles.has(title)) return this.problem(offset, `"${shown(item.title)}" is on this radar twice; the first counts, so rename or remove this one.`);
    if (this.items.length >= MOST_ITEMS) {
      if (!this.#tooMany) this.problem(offset, `this radar has more than ${MOST_ITEMS} blips; from here on they are left out, so split it.`);
      this.#tooMany = true;
      return undefined;
    }
    this.#titles.add(title);
    let key = item.key;
    for (let n = 2; this.#keys.has(key); n++) key = `${item.key}-${n}`;
    this.#keys.add(key);
    this.items.push({ ...item, key });
    return undefined;
  }

  result(date?: string): ReadRadar {
    return { ...(date === undefined ? {} : { date }), items: this.items, problems: this.problems };
  }
}

/** A radar nothing can be read of, with the one reason. */
export function unreadable(message: string): ReadRadar {
  return { items: [], problems: [{ at: { line: 0, character: 0 }, message }] };
}

/** An id out of a title. */
export function keyOf(title: string): string {
  return title.toLowerCase().normalize('NFKD').replace(/[^\p{L}\p{N}+#.]+/gu, '-').replace(/^-+|-+$/g, '') || 'blip';
}
