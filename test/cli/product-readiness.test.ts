import { describe, expect, test } from 'vitest';
import { folderWith, talklint } from '../support/cli.js';

const product = (name: string, domain: string, more: string) => `apiVersion: v1.0.0\nkind: DataProduct\nid: ${name}\nstatus: active\nname: ${name}\ndomain: ${domain}\n${more}`;
const FILES = {
  'products/sales/orders/dataproduct.odps.yaml': product('orders', 'sales', 'description:\n  purpose: To plan.\nteam:\n  name: sales\n  members:\n    - {username: a, role: owner}\noutputPorts:\n  - name: orders\n    version: 1.0.0\n    contractId: c-orders\n'),
  'products/sales/orders/contracts/orders.v1.odcs.yaml': 'apiVersion: v3.1.0\nkind: DataContract\nid: c-orders\nversion: 1.0.0\nstatus: active\nroles:\n  - role: reader\nslaProperties:\n  - property: latency\n    value: 1\nschema:\n  - name: orders\n    quality:\n      - type: text\n        description: It is right.\n',
  'products/stock/levels/dataproduct.odps.yaml': product('levels', 'Stock', 'inputPorts:\n  - name: orders\n    version: 1.0.0\n    contractId: c-orders\noutputPorts:\n  - name: levels_<b>\n    version: 1.0.0\n    contractId: nowhere\n'),
  'products/stock/levels/README.md': '# Levels\n',
  'services/stock/Dockerfile': 'FROM scratch\n',
  'docs/adr/0001-ports.md': '# Ports\n',
  'tests/fixtures/old.odps.yaml': product('old', 'test', ''),
};

interface Printed {
  readonly axes: readonly { readonly id: string; readonly share: number | null; readonly measures: readonly { readonly what: string; readonly count: number; readonly of: number; readonly lack: readonly { readonly file: string; readonly line: number }[] }[]; readonly notes: readonly { readonly text: string }[]; readonly questions: readonly string[] }[];
  readonly signals: readonly { readonly text: string }[];
}

const run = async (files: Record<string, string>, ...args: string[]) => talklint(['product', 'readiness', ...args], await folderWith(files));

describe('talklint product readiness', () => {
  test('counts evidence on six axes, with the places that lack it, and leaves tests out', async () => {
    const { status, out, err } = await run(FILES, '--format', 'json');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const { axes, signals } = JSON.parse(out) as Printed;
    expect(Object.fromEntries(axes.map(({ id, measures }) => [id, measures.map(({ what, count, of }) => `${count}/${of} ${what}`)]))).toEqual({
      availability: ['2/2 domains offer an output port of a product in use', '1/2 output ports have a contract with service levels', '0/2 output ports have a contract with a check that a program can run'],
      accessibility: ['1/2 output ports name a contract that is in the workspace', '1/2 output ports say who may read them', '0/2 output ports say where the data is', '0/2 products have a support channel'],
      literacy: ['1/3 products and contracts say what the data is for', '1/1 contracts describe every column', '0/2 output ports are described', '1/2 products have a README beside them', '0/2 products have an ethics canvas with an answer in every box'],
      microservices: ['1/2 domains have a folder with something deployed on its own'],
      'domain-driven-design': ['2/2 products name their domain', '2/2 products stand in a folder of their domain', '0/1 contracts link a column or table to what it means in the business'],
      culture: ['1/2 products name an owner who is still there', '1/2 products name their team'],
    });
    expect(axes[1]?.measures[0]?.lack).toEqual([{ file: 'products/stock/levels/dataproduct.odps.yaml', line: 12 }]);
    expect(axes[1]?.share).toBeCloseTo(0.25);
    expect(axes.every(({ questions }) => questions.length > 0)).toBe(true);
    expect(signals.map(({ text }) => text)).toEqual([expect.stringMatching(/^One team is named as owners: sales\./)]);
  });

  test('as Markdown every place is a link, and nothing sums it all up', async () => {
    const { out } = await run(FILES);
    expect(out).toContain('- **1 of 2** output ports name a contract that is in the workspace. Not yet: [products/stock/levels/dataproduct.odps.yaml:12](<products/stock/levels/dataproduct.odps.yaml#L12>).');
    expect(out.match(/^## .+$/gm)).toEqual(['## Availability', '## Accessibility', '## Literacy', '## Microservices', '## Domain-driven design', '## Culture', '## Signs that it may be too early']);
    expect(out).not.toMatch(/score:? \d|overall|total/i);
  });

  test('as SVG it draws what can be told and dashes the rest', async () => {
    const { out } = await run(FILES, '--format', 'svg');
    expect(out).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<\/svg>\n$/);
    expect(out).toContain('<title>Readiness for a data mesh: Availability 50 %, Accessibility 25 %');
    expect(out).not.toContain('is-open"');
    expect((await run({ 'a.odps.yaml': product('a', 'b', '') }, '--format', 'svg')).out.match(/is-open"/g)).toHaveLength(1);
  });

  test('without products it says so and asks all the same', async () => {
    const { status, out } = await run({ 'README.md': '# Nothing\n' });
    expect(status).toBe(0);
    expect(out).toContain('Not assessable: nothing of the kind was found here.');
    expect(out).toContain('- No data product is described here.');
    expect(out.match(/^To ask:$/gm)).toHaveLength(6);
  });

  test('what does not parse says nothing, and bad arguments are explained', async () => {
    expect((await run({ ...FILES, 'products/b.odps.yaml': 'name: [a\n' })).status).toBe(0);
    expect(await run(FILES, 'a', 'b')).toEqual({ status: 2, out: '', err: 'talklint: name one folder, or none for the working folder.\n' });
    expect(await run(FILES, '--format', 'text')).toEqual({ status: 2, out: '', err: 'talklint: --format must be one of markdown, json, svg, not "text".\n' });
    expect((await run(FILES, 'nowhere')).err).toBe('talklint: nowhere: there is no such file or folder; mend the path.\n');
  });
});
