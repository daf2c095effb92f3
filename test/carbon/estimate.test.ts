import { describe, expect, test } from 'vitest';
import { estimate, type Load } from '../../src/carbon/estimate.js';
import { tables } from './support/tables.js';

const load = (machineType: string, region: string, more: Partial<Load> = {}): Load => ({ provider: 'aws', machineType, region, count: 1, ...more });
const typical = async (of: Load) => estimate(of, await tables())?.typical;

describe('the worked model of the reference', () => {
  test('m5.large in Virginia emits about 4.9 kg a month, the Graviton sibling about 2.7, Stockholm about 0.24', async () => {
    // 14.1 W × 1.135 × 730 h × 418 g per kWh, the grid's average of 2025.
    expect(await typical(load('m5.large', 'us-east-1'))).toBeCloseTo(4.883, 3);
    expect((await typical(load('m5.large', 'us-east-1')))?.toFixed(1)).toBe('4.9');
    expect((await typical(load('m6g.large', 'us-east-1')))?.toFixed(1)).toBe('2.7');
    expect((await typical(load('m5.4xlarge', 'us-east-1')))?.toFixed(0)).toBe('39');
    expect(Math.abs(((await typical(load('m5.large', 'eu-north-1'))) ?? 0) - 0.24)).toBeLessThan(0.01);
  });

  test('low is idle, high full load; making the server is apart', async () => {
    const found = estimate(load('m5.large', 'us-east-1'), await tables());
    expect(found?.low).toBeCloseTo(4.4 * 1.135 * 0.73 * 0.418, 6);
    expect(found?.high).toBeCloseTo(20 * 1.135 * 0.73 * 0.418, 6);
    // 1,611 kg for 96 vCPU, two of them, a 48th of four years.
    expect(found?.embodied).toBeCloseTo(((1611 * 2) / 96 / 35_040) * 730, 6);
    expect(found?.unit).toBe('kg CO2e per month');
    expect(found?.basis).toBe('m5.large 14.1 W at 50 % use (4.4 W idle, 20 W at full load); 14.1 W × PUE 1.135 × 730 h × 418 g CO2e per kWh (average grid 2025, US-MIDA-PJM). Assumed: always on, half used.');
  });
});

describe('what is counted', () => {
  test('several machines emit several times as much, and so does making them', async () => {
    const all = await tables();
    const [one, three] = [estimate(load('m5.large', 'us-east-1'), all), estimate(load('m5.large', 'us-east-1', { count: 3 }), all)];
    expect(three?.typical).toBeCloseTo((one?.typical ?? 0) * 3, 9);
    expect(three?.embodied).toBeCloseTo((one?.embodied ?? 0) * 3, 9);
    expect(three?.basis).toMatch(/^3 × m5\.large .*; 42\.3 W × /);
  });

  test('storage counts by its size and medium', async () => {
    const volume = (medium: 'ssd' | 'hdd') => ({ provider: 'aws', region: 'us-east-1', count: 1, storage: { gigabytes: 500, medium } });
    expect(await typical(volume('ssd'))).toBeCloseTo(0.6 * 1.135 * 0.73 * 0.418, 9);
    expect(await typical(volume('hdd'))).toBeCloseTo(0.325 * 1.135 * 0.73 * 0.418, 9);
    expect(await typical(load('m5.large', 'us-east-1', { storage: { gigabytes: 500, medium: 'ssd' } }))).toBeCloseTo(14.7 * 1.135 * 0.73 * 0.418, 9);
  });

  test('classes of managed services have figures of their own, or those of the machine they are named after', async () => {
    expect(await typical(load('db.m5.large', 'us-east-1'))).toBeCloseTo(11.8 * 1.135 * 0.73 * 0.418, 9);
    expect(await typical(load('db.m5d.large', 'us-east-1'))).toBe(await typical(load('m5d.large', 'us-east-1')));
    expect(await typical(load('m5.large.search', 'us-east-1'))).toBeCloseTo(11.8 * 1.135 * 0.73 * 0.418, 9);
    expect(await typical(load('kafka.m5.large', 'us-east-1'))).toBe(await typical(load('m5.large', 'us-east-1')));
    expect(await typical({ provider: 'google', machineType: 'db-n1-standard-2', region: 'europe-west4', count: 1 })).toBe(await typical({ provider: 'google', machineType: 'n1-standard-2', region: 'europe-west4', count: 1 }));
    expect(await typical({ provider: 'azurerm', machineType: 'GP_Standard_D2s_v3', region: 'West Europe', count: 1 })).toBe(await typical({ provider: 'azurerm', machineType: 'Standard_D2s_v3', region: 'westeurope', count: 1 }));
  });

  test('where the processor is not known, the estimate says so and is wider', async () => {
    const found = estimate({ provider: 'azurerm', machineType: 'Standard_D2s_v3', region: 'westeurope', count: 1 }, await tables());
    expect(found?.basis).toContain('may be one of 4');
    // Two vCPU on the least and the most hungry of the four: 0.64 and 6.01 W each.
    expect(found?.low).toBeCloseTo(1.28 * 1.185 * 0.73 * 0.253, 3);
    expect(found?.high).toBeCloseTo(12.03 * 1.185 * 0.73 * 0.253, 3);
  });

  test.each([
    ['an unknown type', load('m99.large', 'us-east-1')],
    ['an unknown region', load('m5.large', 'mars-north-1')],
    ['a region of another provider', load('m5.large', 'westeurope')],
    ['an unknown provider', { ...load('m5.large', 'us-east-1'), provider: 'hetzner' }],
    ['nothing that draws power', { provider: 'aws', region: 'us-east-1', count: 1 }],
    ['a name every object has', load('constructor', 'us-east-1')],
  ])('%s has no estimate', async (_, of) => {
    expect(await typical(of)).toBeUndefined();
  });
});

