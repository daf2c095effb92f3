/** The parts of OpenLineage, spec 2-0-2, that every event of ours has in common. */
export const PRODUCER = 'https://github.com/talklint/talklint';
export const JOB_SCHEMA = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent';
/** The namespace of data sets: contracts are the names both ends of a lineage agree on. */
export const DATASETS = 'urn:datacontract';

const COLUMNS_SCHEMA = 'https://openlineage.io/spec/facets/1-1-1/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet';

export interface DatasetColumn {
  readonly name: string;
  readonly type?: string;
}

export interface ColumnsFacets {
  readonly facets?: { readonly schema: { readonly _producer: string; readonly _schemaURL: string; readonly fields: readonly DatasetColumn[] } };
}

/** The columns of a data set, as a part to be spread into it; nothing where none are known. */
export function columnsFacets(fields: readonly DatasetColumn[]): ColumnsFacets {
  return fields.length === 0 ? {} : { facets: { schema: { _producer: PRODUCER, _schemaURL: COLUMNS_SCHEMA, fields } } };
}
