import { CancelledError, type Clock, type Files } from '../document/ports.js';
import type { PathClass } from '../knowledge/model.js';
import type { Collection, CollectionKind } from '../lint/surroundings.js';
import { isOwnFile, listFiles } from './enumerate.js';
import { pathWithin, placeIn } from './folder-path.js';
import { readTextFile } from './text.js';

/** How long a folder may take to list, in milliseconds: whoever works in a folder that large is not kept waiting. */
const PATIENCE = 30_000;
/** So many files are read at once. */
const AT_ONCE = 32;

export interface CollectionsHost {
  readonly files: Files;
  readonly clock: Pick<Clock, 'now'>;
  classesOf(path: string): ReadonlySet<PathClass>;
  /** What an editor shows of a file, saved or not; undefined where it shows none. */
  shown?(path: string): string | undefined;
}

/** What the files of one folder say together: each kind read as a whole once, then file by file as they are touched. */
export class Collections {
  readonly #root: string;
  readonly #host: CollectionsHost;
  readonly #kept = new Map<CollectionKind<Collection>, Kept>();
  #isDisposed = false;
  #generation = 0;

  /** `root` is a folder as `files` calls it, without a slash at the end. */
  constructor(root: string, host: CollectionsHost) {
    this.#root = root;
    this.#host = host;
  }

  /** What is known of a kind, though files may have changed since; undefined until they are read, and where they are too many. */
  known<Collected extends Collection>(kind: CollectionKind<Collected>): Collected | undefined {
    return this.#kept.get(kind)?.collection as Collected | undefined;
  }

  /** Whether nothing has to be read to know it. */
  isFresh(kind: CollectionKind<Collection>): boolean {
    return this.#kept.get(kind)?.isFresh ?? false;
  }

  /** What the files of a kind say now. Never rejects: a file that cannot be read says nothing. */
  async current<Collected extends Collection>(kind: CollectionKind<Collected>): Promise<Collected | undefined> {
    let kept = this.#kept.get(kind);
    if (!kept) {
      kept = new Kept(this.#root, this.#host, kind);
      if (!this.#isDisposed) this.#kept.set(kind, kept);
    }
    return (await kept.update()) as Collected | undefined;
  }

  /** Notes that a file or folder came, changed or went; it is read when somebody asks. Whether that may change an answer. */
  touch(path: string): boolean {
    const isAffected = [...this.#kept.values()].map((kept) => kept.touch(path)).some(Boolean);
    if (isAffected) this.#generation++;
    return isAffected;
  }

  /** Changes whenever an answer may have. */
  get generation(): number {
    return this.#generation;
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const kept of this.#kept.values()) kept.stop();
    this.#kept.clear();
  }
}

/** One kind of file. */
class Kept {
  collection: Collection | undefined;
  readonly #root: string;
  readonly #host: CollectionsHost;
  readonly #kind: CollectionKind<Collection>;
  readonly #paths = new Set<string>();
  #dirty = new Set<string>();
  #isListed = false;
  #isStopped = false;
  #updating: Promise<void> = Promise.resolve();

  constructor(root: string, host: CollectionsHost, kind: CollectionKind<Collection>) {
    this.#root = root;
    this.#host = host;
    this.#kind = kind;
  }

  get isFresh(): boolean {
    return this.#isListed && this.#dirty.size === 0;
  }

  stop(): void {
    this.#isStopped = true;
  }

  touch(path: string): boolean {
    // What is ignored is told by a file, and may be anything.
    if (/(^|\/)\.gitignore$/.test(path)) this.#isListed = false;
    const within = this.#kind.accepts(path) ? [path] : [...this.#paths].filter((known) => known.startsWith(`${path}/`));
    for (const each of within) this.#dirty.add(each);
    return within.length > 0 || !this.#isListed;
  }

  async update(): Promise<Collection | undefined> {
    this.#updating = this.#updating.then(() => this.#update());
    await this.#updating;
    return this.collection;
  }

  async #update(): Promise<void> {
    if (this.isFresh) return;
    const paths = this.#isListed ? [...this.#dirty] : await this.#list();
    const isListed = this.#isListed;
    this.#isListed = true;
    this.#dirty = new Set();
    if (!paths) {
      this.collection = undefined;
      return;
    }
    const collection = this.collection ?? this.#kind.create();
    if (!isListed) for (const gone of [...this.#paths].filter((path) => !paths.includes(path))) this.#remove(gone, collection);
    for (let at = 0; at < paths.length && !this.#isStopped; at += AT_ONCE) await Promise.all(paths.slice(at, at + AT_ONCE).map((path) => this.#read(path, collection, isListed)));
    this.collection = collection;
  }

  /** The paths of all files of the kind; undefined where the folder is too large to list. */
  async #list(): Promise<readonly string[] | undefined> {
    const { clock, files } = this.#host;
    const end = clock.now() + PATIENCE;
    const isStopped = (): boolean => this.#isStopped || clock.now() > end;
    const token = {
      get isCancellationRequested() {
        return isStopped();
      },
    };
    try {
      const listing = await listFiles(this.#root, files, (place) => this.#kind.accepts(place), token);
      return listing.files.flatMap((place) => pathWithin(this.#root, place) ?? []);
    } catch (cause) {
      if (cause instanceof CancelledError) return undefined;
      throw cause;
    }
  }

  async #read(path: string, collection: Collection, mayBeForeign: boolean): Promise<void> {
    const text = await this.#text(path, mayBeForeign).catch(() => undefined);
    const pathClasses = this.#host.classesOf(path);
    if (text === undefined || pathClasses.has('generated')) return this.#remove(path, collection);
    this.#paths.add(path);
    collection.put({ path, text, pathClasses });
  }

  async #text(path: string, mayBeForeign: boolean): Promise<string | undefined> {
    const { files } = this.#host;
    const place = placeIn(this.#root, path);
    if (mayBeForeign && !(await isOwnFile(this.#root, place, files))) return undefined;
    const shown = this.#host.shown?.(path);
    if (shown !== undefined) return shown;
    const file = await readTextFile(place, files);
    return 'text' in file ? file.text : undefined;
  }

  #remove(path: string, collection: Collection): void {
    this.#paths.delete(path);
    collection.remove(path);
  }
}
