import type { CodeLens, Diagnostic, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position } from '../../document/position.js';
import type { Settings } from '../../protocol/settings.js';
import { ownDiagnostic } from '../own-diagnostic.js';
import { packPage } from '../pack-page.js';
import type { Session } from '../session.js';

const RULE = 'talklint/broken-page';

/** What is wrong with a page of a pack of the workspace; nothing for any other text. */
export async function pageDiagnostics(session: Session, uri: string, settings: Settings): Promise<Diagnostic[]> {
  const page = await packPage(session, uri);
  if (!page) return [];
  const form = await session.pages.form(page);
  // Examples of a page that cannot be read as it stands were run on an older text.
  const mistakes = form.length > 0 ? form : ((await session.pages.examples(page))?.mistakes ?? []);
  return mistakes.flatMap(({ at, message }) => ownDiagnostic(session, page.folder, settings, { rule: RULE, range: restOfLine(page.document, at), message }));
}

/** From a position to the end of its line, spaces at the end left out. */
export function restOfLine(document: TextDocument, { line, character }: Position): Range {
  const end = document.lineCount > line + 1 ? { line: line + 1, character: 0 } : document.positionAt(document.getText().length);
  const text = document.getText({ start: { line, character: 0 }, end }).trimEnd();
  return { start: { line, character: Math.min(character, text.length) }, end: { line, character: text.length } };
}

/** Above the title of a rule page how its examples fared when it was last opened or saved. */
export async function pageLenses(session: Session, uri: string): Promise<CodeLens[]> {
  const page = await packPage(session, uri);
  const outcome = page && (await session.pages.examples(page));
  if (!page || !outcome || outcome.passed + outcome.failed === 0) return [];
  const line = page.document.getText().split('\n').findIndex((text) => text.startsWith('# '));
  if (line < 0) return [];
  const title = `Examples: ${outcome.passed} passed${outcome.failed > 0 ? `, ${outcome.failed} failed` : ''}`;
  return [{ range: { start: { line, character: 0 }, end: { line, character: 0 } }, command: { title, command: '' } }];
}
