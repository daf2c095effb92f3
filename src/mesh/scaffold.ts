import type { PlannedFile, ProductAnswers, ProductPlan } from '../protocol/model.js';
import { readRoot, type KnownProduct } from './products.js';
import { folderName, isDeviceName, LONGEST_SLUG } from './slug.js';
import { fill, markdownText, yamlScalar } from './template.js';

/** The answers in the order they are asked. */
export const ANSWER_FIELDS = ['folder', 'domain', 'name', 'purpose', 'outputPort', 'owner'] as const satisfies readonly (keyof ProductAnswers)[];

export const DEFAULT_FOLDER = 'products';

const LONGEST_ANSWER = 500;

const LABELS: Readonly<Record<keyof ProductAnswers, string>> = {
  folder: 'The folder',
  domain: 'The domain',
  name: 'The name',
  purpose: 'The purpose',
  outputPort: 'The output port',
  owner: 'The owner',
};

/**
 * Why an answer will not do, in one sentence; undefined when it will. `known` are the products of the workspace: a domain
 * must be spelled as they spell it, and two names must not lead to one folder. The same domain and name once more are
 * fine, because the scaffold may be run again.
 */
export function checkAnswer(field: keyof ProductAnswers, answers: Partial<ProductAnswers>, known: readonly KnownProduct[]): string | undefined {
  const text = tidy(answers[field] ?? '');
  const label = LABELS[field];
  if (text === '') return `${label} is missing; write one.`;
  if (text.length > LONGEST_ANSWER) return `${label} has ${text.length} characters; use at most ${LONGEST_ANSWER}.`;
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)) return `${label} holds a line break or a character that cannot be written; use one line of text.`;
  switch (field) {
    case 'folder':
      return folderMistake(text);
    case 'domain':
      return slugMistake(label, text) ?? domainMistake(text, known);
    case 'name':
      return slugMistake(label, text) ?? nameMistake(text, tidy(answers.domain ?? ''), known);
    case 'outputPort':
      return slugMistake(label, text);
    default:
      return undefined;
  }
}

function tidy(answer: string): string {
  return answer.normalize('NFC').trim();
}

function folderMistake(folder: string): string | undefined {
  const parts = folder.split('/');
  if (/[\\:*?"<>|]/.test(folder) || parts.some((part) => part === '' || part === '.' || part === '..' || /[. ]$/.test(part) || isDeviceName(part.toLowerCase()))) {
    return 'The folder must be a path below the workspace folder, such as products; write it with / and without dots.';
  }
  return undefined;
}

function slugMistake(label: string, text: string): string | undefined {
  const slug = folderName(text);
  if (slug === '') return `${label} needs a letter or a digit, because a file is named after it.`;
  if (slug.length > LONGEST_SLUG) return `${label} becomes a file name of ${slug.length} characters; use at most ${LONGEST_SLUG}.`;
  if (isDeviceName(slug)) return `${label} becomes the file name "${slug}", which Windows keeps for itself; choose another.`;
  return undefined;
}

function domainMistake(domain: string, known: readonly KnownProduct[]): string | undefined {
  const other = known.find((product) => product.domain !== domain && folderName(product.domain) === folderName(domain));
  const same = known.some((product) => product.domain === domain);
  return other && !same ? `${other.path} spells this domain "${other.domain}"; spell it the same.` : undefined;
}

function nameMistake(name: string, domain: string, known: readonly KnownProduct[]): string | undefined {
  const other = known.find((product) => folderName(product.domain) === folderName(domain) && product.name !== name && folderName(product.name) === folderName(name));
  return other && `"${other.name}" in ${other.path} would share its folder with this name; choose another.`;
}

interface Ids {
  readonly product: string;
  readonly contract: string;
}

/**
 * What a new data product would write. Nothing is overwritten: a file that is there with the same text is kept, one with
 * another text is a conflict and told in a note. Ids come from the files that exist, so a second run keeps everything.
 * `readExisting` gives the text at a path relative to the workspace folder. Rejects with one sentence when an answer will
 * not do or a template is missing.
 */
export async function planProduct(
  answers: ProductAnswers,
  readExisting: (path: string) => Promise<string | undefined>,
  templates: Readonly<Record<string, string>>,
  newId: () => string,
): Promise<ProductPlan> {
  for (const field of ANSWER_FIELDS) {
    const mistake = checkAnswer(field, answers, []);
    if (mistake !== undefined) throw new Error(mistake);
  }
  const port = folderName(tidy(answers.outputPort));
  const base = `${tidy(answers.folder)}/${folderName(tidy(answers.domain))}/${folderName(tidy(answers.name))}`;
  const contractFile = `contracts/${port}.v1.odcs.yaml`;
  const paths = { product: `${base}/dataproduct.odps.yaml`, contract: `${base}/${contractFile}`, readme: `${base}/README.md` };
  const existing = { product: await readExisting(paths.product), contract: await readExisting(paths.contract), readme: await readExisting(paths.readme) };
  const values = valuesOf(answers, idsFrom(existing, tidy(answers.outputPort), newId), port, contractFile);
  const text = (name: string, quote: (value: string) => string) => fill(template(templates, name), values, quote);
  const files = [
    planned(paths.product, text('dataproduct.odps.yaml', yamlScalar), existing.product),
    planned(paths.contract, text('contract.odcs.yaml', yamlScalar), existing.contract),
    planned(paths.readme, text('README.md', markdownText), existing.readme),
  ];
  const notes = files.filter(({ action }) => action === 'conflict').map(({ path }) => `${path} exists with another text, so it stays as it is; compare it with the text proposed here and take over what you need.`);
  return { files, notes };
}

function template(templates: Readonly<Record<string, string>>, name: string): string {
  const key = `templates/${name}.tmpl`;
  const found = Object.hasOwn(templates, key) ? templates[key] : undefined;
  if (found === undefined) throw new Error(`the template mesh/${key} is missing; install Talklint again.`);
  return found;
}

function idsFrom(existing: { readonly product: string | undefined; readonly contract: string | undefined }, port: string, newId: () => string): Ids {
  const product = existing.product === undefined ? undefined : readRoot(existing.product);
  const contract = existing.contract === undefined ? undefined : readRoot(existing.contract);
  const ports: readonly unknown[] = Array.isArray(product?.['outputPorts']) ? product['outputPorts'] : [];
  const declared = ports.find((candidate) => isRecord(candidate) && candidate['name'] === port);
  const first = (...candidates: readonly unknown[]) => candidates.find((candidate): candidate is string => typeof candidate === 'string' && candidate !== '') ?? newId();
  return { product: first(product?.['id']), contract: first(contract?.['id'], isRecord(declared) ? declared['contractId'] : undefined) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valuesOf(answers: ProductAnswers, ids: Ids, port: string, contractFile: string): Record<string, string> {
  const table = port.replaceAll('-', '_');
  return {
    productId: ids.product,
    contractId: ids.contract,
    domain: tidy(answers.domain),
    name: tidy(answers.name),
    purpose: tidy(answers.purpose),
    outputPort: tidy(answers.outputPort),
    owner: tidy(answers.owner),
    contractName: `${tidy(answers.name)}, ${tidy(answers.outputPort)}`,
    contractFile,
    table,
    key: `${table}.id`,
  };
}

function planned(path: string, text: string, existing: string | undefined): PlannedFile {
  if (existing === undefined) return { path, action: 'create', text };
  // A checkout on Windows may have changed the line ends; that is no edit.
  return { path, action: existing.replaceAll('\r\n', '\n') === text ? 'keep' : 'conflict', text };
}
