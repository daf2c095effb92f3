import type { Range } from '../document/position.js';
import type { Severity } from '../knowledge/model.js';
import type { Problem } from './context.js';

interface Place {
  readonly line: number;
  readonly column: number;
}

export interface ReportedRange {
  readonly start: Place;
  readonly end: Place;
}

/** A range counted from 0 as people count, from 1. */
export function rangeFromOne({ start, end }: Range): ReportedRange {
  return { start: { line: start.line + 1, column: start.character + 1 }, end: { line: end.line + 1, column: end.character + 1 } };
}

/** One finding as printed; lines and columns count from 1, columns in UTF-16 units. */
export interface ReportedFinding {
  readonly file: string;
  readonly rule: string;
  readonly talk: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: ReportedRange;
  readonly fixable: boolean;
  readonly related: readonly { readonly file: string; readonly message: string }[];
  /** For notebooks: which cell, counted from 0 among all cells, and which of its lines, counted from 1. */
  readonly cell?: { readonly index: number; readonly line: number };
}

export interface Report {
  readonly findings: readonly ReportedFinding[];
  readonly errors: readonly Problem[];
  readonly stats: { readonly files: number; readonly bytes: number; readonly skipped: number; readonly milliseconds: number };
}

export function writeJson(report: Report): string {
  return `${JSON.stringify({ version: 1, ...report }, null, 2)}\n`;
}

/** Findings by file, words first and the rule's id last, then one line of counts. */
export function writeText(report: Report): string {
  const lines: string[] = [];
  let file = '';
  for (const finding of report.findings) {
    if (finding.file !== file) {
      if (file !== '') lines.push('');
      file = finding.file;
      lines.push(file);
    }
    const { line, column } = finding.range.start;
    const place = finding.cell ? `cell ${finding.cell.index + 1}, line ${finding.cell.line}` : `${line}:${column}`;
    lines.push(`  ${place.padEnd(8)} ${finding.severity.padEnd(8)} ${finding.message}  ${finding.rule}`);
  }
  if (lines.length > 0) lines.push('');
  lines.push(summary(report));
  return `${lines.join('\n')}\n`;
}

/** `1 file`, `2 files`. */
export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function summary({ findings, stats }: Report): string {
  const skipped = stats.skipped > 0 ? `, ${stats.skipped} skipped` : '';
  const files = `${count(stats.files, 'file', 'files')} checked${skipped}`;
  return findings.length === 0 ? `Nothing to report. ${files}.` : `${count(findings.length, 'finding', 'findings')}. ${files}.`;
}
