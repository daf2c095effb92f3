import type { TextEdit } from '../document/edit.js';
import type { Span } from '../document/position.js';
import type { Rule, Severity } from '../knowledge/model.js';
import { talkReferenceText } from '../knowledge/page.js';
import type { Detection } from './detector.js';
import type { EmbeddedDocument, LintDocument } from './document.js';
import type { Finding, ProposedFix } from './finding.js';

/** A detection as a finding. A severity somebody chose outranks what the match suggests; `variable` fills the heading. */
export function makeFinding(rule: Rule, severity: Severity, text: string, detection: Detection, variable: (name: string) => string | undefined): Finding {
  return {
    rule: rule.id,
    ...(rule.talk ? { talk: talkReferenceText(rule.talk) } : {}),
    severity: severity === rule.severity ? (detection.severity ?? severity) : severity,
    message: detection.message ?? rule.title.replace(/\{([A-Z][A-Z0-9_]*)\}/g, (whole, name: string) => oneLine(variable(name)) ?? whole),
    span: firstLine(text, detection.span),
    match: detection.match ?? detection.span,
    fixes: detection.fixes ?? [],
    related: detection.related ?? [],
    ...(detection.details === undefined ? {} : { details: detection.details }),
  };
}

/** Longer code in a message says no more than its beginning. */
const LONGEST = 60;

function oneLine(code: string | undefined): string | undefined {
  const line = code?.replace(/\s+/g, ' ').trim();
  return line === undefined || line.length <= LONGEST ? line : `${Array.from(line).slice(0, LONGEST - 1).join('')}…`;
}

/** A squiggle under a whole loop hides the code: the first line says enough. */
function firstLine(text: string, span: Span): Span {
  const shown = text.slice(span.start, span.end);
  const end = shown.search(/[\r\n]/);
  return end < 0 ? span : { start: span.start, end: span.start + shown.slice(0, end).trimEnd().length };
}

/** A finding in an embedded piece as one of the document around it; fixes that cannot be written there are left out. */
export function inHost(finding: Finding, host: LintDocument, piece: EmbeddedDocument): Finding {
  const fixes = finding.fixes.flatMap((fix): ProposedFix[] => {
    const edits = fix.edits.map((edit) => piece.editHost(edit));
    return edits.every((edit): edit is TextEdit => edit !== undefined) ? [{ ...fix, edits }] : [];
  });
  return { ...finding, span: firstLine(host.text, piece.toHost(finding.span)), match: piece.toHost(finding.match), fixes };
}

/** One finding per rule and place, however many of its matchers agree, sorted by place. */
export function withoutDuplicates(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return [...findings]
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0))
    .filter((finding) => {
      const key = `${finding.rule} ${finding.span.start}`;
      return seen.has(key) ? false : seen.add(key);
    });
}
