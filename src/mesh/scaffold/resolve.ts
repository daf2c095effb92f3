import { isObject } from '../../protocol/shape.js';
import { readRoot } from '../products.js';
import { folderName } from '../slug.js';
import type { CheckedAnswers, InputAnswer, OutputAnswer } from './answers.js';
import { columnsOfCsv, columnsOfSql, type Column } from './columns.js';

/** A descriptor of the workspace; `path` is relative to its folder, with `/`. */
export interface DescriptorFile {
  readonly path: string;
  readonly text: string;
}

/** What the workspace has that answers may refer to. */
export interface ScaffoldSources {
  /** Every product and contract descriptor. */
  readonly descriptors: readonly DescriptorFile[];
  /** A file named in an answer; rejects with one sentence when it cannot be read. */
  readText(path: string): Promise<string>;
}

export interface ResolvedInput {
  readonly name: string;
  readonly version: string;
  readonly contractId: string;
  readonly columns: readonly Column[];
  readonly isExternal: boolean;
}

export interface ResolvedOutput extends Omit<OutputAnswer, 'columns'> {
  readonly columns: readonly Column[];
}

/** Answers that refer to nothing any more: what is written depends on these alone. */
export interface ResolvedAnswers extends Omit<CheckedAnswers, 'inputPorts' | 'outputPorts'> {
  readonly inputPorts: readonly ResolvedInput[];
  readonly outputPorts: readonly ResolvedOutput[];
}

type Mapping = Readonly<Record<string, unknown>>;

/** Where nothing is known of the columns, a key to begin with. */
const KEY_COLUMN: Column = { name: 'id', logicalType: 'string', required: true, primaryKey: true };

/** Looks up ports, contracts and files that answers name. Rejects with one sentence that says which is not there. */
export async function resolveAnswers(answers: CheckedAnswers, sources: ScaffoldSources): Promise<ResolvedAnswers> {
  const inputPorts = answers.inputPorts.map((input) => resolveInput(input, sources));
  const outputPorts: ResolvedOutput[] = [];
  for (const output of answers.outputPorts) {
    outputPorts.push({ ...output, columns: await columnsFor(output, inputPorts, sources) });
  }
  return { ...answers, inputPorts, outputPorts };
}

/** The port an answer means. Throws an Error with one sentence when there is none, or more than one. */
function resolveInput(input: InputAnswer, { descriptors }: Pick<ScaffoldSources, 'descriptors'>): ResolvedInput {
  if (input.kind === 'external') {
    const { name, version, contractId } = input;
    return { name, version: fullVersion(version), contractId, columns: [], isExternal: true };
  }
  const roots = descriptors.map(({ text }) => readRoot(text)).filter((root) => root !== undefined);
  const port = portOf(productOf(input.product, roots), input);
  const contractId = textOf(port['contractId']);
  if (contractId === '') {
    const advice = 'give it a contractId first';
    throw new Error(`The output port "${input.port}" of "${input.product}" names no contract; ${advice}.`);
  }
  const contract = roots.find((root) => root['kind'] === 'DataContract' && root['id'] === contractId);
  const columns = contractColumns(contract);
  return { name: textOf(port['name']), version: textOf(port['version']), contractId, columns, isExternal: false };
}

function productOf(wanted: string, roots: readonly Mapping[]): Mapping {
  const [name = '', domain] = wanted.split('/').reverse();
  const isMeant = (key: string, word: string | undefined) => (root: Mapping) =>
    word === undefined || folderName(textOf(root[key])) === folderName(word);
  const products = roots
    .filter((root) => root['kind'] === 'DataProduct')
    .filter(isMeant('name', name))
    .filter(isMeant('domain', domain));
  const [product] = products;
  if (product === undefined) {
    const advice = 'name one that is, or give the contract of a source from outside';
    throw new Error(`No data product "${wanted}" is in this folder; ${advice}.`);
  }
  if (products.length > 1) {
    throw new Error(`Several domains have a data product "${wanted}"; write domain/product/port.`);
  }
  return product;
}

/** The port of that name and version; without a version, the one listed last. */
function portOf(product: Mapping, wanted: Extract<InputAnswer, { readonly kind: 'port' }>): Mapping {
  const ports = mappings(product['outputPorts']);
  const version = wanted.version === undefined ? undefined : fullVersion(wanted.version);
  const found = ports
    .filter((port) => folderName(textOf(port['name'])) === folderName(wanted.port))
    .findLast((port) => version === undefined || textOf(port['version']) === version);
  if (found) return found;
  const which = wanted.version === undefined ? '' : ` of version ${wanted.version}`;
  const list = ports.map((port) => `${textOf(port['name'])}@${textOf(port['version'])}`).join(', ') || 'none';
  throw new Error(`The data product "${wanted.product}" has no output port "${wanted.port}"${which}; it has ${list}.`);
}

function mappings(value: unknown): readonly Mapping[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function fullVersion(version: string): string {
  return [...version.split('.'), '0', '0'].slice(0, 3).join('.');
}

/** The columns of the first table of a contract. */
function contractColumns(contract: Mapping | undefined): Column[] {
  const [table] = mappings(contract?.['schema']);
  return mappings(table?.['properties']).flatMap((property) => {
    const name = textOf(property['name']);
    if (name === '') return [];
    return {
      name,
      logicalType: (textOf(property['logicalType']) || 'string') as Column['logicalType'],
      ...(property['required'] === true ? { required: true } : {}),
      ...(property['primaryKey'] === true ? { primaryKey: true } : {}),
    };
  });
}

async function columnsFor(
  { name, columns }: OutputAnswer,
  inputs: readonly ResolvedInput[],
  sources: ScaffoldSources,
): Promise<readonly Column[]> {
  if (columns === 'none') return [KEY_COLUMN];
  if (/\.csv$/i.test(columns)) return columnsOfCsv(await sources.readText(columns), columns);
  if (/\.(sql|ddl)$/i.test(columns)) return columnsOfSql(await sources.readText(columns), columns);
  const input = inputs.find((candidate) => folderName(candidate.name) === folderName(columns));
  if (!input) {
    const what = 'is no .csv or .sql file and no input port of this product; name one of these';
    throw new Error(`The columns of "${name}" are to come from "${columns}", which ${what}.`);
  }
  return input.columns.length > 0 ? input.columns : [KEY_COLUMN];
}
