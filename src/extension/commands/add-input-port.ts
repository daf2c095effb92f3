import { window } from 'vscode';
import { PRODUCT_ADD, PRODUCT_CHOICES } from '../../protocol/requests.js';
import { activeProduct, isDescriptorAt } from '../active-product.js';
import { applyPlan } from '../apply-plan.js';
import type { Host } from '../host.js';
import { portItem } from '../product-steps.js';

const HEADING = 'Add Input Port';

/** `talklint.addInputPort`: lets the descriptor in the active editor read an output port of another product. */
export async function addInputPort({ server }: Host): Promise<void> {
  const product = activeProduct();
  if (!product) return;
  const { document, folder } = product;
  const [folderUri, uri] = [folder.uri.toString(), document.uri.toString()];
  const { ports } = await server.request(PRODUCT_CHOICES, { folderUri });
  const others = ports.filter(({ descriptor }) => !isDescriptorAt(folder, descriptor, document));
  if (others.length === 0) {
    void window.showInformationMessage('No other data product of this folder has an output port with a contract.');
    return;
  }
  const chosen = await window.showQuickPick(others.map(portItem), {
    title: HEADING,
    placeHolder: 'What does it read?',
    matchOnDescription: true,
  });
  if (!chosen) return;
  const port = { direction: 'input', from: chosen.value } as const;
  await applyPlan(HEADING, folder.uri, await server.request(PRODUCT_ADD, { folderUri, uri, port }));
}
