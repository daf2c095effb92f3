import type { Clock, Files } from '../document/ports.js';
import type { PathClass } from '../knowledge/model.js';
import type { Answer, Collection, CollectionKind, FileStatus, FolderEntry, Surroundings } from '../lint/surroundings.js';
import type { LintDocument } from '../lint/document.js';
import { Collections } from './collections.js';
import type { OpenDocument, TextInput } from './open-document.js';
import { lastName, placeIn } from './folder-path.js';
import { readTextFile } from './text.js';

/** How long an answer is taken for true, in milliseconds: files change while an editor is open. */
export const LIFETIME = 5000;
/** Answers kept; the oldest make way. Parsed documents hold memory outside the heap. */
const MOST_ANSWERS = 4000;
const MOST_DOCUMENTS = 200;
const START = 64 * 1024;

type Question = 'stat' | 'names' | 'text' | 'committed' | 'bytes' | 'document';

interface Known {
  readonly answer: unknown;
  readonly at: number;
}

export interface NeighbourhoodHost {
  readonly files: Files;
  readonly clock: Pick<Clock, 'now'>;
  open(input: TextInput): Promise<OpenDocument | undefined>;
  /** The kinds of file a path relative to the folder stands for. */
  classesOf(path: string): ReadonlySet<PathClass>;
  /** What an editor shows of a file, saved or not; undefined where it shows none. */
  shown?(path: string): string | undefined;
  /** A file as it was committed; undefined where it was not, or nobody can tell. */
  committed?(path: string): Promise<string | undefined>;
}

/** The files of one folder as detectors ask for them; shared by all its documents. Dispose it. */
export class Neighbourhood {
  readonly #root: string;
  readonly #host: NeighbourhoodHost;
  readonly #known = new Map<string, Known>();
  readonly #looking = new Map<string, Promise<void>>();
  readonly #documents = new Map<string, OpenDocument>();
  /** What the files of the folder say together. */
  readonly collections: Collections;

  /** `root` is a folder as `files` calls it: a path or a URI. */
  constructor(root: string, host: NeighbourhoodHost) {
    this.#root = root.replace(/\/$/, '');
    this.#host = host;
    this.collections = new Collections(this.#root, host);
  }

  /** What the document at a path sees around it. */
  around(path: string): View {
    return new View(this, depthOf(path));
  }

  answer(question: Question, path: string): unknown {
    return this.#known.get(`${question} ${path}`)?.answer;
  }

  isFresh(question: Question, path: string): boolean {
    const known = this.#known.get(`${question} ${path}`);
    return known !== undefined && this.#host.clock.now() - known.at < LIFETIME;
  }

  /** Looks at a path, once however many ask meanwhile. Never rejects: what cannot be read is `nothing`. */
  look(question: Question, path: string): Promise<void> {
    const key = `${question} ${path}`;
    const looking = this.#looking.get(key) ?? this.#look(question, path).finally(() => this.#looking.delete(key));
    this.#looking.set(key, looking);
    return looking;
  }

  dispose(): void {
    for (const document of this.#documents.values()) document.dispose();
    this.#documents.clear();
    this.#known.clear();
    this.collections.dispose();
  }

  async #look(question: Question, path: string): Promise<void> {
    const answer = await this.#find(question, path).catch(() => 'nothing');
    const key = `${question} ${path}`;
    this.#known.delete(key);
    this.#known.set(key, { answer, at: this.#host.clock.now() });
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_ANSWERS && oldest !== undefined) this.#known.delete(oldest);
  }

