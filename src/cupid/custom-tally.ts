import { customOf, type Custom, type CustomCount } from './custom.js';
import type { FileSummary } from './summary.js';

/** Dialects that share their customs. */
const FAMILIES: Readonly<Record<string, string>> = { tsx: 'typescript', javascript: 'typescript' };
const EMPTY: ReadonlyMap<string, number> = new Map();

/** How often the files of a workspace do a thing in which way: sums, so that a changed file costs no more than itself. */
export class CustomTally {
  /** Of the workspace, and of each folder. */
  readonly #counts = new Map<string, Map<string, number>>();

  add(summary: FileSummary): void {
    for (const count of summary.customs) this.#change(summary, count, count.count);
  }

  remove(summary: FileSummary): void {
    for (const count of summary.customs) this.#change(summary, count, -count.count);
  }

  /** The customs a file goes against; those of which its folder knows nothing are none. */
  against(file: FileSummary): Custom[] {
    const found = new Map<string, Custom>();
    for (const { slot, group, style } of file.customs) {
      const key = keyOf(file, slot, group);
      const custom = found.has(key) ? undefined : customOf(this.#counts.get(key) ?? EMPTY);
      if (custom && custom.style !== style && this.#isFollowedNear(file, key, custom.style)) found.set(key, { slot, group, ...custom });
    }
    return [...found.values()];
  }

  /** A folder in which half go another way has a custom of its own. */
  #isFollowedNear({ path }: FileSummary, key: string, style: string): boolean {
    const near = this.#counts.get(`${folderOf(path)}\n${key}`) ?? EMPTY;
    let total = 0;
    for (const count of near.values()) total += count;
    return total <= 2 || (near.get(style) ?? 0) * 2 > total;
  }

  #change(file: FileSummary, { slot, group, style }: CustomCount, by: number): void {
    const key = keyOf(file, slot, group);
    for (const place of [key, `${folderOf(file.path)}\n${key}`]) {
      const styles = this.#counts.get(place) ?? new Map<string, number>();
      const count = (styles.get(style) ?? 0) + by;
      if (count > 0) styles.set(style, count);
      else styles.delete(style);
      if (styles.size > 0) this.#counts.set(place, styles);
      else this.#counts.delete(place);
    }
  }
}

function keyOf({ language }: FileSummary, slot: string, group: string): string {
  return `${FAMILIES[language] ?? language} ${slot} ${group}`;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
