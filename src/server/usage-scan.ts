import { LineIndex } from '../document/position.js';
import { throwIfCancelled, type CancellationToken } from '../document/ports.js';
import type { DetectionTable } from '../radar/detection.js';
import { mentionsIn } from '../radar/mentions.js';
import { UsageIndex } from '../radar/usage.js';
import { listFiles } from '../workspace/enumerate.js';
import { readTextFile } from '../workspace/text.js';
import type { Folder } from './folders.js';
import type { Session } from './session.js';
import { relativePath } from './texts.js';

/** Files that name packages, images, actions or resources; they are always read. */
const MANIFEST = /(^|\/)(package\.json|pyproject\.toml|Cargo\.toml|go\.mod|[^/]*requirements[^/]*\.txt|(Dockerfile|Containerfile)[^/]*)$|\.tf$|\.github\/workflows\/[^/]+\.ya?ml$|\.od[pc]s\.ya?ml$/;
/** Sources are read for their imports, but only so many of a folder: the radar is a help, not a census. */
const MOST_SOURCES = 2000;

/** Where the blips of the radar are used in the folders of a session. */
export async function scanUsages(session: Session, table: DetectionTable, token: CancellationToken): Promise<UsageIndex> {
  const index = new UsageIndex(table);
  for (const uri of session.folderUris) await scanFolder(session, await session.folderOf(uri), index, token);
  return index;
}

async function scanFolder(session: Session, folder: Folder, index: UsageIndex, token: CancellationToken): Promise<void> {
  if (folder.path === undefined) return;
  const languages = folder.engine.languages;
  const imports = (path: string) => ['python', 'typescript', 'tsx', 'javascript'].includes(languages.find(path)?.id ?? '');
  const { files } = await listFiles(folder.path, session.files, (path) => MANIFEST.test(path) || imports(path), token);
  let sources = 0;
  for (const path of files) {
    if (!MANIFEST.test(path) && ++sources > MOST_SOURCES) continue;
    throwIfCancelled(token);
    await scanFile(session, folder, path, index).catch((cause: unknown) => {
      session.log.info(cause instanceof Error ? cause.message : String(cause));
    });
  }
}

async function scanFile(session: Session, folder: Folder, path: string, index: UsageIndex): Promise<void> {
  const file = await readTextFile(path, session.files);
  if (!('text' in file)) return;
  const uri = session.platform.uriOf(path);
  const relative = relativePath(uri, folder.uri);
  const document = MANIFEST.test(path) ? undefined : await folder.engine.open({ path: relative, text: file.text }, folder.config);
  try {
    const mentions = mentionsIn({ path: relative, text: file.text, language: document?.language.id, tree: document?.tree });
    index.replace({ uri, path: relative, lines: new LineIndex(file.text), mentions });
  } finally {
    document?.dispose();
  }
}
