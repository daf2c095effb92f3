import type { Report, ReportedFinding } from '../report.js';

/** The object DESIGN promises to other programs; keys are added to it, never changed. */
export function writeJson({ findings, errors, stats }: Report): string {
  return `${JSON.stringify({ version: 1, findings: findings.map(printed), errors, stats }, null, 2)}\n`;
}

function printed({ file, rule, talk, severity, message, range, fixable, related, cell }: ReportedFinding) {
  return { file, rule, talk, severity, message, range, fixable, related: related.map(({ file, message }) => ({ file, message })), ...(cell ? { cell } : {}) };
}
