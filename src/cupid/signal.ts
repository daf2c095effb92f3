import type { Span } from '../document/position.js';
import type { FunctionModel } from './functions.js';
import type { Evidence, EvidenceGrade, Letter } from './profile.js';
import type { FileModel } from './walk.js';

/** What a signal found in one function. */
export interface SignalFinding {
  readonly level: 'note' | 'attention';
  /** The phrase after the property's name in a lens. Never a line number: moving code says nothing new. */
  readonly message: string;
  readonly evidence: readonly Evidence[];
  /** The one thing to try here, where that says more than the signal's own. */
  readonly nextStep?: string;
}

/** One signal: when a colleague would say something, and what. */
export interface SignalRule {
  readonly letter: Letter;
  readonly id: string;
  /** As settings and ignores show it. */
  readonly title: string;
  readonly grade: EvidenceGrade;
  /** The one thing to try. */
  readonly nextStep: string;
  /** Whether what other files do decides, so that one file alone cannot show that nothing is to say. */
  readonly acrossFiles?: true;
  /** It speaks of the whole file, at the function where that shows first. */
  readonly aboutFile?: true;
  /** Said only beside another finding: one of the same property, or any. */
  readonly onlyBeside?: 'same letter' | 'any';
  find(owner: FunctionModel, file: FileModel): SignalFinding | undefined;
}

/** Evidence at a node, its span cut at the end of its first line. */
export function evidenceAt(file: FileModel, node: number, label: string): Evidence {
  const { tree } = file;
  const start = tree.start[node] ?? 0;
  const end = tree.end[node] ?? start;
  const newline = tree.source.slice(start, end).search(/[\r\n]/);
  return { span: { start, end: newline < 0 ? end : start + newline } satisfies Span, label };
}

/** A note on one place or several, the usual case. */
export function note(message: string, evidence: readonly Evidence[]): SignalFinding {
  return { level: 'note', message, evidence };
}
