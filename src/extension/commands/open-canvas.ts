import { Uri, window, type QuickPickItem } from 'vscode';
import type { ProductCanvas } from '../../protocol/model.js';
import { CANVAS_PLAN, CANVASES } from '../../protocol/requests.js';
import { applyPlan } from '../apply-plan.js';
import { chooseFolder } from '../choose-folder.js';
import type { Host } from '../host.js';

interface CanvasItem extends QuickPickItem {
  readonly canvas: ProductCanvas;
}

/**
 * `talklint.openCanvas`: the data ethics canvas of the product the open file belongs to, or of one the user picks. One
 * that does not exist is written after a preview, filled in from the descriptors.
 */
export async function openCanvas({ server }: Host): Promise<void> {
  const folder = await chooseFolder({ which: 'Which folder holds the data product?', none: 'A canvas belongs to a data product, so open the folder the product lives in first.' });
  if (!folder) return;
  const folderUri = folder.uri.toString();
  const canvases = await server.request(CANVASES, { folderUri });
  if (canvases.length === 0) {
    void window.showInformationMessage('There is no data product in this folder. Talklint: New Data Product… writes one.');
    return;
  }
  const canvas = ofOpenFile(canvases, folder.uri) ?? (await pick(canvases));
  if (!canvas) return;
  const uri = Uri.joinPath(folder.uri, canvas.path);
  if (!canvas.exists) {
    const planned = await server.request(CANVAS_PLAN, { folderUri, folder: canvas.folder });
    if (!(await applyPlan(`Data Ethics Canvas of ${canvas.name}`, folder.uri, { files: [planned], notes: [] }))) return;
  }
  await window.showTextDocument(uri);
}

/** The product whose folder the active text lies in, the deepest where folders lie in each other. */
function ofOpenFile(canvases: readonly ProductCanvas[], root: Uri): ProductCanvas | undefined {
  const open = window.activeTextEditor?.document.uri.path;
  if (open === undefined) return undefined;
  const inside = canvases.filter(({ folder }) => folder !== '' && open.startsWith(`${Uri.joinPath(root, folder).path}/`));
  return [...inside].sort((a, b) => b.folder.length - a.folder.length)[0];
}

async function pick(canvases: readonly ProductCanvas[]): Promise<ProductCanvas | undefined> {
  const items = canvases.map((canvas): CanvasItem => ({ label: canvas.name, description: canvas.domain, detail: canvas.exists ? canvas.path : `${canvas.path} · not there yet`, canvas }));
  return (await window.showQuickPick(items, { title: 'Data Ethics Canvas', placeHolder: 'Of which data product?', matchOnDescription: true }))?.canvas;
}
