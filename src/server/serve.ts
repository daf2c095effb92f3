import { CodeActionKind, DidChangeConfigurationNotification, TextDocumentSyncKind, type Connection, type InitializeParams, type InitializeResult } from 'vscode-languageserver';
import { registerCarbon } from './features/carbon.js';
import { registerCodeActions, FIX_ALL } from './features/code-actions.js';
import { offerCompletion, registerCompletion } from './features/completion.js';
import { registerDomainWords } from './features/domain-words.js';
import { registerLineage } from './features/lineage.js';
import { registerNewRule } from './features/new-rule.js';
import { registerCodeLens } from './features/code-lens.js';
import { registerDiagnostics } from './features/diagnostics.js';
import { registerHover } from './features/hover.js';
import { registerInlayHints } from './features/inlay-hints.js';
import { registerPages } from './features/pages.js';
import { registerProduct } from './features/product.js';
import { registerProductCanvas } from './features/product-canvas.js';
import { registerRemarks } from './features/remarks.js';
import { COMMIT_CHANGED, YAML_SUPPORT } from '../protocol/requests.js';
import type { ServerPlatform } from './platform.js';
import { Session } from './session.js';
import { isSource } from './workspace-indexes.js';

/**
 * Serves one client on a connection until it shuts down. The engine starts once the client is initialized; requests that
 * come earlier wait for it.
 */
export function serve(connection: Connection, platform: ServerPlatform): void {
  let session: Session | undefined;
  connection.onInitialize((params) => {
    session = new Session(connection, platform, params);
    for (const register of [registerDiagnostics, registerHover, registerCodeActions, registerCodeLens, registerInlayHints, registerRemarks, registerCarbon, registerPages, registerProduct, registerProductCanvas, registerCompletion, registerNewRule, registerDomainWords, registerLineage]) register(session);
    return capabilitiesFor(params);
  });
  connection.onInitialized(() => {
    if (session) void watch(session);
  });
  connection.onDidChangeConfiguration(() => session?.changeSettings());
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.some(isSource)) void session?.indexes.change(changes.filter(isSource));
    session?.changeFiles(changes.map(({ uri }) => uri));
  });
  connection.onNotification(YAML_SUPPORT.method, ({ schemas }: { readonly schemas: boolean }) => session?.changeYamlSchemas(schemas));
  connection.onNotification(COMMIT_CHANGED.method, () => session?.changeCommit());
  connection.onShutdown(() => session?.dispose());
  connection.listen();
}

async function watch(session: Session): Promise<void> {
  const { connection, client } = session;
  if (client.readsSettings) void connection.client.register(DidChangeConfigurationNotification.type, { section: 'talklint' });
  void offerCompletion(session);
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => session.changeFolders(added, removed));
  await session.start();
}

function capabilitiesFor({ capabilities }: InitializeParams): InitializeResult {
  return {
    serverInfo: { name: 'talklint' },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, willSave: true, save: true },
      ...(capabilities.notebookDocument ? { notebookDocumentSync: { notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook' } }, { notebook: '*', cells: [{ language: 'python' }] }] } } : {}),
      diagnosticProvider: { identifier: 'talklint', interFileDependencies: false, workspaceDiagnostics: false },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, CodeActionKind.RefactorExtract, FIX_ALL] },
      codeLensProvider: {},
      inlayHintProvider: {},
      // An editor that can be told later is told for which texts alone.
      ...(capabilities.textDocument?.completion?.dynamicRegistration ? {} : { completionProvider: {} }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
