import { version } from '../../../package.json';
import { productsIn, type KnownProduct } from '../../mesh/products.js';
import { findProduct, planInputPort, planOutputPort } from '../../mesh/scaffold/add-port.js';
import { checkAnswer, sharedName } from '../../mesh/scaffold/answer-check.js';
import { readAnswers, readOutputPort } from '../../mesh/scaffold/answers.js';
import { productChoices } from '../../mesh/scaffold/choices.js';
import { planProduct, type ScaffoldHost } from '../../mesh/scaffold/plan.js';
import type { ProductPlan } from '../../protocol/model.js';
import type { NewPort } from '../../protocol/product-answers.js';
import { PRODUCT_ADD, PRODUCT_CHECK, PRODUCT_CHOICES, PRODUCT_PLAN } from '../../protocol/requests.js';
import { scaffoldHost } from '../../workspace/scaffold-files.js';
import type { Session } from '../session.js';
import { relativePath } from '../texts.js';
import { onRequest } from './pages.js';

/** The scaffold of data products: which answers will do, and what would be written. Nothing is written here. */
export function registerProduct(session: Session): void {
  // Answers are judged while they are typed, so the products are looked up once for each dialogue.
  const known = new Map<string, readonly KnownProduct[]>();
  onRequest(session, PRODUCT_CHOICES, async ({ folderUri }) => {
    const { descriptors } = await hostOf(session, folderUri);
    known.set(folderUri, productsIn(descriptors));
    return productChoices(descriptors);
  });
  onRequest(session, PRODUCT_CHECK, async ({ folderUri, answers, field, taken = [] }) => {
    const products = known.get(folderUri) ?? productsIn((await hostOf(session, folderUri)).descriptors);
    const mistake = checkAnswer(field, answers, products);
    return { error: mistake ?? sharedName(answers[field] ?? '', taken, 'output ports') ?? null };
  });
  onRequest(session, PRODUCT_PLAN, async ({ folderUri, answers }) => {
    const host = await hostOf(session, folderUri);
    const read = readAnswers({ ...answers }, productsIn(host.descriptors));
    if ('mistakes' in read) throw new Error(read.mistakes.join(' '));
    return planProduct(read.answers, host);
  });
  onRequest(session, PRODUCT_ADD, async ({ folderUri, uri, port }) => {
    const host = await hostOf(session, folderUri);
    return added(relativePath(uri, folderUri.replace(/\/$/, '')), port, host);
  });
}

async function added(path: string, port: NewPort, host: ScaffoldHost): Promise<ProductPlan> {
  const product = findProduct(path, host.descriptors);
  if (port.direction === 'input') return planInputPort(product, port, host);
  const { direction: _, ...given } = port;
  const read = readOutputPort(given);
  if ('mistakes' in read) throw new Error(read.mistakes.join(' '));
  return planOutputPort(product, read.port, host);
}

async function hostOf(session: Session, folderUri: string): Promise<ScaffoldHost> {
  const { path, engine } = await session.folderOf(folderUri.replace(/\/$/, ''));
  if (path === undefined) throw new Error(`${folderUri} is no folder of this workspace; open it first.`);
  return scaffoldHost({
    folder: path,
    files: session.files,
    clock: session.platform.clock,
    templates: engine.knowledge.mesh,
    version,
    openText: (file) => session.texts.plain(session.platform.uriOf(file))?.getText(),
  });
}
