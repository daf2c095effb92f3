import { besides, type Surroundings } from '../../lint/surroundings.js';

/** A file of the workspace that a page sends to its visitors. */
export interface LocalFile {
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly bytes: number;
}

/** Who reads the reference: a browser beside the document, a bundler that builds it, or a browser at an address only the program knows. */
export type Reader = 'page' | 'bundler' | 'component';

/** Another place, or one that a template or program fills in. */
const ELSEWHERE = /^[a-z][a-z0-9+.-]*:|^\/\/|^#|^\?+$|\{|\}|<[?%]|\$\(|\*/i;
/** Folders whose content is served from the root of a site. */
const PUBLIC_FOLDERS = ['', 'public/', 'static/', 'src/'];

/**
 * The file a reference such as `../img/a.png`, `/logo.svg` or `@/assets/a.png` in a document leads to. Undefined where none is
 * known: for other hosts, references made at run time, files that are not there or that nobody has looked at yet.
 */
export function localFile(document: string, reference: string, reader: Reader, surroundings: Surroundings): LocalFile | undefined {
  const answers = candidates(document, reference, reader).map((path) => ({ path, status: surroundings.stat(path) }));
  for (const { path, status } of answers) {
    if (status === undefined) return undefined;
    if (status !== 'nothing' && status.kind === 'file') return { path, bytes: status.bytes };
  }
  return undefined;
}

function candidates(document: string, reference: string, reader: Reader): string[] {
  const path = decoded(reference.trim());
  if (path === undefined || path === '' || ELSEWHERE.test(path)) return [];
  const folders = foldersAbove(document);
  const alias = /^~?[@~]\/(.+)$/.exec(path)?.[1];
  if (alias !== undefined) return folders.flatMap((folder) => [`${folder}src/${alias}`, `${folder}${alias}`]);
  const isFromRoot = path.startsWith('/');
  const served = folders.flatMap((folder) => PUBLIC_FOLDERS.map((open) => `${folder}${open}${path.replace(/^(?:\.?\/)+/, '')}`));
  if (isFromRoot) return reader === 'bundler' ? [] : served;
  if (reader === 'component') return served.filter((candidate) => /(?:^|\/)(?:public|static)\//.test(candidate));
  if (reader === 'bundler' && !path.startsWith('.')) return [];
  return [besides(document, path)];
}

/** Without what follows the path, and with its escapes read; undefined where they are none. */
function decoded(reference: string): string | undefined {
  try {
    return decodeURIComponent(reference.replace(/[?#].*$/s, ''));
  } catch {
    return undefined;
  }
}

/** The folder of a document and all above it, nearest first, each with `/` at its end; the workspace folder is empty. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.reduceRight<string[]>((folders, _, i) => [...folders, `${parts.slice(0, i + 1).join('/')}/`], []).concat('');
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
