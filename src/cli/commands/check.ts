import { performance } from 'node:perf_hooks';
import { SEVERITIES, type Severity } from '../../knowledge/model.js';
import type { Engine } from '../../workspace/engine.js';
import { oneOf, readArguments, REPORT_FORMATS, wholeNumber } from '../arguments.js';
import { Baseline } from '../baseline.js';
import { Checker, type CheckResult, type CheckSettings, type CheckTask } from '../checker.js';
import { commitOf } from '../earlier-texts.js';
import { loadEngine, problemLine, UsageError, type CommandContext, type LoadedEngine, type Problem } from '../context.js';
import { absolutePath, findFiles, shownPath } from '../files.js';
import { fixTasks } from '../fix-tasks.js';
import { exitCodeOf, reportOf, type Report } from '../report.js';
import { ALL_RULES, settingsFor, type RuleChoice } from '../rule-choice.js';
import { checkAll, MOST_JOBS } from '../run.js';
import { readStandardInput, standardInputTask } from '../standard-input.js';
import { writeReport, type ReportFormat } from '../writers/report.js';
import { fixedLine } from '../writers/text.js';

const OPTIONS = {
  format: { type: 'string', default: 'text' },
  rule: { type: 'string', multiple: true, default: [] as string[] },
  talk: { type: 'string', multiple: true, default: [] as string[] },
  'fail-on': { type: 'string', default: 'warning' },
  'no-ignore': { type: 'boolean', default: false },
  fix: { type: 'boolean', default: false },
  baseline: { type: 'string' },
  since: { type: 'string' },
  jobs: { type: 'string' },
  'stdin-filename': { type: 'string' },
} as const;

/** Which files to check, by which rules, and how to tell. */
export interface CheckRequest {
  readonly paths: readonly string[];
  readonly format: ReportFormat;
  readonly failOn: Severity;
  /** Whether the ignores of the configuration count. */
  readonly useIgnores: boolean;
  readonly fix: boolean;
  readonly baseline: string | undefined;
  /** A commit, branch or tag to compare with where a rule asks what was before; undefined asks nobody. */
  readonly since: string | undefined;
  /** How many threads; undefined leaves it to the number and size of the files. */
  readonly jobs: number | undefined;
  /** The path under which text from standard input is checked, in place of files. */
  readonly standardInputAs: string | undefined;
  readonly choice: RuleChoice;
  /** Which files of a folder are meant; files named one by one always are. */
  accepts(path: string, engine: Engine): boolean;
}

/** What checking gave before it is counted and told. */
interface Checked {
  readonly results: readonly CheckResult[];
  readonly problems: readonly Problem[];
  readonly skipped: number;
  /** Standard input after `--fix`. */
  readonly fixedInput?: Uint8Array;
}

/** `talklint check`: the findings of files and folders, or of standard input. */
export async function check(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  const name = values['stdin-filename'];
  const paths = positionals.filter((path) => path !== '-');
  if (name !== undefined && paths.length > 0) throw new UsageError('--stdin-filename checks standard input alone; leave out the paths.');
  if (name === undefined && paths.length < positionals.length) throw new UsageError('say with --stdin-filename as which file standard input is checked.');
  const request: CheckRequest = {
    paths,
    format: oneOf('--format', values.format, REPORT_FORMATS),
    failOn: oneOf('--fail-on', values['fail-on'], SEVERITIES),
    useIgnores: !values['no-ignore'],
    fix: values.fix,
    baseline: values.baseline,
    since: values.since,
    jobs: values.jobs === undefined ? undefined : wholeNumber('--jobs', values.jobs, MOST_JOBS),
    standardInputAs: name,
    choice: { ...ALL_RULES, rules: values.rule, talks: values.talk },
    accepts: (path, engine) => path.endsWith('.ipynb') || engine.languages.find(path) !== undefined,
  };
  return runCheck(request, context);
}

/** Checks, fixes where asked to, prints the report and gives the exit status. */
export async function runCheck(request: CheckRequest, context: CommandContext): Promise<number> {
  const loaded = await loadEngine(context);
  try {
    const chosen = settingsFor(loaded.engine, request.useIgnores ? loaded.config : { ...loaded.config, ignores: [] }, request.choice);
    const named = request.paths.map((path) => shownPath(absolutePath(path, context), context));
    const settings: CheckSettings = { ...chosen, root: context.workingFolder.replaceAll('\\', '/'), named, since: request.since === undefined ? undefined : await commitOf(request.since, context.workingFolder) };
    const baseline = request.baseline === undefined ? undefined : await Baseline.read(request.baseline, context);
    const started = performance.now();
    const { results, problems, skipped, fixedInput } = request.standardInputAs === undefined ? await checkFiles(request, loaded.engine, settings, context) : await checkInput(request.standardInputAs, request.fix, loaded.engine, settings, context);
    const all = reportOf(results, [...loaded.problems, ...problems], { skipped, milliseconds: Math.round(performance.now() - started) });
    const report = baseline ? await baseline.applyTo(all, results, settings.wanted, context) : all;
    print(report, request, loaded, fixedInput, context);
    return exitCodeOf(report, request.failOn);
  } finally {
    await loaded.engine.dispose();
  }
}

async function checkFiles(request: CheckRequest, engine: Engine, settings: CheckSettings, context: CommandContext): Promise<Checked> {
  const { tasks, problems, skipped } = await findFiles(request.paths, (path) => request.accepts(path, engine), context);
  const { first, later } = request.fix ? await fixTasks(tasks, request.paths, context) : { first: tasks.map((task): CheckTask => ({ ...task, fix: 'no' })), later: [] };
  const results = new Map<string, CheckResult>();
  for (const round of [first, later]) {
    const checked = await checkAll(engine, settings, round, request.jobs);
    round.forEach(({ path }, index) => {
      const result = checked[index];
      if (result) results.set(path, result);
    });
  }
  return { results: tasks.flatMap(({ path }) => results.get(path) ?? []), problems, skipped };
}

async function checkInput(name: string, fix: boolean, engine: Engine, settings: CheckSettings, context: CommandContext): Promise<Checked> {
  const input = await readStandardInput();
  const checker = new Checker(engine, settings);
  const { result, fixed } = await checker.checkInput(standardInputTask(name, fix, context), input);
  checker.dispose();
  // Whoever pipes a text through gets it back, fixed or not.
  return { results: [result], problems: [], skipped: 0, ...(fix ? { fixedInput: fixed ?? input.bytes } : {}) };
}

/** The report goes to standard output, but for a fixed standard input, which takes its place. */
function print(report: Report, { format, failOn }: CheckRequest, { engine, builtIn }: LoadedEngine, fixedInput: Uint8Array | undefined, context: CommandContext): void {
  const text = writeReport(format, report, {
    rules: new Map(engine.knowledge.rules.map((rule) => [rule.id, rule])),
    builtIn,
    workingFolder: context.workingFolder,
    exitCode: exitCodeOf(report, failOn),
    colours: context.colours && fixedInput === undefined,
  });
  if (fixedInput) {
    context.out(fixedInput);
    context.aside(text);
  } else context.out(text);
  for (const problem of [...report.errors, ...report.notes]) context.error(problemLine(problem));
  if (format !== 'text') for (const fixed of report.fixed) context.error(fixedLine(fixed));
}
