import { describe, expect, test } from 'vitest';
import { cleanerRegions, hoverText, kilograms, lensText, whyNoEstimate } from '../../src/carbon/lens.js';
import { carbonReport, whatIfByRegion } from '../../src/carbon/report.js';
import type { CloudResource } from '../../src/carbon/resources/resource.js';
import { resourcesOf } from './support/resources.js';
import { tables } from './support/tables.js';

const terraform = (region: string, type = 'm5.large', more = '') => resourcesOf({ 'main.tf': `provider "aws" {\n  region = "${region}"\n}\nresource "aws_instance" "web" {\n  instance_type = "${type}"\n  ${more}\n}\n` });

async function only(found: Promise<CloudResource[]>): Promise<CloudResource> {
  const [resource] = await found;
  if (!resource) throw new Error('no resource');
  return resource;
}

describe('the lens', () => {
  const lens = async (region: string, type?: string, more?: string) => lensText(await only(terraform(region, type, more)), await tables());

  test('says what it emits here and in the cleanest region of the continent', async () => {
    expect(await lens('us-east-1')).toBe('about 4.9 kg CO2e a month here · 0.5 in ca-central-1 (average grid)');
    expect(await lens('eu-central-1')).toBe('about 4.0 kg CO2e a month here · 0.2 in eu-north-1 (average grid)');
    expect(await lens('us-east-1', 'm5.large', 'count = 10')).toBe('about 49 kg CO2e a month here · 4.8 in ca-central-1 (average grid)');
  });

  test('without a cleaner region it says what it emits here', async () => {
    expect(await lens('eu-north-1')).toBe('about 0.2 kg CO2e a month here (average grid)');
  });

  test('without type or region it says nothing', async () => {
    expect(await lens('us-east-1', 'm99.large')).toBeUndefined();
    expect(await lens('mars-1')).toBeUndefined();
  });

  test('why there is nothing to say', async () => {
    const why = async (region: string, type: string) => whyNoEstimate(await only(terraform(region, type)), await tables());
    expect(await why('us-east-1', 'm99.large')).toBe('there are no figures for m99.large');
    expect(await why('mars-1', 'm5.large')).toBe('its region is not written out');
    expect(await why('us-east-1', 'm5.large')).toBeUndefined();
    const computed = await only(resourcesOf({ 'main.tf': 'resource "aws_instance" "web" {\n  instance_type = var.size\n}\n' }));
    expect(whyNoEstimate(computed, await tables())).toBe('its machine type is not written out');
  });
});

describe('the hover', () => {
  test('shows the range, the formula, the assumptions and making apart', async () => {
    const text = hoverText(await only(terraform('us-east-1')), await tables());
    expect(text).toMatch(/^\*\*About 4\.9 kg CO2e a month\*\* in us-east-1, N\. Virginia \(1\.5 idle to 6\.9 at full load\)\n/);
    expect(text).toContain('14.1 W × PUE 1.135 × 730 h × 418 g CO2e per kWh (average grid 2025, US-MIDA-PJM). Assumed: always on, half used.');
    expect(text).toContain('Making the server comes on top: about 0.7 kg a month over four years of use.');
  });

  test('lists cleaner regions, nearest first, with distance', async () => {
    const text = hoverText(await only(terraform('us-east-1')), await tables());
    expect(text).toMatch(/\| ca-central-1, Montréal \| 7\d0 km \| 41 \| 0\.5 \|\n\| us-west-2, Oregon \| 3,\d\d0 km \| 129 \| 1\.5 \|/);
    expect(hoverText(await only(terraform('eu-north-1')), await tables())).not.toContain('|');
  });

  test('says that average and marginal figures can disagree, and where both come from', async () => {
    const text = hoverText(await only(terraform('eu-north-1')), await tables());
    expect(text).toMatch(/24\.7 against 396 g per kWh.*791 against 557 g; Green Software Foundation, real-time-cloud/);
    expect(text).toContain('Electricity Maps 2025');
  });

  test('storage alone has no range and no server', async () => {
    const text = hoverText(await only(resourcesOf({ 'main.tf': 'resource "aws_ebs_volume" "data" {\n  availability_zone = "us-east-1a"\n  size = 500\n}\n' })), await tables());
    expect(text).toMatch(/^\*\*About 0\.2 kg CO2e a month\*\* in us-east-1, N\. Virginia\n/);
    expect(text).not.toContain('server comes');
  });
});

