import { describe, expect, test } from 'vitest';
import { folderWith, talklint } from '../support/cli.js';

interface Printed {
  readonly functions: readonly { readonly file: string; readonly name: string; readonly lens: string | null; readonly signals: readonly { readonly letter: string; readonly id: string; readonly level: string; readonly message: string; readonly lines: readonly number[]; readonly evidence: string }[] }[];
}

/** What is said about local idioms: `file:line function id: message`. */
async function said(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { out, status } = await talklint(['profile', '.', '--format', 'json'], await folderWith(files));
  expect(status).toBe(0);
  const { functions } = JSON.parse(out) as Printed;
  return functions.flatMap(({ file, name, signals }) => signals.filter(({ letter }) => letter === 'I').map(({ id, message, lines }) => `${file}:${lines.join()} ${name} ${id}: ${message}`));
}

/** Files with one thing each, all done the same way. */
function alike(count: number, path: (i: number) => string, text: (i: number) => string): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [path(i), text(i)]));
}

const letters = (i: number) => String.fromCharCode(97 + Math.floor(i / 26), 97 + (i % 26));

interface Case {
  readonly id: string;
  readonly usual: Readonly<Record<string, string>>;
  readonly other: readonly [path: string, text: string];
  readonly said: string;
}

const CASES: readonly Case[] = [
  { id: 'I1', usual: alike(60, (i) => `src/ride${i}.py`, (i) => `def read_ride_${i}():\n    return ${i}\n`), other: ['src/other.py', 'def readRide():\n    return 1\n'], said: '1 readRide I1: 60 of 61 functions here are snake_case; this one is camelCase' },
  { id: 'I2', usual: alike(60, (i) => `src/ride${i}.ts`, (i) => `export class RideCard${i} {\n  draw() {\n    return ${i};\n  }\n}\n`), other: ['src/other.ts', 'export class ride_list {\n  draw() {\n    return 1;\n  }\n}\n'], said: '1 draw I2: 60 of 61 types here are PascalCase; `ride_list` is snake_case' },
  { id: 'I3', usual: alike(60, (i) => `src/ride${i}.ts`, (i) => `export const MOST_RIDES_${i} = ${i};\nexport function ride() {\n  return MOST_RIDES_${i};\n}\n`), other: ['src/other.ts', 'export const mostRides = 5;\nexport function first() {\n  return 1;\n}\nexport function ride() {\n  return mostRides;\n}\n'], said: '1 ride I3: 60 of 61 constants here are UPPER_CASE; `mostRides` is camelCase' },
  { id: 'I4', usual: alike(60, (i) => `src/ride-${letters(i)}.ts`, () => 'export function ride() {\n  return 1;\n}\n'), other: ['src/bikeList.ts', 'export function ride() {\n  return 1;\n}\n'], said: '1 ride I4: 60 of 61 files here are kebab-case; this one is camelCase' },
  { id: 'I5', usual: alike(60, (i) => `src/ride${i}.ts`, (i) => `export function isLate${i}(ride: Ride): boolean {\n  return ride.late;\n}\n`), other: ['src/other.ts', 'export function paid(ride: Ride): boolean {\n  return ride.paid;\n}\n'], said: '1 paid I5: 60 of 61 functions here that answer yes or no are asked as a question (is, has, can …); this one is not' },
  { id: 'I6', usual: alike(60, (i) => `src/Ride${i}.cs`, (i) => `class Ride${i}\n{\n    public async Task<int> ReadRideAsync()\n    {\n        return await Rides();\n    }\n}\n`), other: ['src/Other.cs', 'class Other\n{\n    public async Task<int> ReadBike()\n    {\n        return await Bikes();\n    }\n}\n'], said: '3 ReadBike I6: 60 of 61 functions here that are awaited are named …Async; this one does not say it' },
  { id: 'I7', usual: alike(60, (i) => `src/ride${i}.ts`, (i) => `export interface IRide${i} {\n  a: string;\n}\n`), other: ['src/other.ts', 'export interface Bike {\n  a: string;\n}\nexport function bell(bike: Bike) {\n  return bike.a;\n}\n'], said: '1 bell I7: 60 of 61 interfaces here are named with I before it; this one has none' },
  { id: 'I8', usual: alike(60, (i) => `src/ride${i}.ts`, (i) => `export class Ride${i} {\n  private _fare = 1;\n  pay() {\n    return this._fare;\n  }\n}\n`), other: ['src/other.ts', 'export class Bike {\n  private bell = 1;\n  ring() {\n    return this.bell;\n  }\n}\n'], said: '2 ring I8: 60 of 61 private members here are named with _ before it; this one has none' },
  { id: 'I9', usual: alike(60, (i) => `src/ride${i}.ts`, () => 'export function ride() {\n  try {\n    go();\n  } catch (error) {\n    report(error);\n  }\n}\n'), other: ['src/other.ts', 'export function bike() {\n  try {\n    go();\n  } catch (e) {\n    report(e);\n  }\n}\n'], said: '4 bike I9: 60 of 61 caught errors here are named error; this one e' },
  { id: 'I10', usual: { 'store/store.go': `package store\n\ntype Store struct{ n int }\n\n${Array.from({ length: 60 }, (_, i) => `func (s *Store) Ride${i}() int {\n\treturn s.n\n}\n`).join('\n')}` }, other: ['store/other.go', 'package store\n\nfunc (store *Store) Bike() int {\n\treturn store.n\n}\n'], said: '3 Bike I10: 60 of 61 methods of this type name it s; this one names it store' },
  { id: 'I11', usual: alike(60, (i) => `src/a/ride${i}.ts`, () => "import { fare } from '@/fares/fare';\nexport function ride() {\n  return fare();\n}\n"), other: ['src/b/other.ts', "import { fare } from '../fares/fare';\nexport function bike() {\n  return fare();\n}\n"], said: '1 bike I11: 60 of 61 imports of own files here are written by an alias; this one by a relative path' },
  { id: 'I12', usual: alike(60, (i) => `src/ride${i}.ts`, () => 'export function ride(a: number) {\n  if (a > 1) return undefined;\n  return a;\n}\n'), other: ['src/other.ts', 'export function bike(a: number) {\n  if (a > 1) return null;\n  return a;\n}\n'], said: '2 bike I12: 60 of 61 functions here that may find nothing return undefined; this one returns null' },
  { id: 'I13', usual: alike(60, (i) => `src/ride${i}.ts`, () => 'export function ride() {\n  return 1;\n}\n'), other: ['src/other.ts', 'export default function bike() {\n  return 1;\n}\n'], said: '1 bike I13: 60 of 61 files here have named exports alone; this one has a default export' },
  { id: 'I14', usual: alike(60, (i) => `src/ride${i}.py`, () => 'def ride(a):\n    if a:\n        return\n    go(a)\n'), other: ['src/other.py', 'def bike(a):\n    if a:\n        return None\n    go(a)\n'], said: '3 bike I14: 60 of 61 functions here without an answer end early with a bare return; this one with return None' },
];