  async #find(question: Question, path: string): Promise<unknown> {
    if (question === 'committed') return (await this.#host.committed?.(path)) ?? 'nothing';
    const { files } = this.#host;
    const place = this.#placeOf(path);
    const status = await files.stat(place);
    if (question === 'stat') return status ?? 'nothing';
    if (status?.kind !== (question === 'names' ? 'folder' : 'file')) return 'nothing';
    if (question === 'names') return (await files.list(place)).map(({ path: entry, kind }): FolderEntry => ({ name: lastName(entry), kind })).sort((a, b) => (a.name < b.name ? -1 : 1));
    if (question === 'bytes') return files.readStart(place, START);
    const file = await readTextFile(place, files);
    if (!('text' in file)) return 'nothing';
    return question === 'text' ? file.text : ((await this.#document(path, file.text)) ?? 'nothing');
  }

  async #document(path: string, text: string): Promise<OpenDocument | undefined> {
    const known = this.#documents.get(path);
    if (known?.text === text) return known;
    const document = known ?? (await this.#host.open({ path, text }));
    known?.update(text);
    if (!document) return undefined;
    this.#documents.delete(path);
    this.#documents.set(path, document);
    const [oldest] = this.#documents;
    if (this.#documents.size > MOST_DOCUMENTS && oldest) this.#forget(...oldest);
    return document;
  }

  #forget(path: string, document: OpenDocument): void {
    this.#documents.delete(path);
    this.#known.delete(`document ${path}`);
    document.dispose();
  }

  #placeOf(path: string): string {
    return placeIn(this.#root, path);
  }
}

/** What one document sees of its neighbourhood, and what it asked that nobody has looked at lately. */
export class View implements Surroundings {
  readonly #neighbourhood: Neighbourhood;
  readonly #highest: number;
  readonly #asked = new Map<string, readonly [Question, string]>();
  readonly #kinds = new Set<CollectionKind<Collection>>();
  #depends = false;

  constructor(neighbourhood: Neighbourhood, highest: number) {
    this.#neighbourhood = neighbourhood;
    this.#highest = highest;
  }

  /** Whether anything was ever asked, so that what is said about the document may change without an edit. */
  get depends(): boolean {
    return this.#depends;
  }

  stat(path: string): Answer<FileStatus> {
    return this.#ask('stat', path) as Answer<FileStatus>;
  }

  names(folder: string): Answer<readonly FolderEntry[]> {
    return this.#ask('names', folder) as Answer<readonly FolderEntry[]>;
  }

  text(path: string): Answer<string> {
    return this.#ask('text', path) as Answer<string>;
  }

  committed(path: string): Answer<string> {
    return this.#ask('committed', path) as Answer<string>;
  }

  bytes(path: string): Answer<Uint8Array> {
    return this.#ask('bytes', path) as Answer<Uint8Array>;
  }

  document(path: string): Answer<LintDocument> {
    return this.#ask('document', path) as Answer<LintDocument>;
  }

  collection<Kept extends Collection>(kind: CollectionKind<Kept>): Kept | undefined {
    // A document from outside the folder is not among its files.
    if (this.#highest > 0) return undefined;
    this.#depends = true;
    const { collections } = this.#neighbourhood;
    if (!collections.isFresh(kind)) this.#kinds.add(kind);
    return collections.known(kind);
  }

  /** Looks at everything asked for since the last time; whether there was anything. */
  async look(): Promise<boolean> {
    const [asked, kinds] = [[...this.#asked.values()], [...this.#kinds]];
    this.#asked.clear();
    this.#kinds.clear();
    await Promise.all([...asked.map(([question, path]) => this.#neighbourhood.look(question, path)), ...kinds.map((kind) => this.#neighbourhood.collections.current(kind))]);
    return asked.length + kinds.length > 0;
  }

  #ask(question: Question, path: string): unknown {
    // Above the folder lies what is none of our business, unless the document itself stands there.
    if (path.startsWith('/') || /[\\\0]/.test(path) || depthOf(path) > this.#highest) return undefined;
    this.#depends = true;
    if (!this.#neighbourhood.isFresh(question, path)) this.#asked.set(`${question} ${path}`, [question, path]);
    return this.#neighbourhood.answer(question, path);
  }
}

/** How many folders a relative path climbs. */
function depthOf(path: string): number {
  return path.split('/').filter((part) => part === '..').length;
}
