import { CodeLensRefreshRequest, InlayHintRefreshRequest } from 'vscode-languageserver';
import { NEVER_CANCELLED } from '../../document/ports.js';
import type { ProfileArguments } from '../../protocol/arguments.js';
import { REMARK_AT } from '../../protocol/requests.js';
import { remarksOf } from '../remarks.js';
import type { Session } from '../session.js';
import { remarkCommand } from './code-lens.js';
import { onRequest } from './pages.js';

/** Follows the caret, so that remarks stay put above the function being written, and tells what is said about that function. */
export function registerRemarks(session: Session): void {
  onRequest(session, REMARK_AT, async ({ uri, position }, token) => {
    const [text, settings] = await Promise.all([session.texts.get(uri), session.settingsOf(uri)]);
    if (!text || !settings.enable || settings.lens === 'off') return null;
    const offset = text.offsetAt(uri, position);
    const remarks = await remarksOf(session, text, settings);
    if (remarks.moveCaret(offset)) refresh(session);
    const remark = remarks.now(token).findLast(({ profile: { span } }) => span.start <= offset && offset <= span.end);
    return remark ? ((remarkCommand(text, uri, remark).arguments?.[0] as ProfileArguments | undefined) ?? null) : null;
  });
  session.indexes.onDidRead(() => {
    refresh(session);
  });
  session.texts.onDidSettle((_, how) => {
    if (how === 'saved' && session.indexes.tookChanges()) refresh(session);
  });
  session.texts.onDidSaveByHand((uri) => void settle(session, uri));
}

async function settle(session: Session, uri: string): Promise<void> {
  const [text, settings] = await Promise.all([session.texts.get(uri), session.settingsOf(uri)]);
  if (!text) return;
  const remarks = await remarksOf(session, text, settings);
  remarks.now(NEVER_CANCELLED);
  if (remarks.settle()) refresh(session);
}

function refresh({ connection, client }: Session): void {
  if (client.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
  if (client.refreshesInlayHints) void connection.sendRequest(InlayHintRefreshRequest.type);
}
