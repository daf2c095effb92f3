import type { Span } from '../document/position.js';
import { estimate, workingsOf, type CarbonTables, type Estimate } from './estimate.js';
import { kilometresBetween, type Region } from './regions.js';
import { loadOf, type CloudResource } from './resources/resource.js';

/** A cleaner region for one resource. */
export interface CleanerRegion {
  readonly region: Region;
  readonly estimate: Estimate;
  /** From where the resource runs now, along the great circle. */
  readonly kilometres: number;
  /** The edit that moves it, in UTF-16 units of the file at `path`; undefined where a zone is written, whose letter nobody can tell. Everything else that takes its region from there moves too. */
  readonly edit: { readonly path: string; readonly span: Span; readonly text: string } | undefined;
}

/** Rows of the table in a hover. */
const MOST_ROWS = 4;

/**
 * Yearly figures of 2024 for eu-north-1 and us-east-1 in g per kWh: Green Software Foundation, real-time-cloud (b2858aa),
 * columns for average and marginal consumption. The only marginal figures we print: an example that both may disagree.
 */
const DISAGREEMENT =
  'Average and marginal figures can disagree. By the average of 2024, eu-north-1 was 16 times cleaner than us-east-1 (24.7 against 396 g per kWh); at the margin, where some plant is switched on for one more machine, it was worse (791 against 557 g; Green Software Foundation, real-time-cloud). The estimate uses the average, as accounts of emissions do.';

const SOURCES = 'Grid: Electricity Maps 2025. Watts and making: Cloud Carbon Footprint, for AWS Teads. AWS is known by the whole machine, Google and Azure by the processor alone, so figures of different providers do not compare.';

/** What a resource emits by the estimate; undefined where its machine type or region is not known. */
export function estimateOf(resource: CloudResource, tables: CarbonTables): Estimate | undefined {
  const load = loadOf(resource);
  return load && estimate(load, tables);
}

/** Why a resource has no estimate, as the end of a sentence; undefined where it has one. */
export function whyNoEstimate({ machine, storage, region, provider }: CloudResource, tables: CarbonTables): string | undefined {
  if (machine === undefined && storage === undefined) return 'its machine type is not written out';
  if (machine !== undefined && tables.machines.find(provider, machine.type) === undefined) return `there are no figures for ${machine.type}`;
  return region === undefined ? 'its region is not written out' : undefined;
}

/** Regions of the same provider and continent with at least 30 % less carbon per kWh, near ones first; none where there is no estimate. */
export function cleanerRegions(resource: CloudResource, tables: CarbonTables): CleanerRegion[] {
  const { region: place, provider } = resource;
  const from = place && tables.regions.find(provider, place.name);
  if (!place || !from) return [];
  return tables.regions.cleanerThan(from, 'nearest').flatMap((region) => {
    const load = loadOf(resource, region.name);
    const found = load && estimate(load, tables);
    const edit = place.isZone ? undefined : { path: place.path, span: place.span, text: region.name };
    return found ? [{ region, estimate: found, kilometres: kilometresBetween(from, region), edit }] : [];
  });
}

/** `about 4.9 kg CO2e a month here · 0.5 in ca-central-1 (average grid)`: the cleanest region of the continent beside it. */
export function lensText(resource: CloudResource, tables: CarbonTables): string | undefined {
  const here = estimateOf(resource, tables);
  if (!here) return undefined;
  const [cleanest] = cleanerRegions(resource, tables).toSorted((a, b) => a.estimate.typical - b.estimate.typical);
  const there = cleanest ? ` · ${kilograms(cleanest.estimate.typical)} in ${cleanest.region.name}` : '';
  return `about ${kilograms(here.typical)} kg CO2e a month here${there} (average grid)`;
}

/** Markdown: the estimate with its range, formula and assumptions, making apart, cleaner regions, and what the figure cannot tell. */
export function hoverText(resource: CloudResource, tables: CarbonTables): string | undefined {
  const load = loadOf(resource);
  const workings = load && workingsOf(load, tables);
  const here = load && estimate(load, tables);
  if (!workings || !here) return undefined;
  const { region } = workings;
  const spread = here.low < here.high ? ` (${kilograms(here.low)} idle to ${kilograms(here.high)} at full load)` : '';
  return [
    `**About ${kilograms(here.typical)} kg CO2e a month** in ${region.name}, ${region.place}${spread}`,
    here.basis,
    ...(workings.machine ? [`Making the server comes on top: about ${kilograms(here.embodied)} kg a month over four years of use.`] : []),
    ...cleanerTable(resource, tables),
    DISAGREEMENT,
    SOURCES,
  ].join('\n\n');
}

function cleanerTable(resource: CloudResource, tables: CarbonTables): string[] {
  const rows = cleanerRegions(resource, tables).slice(0, MOST_ROWS);
  if (rows.length === 0) return [];
  return [
    [
      '| Cleaner by 30 % or more, nearest first | Distance | g CO2e per kWh | kg a month |',
      '|---|---:|---:|---:|',
      ...rows.map(({ region, estimate: there, kilometres }) => `| ${region.name}, ${region.place} | ${thousands(Math.round(kilometres / 10) * 10)} km | ${region.intensity} | ${kilograms(there.typical)} |`),
    ].join('\n'),
  ];
}

/** Kilograms with as many digits as an estimate deserves: `0.03`, `0.2`, `4.9`, `39`, `1,240`. */
export function kilograms(value: number): string {
  if (value < 0.095) return String(Number(value.toPrecision(1)));
  return value < 9.95 ? value.toFixed(1) : thousands(value < 1000 ? Math.round(value) : Number(value.toPrecision(3)));
}

function thousands(value: number): string {
  return value.toLocaleString('en');
}
