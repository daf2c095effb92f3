import type { PathClassifier } from '../facts/collect.js';
import type { Problem } from './context.js';
import { readTask, whyLeftOut, type FileTask, type FoundFiles } from './files.js';

/** What became of the files. */
export interface VisitedTexts {
  readonly problems: readonly Problem[];
  readonly counts: { readonly files: number; readonly bytes: number; readonly skipped: number };
}

/** Reads files one after the other and hands over each text that people wrote. What is left out is counted, and told where the file was named. */
export async function visitTexts({ tasks, problems, skipped }: FoundFiles, classifier: PathClassifier, visit: (task: FileTask, text: string) => Promise<void>): Promise<VisitedTexts> {
  const errors = [...problems];
  const counts = { files: 0, bytes: 0, skipped };
  for (const task of tasks) {
    const file = await readTask(task);
    const leftOut = 'text' in file ? whyLeftOut(task, file.text, classifier) : 'skipped' in file ? file.skipped : undefined;
    if ('failed' in file) errors.push({ file: task.shown, message: file.failed });
    else if ('text' in file && leftOut === undefined) {
      await visit(task, file.text);
      counts.files++;
      counts.bytes += Buffer.byteLength(file.text);
    } else {
      counts.skipped++;
      if (task.named && leftOut !== undefined) errors.push({ file: task.shown, message: leftOut });
    }
  }
  return { problems: errors, counts };
}
