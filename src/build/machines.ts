import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/*
 * Makes content/data/machines-*.json from the tables of Cloud Carbon Footprint's ccf-coefficients, so that every figure
 * can be traced: `npm run machines -- <folder with the CSV files>`. The files themselves are not part of the project.
 */

const DATE = '2026-04-24';
const ORIGIN = 'cloud-carbon-footprint/ccf-coefficients b0032d9 (Apache-2.0)';
const COLUMNS = ['vCPU', 'memory GB', 'watts idle', 'watts at 10 %', 'watts at 50 %', 'watts at 100 %', 'kg CO2e of making the whole server', 'vCPU of the whole server', 'how many processors it may run on, where more than one'];

/** In the order of COLUMNS. */
type Row = readonly number[];
type CsvRow = Readonly<Record<string, string>>;

const folder = process.argv[2];
if (folder === undefined) throw new Error('say where the tables are: npm run machines -- <folder>.');

async function table(name: string): Promise<CsvRow[]> {
  const [header = [], ...lines] = (await readFile(join(folder ?? '', name), 'utf8')).trim().split(/\r?\n/).map(cells);
  return lines.map((line) => Object.fromEntries(header.map((key, index) => [key, line[index] ?? ''])));
}

/** The cells of a line; a cell in quotes may hold commas. */
function cells(line: string): string[] {
  return [...`${line},`.matchAll(/(?:"([^"]*)"|([^,]*)),/g)].map(([, quoted, plain]) => (quoted ?? plain ?? '').trim());
}

/** Both decimal commas and decimal points occur. */
function number(text: string | undefined): number {
  return text === undefined || text === '' ? Number.NaN : Number(text.replace(',', '.'));
}

function grouped(rows: readonly CsvRow[], column: string): ReadonlyMap<string, readonly CsvRow[]> {
  const groups = new Map<string, CsvRow[]>();
  for (const row of rows) groups.set(row[column] ?? '', [...(groups.get(row[column] ?? '') ?? []), row]);
  return groups;
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A row is kept when every figure is there, watts do not fall with load, and the share of the server is at most one. */
function isComplete([vcpu = 0, memory = 0, idle = 0, tenth = 0, half = 0, full = 0, embodied = 0, platform = 0]: Row): boolean {
  return [vcpu, memory, idle, tenth, half, full, embodied, platform].every((value) => value > 0) && idle <= tenth && tenth <= half && half <= full && vcpu <= platform;
}

/** Watts of the whole machine at four loads, as the Teads engineers worked them out for each type. */
async function amazon(): Promise<Map<string, Row>> {
  const embodied = new Map((await table('coefficients-aws-embodied.csv')).map((row) => [row['type'], number(row['total'])]));
  const rows = (await table('aws-instances.csv')).map((row): [string, Row] => {
    const type = row['Instance type'] ?? '';
    const watts = ['Idle', '10%', '50%', '100%'].map((load) => number(row[`Instance @ ${load}`]));
    return [type, [number(row['Instance vCPU']), number(row['Instance Memory (in GB)']), ...watts, round(embodied.get(type) ?? Number.NaN, 0), number(row['Platform Total Number of vCPU'])]];
  });
  return new Map(rows.filter(([, row]) => isComplete(row)));
}

interface Source {
  readonly provider: 'gcp' | 'azure';
  readonly typeColumn: string;
  /** Types whose figures would be wrong. */
  readonly isLeftOut: (row: CsvRow) => boolean;
}

interface Processor {
  /** Watts of one vCPU at idle and at full load. */
  readonly min: number;
  readonly max: number;
}

async function processorsOf(provider: string): Promise<Map<string | undefined, Processor>> {
  return new Map((await table(`coefficients-${provider}-use.csv`)).map((row) => [row['Architecture'], { min: number(row['Min Watts']), max: number(row['Max Watts']) }]));
}

/**
 * Watts by vCPU: min + load × (max − min) of the processor. Where a type may run on several processors, idle is the
 * lowest, full load the highest, and the two between are the mean of all. Graphics cards have no figures: left out.
 */
async function byProcessor(source: Source): Promise<Map<string, Row>> {
  const { provider, typeColumn } = source;
  const own = await processorsOf(provider);
  // Not every table names every processor; the processor is the same whoever runs it.
  const others = new Map([...(await processorsOf('aws')), ...(await processorsOf('azure')), ...own]);
  const embodied = grouped(await table(`coefficients-${provider}-embodied.csv`), 'type');
  const types = grouped((await table(`${provider}-instances.csv`)).filter((row) => !source.isLeftOut(row) && number(row['Instance GPUs'] || '0') === 0), typeColumn);
  const result = new Map<string, Row>();
  for (const [type, rows] of types) {
    const names = [...new Set(rows.map((row) => row['Microarchitecture']))];
    const candidates = names.includes('Unknown') ? [...own.values()] : names.flatMap((name) => others.get(name) ?? []);
    const [first] = rows;
    const vcpu = number(first?.['Instance vCPUs']);
    const watts = (load: number, of: (values: number[]) => number) => round(vcpu * of(candidates.map(({ min, max }) => min + load * (max - min))), 2);
    const kilograms = mean((embodied.get(type) ?? []).map((row) => number(row['total'])));
    const row = [
      vcpu,
      // "5.888" is 5,888 GB there.
      number(first?.['Instance Memory']?.replace(/^([1-9]\d*)\.(\d{3})$/, '$1$2')),
      watts(0, (values) => Math.min(...values)),
      watts(0.1, mean),
      watts(0.5, mean),
      watts(1, (values) => Math.max(...values)),
      round(kilograms, 0),
      number(first?.['Platform vCPUs (highest vCPU possible)']),
      ...(candidates.length > 1 ? [candidates.length] : []),
    ];
    if (candidates.length >= names.length && isComplete(row)) result.set(type, row);
  }
  return result;
}

/** `D2s v3` is written `Standard_D2s_v3` in code, where case does not count; a trailing footnote mark goes. */
function azureName(type: string): string {
  return type.replace(/ 1$/, '').replaceAll(' ', '_').toLowerCase();
}

async function write(name: string, method: string, rows: ReadonlyMap<string, Row>): Promise<void> {
  const lines = [...rows].map(([type, row]) => `  ${JSON.stringify(type)}: ${JSON.stringify(row)}`);
  const head = Object.entries({ source: `${method} ${ORIGIN}.`, date: DATE, columns: COLUMNS }).map(([key, value]) => ` ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const text = `{\n${head.join(',\n')},\n "rows": {\n${lines.join(',\n')}\n }\n}\n`;
  await writeFile(join('content/data', `${name}.json`), text);
  process.stdout.write(`${name}: ${rows.size} types\n`);
}

await write('machines-aws', 'Watts of each machine type at four loads as worked out by Teads, and kg CO2e of making the server (Teads, after Dell and others):', await amazon());
await write(
  'machines-google',
  'Watts of a vCPU of the processor times the vCPUs (SPECpower results), mean, lowest and highest where it may be one of several; kg CO2e of making the server:',
  // A shared core is a part of a vCPU, which the table does not say.
  await byProcessor({ provider: 'gcp', typeColumn: 'Machine type', isLeftOut: (row) => (row['Machine Family'] ?? '').includes('Shared-core') }),
);
const azure = await byProcessor({ provider: 'azure', typeColumn: 'Virtual Machine', isLeftOut: (row) => (row['Series'] ?? '').startsWith('SAP HANA') });
await write(
  'machines-azurerm',
  'Watts of a vCPU of the processor times the vCPUs (SPECpower results), mean, lowest and highest where it may be one of several or is not known; kg CO2e of making the server:',
  new Map([...azure].map(([type, row]) => [azureName(type), row])),
);
