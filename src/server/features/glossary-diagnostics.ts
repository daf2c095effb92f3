import type { Diagnostic } from 'vscode-languageserver';
import { GLOSSARY_PATHS, readGlossary } from '../../cupid/glossary.js';
import type { Settings } from '../../protocol/settings.js';
import { ownDiagnostic } from '../own-diagnostic.js';
import type { Session } from '../session.js';

/** What is wrong with the glossary of a folder, as it stands in the editor; nothing for any other text. */
export async function glossaryDiagnostics(session: Session, uri: string, settings: Settings): Promise<Diagnostic[]> {
  if (!GLOSSARY_PATHS.some((path) => uri.endsWith(`/${path}`))) return [];
  const document = session.texts.plain(uri);
  const folder = await session.folderOf(uri);
  if (!document || folder.uri === undefined || !GLOSSARY_PATHS.some((path) => uri === `${folder.uri}/${path}`)) return [];
  return readGlossary(document.getText()).problems.flatMap(({ span, message }) =>
    ownDiagnostic(session, folder, settings, { rule: 'talklint/broken-config', range: { start: document.positionAt(span.start), end: document.positionAt(span.end) }, message, atMost: 'warning' }),
  );
}
