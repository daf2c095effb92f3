import type { TextDocument } from 'vscode-languageserver-textdocument';
import { ownRadarPath } from '../workspace/own-radars.js';
import { OWN_PACK } from '../workspace/packs.js';
import type { Folder } from './folders.js';
import type { Session } from './session.js';
import { relativePath } from './texts.js';

/** A Markdown page of a pack of the workspace, as the editor shows it. */
export interface PackPage {
  readonly folder: Folder;
  readonly document: TextDocument;
  /** Its path within the pack, such as `rules/team/no-print.md`. */
  readonly name: string;
  readonly room: string;
  /** What its front matter must say: the path below the room without the ending. */
  readonly id: string;
}

const ROOMS: ReadonlySet<string> = new Set(['rules', 'talks', 'radar', 'tips', 'languages']);

/** Longer texts are no pages, in UTF-16 units; packs leave them out too. */
const LONGEST = 256 * 1024;

/** The page a URI names; undefined for any other text, other Markdown included. */
export async function packPage(session: Session, uri: string): Promise<PackPage | undefined> {
  if (!uri.endsWith('.md')) return undefined;
  const document = session.texts.plain(uri);
  const folder = await session.folderOf(uri);
  if (!document || document.getText().length > LONGEST || folder.uri === undefined) return undefined;
  const path = relativePath(uri, folder.uri);
  for (const pack of [OWN_PACK, ...folder.config.packs.map((name) => name.replace(/^(\.\/)+|\/+$/g, ''))]) {
    const name = path.startsWith(`${pack}/`) ? path.slice(pack.length + 1) : undefined;
    const [room = '', ...rest] = name?.split('/') ?? [];
    if (ownRadarPath(path) !== undefined) return undefined;
    if (name !== undefined && ROOMS.has(room) && rest.length > 0) return { folder, document, name, room, id: rest.join('/').replace(/\.md$/, '') };
  }
  return undefined;
}
