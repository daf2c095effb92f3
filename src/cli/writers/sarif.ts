import { createHash } from 'node:crypto';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Rule, Severity } from '../../knowledge/model.js';
import type { Problem } from '../context.js';
import type { Report, ReportedFinding, ReportedFix, ReportedRange, ReportSurroundings } from '../report.js';
import { repository, version } from '../../../package.json';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };
const HOME = repository.url.replace(/\.git$/, '');
/** The name GitHub and others use for the folder all paths are relative to. */
const BASE = '%SRCROOT%';
const FINGERPRINT = 'talklint/v1';

/** A log in the Static Analysis Results Interchange Format 2.1.0 (OASIS, sections in the comments below). */
export function writeSarif(report: Report, surroundings: ReportSurroundings): string {
  const rules = rulesOf(report.findings, surroundings);
  const occurrences = new Map<string, number>();
  const run = {
    tool: { driver: { name: 'Talklint', version, semanticVersion: version, informationUri: HOME, rules: rules.map((rule) => descriptor(rule, surroundings)) } },
    invocations: [
      {
        executionSuccessful: report.errors.length === 0,
        exitCode: surroundings.exitCode,
        toolExecutionNotifications: [...report.errors.map((problem) => notification('error', problem)), ...report.notes.map((problem) => notification('note', problem))],
      },
    ],
    originalUriBaseIds: { [BASE]: { uri: `${pathToFileURL(surroundings.workingFolder).href.replace(/\/$/, '')}/` } },
    columnKind: 'utf16CodeUnits',
    results: report.findings.map((finding) => result(finding, rules, occurrences)),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function rulesOf(findings: readonly ReportedFinding[], { rules }: ReportSurroundings): Rule[] {
  return [...new Set(findings.map(({ rule }) => rule))].sort().flatMap((id) => rules.get(id) ?? []);
}

function descriptor(rule: Rule, { builtIn }: ReportSurroundings) {
  const talk = rule.talk?.talk ?? 'none';
  const page = rule.markdown.replace(/^# .*$/m, unfilled).trim();
  return {
    id: rule.id,
    shortDescription: { text: unfilled(rule.title) },
    fullDescription: { text: plain(rule.summary), markdown: rule.summary },
    help: { text: plain(page), markdown: page },
    // A page of the workspace's own pack stands nowhere on the web.
    ...(builtIn.has(rule.id) ? { helpUri: `${HOME}/blob/main/content/rules/${rule.id}.md` } : {}),
    defaultConfiguration: { enabled: rule.on, level: LEVELS[rule.severity] },
    properties: { tags: [rule.group, ...(rule.talk ? [talk] : [])].filter((tag, at, all) => all.indexOf(tag) === at), talk },
  };
}

/** What a finding would fill in is left open. */
function unfilled(text: string): string {
  return text.replace(/\{[A-Z][A-Z0-9_]*\}/g, '…');
}

/** Markdown without its marks, for viewers that show text alone. */
function plain(markdown: string): string {
  return markdown
    .replace(/^(#+ |```.*$)/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .trim();
}

function result(finding: ReportedFinding, rules: readonly Rule[], occurrences: Map<string, number>) {
  const ruleIndex = rules.findIndex(({ id }) => id === finding.rule);
  const related = finding.related.map(({ file, message, range }, id) => ({ id, message: { text: message }, physicalLocation: { artifactLocation: artifact(file), ...(range ? { region: region(range) } : {}) } }));
  const fixes = finding.fixes.filter(({ edits }) => edits.length > 0).map((fix) => sarifFix(fix, finding.file));
  return {
    ruleId: finding.rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: { artifactLocation: artifact(finding.file), region: region(finding.range) } }],
    partialFingerprints: { [FINGERPRINT]: fingerprint(finding, occurrences) },
    ...(related.length > 0 ? { relatedLocations: related } : {}),
    ...(fixes.length > 0 ? { fixes } : {}),
    ...(finding.cell ? { properties: { cell: finding.cell.index + 1, cellLine: finding.cell.line } } : {}),
  };
}

/** What stays the same when lines move: rule, path, text of the line, and which of its equals it is (3.27.17). */
function fingerprint({ rule, file, lineHash }: ReportedFinding, occurrences: Map<string, number>): string {
  const hash = createHash('sha256').update([rule, file, lineHash].join('\0')).digest('hex').slice(0, 32);
  const occurrence = (occurrences.get(hash) ?? 0) + 1;
  occurrences.set(hash, occurrence);
  return `${hash}:${occurrence}`;
}

function sarifFix({ title, safe, edits }: ReportedFix, file: string) {
  const replacements = edits.map(({ range, text }) => ({ deletedRegion: region(range), ...(text === '' ? {} : { insertedContent: { text } }) }));
  return { description: { text: title }, artifactChanges: [{ artifactLocation: artifact(file), replacements }], properties: { safe } };
}

function region({ start, end }: ReportedRange) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A relative reference, percent-encoded; what lies outside the working folder is named absolutely (3.4.3, 3.4.4). */
function artifact(file: string) {
  if (/^\.\.(\/|$)/.test(file) || isAbsolute(file)) return { uri: pathToFileURL(resolve(file)).href };
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: BASE };
}

function notification(level: 'error' | 'note', { file, message }: Problem) {
  const text = file === '' ? message : `${file}: ${message}`;
  return { level, message: { text }, ...(file === '' ? {} : { locations: [{ physicalLocation: { artifactLocation: artifact(file) } }] }) };
}
