import { readRoot } from '../products.js';
import { folderName } from '../slug.js';
import type { DataProductAnswers, InputAnswer, OutputAnswer } from './answers.js';
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
export interface ResolvedAnswers extends Omit<DataProductAnswers, 'inputPorts' | 'outputPorts'> {
  readonly inputPorts: readonly ResolvedInput[];
  readonly outputPorts: readonly ResolvedOutput[];
}

type Mapping = Readonly<Record<string, unknown>>;

/** Where nothing is known of the columns, a key to begin with. */
const KEY_COLUMN: Column = { name: 'id', logicalType: 'string', required: true, primaryKey: true };

/** Looks up ports, contracts and files that answers name. Rejects with one sentence that says which is not there. */
export async function resolveAnswers(answers: DataProductAnswers, sources: ScaffoldSources): Promise<ResolvedAnswers> {
  const inputPorts = answers.inputPorts.map((input) => resolveInput(input, sources));
  const outputPorts: ResolvedOutput[] = [];
  for (const output of answers.outputPorts) outputPorts.push({ name: output.name, kind: output.kind, columns: await columnsFor(output, inputPorts, sources) });
  return { ...answers, inputPorts, outputPorts };
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mappings(value: unknown): readonly Mapping[] {
  return Array.isArray(value) ? value.filter(isMapping) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function resolveInput(input: InputAnswer, { descriptors }: ScaffoldSources): ResolvedInput {
  if (input.kind === 'external') return { name: input.name, version: fullVersion(input.version), contractId: input.contractId, columns: [], isExternal: true };
  const roots = descriptors.map(({ text }) => readRoot(text)).filter((root) => root !== undefined);
  const products = roots.filter((root) => root['kind'] === 'DataProduct' && namesProduct(input.product, root));
  if (products.length === 0) throw new Error(`No data product "${input.product}" is in this folder; name one that is, or give the contract of a source from outside.`);
  if (products.length > 1) throw new Error(`Several domains have a data product "${input.product}"; write domain/product/port.`);
  const ports = mappings(products[0]?.['outputPorts']).filter((port) => folderName(textOf(port['name'])) === folderName(input.port));
  const port = ports.findLast((candidate) => input.version === undefined || textOf(candidate['version']) === fullVersion(input.version));
  if (!port) throw new Error(`The data product "${input.product}" has no output port "${input.port}"${input.version === undefined ? '' : ` of version ${input.version}`}; it has ${mappings(products[0]?.['outputPorts']).map((known) => `${textOf(known['name'])}@${textOf(known['version'])}`).join(', ') || 'none'}.`);
  const contractId = textOf(port['contractId']);
  if (contractId === '') throw new Error(`The output port "${input.port}" of "${input.product}" names no contract; give it a contractId first.`);
  const contract = roots.find((root) => root['kind'] === 'DataContract' && root['id'] === contractId);
  return { name: textOf(port['name']), version: textOf(port['version']), contractId, columns: contractColumns(contract), isExternal: false };
}

function namesProduct(wanted: string, root: Mapping): boolean {
  const [name, domain] = wanted.split('/').reverse();
  return folderName(textOf(root['name'])) === folderName(name ?? '') && (domain === undefined || folderName(textOf(root['domain'])) === folderName(domain));
}

function fullVersion(version: string): string {
  return [...version.split('.'), '0', '0'].slice(0, 3).join('.');
}

function contractColumns(contract: Mapping | undefined): Column[] {
  const [table] = mappings(contract?.['schema']);
  return mappings(table?.['properties']).flatMap((property) => {
    const name = textOf(property['name']);
    const logicalType = (textOf(property['logicalType']) || 'string') as Column['logicalType'];
    return name === '' ? [] : [{ name, logicalType, ...(property['required'] === true ? { required: true } : {}), ...(property['primaryKey'] === true ? { primaryKey: true } : {}) }];
  });
}

async function columnsFor({ name, columns }: OutputAnswer, inputs: readonly ResolvedInput[], sources: ScaffoldSources): Promise<readonly Column[]> {
  if (columns === 'none') return [KEY_COLUMN];
  if (/\.csv$/i.test(columns)) return columnsOfCsv(await sources.readText(columns), columns);
  if (/\.(sql|ddl)$/i.test(columns)) return columnsOfSql(await sources.readText(columns), columns);
  const input = inputs.find((candidate) => folderName(candidate.name) === folderName(columns));
  if (!input) throw new Error(`The columns of "${name}" are to come from "${columns}", which is no .csv or .sql file and no input port of this product; name one of these.`);
  return input.columns.length > 0 ? input.columns : [KEY_COLUMN];
}
