import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import {
  CancellationTokenSource, createConnection, createProtocolConnection, StreamMessageReader, StreamMessageWriter, TextDocumentSaveReason, type ClientCapabilities, type CodeAction, type CodeLens, type CompletionItem, type Diagnostic, type Hover, type InlayHint, type InitializeResult, type ProtocolConnection, type Range,
} from 'vscode-languageserver/node';
import { nodeClock, nodeFiles } from '../../src/platform/node.js';
import type { ServerStatus } from '../../src/protocol/model.js';
import { COMMITTED_TEXT, STATUS, USAGES_CHANGED, type RequestOf } from '../../src/protocol/requests.js';
import { buildSearchIndex } from '../../src/radar/search.js';
import { serve } from '../../src/server/serve.js';
import { loadContent, packageGrammars } from './engine.js';

export interface ClientOptions {
  /** Files of the workspace folder, by relative path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: unknown;
  readonly trusted?: boolean;
  /** True where another extension checks YAML by our schema. */
  readonly yamlSchemas?: boolean;
  /** False for an editor that waits for diagnostics to be sent. */
  readonly pulls?: boolean;
  /** False for an editor without a folder open. */
  readonly folder?: boolean;
  /** What files held at the last commit, by relative path; null for one that was not there. Without it there is no version control. */
  readonly committed?: Readonly<Record<string, string | null>>;
  /** Names of grammars that are missing or broken. */
  readonly grammars?: Readonly<Record<string, 'missing' | 'corrupt'>>;
}

/** An editor at the other end of a channel, speaking the protocol with the real server. */
export class LanguageClient {
  readonly folderUri: string;
  readonly initialized: InitializeResult;
  readonly statuses: ServerStatus[] = [];
  /** How often the server said that lenses changed. */
  lensRefreshes = 0;
  readonly sent = new Map<string, Diagnostic[]>();
  /** What the server asked to be told or asked for, since it started. */
  readonly registered: readonly { readonly method: string; readonly registerOptions?: unknown }[];
  /** Methods of our own notifications that came from the server. */
  readonly told: string[] = [];
  settings: unknown;
  readonly #connection: ProtocolConnection;
  readonly #folder: string;

  private constructor(connection: ProtocolConnection, folder: string, initialized: InitializeResult, settings: unknown, registered: LanguageClient['registered']) {
    this.registered = registered;
    this.#connection = connection;
    this.#folder = folder;
    this.folderUri = pathToFileURL(folder).toString();
    this.initialized = initialized;
    this.settings = settings;
  }

