import type { DataTable } from '../knowledge/model.js';
import { MachineTable, type Machine } from './machines.js';
import { RegionTable, type Region } from './regions.js';

/** What draws power in a cloud; every machine of it is of one type and stands in one region. */
export interface Load {
  /** As Terraform names it: `aws`, `google` or `azurerm`. */
  readonly provider: string;
  readonly region: string;
  /** How many of them. */
  readonly count: number;
  /** As written in code, such as `m5.large`, `db.m5.large` or `Standard_D2s_v3`. */
  readonly machineType?: string;
  /** Storage of a size that is written down, for each of them. */
  readonly storage?: Storage;
}

export interface Storage {
  readonly gigabytes: number;
  readonly medium: 'ssd' | 'hdd';
}

/** What a load emits; operational carbon by the yearly average of the grid. */
export interface Estimate {
  /** Running without any work. */
  readonly low: number;
  /** At 50 % use. */
  readonly typical: number;
  /** At full load. */
  readonly high: number;
  readonly unit: 'kg CO2e per month';
  /** Formula and assumptions, in words. */
  readonly basis: string;
  /** The share of making the server, spread over its life, in the same unit; no part of the other figures. */
  readonly embodied: number;
}

/** The numbers that go into an estimate. */
export interface Workings {
  readonly load: Load;
  readonly region: Region;
  readonly machine: Machine | undefined;
  /** Watts of all machines and their storage, before the data centre's own use. */
  readonly watts: { readonly low: number; readonly typical: number; readonly high: number };
  /** Power usage effectiveness: what the data centre draws for each watt of a server. */
  readonly pue: number;
}

/** Regions and machine types; the figures stand in `content/data/`. */
export interface CarbonTables {
  readonly regions: RegionTable;
  readonly machines: MachineTable;
}

/** A month, as clouds bill it: 365 days × 24 h / 12. */
const HOURS_PER_MONTH = 730;

/** Hours a server is used before it is replaced, four years: Cloud Carbon Footprint. */
const SERVER_LIFE_HOURS = 35_040;

/** Power usage effectiveness by provider, one figure for all of its regions: Cloud Carbon Footprint. */
const PUE: Readonly<Record<string, number>> = { aws: 1.135, google: 1.1, azurerm: 1.185 };

/** Watts for each TB of storage that is there, one copy: 1.2 and 0.65 Wh a TB and hour, Cloud Carbon Footprint. */
const WATTS_PER_TERABYTE: Readonly<Record<Storage['medium'], number>> = { ssd: 1.2, hdd: 0.65 };

const GIGABYTES_PER_TERABYTE = 1000;

const PROVIDERS = ['aws', 'google', 'azurerm'] as const;

/** The tables by the way a pack gives them; throws when the pack lacks one. */
export function carbonTables(table: (id: string) => DataTable): CarbonTables {
  return { regions: RegionTable.of(table('regions')), machines: new MachineTable(new Map(PROVIDERS.map((provider) => [provider, table(`machines-${provider}`)]))) };
}

/**
 * Estimates what a load emits in a month; undefined where the machine type or the region is not in the tables.
 *
 *     kg = W × PUE × 730 h × gCO2e per kWh / 1,000,000
 *
 * W is the machine's draw at 50 % use for the typical figure, without load for the low and at full load for the high one
 * (AWS: Teads' figures for each type; Google and Azure: min + use × (max − min) watts for each vCPU, Cloud Carbon
 * Footprint). The grid counts with its yearly average of 2025 (Electricity Maps), the data centre with the provider's PUE.
 * For m5.large in us-east-1 that is 14.1 W × 1.135 × 730 h × 418 g = 4.88 kg; m6g.large there 7.7 W = 2.67 kg; m5.large in
 * eu-north-1, 20 g, 0.23 kg.
 *
 * Making the server is listed apart: kg of the whole server × vCPU / vCPU of the server / 35,040 h × 730 h.
 */
export function estimate(load: Load, tables: CarbonTables): Estimate | undefined {
  const workings = workingsOf(load, tables);
  if (!workings) return undefined;
  const { region, machine, watts, pue } = workings;
  const kilograms = (power: number) => (power * pue * HOURS_PER_MONTH * region.intensity) / 1_000_000;
  return {
    low: kilograms(watts.low),
    typical: kilograms(watts.typical),
    high: kilograms(watts.high),
    unit: 'kg CO2e per month',
    basis: basisOf(workings),
    embodied: machine ? (load.count * embodiedPerHour(machine)) * HOURS_PER_MONTH : 0,
  };
}

/** The numbers behind an estimate; undefined where the machine type or the region is not in the tables. */
export function workingsOf(load: Load, tables: CarbonTables): Workings | undefined {
  const region = tables.regions.find(load.provider, load.region);
  const machine = load.machineType === undefined ? undefined : tables.machines.find(load.provider, load.machineType);
  const pue = PUE[load.provider];
  if (!region || pue === undefined || (machine === undefined && (load.machineType !== undefined || load.storage === undefined))) return undefined;
  const disk = load.storage ? (WATTS_PER_TERABYTE[load.storage.medium] * load.storage.gigabytes) / GIGABYTES_PER_TERABYTE : 0;
  const total = (watts: number | undefined) => load.count * ((watts ?? 0) + disk);
  return { load, region, machine, watts: { low: total(machine?.watts.idle), typical: total(machine?.watts.half), high: total(machine?.watts.full) }, pue };
}

/** Kilograms of CO2e an hour. */
function embodiedPerHour({ vcpu, server }: Machine): number {
  return (server.embodied * vcpu) / server.vcpu / SERVER_LIFE_HOURS;
}

function basisOf({ load, machine, region, watts, pue }: Workings): string {
  const what = [
    ...(machine ? [`${load.machineType ?? ''} ${formatWatts(machine.watts.half)} at 50 % use (${formatWatts(machine.watts.idle)} idle, ${formatWatts(machine.watts.full)} at full load)`] : []),
    ...(load.storage ? [`${load.storage.gigabytes} GB on ${load.storage.medium.toUpperCase()}, one copy`] : []),
  ].join(' and ');
  const processors = machine && machine.processors > 1 ? ` The processor may be one of ${machine.processors}: mean, lowest and highest of their figures.` : '';
  return `${load.count === 1 ? '' : `${load.count} × `}${what}; ${formatWatts(watts.typical)} × PUE ${pue} × ${HOURS_PER_MONTH} h × ${region.intensity} g CO2e per kWh (average grid 2025, ${region.zone}). Assumed: always on, half used.${processors}`;
}

function formatWatts(watts: number): string {
  return `${Number(watts.toPrecision(3))} W`;
}
