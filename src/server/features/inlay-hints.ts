import { InlayHintRefreshRequest, MarkupKind, type InlayHint, type Range } from 'vscode-languageserver';
import type { CancellationToken } from '../../document/ports.js';
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
      return text && settings.enable && settings.lens === 'lineEnd' ? hintsIn(session, text, uri, range, token) : [];
    }),
  );
  session.onReload(() => {
    if (client.refreshesInlayHints) void connection.sendRequest(InlayHintRefreshRequest.type);
  });
}

function hintsIn(session: Session, text: OpenText, uri: string, { start, end }: Range, token: CancellationToken): InlayHint[] {
  return remarksOf(text)
    .now(token)
    .flatMap((remark) => {
      const name = text.rangeIn(uri, remark.profile.nameSpan);
      if (!name || name.start.line < start.line || name.start.line > end.line) return [];
      return [hintAt(session, text, uri, remark, name.start.line)];
    });
}

function hintAt(session: Session, text: OpenText, uri: string, remark: Remark, line: number): InlayHint {
  const character = text.lineLength(uri, line);
  const tooltip = { kind: MarkupKind.Markdown, value: 'Click to see the places it rests on; the hover on the name says more.' };
  const label = session.client.knowsCommands ? [{ value: remark.title, tooltip, command: remarkCommand(text, uri, remark) }] : remark.title;
  return { position: { line, character }, label, paddingLeft: true };
}
