import type { LineIndex } from '../document/position.js';
import type { Usage } from '../protocol/model.js';
import type { DetectionTable } from './detection.js';
import type { Mention } from './mentions.js';

/** What one file adds: its mentions and the lines their offsets are counted in. */
export interface FileMentions {
  readonly uri: string;
  /** Relative to the workspace folder, with `/`; what a usage is labelled with. */
  readonly path: string;
  readonly lines: LineIndex;
  readonly mentions: readonly Mention[];
}

const WHOLE_FILE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Where blips are used: each file contributes on its own, so that a change costs one file. */
export class UsageIndex {
  readonly #table: DetectionTable;
  /** Usages by blip, by file. */
  readonly #files = new Map<string, ReadonlyMap<string, readonly Usage[]>>();

  constructor(table: DetectionTable) {
    this.#table = table;
  }

  /** Takes in a file, in place of what it said before. */
  replace(file: FileMentions): void {
    const usages = this.#read(file);
    if (usages.size > 0) this.#files.set(file.uri, usages);
    else this.#files.delete(file.uri);
  }

  remove(uri: string): void {
    this.#files.delete(uri);
  }

  /** The usages of a blip by file and place, whatever the order in which the files came. */
  usages(blipId: string): readonly Usage[] {
    return [...this.#files.values()].flatMap((usages) => usages.get(blipId) ?? []).sort((a, b) => (a.uri === b.uri ? a.range.start.line - b.range.start.line : a.uri < b.uri ? -1 : 1));
  }

  isUsed(blipId: string): boolean {
    for (const usages of this.#files.values()) if (usages.has(blipId)) return true;
    return false;
  }

  /** One usage per blip and line: `from sklearn.decomposition import PCA` is one, though it mentions three names. */
  #read({ uri, path, lines, mentions }: FileMentions): Map<string, Usage[]> {
    const usages = new Map<string, Usage[]>();
    const add = (blipId: string, usage: Usage): void => {
      const known = usages.get(blipId);
      if (!known) usages.set(blipId, [usage]);
      else if (!known.some((other) => other.range.start.line === usage.range.start.line)) known.push(usage);
    };
    for (const { key, span } of [...mentions].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
      const blips = this.#table.blips(key);
      if (blips.length === 0) continue;
      const range = lines.rangeOf(span);
      for (const blip of blips) add(blip.id, { uri, range, label: `${path}:${range.start.line + 1}` });
    }
    for (const blip of this.#table.blipsOfFile(path)) if (!usages.has(blip.id)) add(blip.id, { uri, range: WHOLE_FILE, label: path });
    return usages;
  }
}
