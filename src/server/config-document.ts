import type { TextDocument } from 'vscode-languageserver-textdocument';
import { checkConfig, CONFIG_PATH, configOf } from '../workspace/config.js';
import { namesIn } from '../workspace/config-meaning.js';
import { parseConfig, type ConfigProblem } from '../workspace/config-text.js';
import { missingPacks } from '../workspace/packs.js';
import type { Folder } from './folders.js';
import type { Session } from './session.js';

/** The configuration of a folder as the editor shows it, saved or not. */
export interface ConfigDocument {
  readonly folder: Folder;
  readonly document: TextDocument;
}

/** Longer texts are no configuration, in UTF-16 units; to judge them at every key would only slow the editor down. */
const LONGEST = 256 * 1024;

/** The configuration a URI names; undefined for any other text. */
export async function configDocument(session: Session, uri: string): Promise<ConfigDocument | undefined> {
  if (!uri.endsWith(`/${CONFIG_PATH}`)) return undefined;
  const document = session.texts.plain(uri);
  const folder = await session.folderOf(uri);
  // Only the one at the top of the folder is read.
  return document && document.getText().length <= LONGEST && folder.uri !== undefined && uri === `${folder.uri}/${CONFIG_PATH}` ? { folder, document } : undefined;
}

/** Every mistake in it, in the order of the text. */
export async function problemsIn({ folder, document }: ConfigDocument, session: Session): Promise<readonly ConfigProblem[]> {
  const text = parseConfig(document.getText());
  const missing = folder.path === undefined ? new Set<string>() : await missingPacks(folder.path, configOf(text).packs, session.files);
  return checkConfig(text, { ...namesIn(folder.engine.knowledge), missingPacks: missing }).problems;
}
