import type { ContractFacts, PortFacts, ProductFacts } from '../descriptor-facts.js';
import type { DescriptorIndex } from '../descriptor-index.js';
import { columnsFacets, DATASETS, JOB_SCHEMA, PRODUCER, type ColumnsFacets } from '../open-lineage-spec.js';

interface Dataset extends ColumnsFacets {
  readonly namespace: string;
  readonly name: string;
}

/** What OpenLineage calls a job that is described and not run. */
export interface JobEvent {
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly job: { readonly namespace: string; readonly name: string };
  readonly inputs: readonly Dataset[];
  readonly outputs: readonly Dataset[];
}

/**
 * The lineage as static JobEvents of OpenLineage, spec 2-0-2: one job for each output port, with the contracts it is
 * made from as inputs and its own as output; a port without a contract is named after its product. `time` is when the
 * descriptors were read, as RFC 3339 writes it.
 */
export function jobEvents(index: DescriptorIndex, products: readonly ProductFacts[], time: string): JobEvent[] {
  return products.flatMap((product) => {
    const event = (name: string, inputs: readonly PortFacts[], outputs: readonly PortFacts[]): JobEvent => ({
      eventTime: time,
      producer: PRODUCER,
      schemaURL: JOB_SCHEMA,
      job: { namespace: product.domain?.text ?? 'no domain', name },
      inputs: inputs.map((port) => dataset(index, product, port)),
      outputs: outputs.map((port) => dataset(index, product, port)),
    });
    if (product.outputs.length === 0) return [event(product.name, product.inputs, [])];
    return product.outputs.map((output) => event(`${product.name}/${output.name}`, product.inputs.filter((input) => !output.inputContracts || output.inputContracts.some(({ id }) => id === input.contract?.text)), [output]));
  });
}

function dataset(index: DescriptorIndex, product: ProductFacts, port: PortFacts): Dataset {
  const contract = index.contractOf(port);
  const fields = (contract as ContractFacts | undefined)?.tables.flatMap(({ columns }) => columns.map(({ name, type }) => ({ name, ...(type === undefined ? {} : { type }) }))) ?? [];
  const named = port.contract ? { namespace: DATASETS, name: port.contract.text } : { namespace: `urn:dataproduct:${encodeURIComponent(product.id ?? product.name)}`, name: port.name };
  return { ...named, ...columnsFacets(fields) };
}
