import { Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { chooseFolder } from '../choose-folder.js';
import { confirmFiles } from '../preview.js';
import type { PlannedFile, ProductAnswers, ProductPlan } from '../../protocol/model.js';
import { PRODUCT_CHECK, PRODUCT_DOMAINS, PRODUCT_PLAN } from '../../protocol/requests.js';
import type { Host } from '../host.js';
import { askSteps, type Step } from '../steps.js';

type Asked = 'domain' | 'name' | 'purpose' | 'outputPort';

const HEADING = 'New Data Product';
const FOLDER = 'products';

/** `talklint.newDataProduct`: four questions, a preview of every file, then the files. Nothing that exists is changed. */
export async function newDataProduct({ server }: Host): Promise<void> {
  const folder = await chooseFolder({ which: 'In which folder should the data product live?', none: 'A data product is a few files, so open the folder they should live in first.' });
  if (!folder) return;
  const folderUri = folder.uri.toString();
  const domains = await server.request(PRODUCT_DOMAINS, { folderUri });
  const answers = await askSteps(HEADING, steps(domains), async (field, given) => (await server.request(PRODUCT_CHECK, { folderUri, answers: { folder: FOLDER, ...given }, field })).error ?? undefined);
  if (!answers) return;
  const plan = await server.request(PRODUCT_PLAN, { folderUri, answers: complete(answers) });
  await write(folder.uri, plan);
}

function complete(answers: Record<Asked, string>): ProductAnswers {
  return { folder: FOLDER, owner: `${answers.domain} team`, ...answers };
}

function steps(domains: readonly string[]): readonly Step<Asked>[] {
  return [
    { field: 'domain', title: 'domain', prompt: 'Which part of the business owns it?', placeholder: 'Domain, such as mobility', suggestions: domains },
    { field: 'name', title: 'name', prompt: 'What is it called, in the words of that domain?', placeholder: 'Name, such as Station trips' },
    { field: 'purpose', title: 'purpose', prompt: 'Who will use it, and for what? One sentence.', placeholder: 'Purpose, such as: Trips by station and hour, for planning where bikes are needed' },
    { field: 'outputPort', title: 'output port', prompt: 'What do others read from it?', placeholder: 'Output port, such as trips', suggested: ({ name = '' }) => name },
  ];
}

async function write(root: Uri, plan: ProductPlan): Promise<void> {
  const created = plan.files.filter(({ action }) => action === 'create');
  if (plan.notes.length > 0) void window.showWarningMessage(plan.notes.join(' '));
  if (created.length === 0) {
    void window.showInformationMessage('Nothing to write: every file of this data product exists already.');
    await open(root, plan.files);
    return;
  }
  if (!(await confirmFiles(`${HEADING}: preview`, created))) return;
  const change = new WorkspaceEdit();
  for (const { path, text } of created) change.createFile(Uri.joinPath(root, path), { overwrite: false, contents: new TextEncoder().encode(text) });
  if (!(await workspace.applyEdit(change))) throw new Error('a file of that name has appeared meanwhile; run the command again');
  await open(root, plan.files);
}

async function open(root: Uri, [descriptor]: readonly PlannedFile[]): Promise<void> {
  if (descriptor) await window.showTextDocument(Uri.joinPath(root, descriptor.path));
}
