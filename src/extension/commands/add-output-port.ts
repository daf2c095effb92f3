import { PRODUCT_ADD, PRODUCT_CHECK, PRODUCT_CHOICES } from '../../protocol/requests.js';
import { activeProduct, isDescriptorAt } from '../active-product.js';
import { applyPlan } from '../apply-plan.js';
import { columnFilesIn } from '../column-files.js';
import type { Host } from '../host.js';
import { outputAnswer } from '../product-answers.js';
import { columnChoices, portSteps, type CheckText } from '../product-steps.js';
import { askSteps } from '../steps.js';

const HEADING = 'Add Output Port';
const FIELD = 'output';

/** `talklint.addOutputPort`: one more output port for the descriptor in the active editor, with its contract. */
export async function addOutputPort({ server }: Host): Promise<void> {
  const product = activeProduct();
  if (!product) return;
  const { document, folder } = product;
  const [folderUri, uri] = [folder.uri.toString(), document.uri.toString()];
  const { ports } = await server.request(PRODUCT_CHOICES, { folderUri });
  const own = ports.filter(({ descriptor }) => isDescriptorAt(folder, descriptor, document)).map(({ port }) => port);
  const columns = columnChoices(await columnFilesIn(folder), own);
  const check: CheckText = async (field, answers, taken = []) =>
    (await server.request(PRODUCT_CHECK, { folderUri, field, answers, taken })).error ?? undefined;
  const steps = portSteps(FIELD, own, '', columns, { check });
  const ending = await askSteps({ heading: HEADING, stepsFor: () => steps });
  if (ending.kind === 'left') return;
  const port = { direction: 'output', ...outputAnswer(ending.answers, FIELD) } as const;
  await applyPlan(HEADING, folder.uri, await server.request(PRODUCT_ADD, { folderUri, uri, port }));
}
