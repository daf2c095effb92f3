import { relative, resolve } from 'node:path';
import type { Severity } from '../../knowledge/model.js';
import { summary, type Report, type ReportedFinding } from '../report.js';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };

/**
 * Workflow commands that GitHub shows beside the lines of a change, then one line of counts. Paths are relative to
 * `workspace`, the folder of the repository, where that holds them. Escapes as GitHub's own toolkit does
 * (actions/toolkit, packages/core/src/command.ts).
 */
export function writeGithub(report: Report, workingFolder: string, workspace: string | undefined): string {
  const path = (file: string) => inWorkspace(file, workingFolder, workspace);
  const findings = report.findings.map((finding) => command(COMMANDS[finding.severity], { file: path(finding.file), ...place(finding), title: finding.rule }, finding.message));
  const errors = report.errors.map(({ file, message }) => command('error', { ...(file === '' ? {} : { file: path(file) }), title: 'Talklint' }, message));
  return `${[...findings, ...errors, summary(report)].join('\n')}\n`;
}

/** GitHub refuses columns of a place that goes over several lines. */
function place({ range: { start, end } }: ReportedFinding): Record<string, string> {
  const lines = { line: String(start.line), endLine: String(end.line) };
  return start.line === end.line ? { ...lines, col: String(start.column), endColumn: String(end.column) } : lines;
}

function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function inWorkspace(file: string, workingFolder: string, workspace: string | undefined): string {
  if (workspace === undefined || workspace === '') return file;
  const path = relative(workspace, resolve(workingFolder, file)).replaceAll('\\', '/');
  return path.startsWith('../') ? file : path;
}
