import { CodeActionKind, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, TextDocumentSyncKind, type Connection, type InitializeParams, type InitializeResult } from 'vscode-languageserver';
import { registerCodeActions, FIX_ALL } from './features/code-actions.js';
import { registerCodeLens } from './features/code-lens.js';
import { registerDiagnostics } from './features/diagnostics.js';
import { registerHover } from './features/hover.js';
import { registerPages } from './features/pages.js';
import { registerProduct } from './features/product.js';

import type { ServerPlatform } from './platform.js';
import { Session } from './session.js';

/** What changes what is said about every text: the configuration and the packs of a folder. */
const WATCHED = [{ globPattern: '**/.talklint/**' }];

/**
 * Serves one client on a connection until it shuts down. The engine starts once the client is initialized; requests that
 * come earlier wait for it.
 */
export function serve(connection: Connection, platform: ServerPlatform): void {
  let session: Session | undefined;
  connection.onInitialize((params) => {
    session = new Session(connection, platform, params);
    for (const register of [registerDiagnostics, registerHover, registerCodeActions, registerCodeLens, registerPages, registerProduct]) register(session);
    return capabilitiesFor(params);
  });
  connection.onInitialized(() => {
    if (session) void watch(session);
  });
  connection.onDidChangeConfiguration(() => session?.changeSettings());
  connection.onDidChangeWatchedFiles(() => void session?.reload());
  connection.onShutdown(() => session?.dispose());
  connection.listen();
}

async function watch(session: Session): Promise<void> {
  const { connection, client } = session;
  if (client.readsSettings) void connection.client.register(DidChangeConfigurationNotification.type, { section: 'talklint' });
  if (client.watchesFiles) void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHED });
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => session.changeFolders(added, removed));
  await session.reportStatus();
}

function capabilitiesFor({ capabilities }: InitializeParams): InitializeResult {
  return {
    serverInfo: { name: 'talklint' },
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      ...(capabilities.notebookDocument ? { notebookDocumentSync: { notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook' } }, { notebook: '*', cells: [{ language: 'python' }] }] } } : {}),
      diagnosticProvider: { identifier: 'talklint', interFileDependencies: false, workspaceDiagnostics: false },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
      codeLensProvider: {},
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
