import { window, type Memento, type QuickPickItem } from 'vscode';
import { isObject } from '../protocol/shape.js';
import { textIn } from './product-steps.js';
import type { Answers, Progress } from './steps.js';

const KEY = 'talklint.unfinishedDataProduct';

/** Answers of a dialogue that was left before its end, kept for the workspace until they are used or given up. */
export class UnfinishedAnswers {
  readonly #memory: Memento;
  readonly #folderUri: string;

  /** Answers of another folder are left alone. */
  constructor(memory: Memento, folderUri: string) {
    this.#memory = memory;
    this.#folderUri = folderUri;
  }

  /** Where to begin: at the question that was left, or anew, as the user likes. Undefined when the user gives up. */
  async begin(heading: string): Promise<Progress | undefined> {
    const kept = this.#kept();
    if (!kept) return { answers: {} };
    const name = textIn(kept.answers, 'name') || textIn(kept.answers, 'domain');
    const resume: QuickPickItem = { label: `$(debug-continue) Resume ${name}`, description: 'with what was answered' };
    const anew: QuickPickItem = { label: '$(new-file) Start Again' };
    const title = `${heading}: unfinished`;
    const chosen = await window.showQuickPick([resume, anew], { title, ignoreFocusOut: true });
    return chosen && (chosen === resume ? kept : { answers: {} });
  }

  /** Keeps answers for the next time; when nothing was answered, there is nothing to keep. */
  async keep({ answers, field }: Progress): Promise<void> {
    const isEmpty = textIn(answers, 'domain') === '';
    await this.#memory.update(KEY, isEmpty ? undefined : { folderUri: this.#folderUri, answers, field });
  }

  async forget(): Promise<void> {
    await this.#memory.update(KEY, undefined);
  }

  #kept(): Progress | undefined {
    const kept: unknown = this.#memory.get(KEY);
    if (!isObject(kept) || kept['folderUri'] !== this.#folderUri || !isAnswers(kept['answers'])) return undefined;
    const { answers, field } = kept;
    return typeof field === 'string' ? { answers, field } : { answers };
  }
}

function isAnswers(value: unknown): value is Answers {
  const isAnswer = (answer: unknown) => typeof answer === 'string' || (Array.isArray(answer) && answer.every(isText));
  return isObject(value) && Object.values(value).every(isAnswer);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
