import type { Detector } from '../lint/detector.js';
import { someOf } from './advice.js';
import type { ContractFacts, PortFacts, ProductFacts } from './descriptor-facts.js';
import { fileOf, perVersion, type DescriptorIndex } from './descriptor-index.js';
import { contractsSharing, tellingColumns } from './shared-columns.js';
import { lineageOf, portNode } from './lineage/build.js';
import { inWorkspace, ownInWorkspace } from './workspace.js';

/** Products that feed each other in a circle: at each input port that is part of it. */
export const productCycle: Detector = function* (context) {
  const known = inWorkspace(context);
  if (!known) return;
  const { nodes, cycles } = lineageOf(known.index);
  for (const product of known.facts.products) {
    for (const port of product.inputs) {
      const cycle = cycles.find(({ ports }) => ports.includes(portNode(product, 'input', port)));
      if (!cycle) continue;
      const others = someOf(cycle.products.map((id) => nodes.get(id)?.name ?? '').filter((name) => name !== product.name));
      const assumed = cycle.isCertain ? {} : { severity: 'info' as const, message: `${product.name} and ${others} may feed each other in a circle: not every output says with inputContracts what it is made from.` };
      yield { span: port.place.span, ...assumed, variables: { PRODUCT: product.name, OTHERS: others } };
    }
  }
};

/** The deprecated output port each input reads that reads one. */
const deprecatedSources = perVersion((index) => new Map(lineageOf(index).edges.flatMap(({ from, to, kind }) => (kind === 'deprecated' ? [[to, from] as const] : []))));

/** An input reads a port that is deprecated, or of a product that is. */
export const deprecatedSource: Detector = function* (context) {
  const known = ownInWorkspace(context);
  if (!known) return;
  const { nodes } = lineageOf(known.index);
  const sources = deprecatedSources(known.index);
  for (const product of known.facts.products.filter(({ isDeprecated }) => !isDeprecated)) {
    for (const port of product.inputs) {
      const source = sources.get(portNode(product, 'input', port));
      const producer = source === undefined ? undefined : nodes.get(source);
      const owner = producer?.product === undefined ? undefined : nodes.get(producer.product);
      if (!producer?.place || !owner || owner.id === `product ${product.key}`) continue;
      yield { span: (port.contract ?? port).place.span, variables: { PORT: producer.name, PRODUCT: owner.name }, related: [{ path: producer.place.path, span: producer.place.span, message: 'The port that is deprecated.' }] };
    }
  }
};

/** Two products in use of one domain read one contract from outside: at the later file. */
export const outsideSourceTwice: Detector = function* (context) {
  const known = ownInWorkspace(context);
  for (const product of known?.facts.products ?? []) {
    const domain = product.domain?.text;
    if (!known || domain === undefined || product.isDraft || product.isDeprecated) continue;
    for (const { contract } of product.inputs) {
      if (!contract || known.index.publishersOf(contract.text).length > 0) continue;
      const first = known.index.readersOf(contract.text).find(({ product: other }) => other.key < product.key && other.domain?.text === domain && other.isSample === product.isSample && !other.isDraft && !other.isDeprecated && (other.id ?? other.key) !== (product.id ?? product.key));
      if (!first) continue;
      yield { span: contract.place.span, variables: { CONTRACT: contract.text, OTHER: first.product.name, DOMAIN: domain }, related: [{ path: fileOf(first.product.key), span: first.port.place.span, message: 'The other port that reads it.' }] };
    }
  }
};

const FEWEST_COLUMNS = 5;
const ALIKE = 0.8;

/** An output port offers what another product offers already: at the one still in draft, or else at the later file. */
export const sameColumns: Detector = function* (context) {
  const known = ownInWorkspace(context);
  for (const product of known?.facts.products ?? []) {
    for (const port of product.outputs) {
      const contract = known?.index.contractOf(port);
      const twin = known && contract && twinOf(product, contract, known.index);
      if (!twin) continue;
      yield { span: port.place.span, variables: { PORT: port.name, SHARED: String(twin.shared), ALL: String(twin.all), OTHER: `${twin.product.name}/${twin.port.name}` }, related: [{ path: fileOf(twin.product.key), span: twin.port.place.span, message: 'The port that offers them already.' }] };
    }
  }
};

function twinOf(product: ProductFacts, contract: ContractFacts, index: DescriptorIndex) {
  const all = tellingColumns(contract).size;
  if (all < FEWEST_COLUMNS || product.isDeprecated) return undefined;
  for (const [other, shared] of contractsSharing(contract, index)) {
    if (shared / all < ALIKE || other.id === contract.id) continue;
    const publishers = other.id === undefined ? [] : index.publishersOf(other.id);
    const found = publishers.find((rival) => !rival.port.isDeprecated && offersFirst(rival.product, product) && !isFedBy(product, rival.product) && !isFedBy(rival.product, product));
    if (found) return { ...found, shared, all };
  }
  return undefined;
}

/** Whether what another product offers was there before. */
function offersFirst(other: ProductFacts, own: ProductFacts): boolean {
  if (other.isSample !== own.isSample || other.isDeprecated || (other.id ?? other.key) === (own.id ?? own.key)) return false;
  return other.isDraft === own.isDraft ? other.key < own.key : own.isDraft;
}

function isFedBy(reader: ProductFacts, producer: ProductFacts): boolean {
  return reader.inputs.some(({ contract }) => contract && producer.outputs.some((port) => port.contract?.text === contract.text));
}

/** Fewer columns are alike by chance. */
const FEWEST_PASSED = 3;

/** A product that hands on one contract as it is. */
export const passThrough: Detector = function* (context) {
  const known = ownInWorkspace(context);
  for (const product of known?.facts.products ?? []) {
    const [input, output] = [product.inputs[0], product.outputs[0]];
    if (!known || !input || !output || product.inputs.length + product.outputs.length !== 2) continue;
    if (product.isDraft || product.isDeprecated || product.type?.toLowerCase().replaceAll(/[^a-z]/g, '') === 'sourcealigned') continue;
    const [read, offered] = [contractOf(known.index, input), contractOf(known.index, output)];
    if (!read || !offered || read === offered || !isSameTable(read, offered)) continue;
    yield { span: output.place.span, variables: { OUTPUT: output.name, INPUT: input.name } };
  }
};

function contractOf(index: DescriptorIndex, port: PortFacts): ContractFacts | undefined {
  const contract = index.contractOf(port);
  return contract && contract.tables.length === 1 && (contract.tables[0]?.columns.length ?? 0) >= FEWEST_PASSED ? contract : undefined;
}

function isSameTable(a: ContractFacts, b: ContractFacts): boolean {
  const columns = ({ tables }: ContractFacts) => JSON.stringify((tables[0]?.columns ?? []).map(({ name, type }) => [name, type ?? '']).sort(([x = ''], [y = '']) => (x < y ? -1 : 1)));
  return columns(a) === columns(b);
}
