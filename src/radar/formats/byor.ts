import type { JsonValue } from './json.js';
import { readCsv, writeCsv, type CsvField } from '../../document/csv.js';
import { keyOf, quadrantNamed, quadrantTitle, RadarCollector, ringNamed, ringTitle, unknownQuadrant, unknownRing, unreadable, type Movement, type RadarItem, type ReadRadar } from './radar-file.js';

/** The columns of build-your-own-radar (its `contentValidator.js`); one of `isNew` and `status` will do. */
const NEEDED = ['name', 'ring', 'quadrant', 'description'] as const;
const COLUMNS = ['name', 'ring', 'quadrant', 'isNew', 'description', 'status'] as const;
type Column = (typeof COLUMNS)[number];

const STATUSES: ReadonlyMap<string, Movement> = new Map([['new', 'new'], ['moved in', 'in'], ['moved out', 'out'], ['no change', 'none']]);
const STATUS_NAMES: Readonly<Record<Movement, string>> = { new: 'New', in: 'Moved In', out: 'Moved Out', none: 'No Change' };

type Cell = { readonly text: string; readonly start: number };

/** A radar in the CSV of build-your-own-radar. Broken rows are reported and left out. */
export function readByorCsv(text: string): ReadRadar {
  const { records, problems } = readCsv(text);
  const collector = new RadarCollector(text);
  for (const { start, message } of problems) collector.problem(start, message);
  const [header, ...rows] = records;
  if (!header) return problems.length > 0 ? collector.result() : unreadable(EMPTY);
  const places = new Map(header.map((field, place) => [field.text.trim().toLowerCase(), place]));
  const missing = NEEDED.filter((column) => !places.has(column));
  if (missing.length > 0) {
    collector.problem(0, `the first line names no column ${missing.join(', ')}; a radar has the columns name,ring,quadrant,isNew,description.`);
    return collector.result();
  }
  for (const written of rows) {
    const row = places.get('name') === 0 ? withWholeName(written, header.length, places, collector) : written;
    addRow(collector, row[0]?.start ?? 0, (column) => cellOf(row, places.get(column.toLowerCase())));
  }
  if (rows.length === 0 && problems.length === 0) collector.problem(0, 'this radar has no blip yet; add a line for one.');
  return collector.result();
}

/** A name with commas and without quotes is taken for several fields; where ring and quadrant then fit, it was meant as one. */
function withWholeName(row: readonly CsvField[], width: number, places: ReadonlyMap<string, number>, collector: RadarCollector): readonly CsvField[] {
  const extra = row.length - width;
  const [first] = row;
  if (extra <= 0 || !first) return row;
  const name = row.slice(0, extra + 1).map(({ text }) => text).join(',');
  const whole = [{ text: name, start: first.start }, ...row.slice(extra + 1)];
  const fits = ringNamed(cellOf(whole, places.get('ring'))?.text ?? '') && quadrantNamed(cellOf(whole, places.get('quadrant'))?.text ?? '');
  if (!fits) return row;
  collector.problem(first.start, 'this name has a comma and no quotes; it is read as one name, so put it in quotes.');
  return whole;
}

/** What to say about a file with nothing in it. */
export const EMPTY = 'this radar is empty; write blips into it, or remove the file.';

function cellOf(row: readonly CsvField[], place: number | undefined): Cell | undefined {
  return place === undefined ? undefined : row[place];
}

/** A radar in the JSON of build-your-own-radar, a list of objects whose values are texts. */
export function readByorJson(text: string, list: JsonValue): ReadRadar {
  const collector = new RadarCollector(text);
  for (const row of list.items) {
    if (!row.isObject) collector.problem(row.start, 'this is no blip; write an object with name, ring, quadrant and description.');
    else addRow(collector, row.start, (column) => (row.get(column) ? { text: row.textOf(column), start: row.startOf(column) } : undefined));
  }
  if (list.items.length === 0) collector.problem(0, EMPTY);
  return collector.result();
}

function addRow(collector: RadarCollector, start: number, cell: (column: Column) => Cell | undefined): void {
  const textOf = (column: Column) => cell(column)?.text ?? '';
  const placeOf = (column: Column) => cell(column)?.start ?? start;
  const title = textOf('name').trim();
  const ring = ringNamed(textOf('ring'));
  const quadrant = quadrantNamed(textOf('quadrant'));
  const status = textOf('status').trim().toLowerCase();
  if (title === '') return collector.problem(start, 'this blip has no name; write one.');
  if (!ring) collector.problem(placeOf('ring'), unknownRing(textOf('ring')));
  if (!quadrant) collector.problem(placeOf('quadrant'), unknownQuadrant(textOf('quadrant')));
  if (status !== '' && !STATUSES.has(status)) collector.problem(placeOf('status'), `the status "${status.slice(0, 60)}" is unknown; write New, Moved In, Moved Out or No Change.`);
  const movement = STATUSES.get(status) ?? (/^true$/i.test(textOf('isNew').trim()) ? 'new' : undefined);
  if (ring && quadrant) collector.add(start, { key: keyOf(title), title, ring, quadrant, description: textOf('description'), ...(movement ? { movement } : {}) });
  return undefined;
}

function cells({ title, ring, quadrant, description, movement }: RadarItem): Readonly<Record<Column, string>> {
  return { name: title, ring: ringTitle(ring), quadrant: quadrantTitle(quadrant), isNew: movement === 'new' ? 'TRUE' : 'FALSE', description, status: movement ? STATUS_NAMES[movement] : '' };
}

export function writeByorCsv(items: readonly RadarItem[]): string {
  return writeCsv([COLUMNS, ...items.map((item) => COLUMNS.map((column) => cells(item)[column]))]);
}

export function writeByorJson(items: readonly RadarItem[]): string {
  return `${JSON.stringify(items.map(cells), null, 2)}\n`;
}
