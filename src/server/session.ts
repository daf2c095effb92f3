import type { Connection, InitializeParams, WorkspaceFolder } from 'vscode-languageserver';
import { GLOSSARY_PATHS } from '../cupid/glossary.js';
import type { Files, Log } from '../document/ports.js';
import type { Knowledge } from '../knowledge/model.js';
import { COMMITTED_TEXT, STATUS, type InitializationOptions } from '../protocol/requests.js';
import { readSettings, type Settings } from '../protocol/settings.js';
import { Engine } from '../workspace/engine.js';
import { OWN_PACK } from '../workspace/packs.js';
import { ask } from './client-files.js';
import { CollectedFiles } from './collected-files.js';
import { EarlierTexts } from './earlier.js';
import { noFolder, openFolder, type Folder } from './folders.js';
import { PageChecks } from './page-checks.js';
import { PackWatcher } from './pack-watcher.js';
import type { ServerPlatform } from './platform.js';
import { Texts } from './texts.js';
import { WorkspaceIndexes } from './workspace-indexes.js';

/** What the editor at the other end can do. */
export interface ClientAbilities {
  /** It asks for diagnostics; others are sent them. */
  readonly pullsDiagnostics: boolean;
  readonly readsSettings: boolean;
  readonly watchesFiles: boolean;
  /** It can be told later where to ask for completion. */
  readonly registersCompletion: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesInlayHints: boolean;
  /** It shows an edit before it is made when asked to. */
  readonly confirmsEdits: boolean;
  /** It is our own extension, which knows our commands. */
  readonly knowsCommands: boolean;
}

/** All that the features of the server share: the engine, the folders with their settings, and the open texts. */
export class Session {
  readonly connection: Connection;
  readonly platform: ServerPlatform;
  readonly client: ClientAbilities;
  readonly files: Files;
  readonly texts: Texts;
  readonly pages: PageChecks;
  readonly earlier: EarlierTexts;
  readonly indexes: WorkspaceIndexes;
  readonly collected: CollectedFiles;
  readonly log: Log;
  readonly #options: InitializationOptions;
  #workspaceFolders: readonly string[];
  #engine: Promise<Engine> | undefined;
  readonly #folders = new Map<string, Promise<Folder>>();
  readonly #settings = new Map<string, Promise<Settings>>();
  readonly #listeners: (() => void)[] = [];
  readonly #fileListeners: ((uris: readonly string[]) => void)[] = [];
  readonly #watcher: PackWatcher;
  #reloading: Promise<void> | undefined;
  #reloadAgain = false;
  /** True where another extension checks and completes YAML by our schema. */
  yamlSchemas: boolean;

  constructor(connection: Connection, platform: ServerPlatform, params: InitializeParams) {
    this.connection = connection;
    this.platform = platform;
    this.client = abilitiesOf(params);
    this.files = platform.files(connection);
    this.log = { info: (message) => connection.console.info(message), warn: (message) => connection.console.warn(message), error: (message) => connection.console.error(message) };
    this.#options = (params.initializationOptions as InitializationOptions | undefined) ?? { trusted: true };
    this.#workspaceFolders = foldersOf(params.workspaceFolders ?? null);
    this.yamlSchemas = this.#options.yamlSchemas === true;
    this.#watcher = new PackWatcher(connection, this.client.watchesFiles);
    this.texts = new Texts(connection, (uri) => this.folderOf(uri));
    this.pages = new PageChecks(this);
    this.earlier = new EarlierTexts(this);
    this.indexes = new WorkspaceIndexes(this);
    this.collected = new CollectedFiles(this);
    this.texts.onDidSettle(({ uri }, how) => {
      // The watcher tells too, but later, and not of every kind of file system.
      if (how === 'saved' && (uri.includes(`/${OWN_PACK}/`) || GLOSSARY_PATHS.some((path) => uri.endsWith(`/${path}`)))) void this.reload();
    });
  }

