import { describe, expect, test } from 'vitest';
import { folderWith, talklint } from '../support/cli.js';
import { filesOf, manyProducts, type SampleProduct } from '../support/data-products.js';

const STATIONS: SampleProduct = { name: 'stations', domain: 'city', inputs: [], outputs: [{ contract: 'stations', columns: [{ name: 'station' }, { name: 'keeper' }] }] };
const TRIPS: SampleProduct = { name: 'trips', domain: 'rides', inputs: [{ contract: 'stations', version: '0.9.0' }, { contract: 'map' }], outputs: [{ contract: 'trips', from: ['stations'], columns: [{ name: 'start', sources: ['stations.station'] }] }] };

const inFolder = (products: readonly SampleProduct[], more: Readonly<Record<string, string>> = {}) => folderWith({ ...Object.fromEntries(filesOf(products).map(({ path, text }) => [path, text])), ...more });

async function lineage(args: readonly string[], folder: string): Promise<string> {
  const { status, out, err } = await talklint(['product', 'lineage', ...args], folder);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out;
}

describe('talklint product lineage', () => {
  test('tells what feeds what as text, and every place as JSON', async () => {
    const folder = await inFolder([STATIONS, TRIPS]);
    expect(await lineage([], folder)).toBe(
      ['city/stations 1.0.0', '  out  stations 1.0.0  ->  trips/stations', 'rides/trips 1.0.0', '  in   stations 0.9.0  <-  stations/stations  (1 major behind)', '  in   map 1.0.0  <-  map  (no product here publishes it)', '  out  trips 1.0.0', ''].join('\n'),
    );
    const { nodes, edges } = JSON.parse(await lineage(['--format', 'json'], folder)) as { nodes: { kind: string; name: string; file?: string; line?: number }[]; edges: { kind: string }[] };
    expect(nodes.find(({ kind, name }) => kind === 'input' && name === 'map')).toMatchObject({ file: 'products/rides/trips/dataproduct.odps.yaml', line: 14 });
    expect(edges.map(({ kind }) => kind).sort()).toEqual(['inside', 'other-version', 'promises', 'promises', 'unresolved']);
  });

  test('draws an SVG and a Mermaid flowchart in which every text is text', async () => {
    const folder = await inFolder([{ ...STATIONS, name: '<script>alert("1")</script>&"]' }]);
    const svg = await lineage(['--format', 'svg'], folder);
    expect(svg).toMatch(/^<svg xmlns=/);
    expect(svg).not.toContain('<script>');
    expect(svg).not.toMatch(/href|url\(|@import/);
    const mermaid = await lineage(['--format', 'mermaid'], folder);
    expect(mermaid).toMatch(/^flowchart LR\n/);
    expect(mermaid).not.toMatch(/[<>](?!\||\s)|"1"/);
  });

  test('above 200 products domains are drawn as one box each', async () => {
    const folder = await inFolder(manyProducts(230));
    const svg = await lineage(['--format', 'svg'], folder);
    expect(svg.match(/class="box domain"/g)).toHaveLength(12);
    expect(svg).not.toContain('class="port');
    // One product and its neighbours are drawn whole.
    expect(await lineage(['--format', 'svg', '--product', 'product-100'], folder)).toContain('class="port');
  });

  test('OpenLineage events are static jobs with the contracts as data sets', async () => {
    const events = JSON.parse(await lineage(['--format', 'openlineage'], await inFolder([STATIONS, TRIPS]))) as { job: object; run?: object; inputs: { name: string }[]; outputs: { name: string; facets: { schema: { fields: object[] } } }[]; schemaURL: string }[];
    expect(events.map(({ job, run, inputs, outputs }) => [job, run, inputs.map(({ name }) => name), outputs.map(({ name, facets }) => [name, facets.schema.fields.length])])).toEqual([
      [{ namespace: 'city', name: 'stations/stations' }, undefined, [], [['stations', 2]]],
      [{ namespace: 'rides', name: 'trips/trips' }, undefined, ['stations'], [['trips', 1]]],
    ]);
    expect(events[0]?.schemaURL).toContain('2-0-2');
  });

  test('says what breaks without a column', async () => {
    const folder = await inFolder([STATIONS, TRIPS]);
    expect(await lineage(['--without', 'stations.stations.station'], folder)).toContain('trips/trips  trips.start');
    const { affected, readers } = JSON.parse(await lineage(['--without', 'stations.stations.keeper', '--format', 'json'], folder)) as { affected: object[]; readers: { name: string }[] };
    expect([affected, readers.map(({ name }) => name)]).toEqual([[], ['trips/stations']]);
  });

  test.each([
    [['--format', 'png'], '--format must be one of'],
    [['--product', 'nobody'], 'no data product here has the id or name "nobody"'],
    [['--without', 'stations.stations.stop'], 'has no column "stop"'],
    [['--without', 'x'], 'takes contract.object.column'],
    [['--without', 'stations.stations.station', '--format', 'svg'], 'as text or JSON'],
    [['nowhere'], 'nowhere: there is no such file or folder'],
  ])('%j is refused with a sentence', async (args, sentence) => {
    const { status, err } = await talklint(['product', 'lineage', ...args], await inFolder([STATIONS]));
    expect(status).toBe(2);
    expect(err).toContain(sentence);
  });

  test('a descriptor that is no YAML is named, and the others are drawn', async () => {
    const { status, out, err } = await talklint(['product', 'lineage'], await inFolder([STATIONS], { 'broken/dataproduct.odps.yaml': 'kind: [\n' }));
    expect([status, out.includes('city/stations')]).toEqual([2, true]);
    expect(err).toContain('broken/dataproduct.odps.yaml: this is no YAML');
  });
});
