import type { DataTable } from '../knowledge/model.js';

/** A cloud region and the grid it draws from; `intensity` is the yearly average in gCO2e per kWh. */
export interface Region {
  readonly provider: string;
  readonly name: string;
  readonly place: string;
  readonly continent: string;
  readonly intensity: number;
}

/** The part of the emissions another region must save before it is worth a word. */
const WORTH_MENTIONING = 0.3;

/** Looks up regions in the table `regions`, whose rows are named `provider/region`. */
export class RegionTable {
  readonly #regions: readonly Region[];

  constructor(table: DataTable) {
    this.#regions = Object.entries(table.rows).map(([key, row]) => {
      const [provider = '', name = ''] = key.split('/');
      return { provider, name, ...(row as Pick<Region, 'place' | 'continent' | 'intensity'>) };
    });
  }

  find(provider: string, name: string): Region | undefined {
    return this.#regions.find((region) => region.provider === provider && region.name === name);
  }

  /** Regions of the same provider and continent with at least 30 % less carbon per kWh, cleanest first. */
  cleanerThan(region: Region): Region[] {
    return this.#regions
      .filter((other) => other.provider === region.provider && other.continent === region.continent && other.intensity <= region.intensity * (1 - WORTH_MENTIONING))
      .sort((a, b) => a.intensity - b.intensity || (a.name < b.name ? -1 : 1));
  }
}
