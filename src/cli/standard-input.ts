import { LARGEST_TEXT } from '../workspace/text.js';
import type { CheckTask } from './checker.js';
import { UsageError, type CommandContext } from './context.js';
import { absolutePath, decoded, shownPath, type ReadText } from './files.js';

/** The task that stands for standard input: the file need not exist. */
export function standardInputTask(name: string, fix: boolean, context: CommandContext): CheckTask {
  const path = absolutePath(name, context);
  const shown = shownPath(path, context);
  return { path, shown, name: shown, named: true, fix: fix ? 'yes' : 'no' };
}

/** Text from standard input. Rejects with a UsageError when it is larger than a file may be, or no UTF-8 or UTF-16 text. */
export async function readStandardInput(): Promise<ReadText> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > LARGEST_TEXT) throw new UsageError('standard input is larger than 1 MB, so it is not checked.');
  }
  const file = decoded(Buffer.concat(chunks));
  if (!('text' in file)) throw new UsageError('standard input is binary; give it text.');
  if (file.damaged) throw new UsageError('standard input is no valid UTF-8; convert it.');
  return file;
}