describe('local idioms', () => {
  test.each(CASES)('$id: what nearly all places of a workspace do', async ({ usual, other: [path, text], said: expected }) => {
    expect(await said({ ...usual, [path]: text })).toEqual([`${path}:${expected}`]);
  });

  const [functions] = CASES;
  const few = Object.fromEntries(Object.entries(functions?.usual ?? {}).slice(0, 30));
  const deviant = 'def readRide():\n    return 1\n';

  test.each([
    ['too few to be sure: 30 of 31', { ...few, 'src/other.py': deviant }],
    ['less than nine in ten', { ...functions?.usual, ...alike(8, (i) => `src/bike${i}.py`, (i) => `def readBike${letters(i)}():\n    return 1\n`) }],
    ['a name a base class asks for', { ...functions?.usual, 'src/other.py': 'class Reader(Base):\n    def readRide(self):\n        return 1\n' }],
    ['a name a framework is told about', { ...functions?.usual, 'src/other.py': '@registry.add\ndef readRide():\n    return 1\n' }],
    ['bindings to another language', { ...functions?.usual, 'src/bindings/rides.py': deviant }],
    ['a file with a custom of its own', { ...functions?.usual, 'src/other.py': 'def readRide():\n    return 1\n\n\ndef readBike():\n    return 1\n\n\ndef readFare():\n    return 1\n' }],
    ['a folder with a custom of its own', { ...functions?.usual, ...alike(3, (i) => `lib/bike${i}.py`, (i) => `def readBike${letters(i)}():\n    return 1\n`) }],
    ['a name that fits both ways', { ...functions?.usual, 'src/other.py': 'def read():\n    return 1\n' }],
    ['a test', { ...functions?.usual, 'tests/test_rides.py': deviant }],
    ['another language, which has its own', { ...functions?.usual, 'src/other.ts': 'export function readRide() {\n  return 1;\n}\n' }],
  ])('silent about %s', async (_what, files) => {
    expect(await said(files as Record<string, string>)).toEqual([]);
  });

  test('a note of grade A, and no lens by itself', async () => {
    const { out } = await talklint(['profile', '.', '--format', 'json'], await folderWith({ ...functions?.usual, 'src/other.py': deviant }));
    const found = (JSON.parse(out) as Printed).functions.find(({ name }) => name === 'readRide');
    expect(found).toMatchObject({ lens: null, signals: [{ letter: 'I', level: 'note', evidence: 'A' }] });
  });

  test('may be ignored with a reason where it stands, and nowhere else is it known of a single file', async () => {
    expect(await said({ ...functions?.usual, 'src/other.py': `# talklint-ignore cupid/I1 -- the name of a protocol\n${deviant}` })).toEqual([]);
    const folder = await folderWith({ ...functions?.usual, 'src/other.py': deviant });
    const { out } = await talklint(['profile', 'src/other.py', '--format', 'json'], folder);
    expect((JSON.parse(out) as Printed).functions.flatMap(({ signals }) => signals)).toEqual([]);
  });
});
