import type { Range } from '../document/position.js';
import { SEVERITIES, type Rule, type Severity } from '../knowledge/model.js';
import type { CheckResult } from './checker.js';
import type { Problem } from './context.js';

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Lines and columns count from 1, columns in UTF-16 units. */
export interface ReportedRange {
  readonly start: Place;
  readonly end: Place;
}

/** A range counted from 0 as people count, from 1. */
export function rangeFromOne({ start, end }: Range): ReportedRange {
  return { start: { line: start.line + 1, column: start.character + 1 }, end: { line: end.line + 1, column: end.character + 1 } };
}

/** A fix as edits of the file itself, notebooks included. */
export interface ReportedFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly { readonly range: ReportedRange; readonly text: string }[];
}

/** One finding; plain data: it travels from workers. */
export interface ReportedFinding {
  readonly file: string;
  readonly rule: string;
  readonly talk: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: ReportedRange;
  readonly fixable: boolean;
  readonly related: readonly { readonly file: string; readonly message: string; readonly range?: ReportedRange }[];
  /** For notebooks: which cell, counted from 0 among all cells, and which of its lines, counted from 1. */
  readonly cell?: { readonly index: number; readonly line: number };
  readonly fixes: readonly ReportedFix[];
  /** Of the flagged line's text, spaces aside: the same wherever the line moves. */
  readonly lineHash: string;
}

/** What `--fix` did to one file. */
export interface AppliedFixes {
  readonly file: string;
  /** How often each rule's fix was applied. */
  readonly rules: readonly { readonly rule: string; readonly count: number }[];
}

export interface Report {
  readonly findings: readonly ReportedFinding[];
  readonly errors: readonly Problem[];
  /** What a user should know and need not mend. */
  readonly notes: readonly Problem[];
  readonly fixed: readonly AppliedFixes[];
  /** Findings left out because the baseline knows them. */
  readonly known: number;
  readonly stats: { readonly files: number; readonly bytes: number; readonly skipped: number; readonly milliseconds: number };
}

/** What writers know beside the report. */
export interface ReportSurroundings {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly builtIn: ReadonlySet<string>;
  readonly workingFolder: string;
  readonly exitCode: number;
  readonly colours: boolean;
}

/** `1 file`, `2 files`. */
export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** One line of counts. */
export function summary({ findings, stats, known }: Report): string {
  const skipped = stats.skipped > 0 ? `, ${stats.skipped} skipped` : '';
  const files = `${count(stats.files, 'file', 'files')} checked${skipped}`;
  const baseline = known > 0 ? ` ${known} more in the baseline.` : '';
  return findings.length === 0 ? `Nothing to report. ${files}.${baseline}` : `${count(findings.length, 'finding', 'findings')}. ${files}.${baseline}`;
}

/** One report out of what came of each file. */
export function reportOf(results: readonly CheckResult[], problems: readonly Problem[], { skipped, milliseconds }: Pick<Report['stats'], 'skipped' | 'milliseconds'>): Report {
  const checked = results.filter(({ checkedBytes }) => checkedBytes !== undefined);
  return {
    findings: results.flatMap(({ findings }) => findings),
    errors: [...problems, ...results.flatMap((result) => result.problems), ...ofEngine(results)],
    notes: damageNotes(results.filter(({ damaged }) => damaged).map(({ file }) => file)),
    fixed: results.flatMap(({ fixed }) => fixed ?? []),
    known: 0,
    stats: { files: checked.length, bytes: checked.reduce((sum, { checkedBytes = 0 }) => sum + checkedBytes, 0), skipped: skipped + results.filter((result) => result.skipped).length, milliseconds },
  };
}

/** What the engine says of itself is told once and in one order, whichever thread met it first. */
function ofEngine(results: readonly CheckResult[]): Problem[] {
  const byMessage = new Map(results.flatMap(({ engineProblems }) => engineProblems.map((problem) => [problem.message, problem] as const)));
  return [...byMessage.values()].sort((a, b) => (a.message < b.message ? -1 : 1));
}

/** How many files a note names before it only counts. */
const NAMED_IN_NOTE = 3;

function damageNotes(files: readonly string[]): Problem[] {
  if (files.length === 0) return [];
  const more = files.length - NAMED_IN_NOTE;
  const names = `${files.slice(0, NAMED_IN_NOTE).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return [{ file: '', message: `not UTF-8, so some characters could not be read: ${names}; save as UTF-8.` }];
}

/** Exit status of a report: 2 when something could not be done, 1 when a finding is severe enough, else 0. */
export function exitCodeOf(report: Report, failOn: Severity): number {
  if (report.errors.length > 0) return 2;
  const limit = SEVERITIES.indexOf(failOn);
  return report.findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= limit) ? 1 : 0;
}
