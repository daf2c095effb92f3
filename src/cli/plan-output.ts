import { diffIndices } from 'node-diff3';
import { applyChanges } from '../platform/node-changes.js';
import type { PlannedFile, ProductPlan } from '../protocol/model.js';
import { isWritten } from '../protocol/planned-file.js';
import { FORMATS, oneOf } from './arguments.js';
import type { CommandContext } from './context.js';

/** Options of every command that plans files before it writes them. */
export const PLAN_OPTIONS = {
  'dry-run': { type: 'boolean', default: false },
  diff: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  format: { type: 'string', default: 'text' },
} as const;

interface PlanValues {
  readonly 'dry-run': boolean;
  readonly diff: boolean;
  readonly json: boolean;
  readonly format: string;
}

/** Whether only the plan is wanted; a difference is shown instead of written. */
export function isDryRun(values: PlanValues): boolean {
  return values['dry-run'] || values.diff;
}

/** Writes a plan unless it is a dry run, and prints it; gives the status of the command. Rejects with a FileError. */
export async function carryOut(plan: ProductPlan, values: PlanValues, context: CommandContext): Promise<number> {
  const format = values.json ? 'json' : oneOf('--format', values.format, FORMATS);
  const changes = plan.files.filter(isWritten);
  const dryRun = isDryRun(values);
  if (!dryRun) await applyChanges(context.workingFolder, changes);
  if (format === 'json') context.out(`${JSON.stringify({ version: 1, dryRun, ...plan }, null, 2)}\n`);
  else if (values.diff) context.out(changes.map(diffText).join(''));
  else context.out(plan.files.map(({ action, path }) => `${action.padEnd(8)}  ${path}\n`).join(''));
  for (const note of plan.notes) context.error(note);
  return plan.files.some(({ action }) => action === 'conflict') ? 2 : 0;
}

/** The change of one file as a unified diff without lines around it. */
function diffText({ path, text, before }: PlannedFile): string {
  const lines = diffIndices(linesOf(before), linesOf(text)).flatMap((hunk) => [
    `@@ -${sideOf(hunk.buffer1)} +${sideOf(hunk.buffer2)} @@`,
    ...hunk.buffer1Content.map((line) => `-${line}`),
    ...hunk.buffer2Content.map((line) => `+${line}`),
  ]);
  const heading = [`--- ${before === undefined ? '/dev/null' : path}`, `+++ ${path}`];
  return [...heading, ...lines].map((line) => `${line}\n`).join('');
}

function linesOf(text: string | undefined): string[] {
  return text === undefined ? [] : text.replace(/\n$/, '').split('\n');
}

/** Where a side of a change begins, from 1, and how many lines it has. */
function sideOf([start, length]: readonly [number, number]): string {
  return `${length === 0 ? start : start + 1},${length}`;
}
