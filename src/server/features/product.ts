import { version } from '../../../package.json';
import { productsIn } from '../../mesh/products.js';
import { checkAnswer } from '../../mesh/scaffold/answer-check.js';
import { readAnswers } from '../../mesh/scaffold/answers.js';
import { planProduct, type ScaffoldHost } from '../../mesh/scaffold/plan.js';
import { PRODUCT_CHECK, PRODUCT_DOMAINS, PRODUCT_PLAN } from '../../protocol/requests.js';
import { scaffoldHost } from '../../workspace/scaffold-files.js';
import type { Session } from '../session.js';
import { onRequest } from './pages.js';

/** The scaffold of data products: which answers will do, and what would be written. Nothing is written here. */
export function registerProduct(session: Session): void {
  onRequest(session, PRODUCT_DOMAINS, async ({ folderUri }) => {
    const { descriptors } = await hostOf(session, folderUri);
    return [...new Set(productsIn(descriptors).map(({ domain }) => domain))].sort();
  });
  onRequest(session, PRODUCT_CHECK, async ({ folderUri, answers, field }) => {
    const { descriptors } = await hostOf(session, folderUri);
    return { error: checkAnswer(field, answers, productsIn(descriptors)) ?? null };
  });
  onRequest(session, PRODUCT_PLAN, async ({ folderUri, answers }) => {
    const host = await hostOf(session, folderUri);
    const read = readAnswers({ ...answers }, productsIn(host.descriptors));
    if ('mistakes' in read) throw new Error(read.mistakes.join(' '));
    return planProduct(read.answers, host);
  });
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
