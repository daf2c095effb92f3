import { performance } from 'node:perf_hooks';
import type { LineIndex } from '../../document/position.js';
import { NEVER_CANCELLED } from '../../document/ports.js';
import { lensOf, type FunctionProfile } from '../../cupid/profile.js';
import type { Config } from '../../workspace/config.js';
import type { Engine } from '../../workspace/engine.js';
import { FORMATS, oneOf, readArguments } from '../arguments.js';
import { loadEngine, problemLine, UsageError, type CommandContext } from '../context.js';
import { EarlierTexts } from '../earlier-texts.js';
import { findFiles, type FoundFiles } from '../files.js';
import { takesPart, visitProfiledTexts } from '../profiled-texts.js';
import { reportOn, reportText, type Earlier } from '../profile-report.js';
import { count, rangeFromOne, type ReportedRange } from '../report.js';
import type { VisitedTexts } from '../texts.js';

const OPTIONS = { format: { type: 'string', default: 'text' }, report: { type: 'boolean', default: false }, since: { type: 'string' } } as const;

/** One function as printed; lines and columns count from 1, columns in UTF-16 units. */
interface ReportedFunction {
  readonly file: string;
  readonly name: string;
  readonly kind: string;
  readonly range: ReportedRange;
  readonly lens: string | null;
  readonly signals: readonly { readonly letter: string; readonly id: string; readonly level: string; readonly message: string; readonly lines: readonly number[]; readonly evidence: string }[];
}

/** `talklint profile`: what CUPID has to say about the functions of files and folders, or with `--report` about all of them together. Remarks never fail a build. */
export async function profile(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  const format = oneOf('--format', values.format, FORMATS);
  const { report, since } = values;
  if (since !== undefined && !report) throw new UsageError('--since belongs to --report; add it.');
  const earlier = since === undefined ? undefined : { reference: since, texts: await EarlierTexts.at(since, context) };
  const { engine, config, problems } = await loadEngine(context);
  const started = performance.now();
  const found = await findFiles(positionals, (path) => takesPart(path, engine), context);
  const { body, functions, text, visited } = await (report ? summedUp(found, engine, config, earlier) : oneByOne(found, engine, config));
  const errors = [...problems, ...visited.problems, ...engine.problems.map((message) => ({ file: '', message }))];
  const stats = { ...visited.counts, functions, milliseconds: Math.round(performance.now() - started) };
  context.out(format === 'json' ? `${JSON.stringify({ version: 1, ...body, errors, stats }, null, 2)}\n` : text);
  for (const problem of errors) context.error(problemLine(problem));
  await engine.dispose();
  return errors.length > 0 ? 2 : 0;
}

/** What there is to print, as JSON and as text. */
interface Printed {
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly functions: number;
  readonly visited: VisitedTexts;
}

async function oneByOne(found: FoundFiles, engine: Engine, config: Config): Promise<Printed> {
  const functions: ReportedFunction[] = [];
  const visited = await visitProfiledTexts(found, engine, config, ({ task, document, index }) => {
    functions.push(...engine.profile(document, config, NEVER_CANCELLED, index).map((each) => reported(task.shown, each, document.lines)));
  });
  return { body: { functions }, text: listed(functions, visited.counts.files), functions: functions.length, visited };
}

async function summedUp(found: FoundFiles, engine: Engine, config: Config, earlier: Earlier | undefined): Promise<Printed> {
  const { report, visited } = await reportOn(found, engine, config, earlier);
  return { body: { report }, text: reportText(report, visited.counts.files), functions: report.functions, visited };
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

function listed(functions: readonly ReportedFunction[], files: number): string {
  const shown = functions.filter(({ lens }) => lens !== null);
  const lines = shown.flatMap(({ file, name, range, lens }) => [`${file}:${range.start.line}  ${name}`, `  ${lens ?? ''}`]);
  const silent = functions.length - shown.length;
  return `${[...lines, ...(lines.length > 0 ? [''] : []), `${count(shown.length, 'function', 'functions')} with a remark, ${silent} without. ${count(files, 'file', 'files')} read.`].join('\n')}\n`;
}
