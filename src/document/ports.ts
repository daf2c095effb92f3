/** What a host lends to the rooms that know no host. Paths use `/` and are absolute, or URIs where the host has no paths. */

export interface FileEntry {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

export interface Files {
  /** The bytes of a file. Rejects with a FileError that says why it cannot be read. */
  read(path: string): Promise<Uint8Array>;
  /** The first bytes of a file, so many at most. Rejects with a FileError. */
  readStart(path: string, length: number): Promise<Uint8Array>;
  /** What a folder holds, links not followed. Rejects with a FileError. */
  list(folder: string): Promise<readonly FileEntry[]>;
  /** Kind and size in bytes, links followed; undefined when nothing is there. */
  stat(path: string): Promise<{ readonly kind: 'file' | 'folder' | 'other'; readonly bytes: number } | undefined>;
  /** The path with every link resolved, to recognise folders already visited. */
  realPath(path: string): Promise<string>;
}

/** Writes only where it is told to; `create` never replaces an existing file. */
export interface Writer {
  create(path: string, text: string): Promise<void>;
  replace(path: string, content: string | Uint8Array): Promise<void>;
}

/** Gives the bytes of a WebAssembly file that ships with the product, by its bare name. */
export interface Grammars {
  load(file: string): Promise<Uint8Array>;
}

export interface Clock {
  /** Milliseconds since an arbitrary moment, never running backwards. */
  now(): number;
  /** The calendar day, `YYYY-MM-DD`, in the user's time zone. */
  today(): string;
}

export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Asks to give up; the same shape as the language server protocol's token. */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
}

export const NEVER_CANCELLED: CancellationToken = { isCancellationRequested: false };

/** Thrown when work was given up because its token asked for it. */
export class CancelledError extends Error {
  constructor() {
    super('cancelled');
    this.name = 'CancelledError';
  }
}

/** Throws a CancelledError once the token asks to give up. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new CancelledError();
}

/** A file that could not be read or written, with a sentence for the user. */
export class FileError extends Error {
  readonly path: string;
  constructor(path: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'FileError';
    this.path = path;
  }
}
