import type { Detector } from '../lint/detector.js';
import { folderOf, inWorkspace, ownInWorkspace } from './workspace.js';
import type { ContractFacts, ProductFacts } from './descriptor-facts.js';
import { fileOf, grouped, perVersion, type DescriptorIndex } from './descriptor-index.js';

/** Another product has the id and version of this one, or another contract has them and says something else. */
export const repeatedId: Detector = function* (context) {
  const known = ownInWorkspace(context);
  if (!known) return;
  const { index, facts } = known;
  for (const product of facts.products) {
    const other = product.id === undefined ? undefined : index.productsWith(product.id).find((candidate) => isRival(candidate, product));
    if (other) yield repeated('product', product, other);
  }
  for (const contract of facts.contracts) {
    const columns = columnsAsText(contract);
    // A copy that says the same, kept beside whoever reads it, misleads nobody.
    const other = contract.id === undefined ? undefined : index.contractsWith(contract.id).find((candidate) => isRival(candidate, contract) && columnsAsText(candidate) !== columns);
    if (other) yield repeated('contract', contract, other);
  }
};

function isRival(candidate: ProductFacts | ContractFacts, own: ProductFacts | ContractFacts): boolean {
  return candidate.key !== own.key && candidate.id === own.id && candidate.version === own.version && candidate.isSample === own.isSample;
}

function repeated(kind: string, { id = '', place }: ProductFacts | ContractFacts, other: ProductFacts | ContractFacts) {
  return { span: place.span, variables: { ID: id, KIND: kind, OTHER: fileOf(other.key) }, related: [{ path: fileOf(other.key), span: other.place.span, message: `The other ${kind} with this id.` }] };
}

function columnsAsText({ tables }: ContractFacts): string {
  return JSON.stringify(tables.map(({ name, columns }) => [name, columns.map((column) => [column.name, column.type])]));
}

/** Two products promise one contract. */
export const twoPublishers: Detector = function* (context) {
  const known = ownInWorkspace(context);
  for (const product of known?.facts.products ?? []) {
    if (product.isDeprecated) continue;
    for (const { contract, isDeprecated } of product.outputs) {
      const other = contract && !isDeprecated ? known?.index.publishersOf(contract.text).find((rival) => rival.product.isSample === product.isSample && !isSameProduct(rival.product, product) && !rival.product.isDeprecated && !rival.port.isDeprecated) : undefined;
      if (!contract || !other) continue;
      const path = fileOf(other.product.key);
      yield { span: contract.place.span, variables: { CONTRACT: contract.text, OTHER: other.product.name }, related: [{ path, span: other.port.place.span, message: 'The other port that promises this contract.' }] };
    }
  }
};

/** Two files may describe one product in two versions. */
function isSameProduct(a: ProductFacts, b: ProductFacts): boolean {
  return a.key === b.key || (a.id ?? a.name) === (b.id ?? b.name);
}

/** A port reads a contract that lies with another product and is promised by none of its ports. */
export const unpublishedContract: Detector = function* (context) {
  const known = ownInWorkspace(context);
  for (const product of known?.facts.products ?? []) {
    for (const { contract, isExternal } of product.inputs) {
      if (!known || !contract || isExternal || known.index.publishersOf(contract.text).length > 0) continue;
      const owners = known.index.contractsWith(contract.text).map((candidate) => ownerOf(candidate, known.index));
      const [owner] = owners;
      // A port that names no contract may be the one that promises it.
      if (!owner || owners.some((candidate) => !candidate || candidate.key === product.key || candidate.outputs.some((port) => !port.contract))) continue;
      yield { span: contract.place.span, variables: { CONTRACT: contract.text, OWNER: owner.name }, related: [{ path: fileOf(owner.key), span: owner.place.span, message: 'The product whose contract it is.' }] };
    }
  }
};

/** The product in whose folder a contract lies, the deepest where folders lie in each other. */
function ownerOf(contract: ContractFacts, index: DescriptorIndex): ProductFacts | undefined {
  const folder = `${folderOf(fileOf(contract.key))}/`;
  const above = index.products.filter(({ key, isSample }) => isSample === contract.isSample && folderOf(key) !== '' && folder.startsWith(`${folderOf(key)}/`));
  return above.sort((a, b) => folderOf(b.key).length - folderOf(a.key).length)[0];
}

/** An output port names a contract that is nowhere in the workspace though others lie beside the product, or another version of it. */
export const contractNotHere: Detector = function* (context) {
  const known = inWorkspace(context);
  for (const product of known?.facts.products ?? []) {
    if (!known) continue;
    const hasOwn = hasContractsBeside(context.document.path, known.index);
    const softened = product.isDraft ? { severity: 'hint' as const } : {};
    for (const { contract, version } of product.outputs) {
      if (!contract) continue;
      const same = known.index.contractsWith(contract.text).filter(({ isSample }) => isSample === product.isSample);
      const versions = same.flatMap((candidate) => candidate.version ?? []);
      const [first] = same;
      if (!first && hasOwn) yield { span: contract.place.span, ...softened, message: 'No contract in this folder has this id, though others lie beside the product; mend the id, or add the contract.' };
      else if (first && version && versions.length === same.length && !versions.includes(version.text)) {
        const told = versions.length === 1 ? `${nameOf(first.key)}, has version ${versions[0] ?? ''}` : `${contract.text}, has the versions ${versions.join(', ')}`;
        const fixes = versions.length === 1 ? [{ title: `Change to ${versions[0] ?? ''}`, safe: false, edits: [{ ...version.place.span, text: versions[0] ?? '' }] }] : [];
        yield { span: version.place.span, ...softened, message: `The contract of this port, ${told}; give both the same.`, fixes };
      }
    }
  }
};

/** What the contract files of each folder say. */
const contractFiles = perVersion((index) => {
  const files = [...index.files].filter(([path]) => /\.odcs\.ya?ml$/.test(path)).map(([path, { contracts }]) => ({ path, contracts }));
  return grouped(files, ({ path }) => folderOf(path));
});

/** Folders beside a product in which its contracts are kept. */
const CONTRACT_FOLDERS = ['contracts', ''];

/** Whether contracts are kept beside a product, all of which can be read: one that cannot may be the one that is missed. */
function hasContractsBeside(path: string, index: DescriptorIndex): boolean {
  const folders = CONTRACT_FOLDERS.map((folder) => [folderOf(path), folder].filter((part) => part !== '').join('/'));
  const beside = folders.flatMap((folder) => contractFiles(index).get(folder) ?? []);
  return beside.length > 0 && beside.every(({ contracts }) => contracts.length > 0);
}

function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
