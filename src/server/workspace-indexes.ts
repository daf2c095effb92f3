import { DidChangeWatchedFilesNotification, FileChangeType, type FileEvent } from 'vscode-languageserver';
import { isProfiled } from '../cupid/profiler.js';
import { WorkspaceIndex } from '../cupid/workspace-index.js';
import type { CancellationToken } from '../document/ports.js';
import { CancelledError, throwIfCancelled } from '../document/ports.js';
import { listFiles } from '../workspace/enumerate.js';
import { whyForeign } from '../workspace/foreign-text.js';
import { readTextFile } from '../workspace/text.js';
import type { Folder } from './folders.js';
import type { OpenText } from './open-text.js';
import type { Session } from './session.js';
import { relativePath } from './texts.js';

/** Of a larger folder only so many files are read, and nothing is said that asks for all of them. */
const MOST_FILES = 5000;
const GO_MODULE = /(^|\/)go\.mod$/;
/** What CUPID reads, and what names a Go module. */
const WATCHED = ['**/go.mod', '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,py,pyi,java,go,rs,cs}'];

/** What is known of the files of each folder, read in the background once a text of the folder is looked at. */
export class WorkspaceIndexes {
  readonly #session: Session;
  #reading = new Map<Folder, Reading>();
  readonly #listeners: (() => void)[] = [];
  #isWatching = false;
  #told = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Called when more is known than before. */
  onDidRead(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** What is known of the folder of a text; undefined until all its files are read, which begins now, and for texts CUPID says nothing about. */
  around({ folder, document }: OpenText): WorkspaceIndex | undefined {
    return isProfiled(document.language) ? this.#of(folder) : undefined;
  }

  /** What is known of a folder once all its files are read; undefined where they cannot be. */
  async whole(folder: Folder): Promise<WorkspaceIndex | undefined> {
    this.#of(folder);
    await this.#reading.get(folder)?.done;
    return this.#of(folder);
  }

  #of(folder: Folder): WorkspaceIndex | undefined {
    if (folder.path === undefined) return undefined;
    let reading = this.#reading.get(folder);
    if (!reading) {
      reading = new Reading(this.#session, folder);
      this.#reading.set(folder, reading);
      this.#watch();
      reading.done = this.#read(reading);
    }
    return reading.isDone ? reading.index : undefined;
  }

  /** Whether what is known changed since the last time this was asked. */
  tookChanges(): boolean {
    const version = [...this.#reading.values()].reduce((sum, { index, isDone }) => sum + (isDone ? index.version : 0), 0);
    const changed = version !== this.#told;
    this.#told = version;
    return changed;
  }

  /** Takes in files that were made, changed or removed. */
  async change(events: readonly FileEvent[]): Promise<void> {
    for (const { uri, type } of events) {
      for (const [folder, reading] of this.#reading) if (folder.uri !== undefined && uri.startsWith(`${folder.uri}/`)) await reading.change(uri, type === FileChangeType.Deleted);
    }
    if (this.tookChanges()) this.#tell();
  }

  /** Stops reading and forgets everything. */
  clear(): void {
    for (const reading of this.#reading.values()) reading.stop();
    this.#reading = new Map();
  }

  async #read(reading: Reading): Promise<void> {
    try {
      await reading.read();
      this.tookChanges();
      this.#tell();
    } catch (cause) {
      if (!(cause instanceof CancelledError)) this.#session.log.warn(`effects are not followed across files, because ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }

  #watch(): void {
    const { client, connection } = this.#session;
    if (this.#isWatching || !client.watchesFiles) return;
    this.#isWatching = true;
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHED.map((globPattern) => ({ globPattern })) });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Whether an event of the file system is about a source, not about our configuration and packs. */
export function isSource({ uri }: FileEvent): boolean {
  return !uri.includes('/.talklint/') && /(\/go\.mod|\.([cm]?[jt]s|[jt]sx|pyi?|java|go|rs|cs))$/.test(uri);
}

/** One folder as it is read, and kept up to date. */
class Reading {
  readonly index = new WorkspaceIndex();
  isDone = false;
  /** Settles when the folder is read, or cannot be. */
  done: Promise<void> = Promise.resolve();
  readonly #session: Session;
  readonly #folder: Folder;
  readonly #stop = { isCancellationRequested: false };

  constructor(session: Session, folder: Folder) {
    this.#session = session;
    this.#folder = folder;
  }

  stop(): void {
    this.#stop.isCancellationRequested = true;
  }

  /** Rejects with CancelledError, or when the folder cannot be listed. */
  async read(): Promise<void> {
    const { engine, path: root } = this.#folder;
    const { files } = await listFiles(root ?? '', this.#session.files, (path) => engine.profiles(path) || GO_MODULE.test(path), this.#stop);
    for (const path of files.slice(0, MOST_FILES)) {
      await this.#readFile(path, this.#stop);
      // Whoever asks for something meanwhile comes first.
      await new Promise((resume) => setTimeout(resume, 0));
    }
    throwIfCancelled(this.#stop);
    this.index.isWhole = files.length <= MOST_FILES;
    this.isDone = true;
  }

  async change(uri: string, isGone: boolean): Promise<void> {
    const path = this.#session.platform.pathOf(uri);
    if (isGone) this.#forget(path);
    else await this.#readFile(path, this.#stop).catch(() => undefined);
  }

  #relative(path: string): string {
    return relativePath(this.#session.platform.uriOf(path), this.#folder.uri);
  }

  #forget(path: string): void {
    const relative = this.#relative(path);
    if (GO_MODULE.test(relative)) this.index.setGoModule(folderOf(relative), undefined);
    else this.index.remove(relative);
  }

  async #readFile(path: string, token: CancellationToken): Promise<void> {
    throwIfCancelled(token);
    const { engine, config } = this.#folder;
    const file = await readTextFile(path, this.#session.files).catch(() => undefined);
    throwIfCancelled(token);
    const relative = this.#relative(path);
    if (!file || !('text' in file) || whyForeign(relative, file.text) !== undefined) return this.#forget(path);
    if (GO_MODULE.test(relative)) return this.index.setGoModule(folderOf(relative), file.text);
    const document = await engine.open({ path: relative, text: file.text }, config);
    try {
      const summary = token.isCancellationRequested ? undefined : document && engine.summarise(document);
      if (summary) this.index.set(summary);
    } finally {
      document?.dispose();
    }
  }
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
