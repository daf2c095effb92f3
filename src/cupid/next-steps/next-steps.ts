import type { FunctionModel } from '../functions.js';
import type { Signal } from '../profile.js';
import type { FileModel } from '../walk.js';
import { addParameter } from './add-parameter.js';
import { extractFunction } from './extract-function.js';
import { guardClause } from './guard-clause.js';
import type { NextStep, OfferedStep } from './next-step.js';
import { returnResult } from './return-result.js';
import { splitFlag } from './split-flag.js';

const NEXT_STEPS: readonly NextStep[] = [addParameter, guardClause, extractFunction, splitFlag, returnResult];

/** The next steps of a function that can be made as a change of the text; one that answers two signals is offered once. */
export function offeredSteps(owner: FunctionModel, file: FileModel, signals: readonly Signal[]): OfferedStep[] {
  const offered = new Map<string, OfferedStep>();
  for (const signal of signals) {
    for (const step of NEXT_STEPS.filter((candidate) => candidate.signals.includes(signal.id))) {
      for (const proposal of step.propose(owner, file, signal, signals)) if (!offered.has(proposal.title)) offered.set(proposal.title, { ...proposal, signal: signal.id });
    }
  }
  return [...offered.values()];
}
