import { InlayHintRefreshRequest, MarkupKind, type InlayHint, type Range } from 'vscode-languageserver';
import { answer } from '../answer.js';
import type { OpenText } from '../open-text.js';
import { remarksOf, type Remark } from '../remarks.js';
import type { Session } from '../session.js';
import { remarkCommand } from './code-lens.js';

/** CUPID remarks at the end of the line with the function's name, for those who want no line to move. */
export function registerInlayHints(session: Session): void {
  const { connection, client, texts } = session;
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
    answer(session, token, [], async (): Promise<InlayHint[]> => {
      const [text, settings] = await Promise.all([texts.get(uri), session.settingsOf(uri)]);
      return text && settings.enable && settings.lens === 'lineEnd' ? (await remarksOf(session, text, settings)).now(token).flatMap((remark) => hintIn(session, text, uri, remark, range)) : [];
    }),
  );
  session.onReload(() => {
    if (client.refreshesInlayHints) void connection.sendRequest(InlayHintRefreshRequest.type);
  });
}

function hintIn(session: Session, text: OpenText, uri: string, remark: Remark, { start, end }: Range): InlayHint[] {
  const line = text.rangeIn(uri, remark.profile.nameSpan)?.start.line ?? -1;
  return line < start.line || line > end.line ? [] : [hintAt(session, text, uri, remark, line)];
}

function hintAt(session: Session, text: OpenText, uri: string, remark: Remark, line: number): InlayHint {
  const character = text.lineLength(uri, line);
  const tooltip = { kind: MarkupKind.Markdown, value: 'Click to see the places it rests on; the hover on the name says more.' };
  const label = session.client.knowsCommands ? [{ value: remark.title, tooltip, command: remarkCommand(text, uri, remark) }] : remark.title;
  return { position: { line, character }, label, paddingLeft: true };
}
