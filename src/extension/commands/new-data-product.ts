import { Uri, window } from 'vscode';
import { PRODUCTS_FOLDER, type ProductAnswers } from '../../protocol/product-answers.js';
import { applyPlan } from '../apply-plan.js';
import { chooseFolder } from '../choose-folder.js';
import { PRODUCT_CHECK, PRODUCT_DOMAINS, PRODUCT_PLAN } from '../../protocol/requests.js';
import type { Host } from '../host.js';
import { askSteps, type Step } from '../steps.js';

type Asked = 'domain' | 'name' | 'purpose' | 'outputPort';

const HEADING = 'New Data Product';

/** `talklint.newDataProduct`: four questions, a preview of every file, then the files; run again, it brings them up to date. */
export async function newDataProduct({ server }: Host): Promise<void> {
  const folder = await chooseFolder({ which: 'In which folder should the data product live?', none: 'A data product is a few files, so open the folder they should live in first.' });
  if (!folder) return;
  const folderUri = folder.uri.toString();
  const domains = await server.request(PRODUCT_DOMAINS, { folderUri });
  const answers = await askSteps(HEADING, steps(domains), async (field, given) => (await server.request(PRODUCT_CHECK, { folderUri, answers: { folder: PRODUCTS_FOLDER, ...given }, field })).error ?? undefined);
  if (!answers) return;
  const plan = await server.request(PRODUCT_PLAN, { folderUri, answers: complete(answers) });
  const [descriptor] = plan.files;
  if (!(await applyPlan(HEADING, folder.uri, plan)) || !descriptor) return;
  await window.showTextDocument(Uri.joinPath(folder.uri, descriptor.path));
}

function complete({ outputPort, ...answers }: Record<Asked, string>): ProductAnswers {
  return { ...answers, outputPorts: [{ name: outputPort }], team: { owner: `${answers.domain} team` } };
}

function steps(domains: readonly string[]): readonly Step<Asked>[] {
  return [
    { field: 'domain', title: 'domain', prompt: 'Which part of the business owns it?', placeholder: 'Domain, such as mobility', suggestions: domains },
    { field: 'name', title: 'name', prompt: 'What is it called, in the words of that domain?', placeholder: 'Name, such as Station trips' },
    { field: 'purpose', title: 'purpose', prompt: 'Who will use it, and for what? One sentence.', placeholder: 'Purpose, such as: Trips by station and hour, for planning where bikes are needed' },
    { field: 'outputPort', title: 'output port', prompt: 'What do others read from it?', placeholder: 'Output port, such as trips', suggested: ({ name = '' }) => name },
  ];
}
