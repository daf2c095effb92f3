import { relative, resolve } from 'node:path';
import { NEVER_CANCELLED } from '../../document/ports.js';
import { CANVAS_PATH } from '../../mesh/canvas/boxes.js';
import { draftCanvas } from '../../mesh/canvas/draft.js';
import { nodeClock, nodeFiles, nodeWriter } from '../../platform/node.js';
import { listFiles } from '../../workspace/enumerate.js';
import { readTextFile } from '../../workspace/text.js';
import { oneOf, readArguments, REPORT_FORMATS } from '../arguments.js';
import { loadKnowledge, UsageError, type CommandContext } from '../context.js';
import { shownPath } from '../files.js';
import { ALL_RULES } from '../rule-choice.js';
import { runCheck } from './check.js';

const DESCRIPTOR = /\.od[pc]s\.ya?ml$/;

/**
 * `talklint product canvas <product folder>`: creates the data ethics canvas of a product, filled in from its
 * descriptors; where there is one already it is checked and never written to.
 */
export async function productCanvas(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, { 'dry-run': { type: 'boolean', default: false }, format: { type: 'string', default: 'text' } });
  const format = oneOf('--format', values.format, REPORT_FORMATS);
  const [name, second] = positionals;
  if (name === undefined || second !== undefined) throw new UsageError('name one product folder, such as talklint product canvas products/mobility/trips.');
  const folder = resolve(context.workingFolder, name);
  const stat = await nodeFiles.stat(folder);
  if (stat?.kind !== 'folder') throw new UsageError(`${name}: ${stat ? 'this is no folder; name the one it stands in' : 'there is no such folder; mend the path'}.`);
  const canvas = resolve(folder, CANVAS_PATH);
  if (await nodeFiles.stat(canvas)) return checkCanvas(shownPath(canvas, context), format, context);
  const around = resolve(canvas, '..');
  if ((await nodeFiles.stat(around).then((found) => found?.kind ?? 'folder')) !== 'folder') throw new UsageError(`${shownPath(around, context)}: this is a file, and the canvas needs a folder of that name; move it.`);
  const shown = shownPath(canvas, context);
  const text = await draft(folder, relative(context.workingFolder, folder).replaceAll('\\', '/'));
  if (values['dry-run']) {
    context.out(text);
    return 0;
  }
  await nodeWriter.create(canvas, text);
  context.out(`${'create'.padEnd(8)}  ${shown}\n`);
  return 0;
}

/** `name` is the folder relative to the working folder, with `/`. */
async function draft(folder: string, name: string): Promise<string> {
  const { mesh } = await loadKnowledge();
  const { files } = await listFiles(folder.replaceAll('\\', '/'), nodeFiles, (path) => DESCRIPTOR.test(path), NEVER_CANCELLED);
  const texts = await Promise.all(
    files.map(async (path) => {
      const file = await readTextFile(path, nodeFiles);
      return { path: `${name === '' ? '' : `${name}/`}${relative(folder, path).replaceAll('\\', '/')}`, text: 'text' in file ? file.text : '' };
    }),
  );
  try {
    return draftCanvas(name, texts, mesh, nodeClock.today()).text;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause));
  }
}

function checkCanvas(path: string, format: (typeof REPORT_FORMATS)[number], context: CommandContext): Promise<number> {
  return runCheck(
    { paths: [path], format, failOn: 'warning', useIgnores: true, fix: false, baseline: undefined, since: undefined, jobs: undefined, standardInputAs: undefined, choice: { ...ALL_RULES, groups: ['mesh'] }, accepts: () => true },
    context,
  );
}
