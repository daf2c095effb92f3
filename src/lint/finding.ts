import type { TextEdit } from '../document/edit.js';
import type { Span } from '../document/position.js';
import type { Severity } from '../knowledge/model.js';

/** One way to repair a finding; `safe` ones keep behaviour and may be applied without asking. */
export interface ProposedFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

export interface RelatedPlace {
  readonly path: string;
  readonly span: Span;
  readonly message: string;
}

/** What one rule says about one place of one text. */
export interface Finding {
  readonly rule: string;
  readonly talk?: string;
  readonly severity: Severity;
  readonly message: string;
  /** What to underline: never more than the first line of the construct. */
  readonly span: Span;
  /** The whole construct. */
  readonly match: Span;
  readonly fixes: readonly ProposedFix[];
  readonly related: readonly RelatedPlace[];
  /** Extra Markdown for the hover of this one finding, such as figures for this region. */
  readonly details?: string;
}
