import { QuickInputButtons, window, type Disposable, type InputBox, type QuickPick, type QuickPickItem } from 'vscode';

/** A text, or the values that were ticked. */
export type Answer = string | readonly string[];

interface Question {
  /** What the answer is kept under. */
  readonly field: string;
  readonly title: string;
  readonly prompt: string;
}

export interface TextStep extends Question {
  readonly kind: 'text';
  /** Answers to choose from; another may be typed all the same. */
  readonly suggestions?: readonly string[];
  /** What stands in the box at first. */
  readonly suggested?: string;
  /** A sentence on what is wrong with a text, or undefined. */
  check?(text: string): Promise<string | undefined>;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

export interface ChoiceStep extends Question {
  readonly kind: 'one';
  readonly choices: readonly Choice[];
  readonly suggested?: string;
}

export interface ChoicesStep extends Question {
  readonly kind: 'many';
  readonly choices: readonly Choice[];
}

/** One question of a dialogue. */
export type Step = TextStep | ChoiceStep | ChoicesStep;

/** Where a question stands in its dialogue, and what was answered before. */
export interface Frame {
  readonly heading: string;
  /** From 0. */
  readonly at: number;
  readonly total: number;
  readonly given: Answer | undefined;
}

/** Back and cancel keep what is in the box; it is asked for again. */
export type Outcome =
  | { readonly kind: 'answer'; readonly value: Answer }
  | { readonly kind: 'back' | 'cancel'; readonly value?: Answer | undefined };

type Box = InputBox | QuickPick<QuickPickItem>;

/** Asks for a line of text, which is judged while it is typed. */
export function askText(step: TextStep, frame: Frame): Promise<Outcome> {
  const given = typeof frame.given === 'string' ? frame.given : (step.suggested ?? '');
  return step.suggestions?.length ? suggestedText(step, frame, given) : plainText(step, frame, given);
}

/** Asks for one of several values. */
export function askChoice(step: ChoiceStep, frame: Frame): Promise<Outcome> {
  const box = window.createQuickPick<QuickPickItem & Choice>();
  lay(box, step, frame);
  box.placeholder = step.prompt;
  box.matchOnDescription = true;
  box.items = step.choices;
  const given = frame.given ?? step.suggested;
  box.activeItems = step.choices.filter(({ value }) => value === given);
  return settle(box, frame, () => undefined, (finish) => [
    box.onDidAccept(() => {
      const [item] = box.selectedItems;
      if (item) finish({ kind: 'answer', value: item.value });
    }),
  ]);
}

/** Asks for any number of values, none included. */
export function askChoices(step: ChoicesStep, frame: Frame): Promise<Outcome> {
  const box = window.createQuickPick<QuickPickItem & Choice>();
  lay(box, step, frame);
  box.placeholder = step.prompt;
  box.matchOnDescription = true;
  box.canSelectMany = true;
  box.items = step.choices;
  box.selectedItems = step.choices.filter(({ value }) => frame.given?.includes(value));
  const ticked = () => box.selectedItems.map(({ value }) => value);
  return settle(box, frame, ticked, (finish) => [
    box.onDidAccept(() => {
      finish({ kind: 'answer', value: ticked() });
    }),
  ]);
}

function plainText(step: TextStep, frame: Frame, given: string): Promise<Outcome> {
  const box = window.createInputBox();
  lay(box, step, frame);
  box.prompt = step.prompt;
  box.value = given;
  const show = (problem: string | undefined) => {
    box.validationMessage = problem;
  };
  return settle(box, frame, () => box.value || undefined, (finish) => judged(box, step, finish, show, () => box.value));
}

function suggestedText(step: TextStep, frame: Frame, given: string): Promise<Outcome> {
  const box = window.createQuickPick();
  lay(box, step, frame);
  box.placeholder = step.prompt;
  box.value = given;
  const known = (step.suggestions ?? []).map((label): QuickPickItem => ({ label }));
  const show = (problem: string | undefined) => {
    const typed = box.value.trim();
    const isNew = typed !== '' && !known.some(({ label }) => label === typed);
    const own: QuickPickItem = { label: typed, description: problem ?? 'new', alwaysShow: true };
    box.items = isNew ? [own, ...known] : known;
  };
  show(undefined);
  const chosen = () => box.activeItems[0]?.label ?? box.value;
  return settle(box, frame, () => box.value || undefined, (finish) => judged(box, step, finish, show, chosen));
}

/** Judges a text after each change without waiting for it, and once more when it is accepted. */
function judged(
  box: Box,
  step: TextStep,
  finish: (outcome: Outcome) => void,
  show: (problem: string | undefined) => void,
  chosen: () => string,
): readonly Disposable[] {
  const judge = async (text: string) => step.check?.(text.trim());
  return [
    box.onDidChangeValue(async (text) => {
      show(undefined);
      const problem = text.trim() === '' ? undefined : await judge(text);
      // Whoever types on is judged by what stands there then.
      if (problem !== undefined && box.value === text) show(problem);
    }),
    box.onDidAccept(async () => {
      const text = chosen().trim();
      const problem = await judge(text);
      if (problem === undefined) finish({ kind: 'answer', value: text });
      else show(problem);
    }),
  ];
}

function lay(box: Box, { title }: Question, { heading, at, total }: Frame): void {
  box.title = `${heading}: ${title}`;
  box.step = at + 1;
  box.totalSteps = total;
  box.ignoreFocusOut = true;
  box.buttons = at > 0 ? [QuickInputButtons.Back] : [];
}

async function settle(
  box: Box,
  frame: Frame,
  draft: () => Answer | undefined,
  listen: (finish: (outcome: Outcome) => void) => readonly Disposable[],
): Promise<Outcome> {
  const disposables: Disposable[] = [box];
  try {
    return await new Promise<Outcome>((finish) => {
      disposables.push(
        ...listen(finish),
        box.onDidTriggerButton(() => {
          finish({ kind: 'back', value: draft() ?? frame.given });
        }),
        box.onDidHide(() => {
          finish({ kind: 'cancel', value: draft() ?? frame.given });
        }),
      );
      box.show();
    });
  } finally {
    for (const disposable of disposables) disposable.dispose();
  }
}
