import type { FunctionModel } from '../functions.js';
import type { Signal } from '../profile.js';
import type { FileModel } from '../walk.js';
import { addParameter } from './add-parameter.js';
import { guardClause } from './guard-clause.js';
import type { NextStep, OfferedStep } from './next-step.js';

const NEXT_STEPS: readonly NextStep[] = [addParameter, guardClause];

/** The next steps of a function that can be made as a change of the text. */
export function offeredSteps(owner: FunctionModel, file: FileModel, signals: readonly Signal[]): OfferedStep[] {
  return signals.flatMap((signal) => NEXT_STEPS.filter(({ signals: answered }) => answered.includes(signal.id)).flatMap((step) => step.propose(owner, file, signal).map((proposal) => ({ ...proposal, signal: signal.id }))));
}
