import { FileError, type Files } from '../document/ports.js';

/** Files larger than this are data, not code: they are counted as skipped. */
const LARGEST_TEXT = 1024 * 1024;
const BINARY_PROBE = 8000;

export type TextFile = { readonly text: string } | { readonly skipped: 'binary' | 'large' };

/**
 * The text of a file without its byte order mark: UTF-8, or UTF-16 where a mark says so. Rejects with a FileError when it
 * cannot be read.
 */
export async function readTextFile(path: string, files: Files): Promise<TextFile> {
  const stat = await files.stat(path);
  if (!stat) throw new FileError(path, `${path}: there is no such file or folder; mend the path.`);
  if (stat.kind !== 'file') throw new FileError(path, `${path}: this is no ordinary file; name a file or a folder.`);
  if (stat.bytes > LARGEST_TEXT) return { skipped: 'large' };
  return decode(await files.read(path));
}

function decode(bytes: Uint8Array): TextFile {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) };
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) };
  if (bytes.subarray(0, BINARY_PROBE).includes(0)) return { skipped: 'binary' };
  return { text: new TextDecoder('utf-8').decode(bytes) };
}
