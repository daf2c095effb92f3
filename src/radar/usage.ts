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

interface Kept {
  readonly path: string;
  readonly mentions: readonly { readonly key: string; readonly range: Usage['range'] }[];
  /** Usages by blip. */
  readonly usages: ReadonlyMap<string, readonly Usage[]>;
}

/** Where blips are used: each file contributes on its own, so that a change costs one file. */
export class UsageIndex {
  #table: DetectionTable;
  readonly #files = new Map<string, Kept>();

  constructor(table: DetectionTable) {
    this.#table = table;
  }

  /** Judges what the files name by other blips, without reading any of them again. */
  useTable(table: DetectionTable): void {
    this.#table = table;
    for (const [uri, { path, mentions }] of this.#files) this.#files.set(uri, { path, mentions, usages: this.#usagesOf(uri, path, mentions) });
  }

  /** Takes in a file, in place of what it said before. */
  replace({ uri, path, lines, mentions }: FileMentions): void {
    const placed = [...mentions].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end).map(({ key, span }) => ({ key, range: lines.rangeOf(span) }));
    this.#files.set(uri, { path, mentions: placed, usages: this.#usagesOf(uri, path, placed) });
  }

  /** Forgets a file, or everything below a folder. */
  remove(uri: string): void {
    if (this.#files.delete(uri)) return;
    for (const known of this.#files.keys()) if (known.startsWith(`${uri}/`)) this.#files.delete(known);
  }

  has(uri: string): boolean {
    return this.#files.has(uri);
  }

  /** The usages of a blip by file and place, whatever the order in which the files came. */
  usages(blipId: string): readonly Usage[] {
    return [...this.#files.values()].flatMap(({ usages }) => usages.get(blipId) ?? []).sort((a, b) => (a.uri === b.uri ? a.range.start.line - b.range.start.line : a.uri < b.uri ? -1 : 1));
  }

  isUsed(blipId: string): boolean {
    for (const { usages } of this.#files.values()) if (usages.has(blipId)) return true;
    return false;
  }

  /** One usage per blip and line: `from sklearn.decomposition import PCA` is one, though it mentions three names. */
  #usagesOf(uri: string, path: string, mentions: Kept['mentions']): Map<string, Usage[]> {
    const usages = new Map<string, Usage[]>();
    const add = (blipId: string, usage: Usage): void => {
      const known = usages.get(blipId);
      if (!known) usages.set(blipId, [usage]);
      else if (!known.some((other) => other.range.start.line === usage.range.start.line)) known.push(usage);
    };
    for (const { key, range } of mentions) for (const blip of this.#table.blips(key)) add(blip.id, { uri, range, label: `${path}:${range.start.line + 1}` });
    for (const blip of this.#table.blipsOfFile(path)) if (!usages.has(blip.id)) add(blip.id, { uri, range: WHOLE_FILE, label: path });
    return usages;
  }
}
