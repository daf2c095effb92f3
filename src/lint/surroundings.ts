import type { FileEntry } from '../document/ports.js';
import type { PathClass } from '../knowledge/model.js';
import type { LintDocument } from './document.js';

/** What stands at a path; `bytes` is the size of a file. */
export interface FileStatus {
  readonly kind: 'file' | 'folder' | 'other';
  readonly bytes: number;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: FileEntry['kind'];
}

/** An answer: `nothing` where nothing of the kind stands there, undefined while nobody has looked. */
export type Answer<Found> = Found | 'nothing' | undefined;

export interface CollectedFile {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly pathClasses: ReadonlySet<PathClass>;
}

/** What all files of one kind in a folder say together, kept up to date file by file. */
export interface Collection {
  /** Takes in a file, or what it says now. */
  put(file: CollectedFile): void;
  remove(path: string): void;
}

/** Which files of a folder belong together; each kind is one constant. */
export interface CollectionKind<Kept extends Collection> {
  readonly name: string;
  accepts(path: string): boolean;
  create(): Kept;
}

/**
 * What lies around a document. Asking is what makes somebody look; the document is checked again once the answers are
 * known, so a detector that gets undefined keeps silent. Paths are relative to the workspace folder, as `document.path`.
 */
export interface Surroundings {
  stat(path: string): Answer<FileStatus>;
  /** What a folder holds, links not followed, sorted by name. */
  names(folder: string): Answer<readonly FolderEntry[]>;
  /** The text of a file of ordinary size, as it was last saved. */
  text(path: string): Answer<string>;
  /** The first 64 KiB of a file. */
  bytes(path: string): Answer<Uint8Array>;
  /** A file as it was last committed, or at the commit a run compares with; `nothing` also where nobody can tell. */
  committed(path: string): Answer<string>;
  /** A file as a document with tree and facts; `nothing` also where no language claims it. Do not keep it. */
  document(path: string): Answer<LintDocument>;
  /** What the files of a kind in the whole folder say together; undefined until they are read. */
  collection<Kept extends Collection>(kind: CollectionKind<Kept>): Kept | undefined;
}

/** The surroundings of a text outside every folder: nobody will ever look. */
export const NO_SURROUNDINGS: Surroundings = { stat: () => undefined, names: () => undefined, text: () => undefined, committed: () => undefined, bytes: () => undefined, document: () => undefined, collection: () => undefined };

/** The path a relative reference in a file leads to, such as `img/a.png` or `../lib`; `.` is the file's folder. Leading `..` stay where it climbs out of the workspace folder. */
export function besides(path: string, reference: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of reference.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
