import { NEVER_CANCELLED } from '../document/ports.js';
import type { Knowledge } from '../knowledge/model.js';
import { DetectionTable } from '../radar/detection.js';
import { UsageIndex } from '../radar/usage.js';
import { isOwnFile, listFiles } from '../workspace/enumerate.js';
import { readTextFile } from '../workspace/text.js';
import { MOST_SOURCES, readMentions, usageFileKind, type UsageFileKind } from '../workspace/usage-files.js';
import type { Folder } from './folders.js';
import type { Session } from './session.js';
import { relativePath } from './texts.js';

/** Where the blips are used in the folders of a session: read as a whole once, then file by file as they change. */
export class LiveUsages {
  readonly #session: Session;
  #knowledge: Knowledge | undefined;
  #table = new DetectionTable({ blips: [], tips: [] });
  #index: UsageIndex | undefined;
  #folders = '';
  #sources = 0;
  #dirty = new Set<string>();
  #updating: Promise<UsageIndex> | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Whether anything was asked yet, so that a change is worth noting. */
  get isAwake(): boolean {
    return this.#index !== undefined;
  }

  /** Notes that files or folders came, changed or went; they are read when somebody asks. Whether that may change an answer. */
  touch(uris: readonly string[]): boolean {
    if (!this.#index) return false;
    const within = uris.filter((uri) => this.#session.folderUris.some((root) => uri.startsWith(`${root}/`)));
    // What is ignored is told by a file, and may be anything.
    if (within.some((uri) => uri.endsWith('/.gitignore'))) this.#folders = '';
    for (const uri of within) this.#dirty.add(uri);
    return within.length > 0;
  }

  /** The index as the files, and the texts open in the editor, are now. Rejects when a folder cannot be opened. */
  async current(knowledge: Knowledge): Promise<UsageIndex> {
    const before = this.#updating;
    const update = (before ?? Promise.resolve()).catch(() => undefined).then(() => this.#update(knowledge));
    this.#updating = update;
    return update;
  }

  async #update(knowledge: Knowledge): Promise<UsageIndex> {
    if (knowledge !== this.#knowledge) {
      this.#knowledge = knowledge;
      this.#table = new DetectionTable(knowledge);
      this.#index?.useTable(this.#table);
    }
    const folders = this.#session.folderUris.join('\n');
    if (!this.#index || folders !== this.#folders) {
      this.#folders = folders;
      this.#dirty = new Set();
      this.#sources = 0;
      this.#index = new UsageIndex(this.#table);
      for (const uri of this.#session.folderUris) await this.#scanFolder(await this.#session.folderOf(uri), this.#index);
      return this.#index;
    }
    const dirty = this.#dirty;
    this.#dirty = new Set();
    for (const uri of dirty) await this.#follow(uri, this.#index);
    return this.#index;
  }

  async #scanFolder(folder: Folder, index: UsageIndex): Promise<void> {
    const root = folder.path;
    if (root === undefined) return;
    const { files } = await listFiles(root, this.#session.files, (path) => this.#kindOf(folder, path.slice(root.length + 1)) !== undefined, NEVER_CANCELLED);
    for (const path of files) await this.#read(folder, this.#session.platform.uriOf(path), path, index);
  }

  #kindOf({ engine }: Folder, path: string): UsageFileKind | undefined {
    return usageFileKind(path, engine, this.#table);
  }

  async #follow(uri: string, index: UsageIndex): Promise<void> {
    const folder = await this.#session.folderOf(uri);
    if (folder.path === undefined || folder.uri === undefined) return;
    const path = `${folder.path}/${relativePath(uri, folder.uri)}`;
    // Editors write addresses in more than one way; the index knows one.
    const key = this.#session.platform.uriOf(path);
    const stat = await this.#session.files.stat(path).catch(() => undefined);
    if (stat?.kind === 'file' && this.#kindOf(folder, relativePath(uri, folder.uri)) !== undefined && (await isOwnFile(folder.path, path, this.#session.files))) return this.#read(folder, key, path, index, uri);
    if (stat?.kind !== 'folder') index.remove(key);
    return undefined;
  }

  async #read(folder: Folder, uri: string, path: string, index: UsageIndex, asOpened = uri): Promise<void> {
    const relative = path.slice((folder.path ?? '').length + 1);
    const kind = this.#kindOf(folder, relative);
    if (kind === 'source' && !index.has(uri) && ++this.#sources > MOST_SOURCES) return;
    try {
      const text = kind === 'name' ? '' : await this.#text(asOpened, path);
      if (text === undefined) index.remove(uri);
      else index.replace(await readMentions(folder.engine, folder.config, { uri, path: relative, text }));
    } catch (cause) {
      this.#session.log.info(cause instanceof Error ? cause.message : String(cause));
    }
  }

  /** What the editor shows, saved or not, else what the file holds; undefined where that is no text. */
  async #text(uri: string, path: string): Promise<string | undefined> {
    const open = this.#session.texts.plain(uri);
    if (open) return open.getText();
    const file = await readTextFile(path, this.#session.files);
    return 'text' in file ? file.text : undefined;
  }
}
