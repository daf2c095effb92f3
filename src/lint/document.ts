import type { LineIndex } from '../document/position.js';
import type { Facts } from '../facts/facts.js';
import type { Language } from '../knowledge/model.js';
import type { FlatTree } from '../syntax/flat-tree.js';

/** One text ready to be checked: parsed, with facts. For a notebook the text is all code cells in order. */
export interface LintDocument {
  /** Relative to the workspace folder, with `/`; or a name such as `untitled:Untitled-1`. */
  readonly path: string;
  readonly text: string;
  readonly language: Language;
  /** Absent for languages without a grammar. */
  readonly tree: FlatTree | undefined;
  readonly facts: Facts;
  readonly lines: LineIndex;
}
