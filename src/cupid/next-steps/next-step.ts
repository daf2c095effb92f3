import type { TextEdit } from '../../document/edit.js';
import type { FunctionModel } from '../functions.js';
import type { Signal } from '../profile.js';
import type { FileModel } from '../walk.js';

/** A change of the text that answers a signal; what the program does stays the same. */
export interface Proposal {
  readonly title: string;
  readonly kind: 'rewrite' | 'extract';
  readonly edits: readonly TextEdit[];
  /** What whoever applies it should look at, where one file cannot show that all is well. */
  readonly caution?: string;
}

/** A proposal with the signal it answers. */
export interface OfferedStep extends Proposal {
  /** As signals are named: `P1`. */
  readonly signal: string;
}

/** One way to answer signals by changing the text. Where anything is uncertain it proposes nothing. */
export interface NextStep {
  /** The ids of the signals it answers. */
  readonly signals: readonly string[];
  /** `signals` is all that is said of the function, the one to answer included. */
  propose(owner: FunctionModel, file: FileModel, signal: Signal, signals: readonly Signal[]): readonly Proposal[];
}
