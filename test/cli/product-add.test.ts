import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { folderWith, talklint, type PrintedReport } from '../support/cli.js';

const PATH = 'products/sales/orders/dataproduct.odps.yaml';
/** A descriptor as a person writes it: odd quotes, comments and order, Windows line ends, no final one. */
const ORDERS = `# Ours.
kind: DataProduct
apiVersion: "v1.0.0"
id: 'orders'   # never change
name: Orders
status: draft
domain: sales
description: { purpose: What was sold. }
team:
    members:
      - {username: ada, role: owner}
outputPorts:   # what others read
    -   name: "orders"
        version: '1.0.0'
        contractId: orders-1
        inputContracts: [{ id: feed-1, version: 1.0.0 }]
        # soon: returns
inputPorts: [ { name: feed, version: 1.0.0, contractId: feed-1 } ]
tags: [sold]`.replaceAll('\n', '\r\n');
const TRIPS = `apiVersion: v1.0.0
kind: DataProduct
id: trips
name: Trips
domain: mobility
status: draft
outputPorts:
  - { name: trips, version: 1.0.0, contractId: trips-1 }
  - { name: trips, version: 2.0.0, contractId: trips-2 }
`;
const FILES = { [PATH]: ORDERS, 'trips.odps.yaml': TRIPS, 'columns.csv': 'id,at\n1,2\n' };

interface Contract {
  readonly id: string;
  readonly schema: readonly { readonly properties: readonly { readonly name: string }[] }[];
}

/** Runs the command in a folder; gives its outcome and the descriptor afterwards. */
async function add(folder: string, ...args: readonly string[]) {
  const outcome = await talklint(['product', 'add', ...args], folder);
  return { ...outcome, text: await readFile(join(folder, PATH), 'utf8') };
}

describe('talklint product add', () => {
  test('an output port from a CSV header leaves everything else as it was', async () => {
    const folder = await folderWith(FILES);
    const args = ['Orders', '--name', 'Returns', '--columns', 'columns.csv'];
    const { status, text } = await add(folder, 'output-port', ...args);
    expect(status).toBe(0);
    const contract = parse(
      await readFile(join(folder, 'products/sales/orders/contracts/returns.v1.odcs.yaml'), 'utf8'),
    ) as Contract;
    expect(contract.schema[0]?.properties.map(({ name }) => name)).toEqual(['id', 'at']);
    const added = [
      '    - name: Returns',
      '      description: "What was sold."',
      '      type: table',
      '      version: "1.0.0"',
      `      contractId: ${contract.id}`,
      '      inputContracts:',
      '        - id: feed-1',
      '          version: "1.0.0"',
    ];
    const [before = '', after = ''] = ORDERS.split('inputPorts:');
    // An id is in quotes where it begins with a digit.
    const plain = text.replace(`"${contract.id}"`, contract.id);
    expect(plain).toBe(`${before}${added.join('\r\n')}\r\ninputPorts:${after}`);
    const { findings } = JSON.parse((await talklint(['product', 'check', '--format', 'json'], folder)).out) as PrintedReport;
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('an input port is read by the output ports that are made of all inputs', async () => {
    const folder = await folderWith(FILES);
    const dry = await add(folder, 'input-port', PATH, '--from', 'mobility/Trips/trips@1', '--diff');
    expect([dry.text, dry.out.split('\n').filter((line) => /^[-+](?![-+])/.test(line)).length]).toEqual([ORDERS, 4]);
    const { status, text } = await add(folder, 'input-port', PATH, '--from', 'mobility/Trips/trips@1');
    expect(status).toBe(0);
    expect(text).toBe(
      ORDERS.replace('feed-1 } ]', 'feed-1 }, { name: trips, version: "1.0.0", contractId: trips-1 } ]').replace(
        'version: 1.0.0 }]',
        'version: 1.0.0 }, { id: trips-1, version: "1.0.0" }]',
      ),
    );
    const again = await add(folder, 'input-port', 'products/sales/orders', '--from', 'Trips/trips@1.0.0', '--json');
    expect([again.status, again.text]).toEqual([0, text]);
    expect(JSON.parse(again.out)).toMatchObject({ dryRun: false, files: [{ path: PATH, action: 'keep' }] });
  });

  test('columns come from SQL or from another port of the product', async () => {
    const folder = await folderWith({ ...FILES, 't.sql': 'CREATE TABLE t (a int, b date)' });
    await add(folder, 'output-port', 'Orders', '--name', 'one', '--columns', 't.sql');
    await add(folder, 'output-port', 'Orders', '--name', 'two', '--columns', 'one', '--kind', 'file');
    const contract = await readFile(join(folder, 'products/sales/orders/contracts/two.v1.odcs.yaml'), 'utf8');
    expect((parse(contract) as Contract).schema[0]?.properties).toMatchObject([{ name: 'a' }, { name: 'b' }]);
  });

  test.each([
    [['output-port', 'Orders', '--name', 'ORDERS'], 'has an output port "orders" already'],
    [['output-port', 'Orders', '--name', '..'], 'needs a letter or a digit'],
    [['output-port', 'Orders'], 'The output port is missing'],
    [['output-port', 'Orders', '--name', 'x', '--columns', 'none.csv'], 'there is no such file'],
    [['output-port', 'Nothing', '--name', 'x'], 'No data product "Nothing" is in this folder'],
    [['output-port'], 'name one data product'],
    [['input-port', 'Orders'], 'say what it reads'],
    [['input-port', 'Orders', '--from', 'Trips/trips@3'], 'it has trips@1.0.0, trips@2.0.0'],
    [['input-port', 'Orders', '--from', 'Orders/orders'], 'No data product "Orders" is in this folder'],
    [['input-port', 'Orders', '--from', 'Trips/trips', '--name', 'feed'], 'has an input port "feed" already'],
    [['port'], 'has no "port"'],
  ])('%j is explained and changes nothing', async (args, message) => {
    const { status, err, text } = await add(await folderWith(FILES), ...args);
    expect([status, text]).toEqual([2, ORDERS]);
    expect(err).toContain(message);
  });
});
