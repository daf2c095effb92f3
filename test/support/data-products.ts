import { stringify } from 'yaml';

/** A product as tests describe it; contracts are named after the port that promises them. */
export interface SampleProduct {
  readonly name: string;
  readonly domain: string;
  readonly status?: string;
  readonly inputs: readonly { readonly contract: string; readonly version?: string }[];
  /** `from` are the contracts it names as its inputs; without it the output names none. */
  readonly outputs: readonly { readonly contract: string; readonly version?: string; readonly from?: readonly string[]; readonly columns?: readonly SampleColumn[] }[];
}

export interface SampleColumn {
  readonly name: string;
  readonly type?: string;
  readonly classification?: string;
  readonly sources?: readonly string[];
}

export interface SampleFile {
  readonly path: string;
  readonly text: string;
}

const DEFAULT_VERSION = '1.0.0';

/** The files of products: a descriptor each, and a contract for each output port that has columns. */
export function filesOf(products: readonly SampleProduct[]): SampleFile[] {
  return products.flatMap((product) => [descriptor(product), ...product.outputs.flatMap((output) => (output.columns ? [contract(product, output, output.columns)] : []))]);
}

function folderOf({ domain, name }: SampleProduct): string {
  return `products/${domain}/${name}`;
}

function descriptor(product: SampleProduct): SampleFile {
  const { name, domain, status = 'active', inputs, outputs } = product;
  const text = stringify({
    apiVersion: 'v1.0.0',
    kind: 'DataProduct',
    id: `${domain}-${name}`,
    name,
    domain,
    version: DEFAULT_VERSION,
    status,
    description: { purpose: `What ${name} is for.` },
    inputPorts: inputs.map(({ contract: id, version = DEFAULT_VERSION }) => ({ name: id, version, contractId: id })),
    outputPorts: outputs.map(({ contract: id, version = DEFAULT_VERSION, from }) => ({ name: id, description: 'One row each.', version, contractId: id, ...(from ? { inputContracts: from.map((input) => ({ id: input, version: DEFAULT_VERSION })) } : {}) })),
  });
  return { path: `${folderOf(product)}/dataproduct.odps.yaml`, text };
}

function contract(product: SampleProduct, { contract: id, version = DEFAULT_VERSION }: SampleProduct['outputs'][number], columns: readonly SampleColumn[]): SampleFile {
  const properties = columns.map(({ name, type = 'string', classification, sources }) => ({ name, logicalType: type, description: `The ${name}.`, ...(classification ? { classification } : {}), ...(sources ? { transformSourceObjects: sources } : {}) }));
  const text = stringify({ apiVersion: 'v3.1.0', kind: 'DataContract', id, name: id, version, status: 'active', domain: product.domain, schema: [{ name: id, logicalType: 'object', properties }] });
  return { path: `${folderOf(product)}/contracts/${id}.odcs.yaml`, text };
}

/** So many products in a tree of reading: each reads up to three before it, and promises one contract of ten columns. */
export function manyProducts(count: number): SampleProduct[] {
  return Array.from({ length: count }, (_, number) => {
    const reads = [...new Set([number - 1, Math.floor(number / 2), number - 7])].filter((other) => other >= 0 && other < number);
    const columns = Array.from({ length: 10 }, (_, column) => ({ name: `${['order', 'station', 'invoice', 'trip', 'parcel'][(number + column) % 5]}_${['number', 'day', 'state', 'weight', 'place', 'kind', 'reason'][(number + column * 3) % 7]}_${number % 97}_${column}`, type: column % 3 === 0 ? 'integer' : 'string', classification: column === 0 ? 'internal' : 'public' }));
    return { name: `product-${number}`, domain: `domain-${number % 12}`, inputs: reads.map((other) => ({ contract: `contract-${other}` })), outputs: [{ contract: `contract-${number}`, from: reads.map((other) => `contract-${other}`), columns }] };
  });
}
