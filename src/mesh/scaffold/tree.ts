import { folderName } from '../slug.js';
import { fillerOf, type FillTemplate } from '../template.js';
import { contractDescriptor, inputContract, productDescriptor } from './descriptors.js';
import { backstageCatalog, ciFile, openLineage, type ExtrasContext } from './extras.js';
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

/** The record of what was generated, within the folder of a product. */
export const RECORD = '.mesh/scaffold.json';

/** What every tree is made of besides the answers. */
export interface TreeSources {
  readonly templates: Readonly<Record<string, string>>;
  /** The version of Talklint. */
  readonly version: string;
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
  { templates, version }: TreeSources,
): ReadonlyMap<string, string> {
  const page = fillerOf(templates);
  const values = pageValues(answers, decided.day);
  const folder = productFolder(answers);
  const context: ExtrasContext = {
    folder,
    version,
    day: decided.day,
    contractIdOf: ({ name }) => decided.contractIds[name] ?? '',
  };
  const ci = ciFile(answers, context, page);
  const files: [string, string][] = [
    ...descriptorFiles(answers, decided),
    ...answers.outputPorts.flatMap((port) => transformationFiles(answers, port, page)),
    ...Object.entries(PAGES).map(([name, place]): [string, string] => [place + name, page(name, values)]),
  ];
  if (answers.backstage) files.push(['catalog-info.yaml', backstageCatalog(answers)]);
  if (answers.openLineage) files.push(['lineage/openlineage.json', openLineage(answers, context)]);
  return new Map([...files.map(([path, text]) => [`${folder}/${path}`, text] as const), ...(ci ? [ci] : [])]);
}

function descriptorFiles(answers: ResolvedAnswers, decided: Decided): [string, string][] {
  const idOf = ({ name }: ResolvedOutput) => decided.contractIds[name] ?? '';
  const external = answers.inputPorts.filter(({ isExternal }) => isExternal);
  return [
    ['dataproduct.odps.yaml', productDescriptor(answers, decided.productId, answers.outputPorts.map(idOf))],
    ...answers.outputPorts.map((port): [string, string] => [
      contractPath(port.name),
      contractDescriptor({ ...answers, owner: answers.team.owner }, port, idOf(port)),
    ]),
    ...external.map((input): [string, string] => [inputContractPath(input), inputContract(input)]),
  ];
}

/** Where the contract of an output port lies within the folder of its product. */
export function contractPath(port: string): string {
  return `contracts/${folderName(port)}.v1.odcs.yaml`;
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
