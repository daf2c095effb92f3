import type { Diagnostic } from 'vscode-languageserver';
import type { Settings } from '../../protocol/settings.js';
import { ownRadarPath, radarTextProblems } from '../../workspace/own-radars.js';
import { ownDiagnostic } from '../own-diagnostic.js';
import type { Session } from '../session.js';
import { relativePath } from '../texts.js';
import { restOfLine } from './page-diagnostics.js';

/** Larger texts are not read as radars, in UTF-16 units. */
const LONGEST = 1024 * 1024;

/** What is wrong with a file of a radar of the workspace, as it stands in the editor; nothing for any other text. */
export async function ownRadarDiagnostics(session: Session, uri: string, settings: Settings): Promise<Diagnostic[]> {
  if (!uri.includes('/.talklint/')) return [];
  const document = session.texts.plain(uri);
  const folder = await session.folderOf(uri);
  const inner = folder.uri === undefined ? undefined : ownRadarPath(relativePath(uri, folder.uri));
  const text = document?.getText() ?? '';
  if (!document || inner === undefined || text.length > LONGEST) return [];
  return radarTextProblems(inner, text).flatMap(({ at, message }) => ownDiagnostic(session, folder, settings, { rule: 'talklint/broken-page', range: restOfLine(document, at), message }));
}
