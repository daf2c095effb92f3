import { Uri, window } from 'vscode';
import { PRODUCT_CHECK, PRODUCT_CHOICES, PRODUCT_PLAN } from '../../protocol/requests.js';
import { applyPlan } from '../apply-plan.js';
import { chooseFolder } from '../choose-folder.js';
import { columnFilesIn } from '../column-files.js';
import type { Host } from '../host.js';
import { productAnswers } from '../product-answers.js';
import { productSteps, type ProductStepsContext } from '../product-steps.js';
import { askSteps } from '../steps.js';
import { UnfinishedAnswers } from '../unfinished-answers.js';

const HEADING = 'New Data Product';

/**
 * `talklint.newDataProduct`: questions, a preview of every file, then the files as one edit; run again, it brings them
 * up to date. Whoever leaves in between may resume.
 */
export async function newDataProduct({ server, memory }: Host): Promise<void> {
  const folder = await chooseFolder({
    which: 'In which folder should the data product live?',
    none: 'A data product is a few files, so open the folder they should live in first.',
  });
  if (!folder) return;
  const folderUri = folder.uri.toString();
  const unfinished = new UnfinishedAnswers(memory, folderUri);
  const begin = await unfinished.begin(HEADING);
  if (!begin) return;
  const context: ProductStepsContext = {
    choices: await server.request(PRODUCT_CHOICES, { folderUri }),
    columnFiles: await columnFilesIn(folder),
    check: async (field, answers, taken = []) =>
      (await server.request(PRODUCT_CHECK, { folderUri, field, answers, taken })).error ?? undefined,
  };
  const ending = await askSteps({ heading: HEADING, stepsFor: (given) => productSteps(given, context) }, begin);
  if (ending.kind === 'left') {
    await unfinished.keep(ending.progress);
    return;
  }
  // Until the files are written nothing of this may be lost.
  const { answers } = ending;
  const last = productSteps(answers, context).at(-1);
  await unfinished.keep(last ? { answers, field: last.field } : { answers });
  const plan = await server.request(PRODUCT_PLAN, { folderUri, answers: productAnswers(answers) });
  if (!(await applyPlan(HEADING, folder.uri, plan))) return;
  await unfinished.forget();
  const [descriptor] = plan.files;
  if (descriptor) await window.showTextDocument(Uri.joinPath(folder.uri, descriptor.path));
}
