import { stringify } from 'yaml';
import type { DescriptorPlace, PortFacts, ProductFacts } from '../mesh/descriptor-facts.js';
import type { DescriptorIndex } from '../mesh/descriptor-index.js';
import { lineageOf, portNode } from '../mesh/lineage/build.js';
import type { LineagePlace, ListedPort, ListedProduct, ProductTree } from '../protocol/lineage.js';
import { Neighbours } from './lineage-rows.js';

/** The products of one folder of the workspace. */
export interface FolderProducts {
  readonly uri: string;
  readonly index: DescriptorIndex;
}

/** A place as the editor opens it. */
export function placeIn(folderUri: string, { path, range }: DescriptorPlace): LineagePlace {
  return { uri: `${folderUri}/${path.split('/').map(encodeURIComponent).join('/')}`, range };
}

/** Products by domain and name; those without a domain come last. */
export function productTree(folders: readonly FolderProducts[]): ProductTree {
  const domains = new Map<string, ListedProduct[]>();
  for (const { uri, index } of folders) {
    const lineage = lineageOf(index);
    const neighbours = new Neighbours(lineage);
    const noteOf = (product: ProductFacts, direction: 'input' | 'output', port: PortFacts): string => {
      const node = lineage.nodes.get(portNode(product, direction, port));
      return [port.version?.text ?? '', node ? neighbours.lensOf(node) : ''].filter((word) => word !== '').join(' · ');
    };
    for (const product of index.products) {
      const domain = product.domain?.text ?? '';
      const portsOf = (direction: 'input' | 'output') => (direction === 'input' ? product.inputs : product.outputs).map((port) => listedPort(uri, product, port, direction === 'input', noteOf(product, direction, port)));
      const listed: ListedProduct = { name: product.name, note: [product.version ?? '', product.isDraft ? 'draft' : ''].filter((word) => word !== '').join(' · '), isDeprecated: product.isDeprecated, place: placeIn(uri, product.place), ports: [...portsOf('output'), ...portsOf('input')] };
      domains.set(domain, [...(domains.get(domain) ?? []), listed]);
    }
  }
  const sorted = [...domains].sort(([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b, 'en'));
  return { domains: sorted.map(([name, products]) => ({ name, products: products.sort((a, b) => a.name.localeCompare(b.name, 'en')) })) };
}

function listedPort(folderUri: string, product: ProductFacts, port: PortFacts, isInput: boolean, note: string): ListedPort {
  return { name: port.name, isInput, note, isDeprecated: port.isDeprecated || product.isDeprecated, place: placeIn(folderUri, port.place), reuse: isInput ? null : inputPortFor(port) };
}

/** The input port that reads an output port, as one item of a list; null for a port without a contract, which nobody can name. */
function inputPortFor({ name, version, contract }: PortFacts): string | null {
  return contract ? stringify([{ name, ...(version ? { version: version.text } : {}), contractId: contract.text }]) : null;
}
