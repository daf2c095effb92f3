import type { ContractFacts, PortFacts, ProductFacts } from '../descriptor-facts.js';
import { perVersion, type DescriptorIndex, type PortOfProduct } from '../descriptor-index.js';
import { findCycles } from './cycles.js';
import { carrySensitivity, type NodeInMaking } from './carry.js';
import type { Lineage, LineageEdge } from './model.js';
import { sensitivityOf } from './sensitivity.js';

/** The lineage of everything an index knows; built anew only after something changed. */
export const lineageOf = perVersion((index): Lineage => new LineageBuilder(index).build());

/** The node of a product. */
export function productNode({ key }: ProductFacts): string {
  return `product ${key}`;
}

/** The node of a port. */
export function portNode(product: ProductFacts, direction: 'input' | 'output', port: PortFacts): string {
  return `${direction} ${(direction === 'input' ? product.inputs : product.outputs).indexOf(port) + 1} of ${product.key}`;
}

/** The publisher a reader takes: of its version where there is one, else of the newest. */
function publisherFor({ version }: PortFacts, publishers: readonly PortOfProduct[]): PortOfProduct | undefined {
  const same = publishers.filter((candidate) => candidate.port.version?.text === version?.text);
  const candidates = same.length > 0 ? same : [...publishers].sort((a, b) => (majorOf(b.port) ?? 0) - (majorOf(a.port) ?? 0));
  return candidates.find(({ product, port }) => !product.isDeprecated && !port.isDeprecated) ?? candidates[0];
}

function majorOf({ version }: PortFacts): number | undefined {
  const [, major] = /^v?(\d+)/.exec(version?.text ?? '') ?? [];
  return major === undefined ? undefined : Number(major);
}

class LineageBuilder {
  readonly #index: DescriptorIndex;
  readonly #nodes = new Map<string, NodeInMaking>();
  readonly #edges: LineageEdge[] = [];

  constructor(index: DescriptorIndex) {
    this.#index = index;
  }

  build(): Lineage {
    for (const contract of this.#index.contracts) this.#contract(contract);
    for (const product of this.#index.products) this.#product(product);
    for (const product of this.#index.products) for (const port of product.inputs) this.#read(product, port);
    carrySensitivity(this.#nodes, this.#edges);
    return { nodes: this.#nodes, edges: this.#edges, cycles: findCycles(this.#nodes, this.#edges) };
  }

  #add(node: NodeInMaking): NodeInMaking {
    this.#nodes.set(node.id, node);
    return node;
  }

  #contract(contract: ContractFacts): void {
    const { key, name, version, id, place, isDeprecated } = contract;
    const node = this.#add({ id: `contract ${key}`, kind: 'contract', name, place, isDeprecated });
    if (version !== undefined) node.version = version;
    if (id !== undefined) node.contract = id;
    const sensitivity = sensitivityOf(contract);
    if (sensitivity) node.sensitivity = sensitivity;
  }

  #product(product: ProductFacts): void {
    const domain = product.domain?.text ?? '';
    const { name, place, version, isDeprecated } = product;
    if (!this.#nodes.has(`domain ${domain}`)) this.#add({ id: `domain ${domain}`, kind: 'domain', name: domain });
    const node = this.#add({ id: productNode(product), kind: 'product', name, domain, place, isDeprecated });
    if (version !== undefined) node.version = version;
    for (const port of product.inputs) this.#port(product, 'input', port);
    for (const port of product.outputs) this.#port(product, 'output', port);
    for (const output of product.outputs) this.#inside(product, output);
  }

  #port(product: ProductFacts, direction: 'input' | 'output', port: PortFacts): void {
    const contract = this.#index.contractOf(port);
    const isDeprecated = port.isDeprecated || (direction === 'output' && product.isDeprecated);
    const node = this.#add({ id: portNode(product, direction, port), kind: direction, name: port.name, product: productNode(product), domain: product.domain?.text ?? '', place: port.place, isDeprecated });
    if (port.version) node.version = port.version.text;
    if (port.contract) node.contract = port.contract.text;
    const sensitivity = sensitivityOf(contract);
    if (sensitivity) node.sensitivity = sensitivity;
    if (direction === 'output' && contract) this.#edges.push({ from: node.id, to: `contract ${contract.key}`, kind: 'promises' });
  }

  /** Which inputs an output is made from. */
  #inside(product: ProductFacts, output: PortFacts): void {
    const { inputContracts } = output;
    for (const input of product.inputs) {
      if (inputContracts && !inputContracts.some(({ id }) => id === input.contract?.text)) continue;
      this.#edges.push({ from: portNode(product, 'input', input), to: portNode(product, 'output', output), kind: inputContracts ? 'inside' : 'assumed' });
    }
  }

  /** Where an input comes from. */
  #read(product: ProductFacts, input: PortFacts): void {
    const to = portNode(product, 'input', input);
    const publishers = input.contract ? this.#index.publishersOf(input.contract.text) : [];
    const publisher = publisherFor(input, publishers);
    if (!publisher) {
      this.#edges.push({ from: this.#external(to, input), to, kind: 'unresolved' });
      return;
    }
    const from = portNode(publisher.product, 'output', publisher.port);
    const isSame = publisher.port.version?.text === input.version?.text || !publisher.port.version || !input.version;
    const [newest, own] = [Math.max(...publishers.map(({ port }) => majorOf(port) ?? 0)), majorOf(input)];
    const behind = isSame || own === undefined ? undefined : newest - own;
    const isDeprecated = publisher.product.isDeprecated || publisher.port.isDeprecated;
    this.#edges.push({ from, to, kind: isDeprecated ? 'deprecated' : isSame ? 'same-version' : 'other-version', ...(behind === undefined ? {} : { behind }) });
  }

  /** One node for each contract from outside; ports that name none are never taken for the same by their name. */
  #external(to: string, input: PortFacts): string {
    const contract = input.contract?.text;
    const id = contract === undefined ? `external of ${to}` : `external ${contract}`;
    const known = this.#index.contractOf(input);
    this.#add({ id, kind: 'external', name: known?.name ?? contract ?? input.name, ...(contract === undefined ? {} : { contract }), ...(known ? { place: known.place } : {}) });
    return id;
  }
}
