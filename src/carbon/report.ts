import { estimate, type CarbonTables, type Estimate } from './estimate.js';
import { estimateOf, whyNoEstimate } from './lens.js';
import type { Region } from './regions.js';
import { loadOf, type CloudResource } from './resources/resource.js';

/** A resource with its file. */
export interface FiledResource {
  readonly path: string;
  readonly resource: CloudResource;
}

/** What several estimates come to, in kilograms of CO2e a month. */
export type CarbonSum = Pick<Estimate, 'low' | 'typical' | 'high' | 'embodied'>;

export interface CarbonRow<Filed extends FiledResource = FiledResource> {
  readonly filed: Filed;
  readonly estimate: Estimate;
}

/** What the infrastructure of some files would emit. */
export interface CarbonReport<Filed extends FiledResource = FiledResource> {
  /** The resources with an estimate, those that emit most first. */
  readonly rows: readonly CarbonRow<Filed>[];
  /** The others, with the end of a sentence that says why, in their order. */
  readonly unknown: readonly { readonly filed: Filed; readonly why: string }[];
  /** Sums by region, the largest first. */
  readonly regions: readonly { readonly region: Region; readonly resources: number; readonly sum: CarbonSum }[];
  readonly total: CarbonSum;
}

/** Estimates every resource and adds up. A resource without an estimate counts nowhere. */
export function carbonReport<Filed extends FiledResource>(found: readonly Filed[], tables: CarbonTables): CarbonReport<Filed> {
  const rows: CarbonRow<Filed>[] = [];
  const unknown: { filed: Filed; why: string }[] = [];
  for (const filed of found) {
    const known = estimateOf(filed.resource, tables);
    if (known) rows.push({ filed, estimate: known });
    else unknown.push({ filed, why: whyNoEstimate(filed.resource, tables) ?? 'its region has no figures' });
  }
  rows.sort((a, b) => b.estimate.typical - a.estimate.typical);
  return { rows, unknown, regions: byRegion(rows, tables), total: sumOf(rows.map((row) => row.estimate)) };
}

function byRegion(rows: readonly CarbonRow[], tables: CarbonTables): CarbonReport['regions'] {
  const groups = new Map<Region, Estimate[]>();
  for (const { filed, estimate: known } of rows) {
    const region = tables.regions.find(filed.resource.provider, filed.resource.region?.name ?? '');
    if (region) groups.set(region, [...(groups.get(region) ?? []), known]);
  }
  return [...groups].map(([region, estimates]) => ({ region, resources: estimates.length, sum: sumOf(estimates) })).sort((a, b) => b.sum.typical - a.sum.typical);
}

function sumOf(estimates: readonly CarbonSum[]): CarbonSum {
  const add = (key: keyof CarbonSum) => estimates.reduce((sum, one) => sum + one[key], 0);
  return { low: add('low'), typical: add('typical'), high: add('high'), embodied: add('embodied') };
}

/** What all resources of one provider would emit in each of its public regions, least first; resources whose machine type is not known count nowhere. */
export function whatIfByRegion(found: readonly FiledResource[], provider: string, tables: CarbonTables): { readonly region: Region; readonly sum: CarbonSum }[] {
  const resources = found.filter(({ resource }) => resource.provider === provider && estimateOf(resource, tables) !== undefined);
  return tables.regions.all
    .filter((region) => region.provider === provider && region.partition === 'public' && resources.length > 0)
    .map((region) => ({
      region,
      sum: sumOf(
        resources.flatMap(({ resource }) => {
          const load = loadOf(resource, region.name);
          return (load && estimate(load, tables)) ?? [];
        }),
      ),
    }))
    .sort((a, b) => a.sum.typical - b.sum.typical);
}
