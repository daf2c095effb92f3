import type { CancellationToken } from '../document/ports.js';
import type { Span } from '../document/position.js';
import type { DataTable, Rule, Severity } from '../knowledge/model.js';
import type { LintDocument } from './document.js';
import type { ProposedFix, RelatedPlace } from './finding.js';
import type { Surroundings } from './surroundings.js';

/** What a detector saw; `variables` fill `{NAME}` in the rule's heading. */
export interface Detection {
  readonly span: Span;
  readonly match?: Span;
  readonly severity?: Severity;
  /** Instead of the rule's heading, where every finding needs a sentence of its own. */
  readonly message?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly fixes?: readonly ProposedFix[];
  readonly related?: readonly RelatedPlace[];
  readonly details?: string;
}

/** What the host lends to detectors. */
export interface DetectorHost {
  /** The calendar day, `YYYY-MM-DD`, in the user's time zone. */
  today(): string;
  /** A new UUID each time. Absent where a suggestion must say the same in every run. */
  readonly uuid?: () => string;
}

export interface DetectorContext {
  readonly host: DetectorHost;
  readonly document: LintDocument;
  readonly surroundings: Surroundings;
  readonly rule: Rule;
  readonly options: Readonly<Record<string, unknown>>;
  /** A table from `content/data/`; throws when the pack has none of that id. */
  table(id: string): DataTable;
}

/** A matcher that cannot be said in YAML. It must keep silent about whatever it does not know. */
export type Detector = (context: DetectorContext, token: CancellationToken) => Iterable<Detection>;

/** Detectors by the name rule pages use. */
export type DetectorRegistry = ReadonlyMap<string, Detector>;
