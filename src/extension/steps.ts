import { askChoice, askChoices, askText, type Frame, type Outcome } from './questions.js';
import type { Answer, Step } from './questions.js';

/** What was answered so far, by field. */
export type Answers = Readonly<Record<string, Answer>>;

export interface Dialogue {
  readonly heading: string;
  /** The questions in their order; what was answered may lead to more of them. */
  readonly stepsFor: (answers: Answers) => readonly Step[];
}

/** Answers, and the field whose question comes next; the first one without. */
export interface Progress {
  readonly answers: Answers;
  readonly field?: string;
}

/** All answers, or how far the user came before giving up. */
export type Ending =
  | { readonly kind: 'done'; readonly answers: Answers }
  | { readonly kind: 'left'; readonly progress: Progress };

/** Asks one question after the other, with a way back that keeps what was answered. */
export async function askSteps({ heading, stepsFor }: Dialogue, begin: Progress = { answers: {} }): Promise<Ending> {
  let { answers, field } = begin;
  for (;;) {
    const steps = stepsFor(answers);
    const at = Math.max(0, steps.findIndex((candidate) => candidate.field === field));
    const step = steps[at];
    if (!step) return { kind: 'done', answers };
    const frame = { heading, at, total: steps.length, given: answers[step.field] };
    const outcome = await ask(step, frame);
    if (outcome.value !== undefined) answers = { ...answers, [step.field]: outcome.value };
    if (outcome.kind === 'cancel') return { kind: 'left', progress: { answers, field: step.field } };
    const known = stepsFor(answers);
    const here = known.findIndex((candidate) => candidate.field === step.field);
    const next = known[here + (outcome.kind === 'back' ? -1 : 1)];
    if (!next) return { kind: 'done', answers };
    field = next.field;
  }
}

function ask(step: Step, frame: Frame): Promise<Outcome> {
  switch (step.kind) {
    case 'text':
      return askText(step, frame);
    case 'one':
      return askChoice(step, frame);
    case 'many':
      return askChoices(step, frame);
  }
}