  static async start(options: ClientOptions = {}): Promise<LanguageClient> {
    const folder = await mkdtemp(join(tmpdir(), 'talklint-'));
    for (const [path, text] of Object.entries(options.files ?? {})) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const [up, down] = [new PassThrough(), new PassThrough()];
    serve(createConnection(up, down), {
      clock: nodeClock,
      files: () => nodeFiles,
      assets: () => ({ load: (name) => asset(name, options.grammars ?? {}) }),
      pathOf: (uri) => (uri.startsWith('file:') ? URI.parse(uri).fsPath.replaceAll('\\', '/') : uri),
      uriOf: (path) => pathToFileURL(path).toString(),
    });
    const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    let client: LanguageClient | undefined;
    const early: ServerStatus[] = [];
    const registered: { method: string; registerOptions?: unknown }[] = [];
    connection.onNotification(STATUS.method, (status: ServerStatus) => void (client?.statuses ?? early).push(status));
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => void client?.sent.set(uri, diagnostics));
    connection.onNotification(USAGES_CHANGED.method, () => void client?.told.push(USAGES_CHANGED.method));
    connection.onNotification('window/logMessage', () => undefined);
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => client?.settings ?? options.settings ?? null));
    connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string; registerOptions?: unknown }[] }) => {
      registered.push(...registrations);
      return null;
    });
    connection.onRequest('client/unregisterCapability', () => null);
    connection.onRequest(COMMITTED_TEXT.method, ({ uri }: { uri: string }) => {
      const { committed } = options;
      return committed ? { text: committed[uri.slice(pathToFileURL(folder).toString().length + 1)] ?? null } : null;
    });
    connection.onRequest('workspace/diagnostic/refresh', () => null);
    connection.onRequest('workspace/codeLens/refresh', () => {
      if (client) client.lensRefreshes++;
      return null;
    });
    connection.listen();
    const uri = pathToFileURL(folder).toString();
    const initialized = (await connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: capabilities(options.pulls ?? true),
      workspaceFolders: options.folder === false ? null : [{ uri, name: 'sample' }],
      initializationOptions: { trusted: options.trusted ?? true, yamlSchemas: options.yamlSchemas ?? false },
    })) as InitializeResult;
    client = new LanguageClient(connection, folder, initialized, options.settings, registered);
    client.statuses.push(...early);
    await connection.sendNotification('initialized', {});
    return client;
  }

  uri(path: string): string {
    return `${this.folderUri}/${path}`;
  }

  async open(path: string, text: string, languageId: string, uri = this.uri(path)): Promise<string> {
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return uri;
  }

  async change(uri: string, version: number, text: string): Promise<void> {
    await this.#connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
  }

  /** Writes a file of the folder and says so, as the watcher of an editor does. */
  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.#folder, path)), { recursive: true });
    await writeFile(join(this.#folder, path), text);
    await this.#connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: this.uri(path), type: 2 }] });
  }

  async remove(path: string): Promise<void> {
    await rm(join(this.#folder, path), { recursive: true });
    await this.#connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: this.uri(path), type: 3 }] });
  }

  /** Saves as a person does, or as an editor does by itself after a while. */
  async save(uri: string, by: 'hand' | 'itself' = 'hand'): Promise<void> {
    await this.#connection.sendNotification('textDocument/willSave', { textDocument: { uri }, reason: by === 'hand' ? TextDocumentSaveReason.Manual : TextDocumentSaveReason.AfterDelay });
    await this.#connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  }

  /** What is suggested where `|` stands in the text of a file, which is opened with it. */
  async suggestions(path: string, marked: string, languageId = 'yaml'): Promise<{ readonly items: CompletionItem[]; readonly taken: (label: string) => string }> {
    const offset = marked.indexOf('|');
    const text = marked.slice(0, offset) + marked.slice(offset + 1);
    const uri = await this.open(path, text, languageId);
    const document = TextDocument.create(uri, languageId, 1, text);
    const items = ((await this.#connection.sendRequest('textDocument/completion', { textDocument: { uri }, position: document.positionAt(offset) })) ?? []) as CompletionItem[];
    await this.close(uri);
    const taken = (label: string) => {
      const edit = items.find((item) => item.label === label)?.textEdit;
      if (!edit || !('range' in edit)) throw new Error(`"${label}" is not suggested, but ${items.map((item) => item.label).join(', ')}`);
      return TextDocument.applyEdits(document, [edit]);
    };
    return { items, taken };
  }

  async close(uri: string): Promise<void> {
    await this.#connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  async openNotebook(path: string, cells: readonly { readonly text: string; readonly language?: string }[]): Promise<string[]> {
    const uri = this.uri(path);
    const documents = cells.map((cell, i) => ({ uri: `vscode-notebook-cell:${uri.slice('file:'.length)}#${i}`, languageId: cell.language ?? 'python', version: 1, text: cell.text }));
    await this.#connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: { uri, notebookType: 'jupyter-notebook', version: 1, cells: documents.map((document) => ({ kind: document.languageId === 'markdown' ? 1 : 2, document: document.uri })) },
      cellTextDocuments: documents,
    });
    return documents.map((document) => document.uri);
  }

  async notify(method: string, params: unknown): Promise<void> {
    await this.#connection.sendNotification(method, params);
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    return ((await this.#connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })) as { items: Diagnostic[] }).items;
  }

  /** Asks for diagnostics and gives up before the server can answer. */
  async cancelledDiagnostics(uri: string): Promise<unknown> {
    const source = new CancellationTokenSource();
    const asked = this.#connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }, source.token);
    source.cancel();
    return asked.finally(() => {
      source.dispose();
    });
  }

  async hover(uri: string, line: number, character: number): Promise<string> {
    const hover = (await this.#connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line, character } })) as Hover | null;
    return hover === null ? '' : (hover.contents as { value: string }).value;
  }

  async actions(uri: string, range: Range, only?: string[]): Promise<CodeAction[]> {
    return (await this.#connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [], ...(only ? { only } : {}) } })) as CodeAction[];
  }

  async lenses(uri: string): Promise<CodeLens[]> {
    return (await this.#connection.sendRequest('textDocument/codeLens', { textDocument: { uri } })) as CodeLens[];
  }

  async inlayHints(uri: string): Promise<InlayHint[]> {
    return (await this.#connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range: { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } } })) as InlayHint[];
  }

  async ask<Params, Result>(type: RequestOf<Params, Result>, params: Params): Promise<Result> {
    return this.#connection.sendRequest<Result>(type.method, params);
  }

  /** The next state of the server that fits. */
  async status(fits: (status: ServerStatus) => boolean): Promise<ServerStatus> {
    for (;;) {
      const found = this.statuses.find(fits);
      if (found) return found;
      await new Promise((resume) => setTimeout(resume, 10));
    }
  }

  async dispose(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    this.#connection.dispose();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function asset(name: string, grammars: Readonly<Record<string, 'missing' | 'corrupt'>>): Promise<Uint8Array> {
  if (name === 'content.json') return Buffer.from(JSON.stringify((await loadContent()).knowledge));
  if (name === 'search.json') return Buffer.from(JSON.stringify(buildSearchIndex((await loadContent()).knowledge)));
  if (grammars[name] === 'missing') throw new Error(`${name}: there is no such file`);
  if (grammars[name] === 'corrupt') return Buffer.from('not a grammar');
  return packageGrammars.load(name);
}

function capabilities(pulls: boolean): ClientCapabilities {
  return {
    workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true }, codeLens: { refreshSupport: true }, workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} }, didChangeConfiguration: { dynamicRegistration: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
    textDocument: { ...(pulls ? { diagnostic: {} } : {}), completion: { dynamicRegistration: true }, hover: { contentFormat: ['markdown'] }, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
    notebookDocument: { synchronization: {} },
  };
}
