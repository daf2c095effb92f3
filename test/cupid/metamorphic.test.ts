import { describe, expect, test } from 'vitest';
import { profilesOf } from '../support/profiles.js';

/** One file a language, with something to say in each: nesting, a hidden input, a lost error, a changed parameter. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  'src/rides.ts': [
    'export function isLate(ride: Ride): boolean {\n  const end = ride.end;\n  if (ride.open) {\n    return false;\n  }\n  return end < Date.now();\n}',
    'export function total(rides) {\n  let sum = 0;\n  for (const ride of rides) {\n    if (ride.paid && ride.price) {\n      sum += ride.price;\n    } else {\n      ride.price = 0;\n    }\n  }\n  return sum;\n}',
    'export function load(path: string) {\n  let text = 1;\n  try {\n    text = read(path);\n  } catch (error) {\n  }\n  use(text);\n}',
  ],
  'src/rides.js': [
    'function kindOf(bike) {\n  const kind = bike.shape;\n  if (kind === "city") {\n    return 1;\n  }\n  if (kind === "cargo") {\n    return 2;\n  }\n  if (kind === "child") {\n    return 3;\n  }\n  return 4;\n}',
    'function price(member) {\n  if (member) {\n    low();\n  } else {\n    high();\n  }\n}',
  ],
  'src/rides.py': [
    'import time\n\n\ndef is_late(ride):\n    end = ride.end\n    if ride.open:\n        return False\n    return end < time.time()',
    'def total(rides):\n    sum_ = 0\n    for ride in rides:\n        if ride.paid and ride.price:\n            sum_ += ride.price\n        else:\n            rides.append(ride)\n    return sum_',
    'def load(path):\n    text = 1\n    try:\n        text = read(path)\n    except Exception:\n        pass\n    use(text)',
  ],
  'src/Rides.java': [
    'class Late {\n  boolean isLate(Ride ride) {\n    long end = ride.end;\n    if (ride.open) {\n      return false;\n    }\n    return end < System.currentTimeMillis();\n  }\n}',
    'class Loads {\n  void load(String path) {\n    int text = 1;\n    try {\n      text = read(path);\n    } catch (Exception e) {\n    }\n    use(text);\n  }\n}',
  ],
  'src/rides.go': [
    'func IsLate(ride Ride) bool {\n\tend := ride.End\n\tif ride.Open {\n\t\treturn false\n\t}\n\treturn end.Before(time.Now())\n}',
    'func Total(rides map[string]int) int {\n\tsum := 0\n\tfor name, price := range rides {\n\t\tif price > 0 && name != "" {\n\t\t\tsum += price\n\t\t} else {\n\t\t\trides[name] = 0\n\t\t}\n\t}\n\treturn sum\n}',
  ],
  'src/rides.rs': [
    'fn is_late(ride: &Ride) -> bool {\n    let end = ride.end;\n    if ride.open {\n        return false;\n    }\n    end < SystemTime::now()\n}',
    'fn load(path: &str) -> u32 {\n    let text = read(path);\n    text.parse().unwrap()\n}',
  ],
  'src/Rides.cs': [
    'class Late\n{\n    bool IsLate(Ride ride)\n    {\n        var end = ride.End;\n        if (ride.Open)\n        {\n            return false;\n        }\n        return end < DateTime.UtcNow;\n    }\n}',
    'class Loads\n{\n    void Load(string path)\n    {\n        var text = 1;\n        try\n        {\n            text = Read(path);\n        }\n        catch\n        {\n        }\n        Use(text);\n    }\n}',
  ],
};
const HEADS: Readonly<Record<string, string>> = { 'src/rides.go': 'package rides\n\nimport "time"\n\n' };
const LOCALS = /\b(end|sum|sum_|text|kind)\b(?!:)/g;

const textOf = (path: string, parts: readonly string[]) => `${HEADS[path] ?? ''}${parts.join('\n\n')}\n`;

/** Everything said, by function, without places. */
async function said(path: string, text: string): Promise<Record<string, string[]>> {
  return Object.fromEntries((await profilesOf(path, text)).map(({ name, signals }) => [name, signals.map(({ id, level, message }) => `${id} ${level}: ${message}`)]));
}