describe('every machine type in every region', () => {
  test('there are enough regions, all of them known places', async () => {
    const { regions } = await tables();
    const count = (provider: string) => regions.all.filter((region) => region.provider === provider).length;
    expect([count('aws') >= 32, count('google') >= 39, count('azurerm') >= 40]).toEqual([true, true, true]);
    const odd = regions.all.filter(({ latitude, longitude, intensity, zone, place }) => !(Math.abs(latitude) <= 60.7 && Math.abs(longitude) <= 180 && intensity >= 15 && intensity <= 800 && zone !== '' && place !== ''));
    expect(odd).toEqual([]);
    expect(new Set(regions.all.map(({ name }) => name)).size).toBe(regions.all.length);
  });

  test('a region of one grid zone has one intensity', async () => {
    const { regions } = await tables();
    const zones = new Map(regions.all.map(({ zone, intensity }) => [zone, intensity]));
    expect(regions.all.filter(({ zone, intensity }) => zones.get(zone) !== intensity)).toEqual([]);
  });

  test('no gap, nothing negative, low to high in order', async () => {
    const all = await tables();
    const wrong: string[] = [];
    let count = 0;
    for (const provider of ['aws', 'google', 'azurerm']) {
      const machines = all.machines.all(provider);
      for (const region of all.regions.all.filter((candidate) => candidate.provider === provider)) {
        for (const { type } of machines) {
          const found = estimate({ provider, machineType: type, region: region.name, count: 1 }, all);
          count++;
          if (!found || !(found.low > 0 && found.low <= found.typical && found.typical <= found.high && found.embodied > 0 && Number.isFinite(found.high))) wrong.push(`${type} in ${region.name}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(40_000);
  });

  test('watts do not fall with load, and more watts never emit less', async () => {
    const all = await tables();
    for (const provider of ['aws', 'google', 'azurerm']) {
      const machines = all.machines.all(provider);
      expect(machines.filter(({ watts: { idle, tenth, half, full } }) => !(idle <= tenth && tenth <= half && half <= full)).map(({ type }) => type)).toEqual([]);
      const region = all.regions.all.find((candidate) => candidate.provider === provider);
      const emitted = machines.toSorted((a, b) => a.watts.half - b.watts.half).map(({ type }) => estimate({ provider, machineType: type, region: region?.name ?? '', count: 1 }, all)?.typical ?? -1);
      expect(emitted.filter((value, index) => value < (emitted[index - 1] ?? 0))).toEqual([]);
    }
  });
});

describe('cleaner regions', () => {
  const names = async (region: string, order: 'cleanest' | 'nearest', provider = 'aws') => {
    const { regions } = await tables();
    const found = regions.find(provider, region);
    return found ? regions.cleanerThan(found, order).map(({ name }) => name) : [];
  };

  test('save at least 30 % on the same continent, cleanest or nearest first', async () => {
    expect(await names('us-east-1', 'cleanest')).toEqual(['ca-central-1', 'us-west-2', 'us-west-1']);
    expect((await names('eu-central-1', 'cleanest'))[0]).toBe('eu-north-1');
    // Zürich, Paris and London lie before Stockholm.
    expect((await names('eu-central-1', 'nearest')).slice(0, 4)).toEqual(['eu-central-2', 'eu-west-3', 'eu-west-2', 'eu-north-1']);
    expect((await names('eu-central-1', 'nearest')).toSorted()).toEqual((await names('eu-central-1', 'cleanest')).toSorted());
  });

  test('nobody moves into the cloud of a government, and it moves within its own', async () => {
    expect(await names('us-east-1', 'cleanest')).not.toContain('us-gov-west-1');
    expect(await names('us-gov-east-1', 'cleanest')).toEqual(['us-gov-west-1']);
  });
});
