import type { FunctionProfile, Signal } from '../cupid/profile.js';
import type { LintDocument } from '../lint/document.js';
import type { Suppression } from '../lint/suppression.js';
import { fingerprintOf, type Accepted } from './accepted.js';

/** A remark somebody agreed to live with, and what became of it. */
export interface Acceptance {
  /** As ignores name it: `cupid/P1`. */
  readonly signal: string;
  /** Empty for one that speaks of a whole file, or of a function that is not there. */
  readonly function: string;
  /** Counts from 0; undefined where the function is not there. */
  readonly line: number | undefined;
  readonly reason: string;
  readonly by: 'comment' | 'accepted.json';
  /** `changed`: the remark rests on something else now and is shown again; `gone`: nothing is left to accept. */
  readonly state: 'accepted' | 'changed' | 'gone';
}

interface Said {
  readonly profile: FunctionProfile;
  readonly signal: Signal;
}

/** What was accepted in one document, in comments and in `.talklint/accepted.json`; `profiles` are those before anything is left out. */
export function acceptancesIn(document: LintDocument, profiles: readonly FunctionProfile[], suppressions: readonly Suppression[], accepted: readonly Accepted[]): Acceptance[] {
  const said = profiles.flatMap((profile) => profile.signals.map((signal) => ({ profile, signal })));
  const comments = suppressions.flatMap((suppression) => suppression.rules.filter((rule) => rule.startsWith('cupid/') && suppression.reason !== '').map((rule) => commented(document, said, suppression, rule)));
  const entries = accepted.filter(({ file }) => file === document.path).map((entry) => recorded(document, said, profiles, entry));
  return [...comments, ...entries];
}

function commented({ lines }: LintDocument, said: readonly Said[], { line, reason }: Suppression, rule: string): Acceptance {
  const lineOf = (offset: number) => lines.positionAt(offset).line;
  const met = said.find(({ profile: { span, nameSpan }, signal }) => rule === `cupid/${signal.id}` && (line === undefined || [span.start, nameSpan.start, ...signal.evidence.map((piece) => piece.span.start)].some((offset) => lineOf(offset) === line)));
  return { signal: rule, function: line === undefined ? '' : (met?.profile.name ?? ''), line: line ?? 0, reason, by: 'comment', state: met ? 'accepted' : 'gone' };
}

function recorded({ lines }: LintDocument, said: readonly Said[], profiles: readonly FunctionProfile[], entry: Accepted): Acceptance {
  const owner = profiles.find(({ name }) => name === entry.function);
  const met = said.filter(({ profile, signal }) => profile.name === entry.function && entry.signal === `cupid/${signal.id}`);
  const state = met.length === 0 ? 'gone' : met.some(({ signal }) => fingerprintOf(signal) === entry.evidence) ? 'accepted' : 'changed';
  return { signal: entry.signal, function: entry.function, line: owner && lines.positionAt(owner.nameSpan.start).line, reason: entry.reason, by: 'accepted.json', state };
}
