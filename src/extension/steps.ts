import { QuickInputButtons, window, type Disposable, type InputBox, type QuickPick, type QuickPickItem } from 'vscode';

/** One question of a dialogue. */
export interface Step<Field extends string> {
  readonly field: Field;
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  /** Answers to choose from; another may be typed all the same. */
  readonly suggestions?: readonly string[];
  /** What stands in the box at first. */
  suggested?(answers: Partial<Record<Field, string>>): string;
}

type Outcome = { readonly kind: 'answer'; readonly value: string } | { readonly kind: 'back' | 'cancel' };

/** A sentence on what is wrong with an answer, or undefined. */
export type Check<Field extends string> = (field: Field, answers: Partial<Record<Field, string>>) => Promise<string | undefined>;

/** Asks one question after the other, with a way back. Undefined when the user gives up. */
export async function askSteps<Field extends string>(heading: string, steps: readonly Step<Field>[], check: Check<Field>): Promise<Record<Field, string> | undefined> {
  const answers: Partial<Record<Field, string>> = {};
  for (let at = 0; at < steps.length; ) {
    const step = steps[at];
    if (!step) break;
    const outcome = await ask(heading, step, at, steps.length, answers, (value) => check(step.field, { ...answers, [step.field]: value }));
    if (outcome.kind === 'cancel') return undefined;
    if (outcome.kind === 'answer') answers[step.field] = outcome.value;
    at += outcome.kind === 'back' ? -1 : 1;
  }
  return answers as Record<Field, string>;
}

function ask<Field extends string>(heading: string, step: Step<Field>, at: number, total: number, answers: Partial<Record<Field, string>>, check: (value: string) => Promise<string | undefined>): Promise<Outcome> {
  const box = step.suggestions?.length ? window.createQuickPick() : window.createInputBox();
  box.title = `${heading}: ${step.title}`;
  box.step = at + 1;
  box.totalSteps = total;
  box.ignoreFocusOut = true;
  box.placeholder = step.placeholder;
  box.buttons = at > 0 ? [QuickInputButtons.Back] : [];
  box.value = answers[step.field] ?? step.suggested?.(answers) ?? '';
  return 'items' in box ? pick(box, step, check) : type(box, step, check);
}

function type<Field extends string>(box: InputBox, step: Step<Field>, check: (value: string) => Promise<string | undefined>): Promise<Outcome> {
  box.prompt = step.prompt;
  return settle(box, (finish) => [
    box.onDidChangeValue(() => {
      box.validationMessage = undefined;
    }),
    box.onDidAccept(async () => {
      const value = box.value.trim();
      const problem = await check(value);
      if (problem === undefined) finish({ kind: 'answer', value });
      else box.validationMessage = problem;
    }),
  ]);
}

function pick<Field extends string>(box: QuickPick<QuickPickItem>, step: Step<Field>, check: (value: string) => Promise<string | undefined>): Promise<Outcome> {
  const known = (step.suggestions ?? []).map((label): QuickPickItem => ({ label }));
  const show = (problem?: string) => {
    const typed = box.value.trim();
    const own: QuickPickItem[] = typed === '' || known.some(({ label }) => label === typed) ? [] : [{ label: typed, description: problem ?? 'new', alwaysShow: true }];
    box.items = [...own, ...known];
  };
  show();
  return settle(box, (finish) => [
    box.onDidChangeValue(() => {
      show();
    }),
    box.onDidAccept(async () => {
      const value = (box.selectedItems[0]?.label ?? box.value).trim();
      const problem = await check(value);
      if (problem === undefined) finish({ kind: 'answer', value });
      else show(problem);
    }),
  ]);
}

async function settle(box: InputBox | QuickPick<QuickPickItem>, listen: (finish: (outcome: Outcome) => void) => readonly Disposable[]): Promise<Outcome> {
  const disposables: Disposable[] = [box];
  try {
    return await new Promise<Outcome>((finish) => {
      disposables.push(
        ...listen(finish),
        box.onDidTriggerButton(() => {
          finish({ kind: 'back' });
        }),
        box.onDidHide(() => {
          finish({ kind: 'cancel' });
        }),
      );
      box.show();
    });
  } finally {
    for (const disposable of disposables) disposable.dispose();
  }
}
