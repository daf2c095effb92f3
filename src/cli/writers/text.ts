import type { Severity } from '../../knowledge/model.js';
import { printable } from '../context.js';
import { summary, type AppliedFixes, type Report, type ReportedFinding } from '../report.js';

/** A message longer than this does not push the ids of its neighbours aside. */
const WIDEST_MESSAGE = 80;
const COLOURS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 34, hint: 36 };
const DIM = 2;
const UNDERLINE = 4;

type Paint = (code: number, text: string) => string;

/** Findings by file, words first and the rule's id last, then what was fixed and one line of counts. */
export function writeText(report: Report, colours: boolean): string {
  const paint: Paint = colours ? (code, text) => `\u001b[${code}m${text}\u001b[0m` : (_, text) => text;
  const files = new Map<string, ReportedFinding[]>();
  for (const finding of report.findings) files.set(finding.file, [...(files.get(finding.file) ?? []), finding]);
  const blocks = [...files].map(([file, findings]) => [paint(UNDERLINE, printable(file)), ...rows(findings, paint)].join('\n'));
  if (report.fixed.length > 0) blocks.push(report.fixed.map(fixedLine).join('\n'));
  return `${[...blocks, summary(report)].join('\n\n')}\n`;
}

function rows(findings: readonly ReportedFinding[], paint: Paint): string[] {
  const cells = findings.map((finding) => ({ ...finding, place: placeOf(finding), message: printable(finding.message) }));
  const widest = (lengths: readonly number[]) => Math.max(...lengths);
  const [place, severity] = [widest(cells.map(({ place }) => place.length)), widest(cells.map(({ severity }) => severity.length))];
  const message = widest(cells.map(({ message }) => Math.min(message.length, WIDEST_MESSAGE)));
  return cells.map((cell) => `  ${cell.place.padEnd(place)}  ${paint(COLOURS[cell.severity], cell.severity.padEnd(severity))}  ${cell.message.padEnd(message)}  ${paint(DIM, cell.rule)}`);
}

function placeOf({ range, cell }: ReportedFinding): string {
  return cell ? `cell ${cell.index + 1}, line ${cell.line}` : `${range.start.line}:${range.start.column}`;
}

/** `Fixed a.py: team/no-print (2).` */
export function fixedLine({ file, rules }: AppliedFixes): string {
  return `Fixed ${printable(file)}: ${rules.map(({ rule, count }) => (count === 1 ? rule : `${rule} (${count})`)).join(', ')}.`;
}