  /** A file that ships with the product. Rejects when it cannot be read. */
  async asset(name: string): Promise<string> {
    return new TextDecoder('utf-8').decode(await this.platform.assets(this.connection, this.#options).load(name));
  }

  /** The engine with the product's own knowledge. Rejects with one sentence when it cannot be started. */
  engine(): Promise<Engine> {
    this.#engine ??= this.#startEngine();
    return this.#engine;
  }

  get folderUris(): readonly string[] {
    return this.#workspaceFolders;
  }

  /** The folder a text belongs to, the deepest where folders lie in each other. */
  async folderOf(uri: string): Promise<Folder> {
    const root = this.#rootOf(uri);
    if (root === undefined) return noFolder(await this.engine());
    let folder = this.#folders.get(root);
    if (!folder) {
      folder = this.#openFolder(root);
      this.#folders.set(root, folder);
    }
    return folder;
  }

  /** The user's settings for a text. */
  settingsOf(uri: string): Promise<Settings> {
    const scope = this.#rootOf(uri) ?? '';
    let settings = this.#settings.get(scope);
    if (!settings) {
      settings = this.client.readsSettings ? this.connection.workspace.getConfiguration({ section: 'talklint', ...(scope === '' ? {} : { scopeUri: scope }) }).then(readSettings) : Promise.resolve(readSettings(undefined));
      this.#settings.set(scope, settings);
    }
    return settings;
  }

  /** Called after anything changed that may change what is said about every text. */
  onReload(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Called with the URIs of files and folders outside packs that came, changed or went. */
  onFilesChanged(listener: (uris: readonly string[]) => void): void {
    this.#fileListeners.push(listener);
  }

  changeFiles(uris: readonly string[]): void {
    const others = uris.filter((uri) => !this.#watcher.isOfPack(uri));
    // An editor that does not say what changed means everything.
    if (others.length < uris.length || uris.length === 0) void this.reload();
    if (others.length > 0) for (const listener of this.#fileListeners) listener(others);
  }

  changeFolders(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void {
    const gone = new Set(foldersOf(removed));
    this.#workspaceFolders = [...this.#workspaceFolders.filter((uri) => !gone.has(uri)), ...foldersOf(added)];
    void this.reload();
  }

  changeSettings(): void {
    this.#settings.clear();
    this.#tell();
  }

  /** True in a folder the user trusts: only there the rules of its packs run. */
  get trusted(): boolean {
    return this.#options.trusted;
  }

  /** Something was committed or checked out, so what counts as new is another. */
  changeCommit(): void {
    this.earlier.forget();
    this.#tell();
  }

  changeYamlSchemas(known: boolean): void {
    this.yamlSchemas = known;
    this.#tell();
  }

  /** Reads configuration and packs anew. A call meanwhile leads to one more round, for what it asks may have come too late. */
  reload(): Promise<void> {
    this.#reloadAgain = true;
    this.#reloading ??= this.#reloadWhileAsked().finally(() => {
      this.#reloading = undefined;
    });
    return this.#reloading;
  }

  async #reloadWhileAsked(): Promise<void> {
    while (this.#reloadAgain) {
      this.#reloadAgain = false;
      const closed = [...this.#folders.values()];
      this.#folders.clear();
      this.#settings.clear();
      this.indexes.clear();
      await this.texts.clear();
      for (const folder of closed) (await folder.catch(() => undefined))?.neighbourhood?.dispose();
      this.#tell();
      await this.reportStatus();
    }
  }

  /** Begins to watch the workspace, reads it, and tells how that went. */
  async start(): Promise<void> {
    this.#watch([]);
    await this.reportStatus();
  }

  #watch(folders: readonly Folder[]): void {
    this.#watcher.watch(folders).catch((cause: unknown) => {
      this.log.warn(`changes of packs are not noticed, because ${cause instanceof Error ? cause.message : String(cause)}`);
    });
  }

  /** Tells the editor how well the server works. */
  async reportStatus(): Promise<void> {
    try {
      const engine = await this.engine();
      const folders = await Promise.all(this.#workspaceFolders.map((uri) => this.folderOf(uri)));
      this.#watch(folders);
      const problems = [...new Set([...engine.problems, ...folders.flatMap((folder) => [...folder.problems, ...folder.engine.problems])])];
      const rules = Math.max(engine.knowledge.rules.length, ...folders.map((folder) => folder.engine.knowledge.rules.length));
      await this.connection.sendNotification(STATUS.method, { state: problems.length > 0 ? 'limited' : 'ready', rules, problems });
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      this.log.error(message);
      await this.connection.sendNotification(STATUS.method, { state: 'failed', rules: 0, problems: [message] });
    }
  }

  async dispose(): Promise<void> {
    this.indexes.clear();
    await this.texts.clear();
    for (const folder of this.#folders.values()) (await folder.catch(() => undefined))?.neighbourhood?.dispose();
    await (await this.#engine?.catch(() => undefined))?.dispose();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #rootOf(uri: string): string | undefined {
    return this.#workspaceFolders.filter((root) => uri === root || uri.startsWith(`${root}/`)).sort((a, b) => b.length - a.length)[0];
  }

  async #startEngine(): Promise<Engine> {
    const knowledge = JSON.parse(await this.asset('content.json')) as Knowledge;
    return Engine.create(knowledge, { clock: this.platform.clock, grammars: this.platform.assets(this.connection, this.#options), log: this.log, uuid: () => crypto.randomUUID() });
  }

  async #committed(path: string): Promise<string | undefined> {
    if (!this.client.knowsCommands) return undefined;
    return (await ask(this.connection, COMMITTED_TEXT, { uri: this.platform.uriOf(path) }))?.text ?? undefined;
  }

  async #openFolder(root: string): Promise<Folder> {
    return openFolder(root, this.platform.pathOf(root), { files: this.files, log: this.log, trusted: this.#options.trusted, engine: await this.engine(), shown: (path) => this.texts.shownAt(path, this.platform), committed: (path) => this.#committed(path) });
  }
}

function foldersOf(folders: readonly WorkspaceFolder[] | null): string[] {
  return (folders ?? []).map(({ uri }) => uri.replace(/\/$/, ''));
}

function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): ClientAbilities {
  const { workspace, textDocument } = capabilities;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    readsSettings: workspace?.configuration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    registersCompletion: textDocument?.completion?.dynamicRegistration === true,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    confirmsEdits: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined && workspace.workspaceEdit.documentChanges === true,
    knowsCommands: initializationOptions !== undefined && initializationOptions !== null,
  };
}
