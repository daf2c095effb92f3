import type { CollectedFile, Collection, CollectionKind } from '../lint/surroundings.js';
import { ColumnTally } from './columns.js';
import { readDescriptorFacts, type ContractFacts, type FileFacts, type PortFacts, type ProductFacts } from './descriptor-facts.js';

/** A port with the product it belongs to. */
export interface PortOfProduct {
  readonly product: ProductFacts;
  readonly port: PortFacts;
}

/** What follows from all files together. */
interface Overview {
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly products: readonly ProductFacts[];
  readonly contracts: readonly ContractFacts[];
  readonly productsById: ReadonlyMap<string, readonly ProductFacts[]>;
  readonly contractsById: ReadonlyMap<string, readonly ContractFacts[]>;
  /** Output ports by the contract they promise. */
  readonly publishers: ReadonlyMap<string, readonly PortOfProduct[]>;
  /** Input ports by the contract they read. */
  readonly readers: ReadonlyMap<string, readonly PortOfProduct[]>;
}

/** The products and contracts of a folder. Changing one file reads that file alone. */
export class DescriptorIndex implements Collection {
  #files = new Map<string, { readonly text: string; readonly facts: FileFacts }>();
  #isSorted = true;
  readonly #columns = new ColumnTally();
  #version = 0;
  #overview: (Overview & { readonly version: number }) | undefined;

  /** Changes whenever a file says something else. */
  get version(): number {
    return this.#version;
  }

  put({ path, text, pathClasses }: CollectedFile): void {
    const before = this.#files.get(path);
    if (before?.text === text) return;
    const facts = readDescriptorFacts(path, text, pathClasses.has('example') || pathClasses.has('test'));
    for (const contract of before?.facts.contracts ?? []) this.#columns.remove(contract);
    for (const contract of facts.contracts) this.#columns.add(contract);
    this.#files.set(path, { text, facts });
    if (!before) this.#isSorted = false;
    this.#version++;
  }

  remove(path: string): void {
    const before = this.#files.get(path);
    if (!before) return;
    for (const contract of before.facts.contracts) this.#columns.remove(contract);
    this.#files.delete(path);
    this.#version++;
  }

  /** The contracts that have a column, in no order. */
  contractsWithColumn(key: string): Iterable<ContractFacts> {
    return this.#columns.contractsWith(key);
  }

  /** What one file says; undefined for a file that is not known. */
  factsOf(path: string): FileFacts | undefined {
    return this.#files.get(path)?.facts;
  }

  /** What each file says, by path. */
  get files(): ReadonlyMap<string, FileFacts> {
    return this.#all.files;
  }

  /** Every product, sorted by path. */
  get products(): readonly ProductFacts[] {
    return this.#all.products;
  }

  /** Every contract, sorted by path. */
  get contracts(): readonly ContractFacts[] {
    return this.#all.contracts;
  }

  productsWith(id: string): readonly ProductFacts[] {
    return this.#all.productsById.get(id) ?? [];
  }

  contractsWith(id: string): readonly ContractFacts[] {
    return this.#all.contractsById.get(id) ?? [];
  }

  /** Output ports that promise a contract. */
  publishersOf(contract: string): readonly PortOfProduct[] {
    return this.#all.publishers.get(contract) ?? [];
  }

  /** Input ports that read a contract. */
  readersOf(contract: string): readonly PortOfProduct[] {
    return this.#all.readers.get(contract) ?? [];
  }

  /** The contract a port names, in its version where there are several. */
  contractOf({ contract, version }: Pick<PortFacts, 'contract' | 'version'>): ContractFacts | undefined {
    const known = contract ? this.contractsWith(contract.text) : [];
    return known.find((candidate) => candidate.version === version?.text) ?? known[0];
  }

  get #all(): Overview {
    if (this.#overview?.version !== this.#version) {
      // A changed file keeps its place.
      if (!this.#isSorted) this.#files = new Map([...this.#files].sort(([a], [b]) => (a < b ? -1 : 1)));
      this.#isSorted = true;
      this.#overview = { ...overviewOf(new Map([...this.#files].map(([path, { facts }]) => [path, facts]))), version: this.#version };
    }
    return this.#overview;
  }
}

/** Descriptors are told by the names other tools give them. */
export const DESCRIPTORS: CollectionKind<DescriptorIndex> = {
  name: 'descriptors',
  accepts: (path) => /\.od[pc]s\.ya?ml$/.test(path),
  create: () => new DescriptorIndex(),
};

/** What follows from an index, worked out when it is first asked for and again only after a file says something else. */
export function perVersion<Result>(workOut: (index: DescriptorIndex) => Result): (index: DescriptorIndex) => Result {
  const results = new WeakMap<DescriptorIndex, { readonly version: number; readonly result: Result }>();
  return (index) => {
    let known = results.get(index);
    if (known?.version !== index.version) {
      known = { version: index.version, result: workOut(index) };
      results.set(index, known);
    }
    return known.result;
  };
}

/** The file a product or contract is described in, from its key. */
export function fileOf(key: string): string {
  return key.replace(/#\d+$/, '');
}

function overviewOf(files: ReadonlyMap<string, FileFacts>): Overview {
  const products = [...files.values()].flatMap((file) => file.products);
  const contracts = [...files.values()].flatMap((file) => file.contracts);
  const ports = (direction: 'inputs' | 'outputs') => grouped(products.flatMap((product) => product[direction].map((port) => ({ product, port }))), ({ port }) => port.contract?.text);
  return { files, products, contracts, productsById: grouped(products, ({ id }) => id), contractsById: grouped(contracts, ({ id }) => id), publishers: ports('outputs'), readers: ports('inputs') };
}

/** Items by a key, in their order; items without one are left out. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
