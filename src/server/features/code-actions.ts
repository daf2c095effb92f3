import { CodeActionKind, type CodeAction, type CodeActionParams, type Range } from 'vscode-languageserver';
import { compatibleEdits } from '../../document/edit.js';
import type { CancellationToken } from '../../document/ports.js';
import type { Finding, ProposedFix } from '../../lint/finding.js';
import { answer } from '../answer.js';
import type { OpenText } from '../open-text.js';
import type { Session } from '../session.js';
import { workspaceEdit } from '../workspace-edit.js';
import { configActions } from './config-diagnostics.js';
import { diagnosticOf } from './diagnostics.js';
import { ignoreActions, ignoreSignalActions } from './ignore-actions.js';
import { nextStepActions } from './next-step-actions.js';

/** The kind editors ask for when a file is saved with `source.fixAll` on. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.talklint`;

/** Fixes of findings, all fixes of a rule at once, all safe fixes of a file, and ways to ignore. */
export function registerCodeActions(session: Session): void {
  session.connection.onCodeAction((params, token) => answer(session, token, [], () => actionsFor(session, params, token)));
}

async function actionsFor(session: Session, { textDocument: { uri }, range, context }: CodeActionParams, token: CancellationToken): Promise<CodeAction[]> {
  const [text, settings] = await Promise.all([session.texts.get(uri), session.settingsOf(uri)]);
  if (!settings.enable) return [];
  const wants = (kind: string) => context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const own = wants(CodeActionKind.QuickFix) ? await configActions(session, uri, range, settings) : [];
  if (!text) return own;
  const findings = await text.findings(settings, token);
  const here = findings.filter((finding) => touches(text.rangeIn(uri, finding.span), range));
  const actions: CodeAction[] = [...own];
  if (wants(CodeActionKind.QuickFix)) {
    actions.push(...here.flatMap((finding) => fixActions(session, text, uri, finding)), ...rulesOf(here).flatMap((rule) => fixRuleActions(session, text, findings, rule)));
    for (const finding of here) actions.push(...(await ignoreActions(session, text, uri, finding)));
    if (settings.lens !== 'off') actions.push(...(await ignoreSignalActions(session, text, uri, range, token)));
  }
  if (settings.lens !== 'off') actions.push(...nextStepActions(session, text, uri, range, token).filter(({ kind }) => wants(kind)));
  if (wants(FIX_ALL)) actions.push(...fixAllAction(text, findings));
  return actions;
}

function rulesOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ rule }) => rule))];
}

function touches(range: Range | undefined, other: Range): boolean {
  if (!range) return false;
  const before = (a: Range['start'], b: Range['start']) => a.line < b.line || (a.line === b.line && a.character < b.character);
  return !before(range.end, other.start) && !before(other.end, range.start);
}

function fixActions(session: Session, text: OpenText, uri: string, finding: Finding): CodeAction[] {
  const diagnostic = diagnosticOf(session, text, uri, finding);
  return finding.fixes.map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    ...(diagnostic ? { diagnostics: [diagnostic] } : {}),
    ...(fix.safe ? { isPreferred: true } : {}),
    // One place is easily read and undone; many at once are shown first.
    edit: workspaceEdit(text, fix.edits, undefined),
  }));
}

/** Offered when a rule has something to mend in several places of the file. */
function fixRuleActions(session: Session, text: OpenText, findings: readonly Finding[], rule: string): CodeAction[] {
  const fixes = findings.filter((finding) => finding.rule === rule).map(({ fixes: [first] }) => first).filter((fix): fix is ProposedFix => fix !== undefined);
  if (fixes.length < 2) return [];
  const title = `Mend all ${fixes.length} places of ${rule} in this file`;
  const safe = fixes.every((fix) => fix.safe);
  return [{ title, kind: CodeActionKind.QuickFix, edit: workspaceEdit(text, compatibleEdits(fixes.map(({ edits }) => edits)), safe || !session.client.confirmsEdits ? undefined : title) }];
}

function fixAllAction(text: OpenText, findings: readonly Finding[]): CodeAction[] {
  const safe = findings.flatMap(({ fixes: [first] }) => (first?.safe ? [first.edits] : []));
  return safe.length === 0 ? [] : [{ title: 'Apply all safe Talklint fixes', kind: FIX_ALL, edit: workspaceEdit(text, compatibleEdits(safe), undefined) }];
}