describe.each(Object.entries(FILES))('%s', (path, parts) => {
  const comment = path.endsWith('.py') ? '#' : '//';
  const original = textOf(path, parts);

  test('has something to say', async () => {
    expect(Object.values(await said(path, original)).flat().length).toBeGreaterThan(0);
  });

  test('comments change nothing', async () => {
    // Not inside an empty handler: a comment there is the reason.
    const commented = original.replace(/^(?=[ \t]*(?:if|for|let|const|var|return|int|long|end|sum|text)\b)/gm, (_, offset: number) => `${/^[ \t]*/.exec(original.slice(offset))?.[0] ?? ''}${comment} a remark of some length\n`);
    expect(commented).not.toBe(original);
    expect(await said(path, `${comment} the file\n\n${commented}`)).toEqual(await said(path, original));
  });

  test('formatting changes nothing', async () => {
    const spaced = original.replaceAll('\n', '\n\n').replace(/^([ \t]+)/gm, '$1$1').replaceAll(' + ', '  +  ');
    expect(await said(path, spaced)).toEqual(await said(path, original));
    expect(await said(path, original.replaceAll('\n', '\r\n'))).toEqual(await said(path, original));
  });

  test('the name of a local changes nothing but itself', async () => {
    const renamed = original.replace(LOCALS, (name, _word, offset: number) => (original[offset - 1] === '.' ? name : `${name}Renamed`));
    expect(renamed).not.toBe(original);
    const found = JSON.stringify(await said(path, renamed)).replaceAll('Renamed', '');
    expect(JSON.parse(found)).toEqual(await said(path, original));
  });

  test('the order of functions changes nothing', async () => {
    expect(await said(path, textOf(path, parts.toReversed()))).toEqual(await said(path, original));
  });
});

describe('taking out a pure helper makes no property worse', () => {
  const worst = (found: readonly string[], letter: string) => Math.max(0, ...found.filter((signal) => signal.startsWith(letter)).map((signal) => (signal.includes('attention') ? 2 : 1)));

  test.each([
    ['src/a.ts', 'export function price(rides) { let sum = 0; for (const ride of rides) { if (ride.paid) { if (ride.night) { if (ride.long) { sum += ride.a ? 1 : 2; } } } } return sum; }', 'function one(ride) { return ride.a ? 1 : 2; }\nexport function price(rides) { let sum = 0; for (const ride of rides) { if (ride.paid) { if (ride.night) { if (ride.long) { sum += one(ride); } } } } return sum; }'],
    ['a.py', 'def price(rides):\n    total = 0\n    for ride in rides:\n        if ride.paid:\n            if ride.night:\n                if ride.long:\n                    total += 1 if ride.a else 2\n    return total\n', 'def one(ride):\n    return 1 if ride.a else 2\n\ndef price(rides):\n    total = 0\n    for ride in rides:\n        if ride.paid:\n            if ride.night:\n                if ride.long:\n                    total += one(ride)\n    return total\n'],
    ['A.java', 'class A { int price(int a, int b) { if (a > 1 && b > 1 || a > 9) { if (b > 3) { for (;;) { if (a > 4) { return 1; } else { return 2; } } } } return 3; } }', 'class A { private boolean fits(int a, int b) { return a > 1 && b > 1 || a > 9; } int price(int a, int b) { if (fits(a, b)) { if (b > 3) { for (;;) { if (a > 4) { return 1; } else { return 2; } } } } return 3; } }'],
  ])('%s', async (path, before, after) => {
    const old = Object.values(await said(path, before)).flat();
    for (const found of Object.values(await said(path, after))) {
      for (const letter of ['C', 'U', 'P', 'I', 'D']) expect(worst(found, letter), letter).toBeLessThanOrEqual(worst(old, letter));
    }
    expect(old.length).toBeGreaterThan(0);
  });
});

describe('reading the clock in a pure function adds P1 and nothing else', () => {
  test.each([
    ['src/a.ts', 'export function price(ride) { return ride.minutes * 2 + $; }', '0', 'Date.now()'],
    ['src/a.js', 'function price(ride) { return ride.minutes * 2 + $; }', '0', 'Date.now()'],
    ['a.py', 'import time\n\ndef price(ride):\n    return ride.minutes * 2 + $\n', '0', 'time.time()'],
    ['A.java', 'class A { long price(Ride ride) { return ride.minutes * 2 + $; } }', '0', 'System.currentTimeMillis()'],
    ['a.go', 'package p\n\nfunc Price(ride Ride) int {\n\treturn ride.Minutes*2 + $\n}\n', '0', 'time.Now().Hour()'],
    ['src/a.rs', 'fn price(ride: &Ride) -> u64 { ride.minutes * 2 + $ }', '0', 'hours(SystemTime::now())'],
    ['A.cs', 'class A { long Price(Ride ride) { return ride.Minutes * 2 + $; } }', '0', 'DateTime.UtcNow.Ticks'],
  ])('%s', async (path, text, pure, clock) => {
    const ids = async (value: string) => (await profilesOf(path, text.replace('$', value))).flatMap(({ signals }) => signals.map(({ id, message }) => `${id} ${message}`));
    expect(await ids(pure)).toEqual([]);
    expect(await ids(clock)).toEqual(['P1 reads the clock']);
  });
});
