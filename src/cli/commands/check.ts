import { performance } from 'node:perf_hooks';
import { readNotebook } from '../../document/notebook.js';
import { LineIndex } from '../../document/position.js';
import { SEVERITIES, type Severity } from '../../knowledge/model.js';
import type { Finding } from '../../lint/finding.js';
import type { Config } from '../../workspace/config.js';
import type { Engine } from '../../workspace/engine.js';
import { FORMATS, oneOf, readArguments } from '../arguments.js';
import { loadEngine, UsageError, type CommandContext } from '../context.js';
import { sourcesOf, type SourceText } from '../files.js';
import { rangeFromOne, writeJson, writeText, type Report, type ReportedFinding } from '../report.js';

const OPTIONS = {
  format: { type: 'string', default: 'text' },
  rule: { type: 'string', multiple: true, default: [] as string[] },
  talk: { type: 'string', multiple: true, default: [] as string[] },
  'fail-on': { type: 'string', default: 'warning' },
  'no-ignore': { type: 'boolean', default: false },
} as const;

/** Which files to check, by which rules, and how to tell. */
export interface CheckRequest {
  readonly paths: readonly string[];
  readonly format: (typeof FORMATS)[number];
  readonly failOn: Severity;
  /** Whether the ignores of the configuration count. */
  readonly useIgnores: boolean;
  /** Which files of a folder are meant; files named one by one always are. */
  accepts(path: string, engine: Engine): boolean;
  /** Which rules may speak. Throws a UsageError when it names an unknown one. */
  wanted(engine: Engine): (rule: string) => boolean;
}

/** `talklint check`: the findings of files and folders. */
export async function check(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  const request: CheckRequest = {
    paths: positionals,
    format: oneOf('--format', values.format, FORMATS),
    failOn: oneOf('--fail-on', values['fail-on'], SEVERITIES),
    useIgnores: !values['no-ignore'],
    accepts: (path, engine) => path.endsWith('.ipynb') || engine.languages.find(path) !== undefined,
    wanted: (engine) => chosenRules(engine, values.rule, values.talk),
  };
  return runCheck(request, context);
}

/** Checks, prints the report and gives the exit status. */
export async function runCheck(request: CheckRequest, context: CommandContext): Promise<number> {
  const { engine, config, problems } = await loadEngine(context);
  const wanted = request.wanted(engine);
  const started = performance.now();
  const sources = sourcesOf(request.paths, (path) => request.accepts(path, engine), context);
  const findings: ReportedFinding[] = [];
  for await (const source of sources.texts) {
    try {
      const found = await checkSource(engine, source, request.useIgnores ? config : { ...config, ignores: [] });
      findings.push(...found.filter((finding) => wanted(finding.rule)));
    } catch (cause) {
      sources.problems.push({ file: source.path, message: `this file could not be checked (${cause instanceof Error ? cause.message : String(cause)}).` });
    }
  }
  const report: Report = {
    findings,
    errors: [...problems, ...sources.problems, ...engine.problems.map((message) => ({ file: '', message }))],
    stats: { ...sources.stats, milliseconds: Math.round(performance.now() - started) },
  };
  context.out(request.format === 'json' ? writeJson(report) : writeText(report));
  for (const { file, message } of report.errors) context.error(file === '' ? message : `${file}: ${message}`);
  await engine.dispose();
  return exitCode(report, request.failOn);
}

/** Exit status of a report: 2 when something could not be done, 1 when a finding is severe enough, else 0. */
function exitCode(report: Report, failOn: Severity): number {
  if (report.errors.length > 0) return 2;
  const limit = SEVERITIES.indexOf(failOn);
  return report.findings.some((finding) => SEVERITIES.indexOf(finding.severity) <= limit) ? 1 : 0;
}

function chosenRules(engine: Engine, rules: readonly string[], talks: readonly string[]): (rule: string) => boolean {
  const known = new Map(engine.knowledge.rules.map((rule) => [rule.id, rule]));
  for (const id of rules) if (!known.has(id)) throw new UsageError(`there is no rule "${id}"; see \`talklint rules list\`.`);
  for (const id of talks) if (!engine.knowledge.talks.some((talk) => talk.id === id)) throw new UsageError(`there is no talk "${id}"; the talks are ${engine.knowledge.talks.map((talk) => talk.id).join(', ')}.`);
  return (id) => (rules.length === 0 || rules.includes(id)) && (talks.length === 0 || talks.includes(known.get(id)?.talk?.talk ?? ''));
}

async function checkSource(engine: Engine, source: SourceText, config: Config): Promise<ReportedFinding[]> {
  if (source.path.endsWith('.ipynb')) return checkNotebook(engine, source, config);
  const document = await engine.open({ path: source.path, classifiedAs: source.name, text: source.text }, config);
  if (!document) return [];
  try {
    return engine.check(document, config).map((finding) => reported(engine, source.path, finding, document.lines));
  } finally {
    document.dispose();
  }
}

/** Findings of a notebook are placed in its file, with cell and line beside. */
async function checkNotebook(engine: Engine, source: SourceText, config: Config): Promise<ReportedFinding[]> {
  const notebook = readNotebook(source.text);
  if (!notebook) throw new Error('it is no Jupyter notebook');
  const document = await engine.open({ path: source.path, classifiedAs: source.name, text: notebook.text, editorLanguage: notebook.language }, config);
  if (!document) return [];
  try {
    const fileLines = new LineIndex(source.text);
    return engine.check(document, config).map((finding) => {
      const cell = notebook.cells.findLast((candidate) => candidate.start <= finding.span.start);
      const line = document.lines.positionAt(finding.span.start).line - document.lines.positionAt(cell?.start ?? 0).line + 1;
      const placed = { ...finding, span: notebook.toFile(finding.span) };
      return { ...reported(engine, source.path, placed, fileLines), cell: { index: cell?.index ?? 0, line } };
    });
  } finally {
    document.dispose();
  }
}

function reported(engine: Engine, file: string, finding: Finding, lines: LineIndex): ReportedFinding {
  return {
    file,
    rule: finding.rule,
    talk: engine.knowledge.rules.find((rule) => rule.id === finding.rule)?.talk?.talk ?? 'none',
    severity: finding.severity,
    message: finding.message,
    range: rangeFromOne(lines.rangeOf(finding.span)),
    fixable: finding.fixes.length > 0,
    related: finding.related.map(({ path, message }) => ({ file: path, message })),
  };
}
