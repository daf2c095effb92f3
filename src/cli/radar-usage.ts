import { RINGS } from '../knowledge/model.js';
import { DetectionTable } from '../radar/detection.js';
import { radarOverview } from '../radar/overview.js';
import { UsageIndex } from '../radar/usage.js';
import { readMentions, usageFileKind } from '../workspace/usage-files.js';
import { FORMATS, oneOf, readArguments } from './arguments.js';
import { loadEngine, problemLine, sentenceOf, type CommandContext, type LoadedEngine, type Problem } from './context.js';
import { findFiles, readTask, type FoundFiles } from './files.js';
import { count } from './report.js';

/** One blip that is used; lines count from 1. */
interface UsedBlip {
  readonly id: string;
  readonly title: string;
  readonly ring: string;
  readonly usages: readonly { readonly file: string; readonly line: number }[];
}

/** `talklint radar usage [paths…]`: which technologies of the radar the files use, by manifest, import or name. */
export async function radarUsage(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, { format: { type: 'string', default: 'text' } });
  const format = oneOf('--format', values.format, FORMATS);
  const loaded = await loadEngine(context);
  const table = new DetectionTable(loaded.engine.knowledge);
  const folder = `${context.workingFolder.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  const relative = (path: string) => (path.startsWith(folder) ? path.slice(folder.length) : path);
  const found = await findFiles(positionals, (path) => usageFileKind(relative(path), loaded.engine, table) !== undefined, context);
  const index = new UsageIndex(table);
  const problems = [...loaded.problems, ...found.problems, ...(await readInto(index, table, found, loaded))];
  const { blips } = radarOverview(loaded.engine.knowledge, index);
  const used: UsedBlip[] = blips.filter(({ usedHere }) => usedHere).map(({ id, title, ring }) => ({ id, title, ring, usages: index.usages(id).map(({ uri, range }) => ({ file: uri, line: range.start.line + 1 })) }));
  context.out(format === 'json' ? `${JSON.stringify({ version: 1, blips: used, errors: problems, stats: { files: found.tasks.length, skipped: found.skipped } }, null, 2)}\n` : text(used, found.tasks.length));
  for (const problem of problems) context.error(problemLine(problem));
  await loaded.engine.dispose();
  return problems.length > 0 ? 2 : 0;
}

async function readInto(index: UsageIndex, table: DetectionTable, found: FoundFiles, { engine, config }: LoadedEngine): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const task of found.tasks) {
    const onlyName = usageFileKind(task.shown, engine, table) === 'name';
    const file = onlyName ? { text: '' } : await readTask(task);
    if ('failed' in file) problems.push({ file: task.shown, message: file.failed });
    if (!('text' in file)) continue;
    try {
      index.replace(await readMentions(engine, config, { uri: task.shown, path: task.shown, text: file.text }));
    } catch (cause) {
      problems.push({ file: task.shown, message: sentenceOf(cause) });
    }
  }
  return problems;
}

function text(used: readonly UsedBlip[], files: number): string {
  const rings = RINGS.map((ring) => ({ ring, blips: used.filter((blip) => blip.ring === ring) })).filter(({ blips }) => blips.length > 0);
  const lines = rings.flatMap(({ ring, blips }) => [ring, ...blips.flatMap(({ title, usages }) => [`  ${title}`, ...usages.map(({ file, line }) => `    ${file}:${line}`)]), '']);
  return `${[...lines, `${count(used.length, 'blip', 'blips')} in use. ${count(files, 'file', 'files')} read.`].join('\n')}\n`;
}
