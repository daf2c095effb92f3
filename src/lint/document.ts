import type { TextEdit } from '../document/edit.js';
import type { LineIndex, Span } from '../document/position.js';
import type { Facts } from '../facts/facts.js';
import type { Language, PathClass } from '../knowledge/model.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import type { Grammar } from '../syntax/grammar.js';

/**
 * One text ready to be checked. Tree, facts and embedded texts are made when first asked for, so that a text no rule can
 * match is not parsed. For a notebook the text is all code cells in order.
 */
export interface LintDocument {
  /** Relative to the workspace folder, with `/`; or a name such as `untitled:Untitled-1`. */
  readonly path: string;
  readonly pathClasses: ReadonlySet<PathClass>;
  readonly text: string;
  readonly language: Language;
  /** Absent for languages without a grammar, and where the grammar could not be loaded. */
  readonly grammar: Grammar | undefined;
  /** Absent for languages without a grammar. */
  readonly tree: FlatTree | undefined;
  readonly facts: Facts;
  readonly lines: LineIndex;
  /** Languages whose code may stand inside this text. */
  readonly embeddable: readonly string[];
  /** Pieces that are code of another language, such as the shell commands of a Dockerfile. */
  embedded(language: string): readonly EmbeddedDocument[];
}

/** A piece of a document in another language, with the way back. */
export interface EmbeddedDocument extends LintDocument {
  /** Where a span of this text stands in the document around it. */
  toHost(span: Span): Span;
  /** The same edit of the document around it; undefined where it cannot be written there as it is. */
  editHost(edit: TextEdit): TextEdit | undefined;
}