describe('moving', () => {
  test('the nearest region comes first, and its edit stands where the region is written', async () => {
    const found = cleanerRegions(await only(resourcesOf({ 'main.tf': 'resource "aws_instance" "web" {\n  instance_type = "m5.large"\n}\n', 'provider.tf': 'provider "aws" {\n  region = "eu-central-1"\n}\n' })), await tables());
    expect(found.slice(0, 3).map(({ region }) => region.name)).toEqual(['eu-central-2', 'eu-west-3', 'eu-west-2']);
    expect(found[0]?.kilometres).toBeGreaterThan(250);
    expect(found[0]?.kilometres).toBeLessThan(350);
    expect(found[0]?.edit).toEqual({ path: 'provider.tf', span: { start: 29, end: 41 }, text: 'eu-central-2' });
  });

  test('where a zone is written there is no edit', async () => {
    const found = cleanerRegions(await only(terraform('us-east-1', 'm5.large', 'availability_zone = "us-east-1a"')), await tables());
    expect(found.map(({ edit }) => edit)).toEqual([undefined, undefined, undefined]);
  });
});

describe('the report', () => {
  test('adds up by region, largest first, and keeps apart what has no figure', async () => {
    const resources = await resourcesOf({
      'main.tf': `provider "aws" {\n  region = "us-east-1"\n}\n
        resource "aws_instance" "small" {\n  instance_type = "m5.large"\n}\n
        resource "aws_instance" "large" {\n  instance_type = "m5.4xlarge"\n}\n
        resource "aws_instance" "north" {\n  instance_type = "m5.large"\n  region = "eu-north-1"\n}\n
        resource "aws_instance" "new" {\n  instance_type = "m99.large"\n}\n`,
    });
    const report = carbonReport(resources.map((resource) => ({ path: 'main.tf', resource })), await tables());
    expect(report.rows.map(({ filed }) => filed.resource.name)).toEqual(['aws_instance.large', 'aws_instance.small', 'aws_instance.north']);
    expect(report.unknown.map(({ filed, why }) => `${filed.resource.name}: ${why}`)).toEqual(['aws_instance.new: there are no figures for m99.large']);
    expect(report.regions.map(({ region, resources: count }) => [region.name, count])).toEqual([['us-east-1', 2], ['eu-north-1', 1]]);
    expect(report.total.typical).toBeCloseTo(report.regions.reduce((sum, { sum: { typical } }) => sum + typical, 0), 9);
    expect(report.total.low).toBeLessThan(report.total.typical);
  });

  test('what it would be elsewhere, least first', async () => {
    const resources = (await terraform('us-east-1')).map((resource) => ({ path: 'main.tf', resource }));
    const elsewhere = whatIfByRegion(resources, 'aws', await tables());
    expect(elsewhere[0]?.region.intensity).toBe(20);
    expect(elsewhere.find(({ region }) => region.name === 'us-east-1')?.sum.typical).toBeCloseTo(carbonReport(resources, await tables()).total.typical, 9);
    expect(elsewhere.map(({ region }) => region.name)).not.toContain('us-gov-west-1');
    expect(whatIfByRegion(resources, 'google', await tables())).toEqual([]);
  });
});

test.each([
  [0, '0'],
  [0.0123, '0.01'],
  [0.094, '0.09'],
  [0.096, '0.1'],
  [4.883, '4.9'],
  [9.94, '9.9'],
  [9.96, '10'],
  [39.3, '39'],
  [1239, '1,240'],
])('%d kg is printed as %s', (value, text) => expect(kilograms(value)).toBe(text));
