import type { CodeLens } from 'vscode-languageserver';
import { DESCRIPTORS, type DescriptorIndex } from '../../mesh/descriptor-index.js';
import { lineageOf, portNode, productNode } from '../../mesh/lineage/build.js';
import { layOut } from '../../mesh/lineage/layout.js';
import { lineageMermaid } from '../../mesh/lineage/mermaid.js';
import type { Lineage } from '../../mesh/lineage/model.js';
import { lineageSvg } from '../../mesh/lineage/svg.js';
import { around, viewOf } from '../../mesh/lineage/view.js';
import { inWorkspace } from '../../mesh/workspace.js';
import type { LineageArguments, LineageScope } from '../../protocol/lineage.js';
import { COMMANDS, LINEAGE, LINEAGE_CHANGED, LINEAGE_EXPORT, PRODUCT_TREE } from '../../protocol/requests.js';
import type { Folder } from '../folders.js';
import { lineagePage } from '../lineage-page.js';
import { Neighbours } from '../lineage-rows.js';
import type { OpenText } from '../open-text.js';
import { productTree, type FolderProducts } from '../product-tree.js';
import type { Session } from '../session.js';
import { onRequest } from './pages.js';

/** The lineage of data products: drawing, files, and the tree of products. Lenses are composed with those of other features. */
export function registerLineage(session: Session): void {
  let isAwake = false;
  onRequest(session, LINEAGE, async (scope) => {
    isAwake = true;
    const { lineage, folderUri } = await lineageIn(session, scope);
    return lineagePage(lineage, folderUri, scope);
  });
  onRequest(session, LINEAGE_EXPORT, async ({ format, ...scope }) => {
    const { lineage } = await lineageIn(session, scope);
    return format === 'mermaid' ? lineageMermaid(viewOf(lineage)) : lineageSvg(layOut(viewOf(lineage), scope.showsSensitivity), true);
  });
  onRequest(session, PRODUCT_TREE, async () => {
    isAwake = true;
    return productTree(await everyFolder(session));
  });
  session.collected.onDidChange(() => {
    if (isAwake) void session.connection.sendNotification(LINEAGE_CHANGED.method, {});
  });
}

async function indexOf({ neighbourhood }: Folder): Promise<DescriptorIndex | undefined> {
  return neighbourhood?.collections.current(DESCRIPTORS);
}

async function everyFolder(session: Session): Promise<FolderProducts[]> {
  const folders: FolderProducts[] = [];
  for (const uri of session.folderUris) {
    const index = await indexOf(await session.folderOf(uri));
    if (index) folders.push({ uri, index });
  }
  return folders;
}

interface Drawn {
  readonly lineage: Lineage;
  /** The folder of it; undefined where none has products. */
  readonly folderUri: string | undefined;
}

async function lineageIn(session: Session, { folderUri, product }: LineageScope): Promise<Drawn> {
  const folders = await everyFolder(session);
  const folder = folders.find(({ uri }) => uri === folderUri) ?? folders.find(({ index }) => index.products.length > 0);
  const whole = folder ? lineageOf(folder.index) : { nodes: new Map(), edges: [], cycles: [] };
  // The product may be gone by now.
  const lineage = product !== null && whole.nodes.has(product) ? around(whole, product) : whole;
  return { lineage, folderUri: folder?.uri };
}

/** A lens above every port that others read, or that comes from somewhere; a click draws what is around its product. */
export async function portLenses(text: OpenText, uri: string): Promise<CodeLens[]> {
  const { document, folder } = text;
  const known = await document.knowing(() => inWorkspace({ document, surroundings: document.surroundings }));
  if (!known || folder.uri === undefined) return [];
  const lineage = lineageOf(known.index);
  const neighbours = new Neighbours(lineage);
  const folderUri = folder.uri;
  return known.facts.products.flatMap((product) => {
    const details: LineageArguments = { folderUri, product: productNode(product) };
    return (['input', 'output'] as const).flatMap((direction) =>
      (direction === 'input' ? product.inputs : product.outputs).flatMap((port) => {
        const node = lineage.nodes.get(portNode(product, direction, port));
        const title = node ? neighbours.lensOf(node) : '';
        const range = text.rangeIn(uri, port.place.span);
        return range && title !== '' ? [{ range, command: { title, command: COMMANDS.showLineage, arguments: [details] } }] : [];
      }),
    );
  });
}
