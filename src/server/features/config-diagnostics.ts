import { CodeActionKind, type CodeAction, type Diagnostic, type Range } from 'vscode-languageserver';
import type { Settings } from '../../protocol/settings.js';
import type { ConfigProblem } from '../../workspace/config-text.js';
import { configDocument, problemsIn, type ConfigDocument } from '../config-document.js';
import { ownDiagnostic } from '../own-diagnostic.js';
import type { Session } from '../session.js';

/** What is wrong with the configuration of a folder, as it stands in the editor; nothing for any other text. */
export async function configDiagnostics(session: Session, uri: string, settings: Settings): Promise<Diagnostic[]> {
  const config = await configDocument(session, uri);
  if (!config) return [];
  return (await problemsIn(config, session)).filter((problem) => isOurs(session, problem)).flatMap((problem) => diagnosticFor(session, config, problem, settings));
}

/** Ways to mend what is wrong at a place of the configuration. */
export async function configActions(session: Session, uri: string, range: Range, settings: Settings): Promise<CodeAction[]> {
  const config = await configDocument(session, uri);
  if (!config) return [];
  const { document } = config;
  const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return (await problemsIn(config, session)).flatMap((problem): CodeAction[] => {
    const { span, replacement } = problem;
    if (replacement === undefined || span.start > to || span.end < from) return [];
    return [
      {
        title: `Replace by ${replacement}`,
        kind: CodeActionKind.QuickFix,
        isPreferred: true,
        ...(isOurs(session, problem) ? { diagnostics: diagnosticFor(session, config, problem, settings) } : {}),
        edit: { documentChanges: [{ textDocument: { uri, version: document.version }, edits: [{ range: rangeOf(config, problem), newText: quotedLike(document.getText().slice(span.start, span.end), replacement) }] }] },
      },
    ];
  });
}

/** What an extension for YAML sees by itself is left to it, so that nothing is underlined twice. */
function isOurs({ yamlSchemas }: Session, { kind }: ConfigProblem): boolean {
  return kind === 'meaning' || !yamlSchemas;
}

function diagnosticFor(session: Session, config: ConfigDocument, problem: ConfigProblem, settings: Settings): Diagnostic[] {
  return ownDiagnostic(session, config.folder, settings, { rule: problem.rule, range: rangeOf(config, problem), message: problem.message, atMost: problem.kind === 'meaning' ? 'warning' : 'error' });
}

function rangeOf({ document }: ConfigDocument, { span }: ConfigProblem): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

/** Keeps the quotes the word was written in; a word that YAML would read otherwise gets some. */
function quotedLike(written: string, word: string): string {
  const [quote = ''] = /^["']/.exec(written) ?? [];
  return quote === '' && /^[*&!|>%@`{[]/.test(word) ? `"${word}"` : `${quote}${word}${quote}`;
}
