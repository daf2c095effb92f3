import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DescriptorIndex } from '../../src/mesh/descriptor-index.js';
import { lineageOf } from '../../src/mesh/lineage/build.js';
import { impactOf } from '../../src/mesh/lineage/impact.js';
import { filesOf, manyProducts, type SampleProduct } from '../support/data-products.js';

const NO_CLASSES = new Set<never>();

function indexOf(products: readonly SampleProduct[]): DescriptorIndex {
  const index = new DescriptorIndex();
  for (const { path, text } of filesOf(products)) index.put({ path, text, pathClasses: NO_CLASSES });
  return index;
}

/** Edges as `from > to kind`, with the names of the products' ports. */
function edgesOf(index: DescriptorIndex): string[] {
  const { nodes, edges } = lineageOf(index);
  const named = (id: string) => {
    const node = nodes.get(id);
    const product = node?.product === undefined ? undefined : nodes.get(node.product);
    return `${product ? `${product.name}/` : ''}${node?.name ?? '?'}`;
  };
  return edges.filter(({ kind }) => kind !== 'promises').map(({ from, to, kind, behind }) => `${named(from)} > ${named(to)} ${kind}${behind === undefined ? '' : ` ${behind}`}`);
}

const STATIONS: SampleProduct = { name: 'stations', domain: 'city', inputs: [], outputs: [{ contract: 'stations', columns: [{ name: 'station', classification: 'public' }, { name: 'keeper', classification: 'restricted' }] }] };

