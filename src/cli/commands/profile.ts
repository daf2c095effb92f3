import { performance } from 'node:perf_hooks';
import type { LineIndex } from '../../document/position.js';
import { PathClassifier } from '../../facts/collect.js';
import { NEVER_CANCELLED } from '../../document/ports.js';
import { lensOf, type FunctionProfile } from '../../cupid/profile.js';
import { WorkspaceIndex } from '../../cupid/workspace-index.js';
import type { Config } from '../../workspace/config.js';
import type { Engine } from '../../workspace/engine.js';
import type { OpenDocument } from '../../workspace/open-document.js';
import { FORMATS, oneOf, readArguments } from '../arguments.js';
import { loadEngine, problemLine, type CommandContext } from '../context.js';
import { findFiles, readTask, type FileTask, type FoundFiles } from '../files.js';
import { count, rangeFromOne, type ReportedRange } from '../report.js';
import { visitTexts } from '../texts.js';

const GO_MODULE = /(^|\/)go\.mod$/;
const OPTIONS = { format: { type: 'string', default: 'text' } } as const;

/** One function as printed; lines and columns count from 1, columns in UTF-16 units. */
interface ReportedFunction {
  readonly file: string;
  readonly name: string;
  readonly kind: string;
  readonly range: ReportedRange;
  readonly lens: string | null;
  readonly signals: readonly { readonly letter: string; readonly id: string; readonly level: string; readonly message: string; readonly lines: readonly number[]; readonly evidence: string }[];
}

/** `talklint profile`: what CUPID has to say about the functions of files and folders. Remarks never fail a build. */
export async function profile(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  const format = oneOf('--format', values.format, FORMATS);
  const { engine, config, problems } = await loadEngine(context);
  const started = performance.now();
  const found = await findFiles(positionals, (path) => engine.profiles(path) || GO_MODULE.test(path), context);
  const { functions, problems: ofFiles, counts } = await profileFiles(found, engine, config);
  const errors = [...problems, ...ofFiles, ...engine.problems.map((message) => ({ file: '', message }))];
  const stats = { ...counts, functions: functions.length, milliseconds: Math.round(performance.now() - started) };
  context.out(format === 'json' ? `${JSON.stringify({ version: 1, functions, errors, stats }, null, 2)}\n` : text(functions, stats.files));
  for (const problem of errors) context.error(problemLine(problem));
  await engine.dispose();
  return errors.length > 0 ? 2 : 0;
}

/** Twice over all files: what each of them does is known before anything is said about one. Only summaries are kept in between. */
async function profileFiles(found: FoundFiles, engine: Engine, config: Config) {
  const classifier = new PathClassifier(config.paths);
  const sources = { ...found, tasks: found.tasks.filter(({ path }) => !GO_MODULE.test(path)) };
  const index = await indexFiles(found, sources, engine, config, classifier);
  const functions: ReportedFunction[] = [];
  const visited = await visitTexts(sources, classifier, (task, text) =>
    opened(engine, task, text, config, (document) => void functions.push(...engine.profile(document, config, NEVER_CANCELLED, index).map((each) => reported(task.shown, each, document.lines)))),
  );
  return { functions, ...visited };
}

async function indexFiles(found: FoundFiles, sources: FoundFiles, engine: Engine, config: Config, classifier: PathClassifier): Promise<WorkspaceIndex> {
  const index = new WorkspaceIndex();
  for (const task of found.tasks) {
    const file = GO_MODULE.test(task.path) ? await readTask(task) : undefined;
    if (file && 'text' in file) index.setGoModule(folderOf(task.shown), file.text);
  }
  await visitTexts(sources, classifier, (task, text) =>
    opened(engine, task, text, config, (document) => {
      const summary = engine.summarise(document);
      if (summary) index.set(summary);
    }),
  );
  // Of single files nobody can say who else uses them.
  index.isWhole = sources.tasks.every(({ named }) => !named);
  return index;
}

async function opened(engine: Engine, task: FileTask, text: string, config: Config, work: (document: OpenDocument) => void): Promise<void> {
  const document = await engine.open({ path: task.shown, classifiedAs: task.name, text }, config);
  if (!document) return;
  try {
    work(document);
  } finally {
    document.dispose();
  }
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function reported(file: string, found: FunctionProfile, lines: LineIndex): ReportedFunction {
  return {
    file,
    name: found.name,
    kind: found.kind,
    range: rangeFromOne(lines.rangeOf(found.span)),
    lens: lensOf(found) ?? null,
    signals: found.signals.map(({ letter, id, level, message, evidence, grade }) => ({
      letter,
      id,
      level,
      message,
      lines: [...new Set(evidence.map(({ span }) => lines.positionAt(span.start).line + 1))],
      evidence: grade,
    })),
  };
}

function text(functions: readonly ReportedFunction[], files: number): string {
  const shown = functions.filter(({ lens }) => lens !== null);
  const lines = shown.flatMap(({ file, name, range, lens }) => [`${file}:${range.start.line}  ${name}`, `  ${lens ?? ''}`]);
  const silent = functions.length - shown.length;
  return `${[...lines, ...(lines.length > 0 ? [''] : []), `${count(shown.length, 'function', 'functions')} with a remark, ${silent} without. ${count(files, 'file', 'files')} read.`].join('\n')}\n`;
}
