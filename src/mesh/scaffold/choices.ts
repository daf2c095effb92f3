import type { PortChoice, ProductChoices } from '../../protocol/product-answers.js';
import { productsIn, readRoot } from '../products.js';
import { folderName } from '../slug.js';
import { mappings, textOf, type DescriptorFile } from './resolve.js';

/** Domains and output ports the answers may name, in the order of their names. Ports without a contract are left out. */
export function productChoices(descriptors: readonly DescriptorFile[]): ProductChoices {
  const domains = new Set(productsIn(descriptors).map(({ domain }) => domain));
  // Two of one name and version cannot be told apart by an answer.
  const ports = new Map(descriptors.flatMap(portsOf).map((port) => [port.reference, port]));
  return {
    domains: [...domains].sort(),
    ports: [...ports.values()].sort((a, b) => (a.reference < b.reference ? -1 : 1)),
  };
}

function portsOf({ path, text }: DescriptorFile): PortChoice[] {
  const root = readRoot(text);
  if (root?.['kind'] !== 'DataProduct') return [];
  const [domain, product] = [textOf(root['domain']), textOf(root['name'])];
  const isRetired = ['deprecated', 'retired'].includes(textOf(root['status']));
  return mappings(root['outputPorts'])
    .filter((port) => textOf(port['contractId']) !== '' && textOf(port['name']) !== '' && product !== '')
    .map((port) => {
      const [name, version] = [textOf(port['name']), textOf(port['version'])];
      const place = [domain, product, name].filter((part) => part !== '').map(folderName);
      return {
        reference: `${place.join('/')}${/^\d+(\.\d+){0,2}$/.test(version) ? `@${version}` : ''}`,
        descriptor: path,
        domain,
        product,
        port: name,
        version,
        isDeprecated: isRetired || port['deprecated'] === true,
      };
    });
}
