import type { ProductPlan } from '../../protocol/model.js';
import { isObject } from '../../protocol/shape.js';
import { readRoot } from '../products.js';
import { folderName } from '../slug.js';
import { withListItem } from '../yaml-item.js';
import { readInputReference, type OutputAnswer } from './answers.js';
import { contractDescriptor, inputContractOf, outputPort, type ContractSubject } from './descriptors.js';
import type { ScaffoldHost } from './plan.js';
import { readRecord } from './record.js';
import { columnsFor, columnsOfContract, isProductNamed, mappings, resolveInput, textOf } from './resolve.js';
import type { DescriptorFile, ResolvedInput } from './resolve.js';
import { contractPath, RECORD } from './tree.js';

type Mapping = Readonly<Record<string, unknown>>;

/**
 * The descriptor of the product that is meant: its path, its folder, its name, or `domain/name`. Throws an Error with
 * one sentence when there is none, or more than one.
 */
export function findProduct(wanted: string, descriptors: readonly DescriptorFile[]): DescriptorFile {
  const products = descriptors.filter(({ text }) => readRoot(text)?.['kind'] === 'DataProduct');
  const place = wanted.replace(/^\.\//, '').replace(/\/$/, '');
  const placed = products.find(({ path }) => path === place || folderOf(path) === place);
  if (placed) return placed;
  const named = products.filter(({ text }) => isProductNamed(readRoot(text) ?? {}, wanted));
  const [product] = named;
  if (product === undefined) {
    throw new Error(`No data product "${wanted}" is in this folder; give its name, its folder or its descriptor.`);
  }
  if (named.length === 1) return product;
  const paths = named.map(({ path }) => path).join(', ');
  throw new Error(`Several data products are called "${wanted}"; give the descriptor of one: ${paths}.`);
}

/** A new output port: an item of the descriptor and a contract beside it. Rejects with one sentence. */
export async function planOutputPort(
  product: DescriptorFile,
  port: OutputAnswer,
  host: ScaffoldHost,
): Promise<ProductPlan> {
  const root = rootOf(product);
  const same = mappings(root['outputPorts']).find(({ name }) => folderName(textOf(name)) === folderName(port.name));
  if (same) {
    throw new Error(`${product.path} has an output port "${textOf(same['name'])}" already; choose another name.`);
  }
  const path = beside(product.path, contractPath(port.name));
  if ((await host.existing(path)) !== undefined) {
    throw new Error(`${path} exists already; choose another name for the port, or take that file away first.`);
  }
  const contractId = host.newId();
  const inputs = inputsOf(root);
  const columns = await columnsFor(port, portsWithColumns(root, host), host);
  const subject = await subjectOf(root, product.path, host);
  const item = outputPort(port, subject.purpose, contractId, inputs);
  const contract = contractDescriptor(subject, { ...port, columns }, contractId);
  const text = edited(product, (before) => withListItem(before, ['outputPorts'], item));
  const descriptor = { path: product.path, action: 'update', text, before: product.text } as const;
  return { files: [descriptor, { path, action: 'create', text: contract }], notes: [] };
}

/**
 * A new input port that reads an output port of another product, given as `product/port@version`. Output ports that are
 * made of all inputs are made of this one too. Throws an Error with one sentence.
 */
export function planInputPort(
  product: DescriptorFile,
  { from, name }: { readonly from: string; readonly name?: string | undefined },
  { descriptors }: Pick<ScaffoldHost, 'descriptors'>,
): ProductPlan {
  const root = rootOf(product);
  const reference = readInputReference(from);
  if (!reference) throw new Error(`"${from}" must be written as product/port or product/port@version.`);
  const others = descriptors.filter(({ path }) => path !== product.path);
  const input = { ...resolveInput(reference, { descriptors: others }), ...(name === undefined ? {} : { name }) };
  const inputs = inputsOf(root);
  if (inputs.some(({ contractId, version }) => contractId === input.contractId && version === input.version)) {
    const notes = [`${product.path} reads ${from} already.`];
    return { files: [{ path: product.path, action: 'keep', text: product.text }], notes };
  }
  if (inputs.some((other) => folderName(other.name) === folderName(input.name))) {
    throw new Error(`${product.path} has an input port "${input.name}" already; give this one another name.`);
  }
  const item = { name: input.name, version: input.version, contractId: input.contractId };
  const text = edited(product, (before) =>
    outputsOfAll(root, inputs).reduce(
      (changed, i) => withListItem(changed, ['outputPorts', i, 'inputContracts'], inputContractOf(input)),
      withListItem(before, ['inputPorts'], item),
    ),
  );
  return { files: [{ path: product.path, action: 'update', text, before: product.text }], notes: [] };
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function beside(path: string, name: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1) + name;
}

function rootOf({ path, text }: DescriptorFile): Mapping {
  const root = readRoot(text);
  if (root) return root;
  throw new Error(`${path} is no YAML that can be read; mend it first.`);
}

function edited({ path, text }: DescriptorFile, edit: (text: string) => string): string {
  try {
    return edit(text);
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
  }
}

function inputsOf(root: Mapping): Pick<ResolvedInput, 'name' | 'version' | 'contractId'>[] {
  return mappings(root['inputPorts']).map((port) => ({
    name: textOf(port['name']),
    version: textOf(port['version']),
    contractId: textOf(port['contractId']),
  }));
}

/** Which output ports name every input there is. */
function outputsOfAll(root: Mapping, inputs: readonly Pick<ResolvedInput, 'contractId'>[]): number[] {
  const outputs = Array.isArray(root['outputPorts']) ? (root['outputPorts'] as readonly unknown[]) : [];
  return outputs.flatMap((output, i) => {
    const ids = mappings(isObject(output) ? output['inputContracts'] : undefined).map(({ id }) => id);
    return ids.length > 0 && inputs.every(({ contractId }) => ids.includes(contractId)) ? [i] : [];
  });
}

/** Every port of the product with the columns of its contract, for copying. */
function portsWithColumns(root: Mapping, { descriptors }: Pick<ScaffoldHost, 'descriptors'>) {
  const roots = descriptors.map(({ text }) => readRoot(text)).filter((other) => other !== undefined);
  return [...mappings(root['inputPorts']), ...mappings(root['outputPorts'])].map((port) => ({
    name: textOf(port['name']),
    columns: columnsOfContract(textOf(port['contractId']), roots),
  }));
}

/** What the product says of itself, and what it was scaffolded with. */
async function subjectOf(root: Mapping, path: string, host: ScaffoldHost): Promise<ContractSubject> {
  const { description, team } = root;
  const members = mappings(isObject(team) ? team['members'] : team);
  const owner = members.find(({ role }) => role === 'owner') ?? members[0];
  const text = (value: unknown) => textOf(value) || undefined;
  return {
    ...(await scaffoldedWith(beside(path, RECORD), host)),
    name: textOf(root['name']) || textOf(root['id']),
    domain: text(root['domain']),
    purpose: text(isObject(description) ? description['purpose'] : undefined),
    owner: text(owner?.['username']),
  };
}

async function scaffoldedWith(
  path: string,
  { existing }: Pick<ScaffoldHost, 'existing'>,
): Promise<Pick<ContractSubject, 'classification' | 'serviceLevel'>> {
  const text = await existing(path);
  if (text === undefined) return { classification: 'internal', serviceLevel: 'daily' };
  const { classification, serviceLevel } = readRecord(text, path).answers;
  return { classification, serviceLevel };
}
