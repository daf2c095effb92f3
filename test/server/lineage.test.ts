import { afterEach, describe, expect, test } from 'vitest';
import { COMMANDS, LINEAGE, LINEAGE_EXPORT, PRODUCT_TREE } from '../../src/protocol/requests.js';
import { filesOf, type SampleProduct } from '../support/data-products.js';
import { LanguageClient } from '../support/language-client.js';

const STATIONS: SampleProduct = { name: 'stations', domain: 'city', inputs: [], outputs: [{ contract: 'stations', columns: [{ name: 'keeper', classification: 'restricted' }] }] };
const TRIPS: SampleProduct = { name: 'trips', domain: 'rides', inputs: [{ contract: 'stations', version: '0.9.0' }, { contract: 'map' }], outputs: [{ contract: 'trips', from: ['stations'], columns: [{ name: 'start', classification: 'public' }] }] };
const EVERYTHING = { folderUri: null, product: null, showsSensitivity: false };

let client: LanguageClient;

async function start(...products: SampleProduct[]): Promise<Map<string, string>> {
  const files = new Map(filesOf(products).map(({ path, text }) => [path, text]));
  client = await LanguageClient.start({ files: Object.fromEntries(files) });
  return files;
}

afterEach(async () => {
  await client.dispose();
});

const TRIPS_FILE = 'products/rides/trips/dataproduct.odps.yaml';
const STATIONS_FILE = 'products/city/stations/dataproduct.odps.yaml';

async function lensesOf(path: string, text: string): Promise<string[]> {
  return (await client.lenses(await client.open(path, text, 'yaml'))).map(({ range, command }) => `${range.start.line + 1} ${command?.title ?? ''}`);
}

describe('the lineage in the editor', () => {
  test('a lens on a port counts who reads it and what it is made from, and says where an input comes from', async () => {
    const files = await start(STATIONS, TRIPS);
    expect(await lensesOf(STATIONS_FILE, files.get(STATIONS_FILE) ?? '')).toEqual(['12 1 consumer · 0 upstream']);
    expect(await lensesOf(TRIPS_FILE, files.get(TRIPS_FILE) ?? '')).toEqual(['11 reads stations of stations · 1 major behind', '14 from outside: no product here publishes its contract', '18 0 consumers · 1 upstream']);
    const [lens] = await client.lenses(client.uri(TRIPS_FILE));
    expect(lens?.command).toMatchObject({ command: COMMANDS.showLineage, arguments: [{ folderUri: client.folderUri, product: `product ${TRIPS_FILE}` }] });
  });

  test('what is typed counts before it is saved, in this text and in others', async () => {
    const files = await start(STATIONS, TRIPS);
    const trips = files.get(TRIPS_FILE) ?? '';
    await client.open(TRIPS_FILE, trips, 'yaml');
    await lensesOf(STATIONS_FILE, files.get(STATIONS_FILE) ?? '');
    await client.change(client.uri(TRIPS_FILE), 2, trips.replace('contractId: stations', 'contractId: elsewhere'));
    expect(await client.lenses(client.uri(STATIONS_FILE))).toEqual([]);
  });

  test('a rule that needs another product speaks again when that one changes', async () => {
    const files = await start(STATIONS, { ...TRIPS, inputs: [{ contract: 'stations' }] });
    const uri = await client.open(TRIPS_FILE, files.get(TRIPS_FILE) ?? '', 'yaml');
    const found = async () => (await client.diagnostics(uri)).map(({ code }) => code).filter((code) => code === 'mesh/deprecated-source');
    expect(await found()).toEqual([]);
    const stations = files.get(STATIONS_FILE) ?? '';
    await client.open(STATIONS_FILE, stations, 'yaml');
    await client.change(client.uri(STATIONS_FILE), 2, stations.replace('status: active', 'status: deprecated'));
    expect(await found()).toEqual(['mesh/deprecated-source']);
  });

  test('the drawing has a list that leads to every line, and can be narrowed to one product', async () => {
    await start(STATIONS, TRIPS, { name: 'apart', domain: 'rides', inputs: [], outputs: [] });
    const page = await client.ask(LINEAGE, EVERYTHING);
    expect(page.rows.map(({ level, text, note }) => `${level} ${text}: ${note}`)).toEqual([
      '1 product stations 1.0.0: city',
      '2 output port stations 1.0.0: 1 consumer · 0 upstream',
      '1 product apart 1.0.0: rides',
      '1 product trips 1.0.0: rides',
      '2 input port stations 0.9.0: reads stations of stations · 1 major behind',
      '2 input port map 1.0.0: from outside: no product here publishes its contract',
      '2 output port trips 1.0.0: 0 consumers · 1 upstream',
      '1 source from outside map: ',
    ]);
    expect(page.rows[1]?.place).toEqual({ uri: client.uri(STATIONS_FILE), range: { start: { line: 11, character: 10 }, end: { line: 11, character: 18 } } });
    expect(page.svg).not.toContain('<style>');
    const around = await client.ask(LINEAGE, { ...EVERYTHING, product: `product ${STATIONS_FILE}`, showsSensitivity: true });
    expect(around.around).toBe('stations');
    expect(around.rows.map(({ text }) => text)).not.toContain('product apart 1.0.0');
    expect(around.rows.find(({ text }) => text.startsWith('output port trips'))?.note).toContain('classified public, made from restricted data');
    expect(await client.ask(LINEAGE_EXPORT, { ...EVERYTHING, format: 'mermaid' })).toContain('subgraph');
    expect(await client.ask(LINEAGE_EXPORT, { ...EVERYTHING, format: 'svg' })).toContain('<style>');
  });

  test('products are listed by domain, with the input port that would read each output', async () => {
    await start(STATIONS, TRIPS);
    const { domains } = await client.ask(PRODUCT_TREE, {});
    expect(domains.map(({ name, products }) => [name, products.map((product) => product.name)])).toEqual([['city', ['stations']], ['rides', ['trips']]]);
    expect(domains[0]?.products[0]?.ports.map(({ name, note, reuse }) => [name, note, reuse])).toEqual([['stations', '1.0.0 · 1 consumer · 0 upstream', '- name: stations\n  version: 1.0.0\n  contractId: stations\n']]);
    expect(domains[1]?.products[0]?.ports.filter(({ isInput }) => isInput).map(({ reuse }) => reuse)).toEqual([null, null]);
  });

  test('without products there is an empty drawing', async () => {
    await start();
    expect(await client.ask(LINEAGE, EVERYTHING)).toMatchObject({ rows: [], around: '', collapsedDomains: 0 });
    expect(await client.ask(PRODUCT_TREE, {})).toEqual({ domains: [] });
  });
});
