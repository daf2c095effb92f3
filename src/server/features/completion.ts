import { CompletionRequest, type CompletionItem, type CompletionParams } from 'vscode-languageserver';
import { CONFIG_PATH } from '../../workspace/config.js';
import { OWN_PACK } from '../../workspace/packs.js';
import { answer } from '../answer.js';
import { configDocument } from '../config-document.js';
import { packPage } from '../pack-page.js';
import type { Session } from '../session.js';
import { configCompletion } from './config-completion.js';
import { DESCRIPTOR_FILES, descriptorCompletion } from './descriptor-help.js';
import { pageCompletion } from './page-completion.js';

/** Where completion is offered: nowhere in the code of the user. */
const SELECTOR = [{ pattern: `**/${CONFIG_PATH}` }, { pattern: `**/${OWN_PACK}/**/*.md` }, { pattern: DESCRIPTOR_FILES }];
/** Editors do not suggest while one types in YAML and Markdown unless told to; here every letter may begin an id. */
const TRIGGERS = 'abcdefghijklmnopqrstuvwxyz/#:- ['.split('');

/** Completion in the configuration, in pages of packs and in descriptors of data products. */
export function registerCompletion(session: Session): void {
  session.connection.onCompletion((params, token) => answer(session, token, [], () => itemsAt(session, params)));
}

/** Asks the editor for completion requests; to be called once it is initialized. */
export async function offerCompletion({ connection, client }: Session): Promise<void> {
  if (client.registersCompletion) await connection.client.register(CompletionRequest.type, { documentSelector: SELECTOR, triggerCharacters: TRIGGERS });
}

async function itemsAt(session: Session, { textDocument: { uri }, position }: CompletionParams): Promise<CompletionItem[]> {
  const settings = await session.settingsOf(uri);
  if (!settings.enable) return [];
  const config = await configDocument(session, uri);
  if (config) return configCompletion(session, config, position);
  const page = await packPage(session, uri);
  return page ? pageCompletion(session, page, position) : descriptorCompletion(session, uri, position);
}
