import { NEVER_CANCELLED } from '../../document/ports.js';
import { CANVAS_PATH, isCanvas } from '../../mesh/canvas/boxes.js';
import { draftCanvas, type ProductFile } from '../../mesh/canvas/draft.js';
import { readRoot } from '../../mesh/products.js';
import type { ProductCanvas } from '../../protocol/model.js';
import { CANVAS_PLAN, CANVASES } from '../../protocol/requests.js';
import { listFiles } from '../../workspace/enumerate.js';
import { readTextFile } from '../../workspace/text.js';
import type { Folder } from '../folders.js';
import type { Session } from '../session.js';
import { relativePath } from '../texts.js';
import { onRequest } from './pages.js';

const PRODUCT = /\.odps\.ya?ml$/;
const DESCRIPTOR = /\.od[pc]s\.ya?ml$/;

/** The data ethics canvases of a folder: where they are, and what a new one would hold. Nothing is written here. */
export function registerProductCanvas(session: Session): void {
  onRequest(session, CANVASES, async ({ folderUri }) => canvasesOf(await productFiles(session, await session.folderOf(folderUri))));
  onRequest(session, CANVAS_PLAN, async ({ folderUri, folder: productFolder }) => {
    const folder = await session.folderOf(folderUri);
    const canvas = draftCanvas(productFolder, await productFiles(session, folder), folder.engine.knowledge.mesh, session.platform.clock.today());
    return { ...canvas, action: 'create' };
  });
}

function canvasesOf(files: readonly ProductFile[]): ProductCanvas[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.flatMap(({ path, text }) => {
    if (!PRODUCT.test(path)) return [];
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const { name, domain } = readRoot(text) ?? {};
    const canvas = folder === '' ? CANVAS_PATH : `${folder}/${CANVAS_PATH}`;
    return [{ name: typeof name === 'string' ? name : path, domain: typeof domain === 'string' ? domain : '', folder, path: canvas, exists: paths.has(canvas) }];
  });
}

/** Descriptors and canvases as they stand in the editor, or else on disk. */
async function productFiles(session: Session, folder: Folder): Promise<readonly ProductFile[]> {
  if (folder.path === undefined) return [];
  const { files } = await listFiles(folder.path, session.files, (path) => DESCRIPTOR.test(path) || isCanvas(path), NEVER_CANCELLED);
  return Promise.all(
    files.map(async (path) => {
      const uri = session.platform.uriOf(path);
      const file = await readTextFile(path, session.files).catch(() => ({ text: '' }));
      return { path: relativePath(uri, folder.uri), text: session.texts.plain(uri)?.getText() ?? ('text' in file ? file.text : '') };
    }),
  );
}
