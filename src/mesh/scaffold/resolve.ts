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
export function resolveInput(input: InputAnswer, { descriptors }: Pick<ScaffoldSources, 'descriptors'>): ResolvedInput {
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
  const columns = columnsOfContract(contractId, roots);
  return { name: textOf(port['name']), version: textOf(port['version']), contractId, columns, isExternal: false };
}

/** Whether a descriptor is that of the product a `name` or `domain/name` means. */
export function isProductNamed(root: Mapping, wanted: string): boolean {
  const [name = '', domain] = wanted.split('/').reverse();
  const isSame = (value: unknown, word: string) => folderName(textOf(value)) === folderName(word);
  if (root['kind'] !== 'DataProduct' || !isSame(root['name'], name)) return false;
  return domain === undefined || isSame(root['domain'], domain);
}

function productOf(wanted: string, roots: readonly Mapping[]): Mapping {
  const products = roots.filter((root) => isProductNamed(root, wanted));
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

/** The mappings in a list; nothing when it is none. */
export function mappings(value: unknown): readonly Mapping[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A value that is text, else an empty text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function fullVersion(version: string): string {
  return [...version.split('.'), '0', '0'].slice(0, 3).join('.');
}

/** The columns of the first table of the contract of that id; none when it is not among the descriptors. */
export function columnsOfContract(contractId: string, roots: readonly Mapping[]): Column[] {
  const contract = roots.find((root) => root['kind'] === 'DataContract' && root['id'] === contractId);
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

/** The columns an answer means; `ports` are those whose columns may be copied. Rejects with one sentence. */
export async function columnsFor(
  { name, columns }: OutputAnswer,
  ports: readonly Pick<ResolvedInput, 'name' | 'columns'>[],
  sources: Pick<ScaffoldSources, 'readText'>,
): Promise<readonly Column[]> {
  if (columns === 'none') return [KEY_COLUMN];
  if (/\.csv$/i.test(columns)) return columnsOfCsv(await sources.readText(columns), columns);
  if (/\.(sql|ddl)$/i.test(columns)) return columnsOfSql(await sources.readText(columns), columns);
  const port = ports.find((candidate) => folderName(candidate.name) === folderName(columns));
  if (!port) {
    const what = 'is no .csv or .sql file and no port of this product to copy from; name one of these';
    throw new Error(`The columns of "${name}" are to come from "${columns}", which ${what}.`);
  }
  return port.columns.length > 0 ? port.columns : [KEY_COLUMN];
}
