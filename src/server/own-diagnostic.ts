import type { Diagnostic, Range } from 'vscode-languageserver';
import { SEVERITIES, type Severity } from '../knowledge/model.js';
import type { Settings } from '../protocol/settings.js';
import { severityOf } from '../workspace/config.js';
import type { Folder } from './folders.js';
import { pageLink } from './links.js';
import { PROTOCOL_SEVERITY } from './protocol-severity.js';
import type { Session } from './session.js';

/** Something wrong with what belongs to Talklint itself: its configuration, or a page of a pack. */
export interface OwnMistake {
  /** A rule of the group `talklint`. */
  readonly rule: string;
  readonly range: Range;
  /** A sentence that begins with a small letter, as the command line prints it. */
  readonly message: string;
  /** Mistakes that harm less than their rule says. */
  readonly atMost?: Severity;
}

/** A mistake as a diagnostic; none when configuration or settings turn its rule off. */
export function ownDiagnostic(session: Session, { engine, config }: Folder, settings: Settings, { rule: id, range, message, atMost = 'error' }: OwnMistake): Diagnostic[] {
  const rule = engine.knowledge.rules.find((candidate) => candidate.id === id);
  const severity = rule ? severityOf(rule, config, settings) : 'error';
  if (severity === 'off') return [];
  const milder = SEVERITIES[Math.max(SEVERITIES.indexOf(severity), SEVERITIES.indexOf(atMost))] ?? severity;
  return [
    {
      range,
      severity: PROTOCOL_SEVERITY[milder],
      source: 'Talklint',
      code: id,
      ...(session.client.knowsCommands ? { codeDescription: { href: pageLink(`rule/${id}`) } } : {}),
      message: message.charAt(0).toUpperCase() + message.slice(1),
    },
  ];
}
