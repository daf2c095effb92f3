import { Disposable, FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LIST_FOLDER, READ_FILE, STAT_FILE } from '../protocol/requests.js';

type FolderEntry = { readonly uri: string; readonly kind: 'file' | 'folder' | 'other' };

/** `String.fromCharCode` takes its argument list from the stack, so long files go through it in pieces of this many bytes. */
const PIECE = 0x8000;

/**
 * Lends the server the editor's file system: our own files below `assets`, and the folders of the workspace.
 * Anything else is refused.
 */
export function lendFiles(client: BaseLanguageClient, assets: Uri): Disposable {
  const allowed = (text: string): Uri => {
    const uri = Uri.joinPath(Uri.parse(text, true), '.');
    const roots = [assets, ...(workspace.workspaceFolders ?? []).map((folder) => folder.uri)];
    if (roots.some((root) => isWithin(root, uri))) return uri;
    throw new Error(`${text} lies outside the workspace; open its folder to let Talklint read it`);
  };
  return Disposable.from(
    client.onRequest(READ_FILE.method, async (params: { readonly uri: string }) => toBase64(await workspace.fs.readFile(allowed(params.uri)))),
    client.onRequest(STAT_FILE.method, (params: { readonly uri: string }) => stat(allowed(params.uri))),
    client.onRequest(LIST_FOLDER.method, (params: { readonly uri: string }) => list(allowed(params.uri))),
  );
}

async function list(folder: Uri): Promise<FolderEntry[]> {
  const entries = await workspace.fs.readDirectory(folder);
  return entries.map(([name, type]) => ({ uri: Uri.joinPath(folder, name).toString(), kind: kindOf(type) }));
}

async function stat(uri: Uri): Promise<{ readonly kind: FolderEntry['kind']; readonly bytes: number } | null> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    return { kind: kindOf(type), bytes: size };
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return null;
    throw error;
  }
}

/** Links to folders count as `other`, so that whoever walks a tree cannot walk in a circle. */
function kindOf(type: FileType): FolderEntry['kind'] {
  if (type & FileType.File) return 'file';
  return type === FileType.Directory ? 'folder' : 'other';
}

function isWithin(root: Uri, uri: Uri): boolean {
  if (uri.scheme !== root.scheme || uri.authority !== root.authority) return false;
  const folder = root.path.endsWith('/') ? root.path : `${root.path}/`;
  return uri.path === root.path || uri.path.startsWith(folder);
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += PIECE) text += String.fromCharCode(...bytes.subarray(start, start + PIECE));
  return btoa(text);
}
