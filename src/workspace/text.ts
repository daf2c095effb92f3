import { FileError, type Files } from '../document/ports.js';

/** Files larger than this, in bytes, are data, not code: they are counted as skipped. */
export const LARGEST_TEXT = 1024 * 1024;

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** How a text was stored, so that it can be stored the same way again. */
export interface TextForm {
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
}

export interface DecodedText extends TextForm {
  /** Without the byte order mark. */
  readonly text: string;
  /** Whether bytes that are no text in this encoding were replaced by U+FFFD. */
  readonly damaged: boolean;
}

export type TextFile = DecodedText | { readonly skipped: 'binary' | 'large' };

/**
 * The text of a file without its byte order mark: UTF-8, or UTF-16 where a mark says so. A file too large is never
 * opened. Rejects with a FileError when it cannot be read.
 */
export async function readTextFile(path: string, files: Files): Promise<TextFile> {
  const bytes = await readSmallFile(path, files);
  return bytes ? decodeText(bytes) : { skipped: 'large' };
}

/** The bytes of an ordinary file; undefined, and nothing opened, when it is larger than a text may be. Rejects with a FileError. */
export async function readSmallFile(path: string, files: Files): Promise<Uint8Array | undefined> {
  const stat = await files.stat(path);
  if (!stat) throw new FileError(path, `${path}: there is no such file or folder; mend the path.`);
  if (stat.kind !== 'file') throw new FileError(path, `${path}: this is no ordinary file; name a file or a folder.`);
  return stat.bytes > LARGEST_TEXT ? undefined : files.read(path);
}

/** Text out of bytes: binary when it holds NUL anywhere. Bytes that are no text in the encoding become U+FFFD. */
export function decodeText(bytes: Uint8Array): DecodedText | { readonly skipped: 'binary' } {
  const form = formOf(bytes);
  const { text, damaged } = decode(bytes, form.encoding);
  // Parsers take NUL for the end. The mark of UTF-32 begins as that of UTF-16 does, and leaves NULs as well.
  return text.includes('\0') ? { skipped: 'binary' } : { ...form, text, damaged };
}

function formOf([first, second, third]: Uint8Array): TextForm {
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', byteOrderMark: true };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', byteOrderMark: true };
  return { encoding: 'utf-8', byteOrderMark: first === 0xef && second === 0xbb && third === 0xbf };
}

function decode(bytes: Uint8Array, encoding: Encoding): { text: string; damaged: boolean } {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), damaged: false };
  } catch {
    return { text: new TextDecoder(encoding).decode(bytes), damaged: true };
  }
}

/** The bytes of a text in the form it was read in. */
export function encodeText(text: string, { encoding, byteOrderMark }: TextForm): Uint8Array {
  const marked = byteOrderMark ? `\uFEFF${text}` : text;
  if (encoding === 'utf-8') return new TextEncoder().encode(marked);
  const bytes = new Uint8Array(marked.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < marked.length; i++) view.setUint16(i * 2, marked.charCodeAt(i), encoding === 'utf-16le');
  return bytes;
}