describe('the lineage', () => {
  test('says of each edge how well its two ends fit', () => {
    const index = indexOf([
      STATIONS,
      { name: 'weather', domain: 'city', status: 'deprecated', inputs: [], outputs: [{ contract: 'weather' }] },
      { name: 'routes', domain: 'city', inputs: [], outputs: [{ contract: 'routes', version: '3.1.0' }] },
      { name: 'trips', domain: 'rides', inputs: [{ contract: 'stations' }, { contract: 'weather' }, { contract: 'routes' }, { contract: 'map' }], outputs: [{ contract: 'trips', from: ['stations', 'map'] }, { contract: 'delays' }] },
    ]);
    expect(edgesOf(index).sort()).toEqual([
      'map > trips/map unresolved',
      'routes/routes > trips/routes other-version 2',
      'stations/stations > trips/stations same-version',
      'trips/map > trips/delays assumed',
      'trips/map > trips/trips inside',
      'trips/routes > trips/delays assumed',
      'trips/stations > trips/delays assumed',
      'trips/stations > trips/trips inside',
      'trips/weather > trips/delays assumed',
      'weather/weather > trips/weather deprecated',
    ]);
  });

  test('takes the publisher of the version that is read before a newer one', () => {
    const index = indexOf([{ name: 'routes', domain: 'city', inputs: [], outputs: [{ contract: 'routes', version: '1.0.0' }, { contract: 'routes', version: '2.0.0' }] }, { name: 'trips', domain: 'rides', inputs: [{ contract: 'routes' }], outputs: [] }]);
    expect(edgesOf(index)).toEqual(['routes/routes > trips/routes same-version']);
  });

  test('marks an output that is classified lower than what feeds it, over any number of products, and is silent where nothing is known', () => {
    const index = indexOf([
      STATIONS,
      { name: 'shifts', domain: 'city', inputs: [{ contract: 'stations' }], outputs: [{ contract: 'shifts', from: ['stations'], columns: [{ name: 'hours' }] }] },
      { name: 'report', domain: 'city', inputs: [{ contract: 'shifts' }], outputs: [{ contract: 'report', from: ['shifts'], columns: [{ name: 'total', classification: 'internal' }] }] },
    ]);
    const outputs = [...lineageOf(index).nodes.values()].filter(({ kind }) => kind === 'output');
    expect(outputs.map(({ name, sensitivity, carries, isLowered }) => [name, sensitivity, carries, isLowered])).toEqual([
      ['report', 'internal', 'restricted', true],
      ['shifts', undefined, 'restricted', undefined],
      ['stations', 'restricted', 'restricted', undefined],
    ]);
  });

  test('follows a column through contracts that name their sources, and through whole ports elsewhere', () => {
    const index = indexOf([
      STATIONS,
      { name: 'trips', domain: 'rides', inputs: [{ contract: 'stations' }], outputs: [{ contract: 'trips', from: ['stations'], columns: [{ name: 'start', sources: ['stations.station'] }, { name: 'day', sources: ['calendar.day'] }] }, { contract: 'keepers', from: ['stations'], columns: [{ name: 'keeper', sources: ['stations.keeper'] }] }] },
      { name: 'delays', domain: 'rides', inputs: [{ contract: 'trips' }], outputs: [{ contract: 'delays', from: ['trips'], columns: [{ name: 'minutes' }] }] },
      { name: 'rota', domain: 'rides', inputs: [{ contract: 'keepers' }], outputs: [{ contract: 'rota', from: ['keepers'] }] },
    ]);
    const { nodes } = lineageOf(index);
    const { affected, readers } = impactOf(index, { contract: 'stations', table: 'stations', column: 'station' });
    expect(affected.map(({ node, how, columns }) => [nodes.get(node)?.name, how, columns] as const).sort(([a = ''], [b = '']) => (a < b ? -1 : 1))).toEqual([['delays', 'port', []], ['trips', 'column', ['trips.start']]]);
    expect(new Set(readers.map((node) => nodes.get(node)?.name))).toEqual(new Set(['stations', 'trips']));
    expect(() => impactOf(index, { contract: 'stations', table: 'stations', column: 'stop' })).toThrow('has no column "stop"');
  });

  test('finds a circle of products, and says where it is only assumed', () => {
    const ring = (from: boolean): SampleProduct[] => ['a', 'b', 'c'].map((name, number, names) => {
      const before = names[(number + 2) % 3] ?? '';
      return { name, domain: 'ring', inputs: [{ contract: before }], outputs: [{ contract: name, ...(from ? { from: [before] } : {}) }] };
    });
    const productsOf = (products: SampleProduct[]) => lineageOf(indexOf(products)).cycles.map(({ products: members, isCertain }) => [members.length, isCertain]);
    expect(productsOf(ring(true))).toEqual([[3, true]]);
    expect(productsOf(ring(false))).toEqual([[3, false]]);
    // Two products that read each other, though no column goes round.
    expect(productsOf([{ name: 'a', domain: 'd', inputs: [{ contract: 'b' }], outputs: [{ contract: 'a1', from: [] }, { contract: 'a2', from: ['b'] }] }, { name: 'b', domain: 'd', inputs: [{ contract: 'a1' }], outputs: [{ contract: 'b', from: ['a1'] }] }])).toEqual([]);
  });

  test('a chain of thousands, and a circle of as many, take no stack', () => {
    const count = 3000;
    const chain = (closed: boolean) => Array.from({ length: count }, (_, number) => ({ name: `p${number}`, domain: 'd', inputs: number > 0 || closed ? [{ contract: `c${(number + count - 1) % count}` }] : [], outputs: [{ contract: `c${number}`, from: [`c${(number + count - 1) % count}`] }] }));
    expect(lineageOf(indexOf(chain(false))).cycles).toEqual([]);
    expect(lineageOf(indexOf(chain(true))).cycles.map(({ products }) => products.length)).toEqual([count]);
  });

  test('whatever products say, files put in any order, changed and removed lead to the same lineage', () => {
    const contract = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const version = fc.constantFrom('1.0.0', '1.2.0', '2.0.0');
    const sample = fc.record({ domain: fc.constantFrom('x', 'y'), status: fc.constantFrom('active', 'draft', 'deprecated'), inputs: fc.array(fc.record({ contract, version }), { maxLength: 3 }), outputs: fc.array(fc.record({ contract, version, from: fc.option(fc.array(contract, { maxLength: 2 }), { nil: undefined }) }), { maxLength: 3 }) });
    const products = fc.array(sample, { maxLength: 8 }).map((list) => list.map((product, number) => ({ ...product, name: `p${number}`, outputs: product.outputs.map(({ from, ...output }) => ({ ...output, ...(from ? { from } : {}) })) })));
    fc.assert(
      fc.property(products, products, fc.integer(), (before, after, seed) => {
        const index = indexOf(before);
        lineageOf(index);
        const files = filesOf(after);
        const shuffled = [...files].sort((a, b) => ((a.text.length * 31 + seed) % 7) - ((b.text.length * 31 + seed) % 7));
        for (const { path, text } of shuffled) index.put({ path, text, pathClasses: NO_CLASSES });
        for (const { path } of filesOf(before)) if (!files.some((file) => file.path === path)) index.remove(path);
        const lineage = lineageOf(index);
        expect(lineage).toEqual(lineageOf(indexOf(after)));
        for (const { from, to } of lineage.edges) expect([lineage.nodes.has(from), lineage.nodes.has(to)]).toEqual([true, true]);
        // Every input comes from somewhere, and from one place.
        const inputs = [...lineage.nodes.values()].filter(({ kind }) => kind === 'input');
        for (const { id } of inputs) expect(lineage.edges.filter(({ to }) => to === id)).toHaveLength(1);
        // Whatever carries data carries no less than what feeds it.
        for (const { from, to, kind } of lineage.edges) if (kind !== 'promises' && lineage.nodes.get(from)?.carries) expect(lineage.nodes.get(to)?.carries).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });

  test('places lead to the line', () => {
    const index = indexOf(manyProducts(3));
    const { nodes } = lineageOf(index);
    const files = new Map(filesOf(manyProducts(3)).map(({ path, text }) => [path, text.split('\n')]));
    for (const { kind, place, name } of nodes.values()) {
      if (!place || kind === 'product' || kind === 'contract') continue;
      expect(files.get(place.path)?.[place.range.start.line]).toContain(name);
    }
  });
});
