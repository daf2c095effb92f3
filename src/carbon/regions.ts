import type { DataTable } from '../knowledge/model.js';

/** A cloud region and the grid it draws from. */
export interface Region {
  /** As Terraform names it: `aws`, `google` or `azurerm`. */
  readonly provider: string;
  readonly name: string;
  readonly place: string;
  /** The zone of the grid, as Electricity Maps names it. */
  readonly zone: string;
  readonly continent: string;
  /** Yearly average of the grid, in grams of CO2e per kWh. */
  readonly intensity: number;
  /** Of the nearest city, in degrees. */
  readonly latitude: number;
  readonly longitude: number;
  /** Clouds that are closed to one another, such as the one of the US government. */
  readonly partition: string;
}

/** In the order of the table's columns. */
type RegionRow = readonly [place: string, zone: string, continent: string, intensity: number, latitude: number, longitude: number, partition?: string];

/** The part of the emissions another region must save before it is worth a word. */
const WORTH_MENTIONING = 0.3;

const TABLES = new WeakMap<DataTable, RegionTable>();

/** Looks up regions in the table `regions`, whose rows are named `provider/region`. */
export class RegionTable {
  readonly #regions: ReadonlyMap<string, Region>;

  private constructor(table: DataTable) {
    this.#regions = new Map(Object.entries(table.rows).map(([key, row]) => [key, readRow(key, row as RegionRow)]));
  }

  /** Reads a table once, however often it is asked for. */
  static of(table: DataTable): RegionTable {
    const known = TABLES.get(table) ?? new RegionTable(table);
    TABLES.set(table, known);
    return known;
  }

  get all(): readonly Region[] {
    return [...this.#regions.values()];
  }

  /** Azure's regions may be written as people read them: `West Europe`. */
  find(provider: string, name: string): Region | undefined {
    return this.#regions.get(`${provider}/${provider === 'azurerm' ? name.toLowerCase().replaceAll(' ', '') : name}`);
  }

  /** The region a zone such as `us-east-1a`, `us-central1-b` or a region itself stands for. */
  ofZone(provider: string, zone: string): Region | undefined {
    return this.find(provider, zone) ?? this.find(provider, zone.replace(provider === 'google' ? /-[a-z]$/ : /[a-z]$/, ''));
  }

  /**
   * Regions of the same provider and continent with at least 30 % less carbon per kWh: cleanest first, or nearest first,
   * by great circle, as a stand-in for latency.
   */
  cleanerThan(region: Region, order: 'cleanest' | 'nearest' = 'cleanest'): Region[] {
    const distance = (other: Region) => (order === 'nearest' ? kilometresBetween(region, other) : 0);
    return this.all
      .filter((other) => other.provider === region.provider && other.partition === region.partition && other.continent === region.continent && other.intensity <= region.intensity * (1 - WORTH_MENTIONING))
      .sort((a, b) => distance(a) - distance(b) || a.intensity - b.intensity || (a.name < b.name ? -1 : 1));
  }
}

function readRow(key: string, [place, zone, continent, intensity, latitude, longitude, partition = 'public']: RegionRow): Region {
  const [provider = '', name = ''] = key.split('/');
  return { provider, name, place, zone, continent, intensity, latitude, longitude, partition };
}

const EARTH_RADIUS_KM = 6371;

/** The distance of two places in kilometres along the great circle (haversine formula, mean radius of the earth). */
export function kilometresBetween(a: Pick<Region, 'latitude' | 'longitude'>, b: Pick<Region, 'latitude' | 'longitude'>): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const haversine = half(a.latitude, b.latitude) + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
}
