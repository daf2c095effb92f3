import { folderName, tableName } from '../slug.js';
import { fillerOf, type FillTemplate } from '../template.js';
import { contractDescriptor, inputContract, productDescriptor } from './descriptors.js';
import { pageValues } from './page-values.js';
import type { ResolvedAnswers, ResolvedInput, ResolvedOutput } from './resolve.js';
import { polarsFiles, sqlFile } from './transformation.js';

/** What was decided once and stays through every later run. */
export interface Decided {
  readonly productId: string;
  /** By the name of the output port. */
  readonly contractIds: Readonly<Record<string, string>>;
  /** The day of the first run, `YYYY-MM-DD`. */
  readonly day: string;
}

/** Pages whose templates bear the name of the file, and the folder each goes to. */
const PAGES = { 'README.md': '', 'policy.md': 'access/', 'data-ethics-canvas.md': 'ethics/' } as const;

/** The folder of a product, relative to the workspace folder. */
export function productFolder({ folder, domain, name }: Pick<ResolvedAnswers, 'folder' | 'domain' | 'name'>): string {
  return `${folder}/${folderName(domain)}/${folderName(name)}`;
}

/**
 * Every file of a data product by its path relative to the workspace folder; it depends on nothing but what is given.
 * Throws an Error when a template is missing.
 */
export function productFiles(
  answers: ResolvedAnswers,
  decided: Decided,
  templates: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const page = fillerOf(templates);
  const values = pageValues(answers, decided.day);
  const files: [string, string][] = [
    ...descriptorFiles(answers, decided),
    ...answers.outputPorts.flatMap((port) => transformationFiles(answers, port, page)),
    ...Object.entries(PAGES).map(([name, folder]): [string, string] => [folder + name, page(name, values)]),
  ];
  return new Map(files.map(([path, text]) => [`${productFolder(answers)}/${path}`, text]));
}

function descriptorFiles(answers: ResolvedAnswers, decided: Decided): [string, string][] {
  const idOf = ({ name }: ResolvedOutput) => decided.contractIds[name] ?? '';
  const external = answers.inputPorts.filter(({ isExternal }) => isExternal);
  return [
    ['dataproduct.odps.yaml', productDescriptor(answers, decided.productId, answers.outputPorts.map(idOf))],
    ...answers.outputPorts.map((port): [string, string] => [
      `contracts/${folderName(port.name)}.v1.odcs.yaml`,
      contractDescriptor(answers, port, idOf(port), tableName(port.name)),
    ]),
    ...external.map((input): [string, string] => [inputContractPath(input), inputContract(input)]),
  ];
}

function inputContractPath({ name, version }: ResolvedInput): string {
  return `contracts/inputs/${folderName(name)}.v${/^\d+/.exec(version)?.[0] ?? '1'}.odcs.yaml`;
}

function transformationFiles(answers: ResolvedAnswers, port: ResolvedOutput, page: FillTemplate): [string, string][] {
  switch (answers.transformation) {
    case 'polars':
      return polarsFiles(answers, port, page);
    case 'sql':
      return [sqlFile(answers, port, page)];
    default:
      return [];
  }
}
