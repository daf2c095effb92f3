import type { Span } from '../document/position.js';
import type { Facts } from '../facts/facts.js';
import { DataFrameReader } from './frame-keys.js';
import type { DataTable } from '../knowledge/model.js';
import type { FlatTree } from '../syntax/flat-tree.js';

/** How one thing written with pandas is written with Polars. */
export interface FrameTranslation {
  readonly pandas: string;
  readonly polars: string;
  readonly note?: string;
}

/** The table of the knowledge that holds the translations. */
export const TRANSLATIONS_TABLE = 'polars-translations';

/** Translations by the keys of `frame-keys.ts`; a row that names no key is never shown. */
export class FrameTranslations {
  readonly #byKey = new Map<string, FrameTranslation>();

  constructor(table: DataTable | undefined) {
    for (const [pandas, row] of Object.entries(table?.rows ?? {})) {
      const { polars, note, on } = row as { readonly polars?: unknown; readonly note?: unknown; readonly on?: unknown };
      if (typeof polars !== 'string' || !Array.isArray(on)) continue;
      const translation = { pandas, polars, ...(typeof note === 'string' ? { note } : {}) };
      for (const key of on) if (typeof key === 'string' && !this.#byKey.has(key)) this.#byKey.set(key, translation);
    }
  }

  /**
   * What the pandas code at an offset (UTF-16 units) is in Polars, and the span that says so; undefined where nothing
   * proves that it works on a frame or series of pandas, or no row speaks of it. At most two: the call and `inplace=True`.
   */
  at(tree: FlatTree, facts: Facts, offset: number): { readonly span: Span; readonly translations: readonly FrameTranslation[] } | undefined {
    if (this.#byKey.size === 0) return undefined;
    const place = new DataFrameReader(tree, facts).keysAt(offset, (key) => this.#byKey.has(key));
    if (!place) return undefined;
    const [first, ...rest] = place.keys.flatMap((key) => this.#byKey.get(key) ?? []);
    const aside = rest.find((row) => row === this.#byKey.get(INPLACE));
    return first && { span: place.span, translations: aside && aside !== first ? [first, aside] : [first] };
  }
}

const INPLACE = 'frame.*(inplace=True)';
