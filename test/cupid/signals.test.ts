import { describe, expect, test } from 'vitest';
import { SIGNALS } from '../../src/cupid/signals.js';
import { profilesOf } from '../support/profiles.js';

/** `U1 note`, `P1 attention` …, by function. */
async function signals(path: string, text: string): Promise<Record<string, string[]>> {
  const profiles = await profilesOf(path, text);
  return Object.fromEntries(profiles.map(({ name, signals: found }) => [name, found.map(({ id, level }) => (level === 'attention' ? `${id}!` : id))]));
}

interface Case {
  readonly what: string;
  readonly path: string;
  readonly text: string;
}

const loop = (condition: string) => `if (${condition}) { for (const x of a) { use(x); } }`;

/** A place where the signal speaks, and one beside it where it does not. */
const CASES: Readonly<Record<string, { readonly speaks: readonly Case[]; readonly silent: readonly Case[] }>> = {
  C2: {
    speaks: [
      { what: 'six inputs', path: 'src/a.ts', text: 'export function ride(bike, from, to, at, rider, price) { go(); }' },
      { what: 'six inputs of Go, types shared', path: 'a.go', text: 'package p\n\nfunc Ride(bike, from, to string, at, rider, price int) {}' },
    ],
    silent: [
      { what: 'five, and a context', path: 'a.go', text: 'package p\n\nfunc Ride(ctx context.Context, bike, from, to string, at, rider int) {}' },
      { what: 'one that is taken apart', path: 'src/a.ts', text: 'export function ride({ bike, from, to, at, rider, price }) { go(); }' },
      { what: 'a constructor that only keeps', path: 'A.java', text: 'class A { A(int a, int b, int c, int d, int e, int f) { this.a = a; this.b = b; } }' },
      { what: 'an override', path: 'A.java', text: 'class A extends B { @Override public void ride(int a, Bike b, long c, char d, Rider e, Price f) { go(); } }' },
      { what: 'the receiver', path: 'a.py', text: 'class A:\n    def ride(self, a, b, c, d, e):\n        go()\n' },
    ],
  },
  C3: {
    speaks: [
      { what: 'a typed flag', path: 'src/a.ts', text: 'export function price(ride: Ride, member: boolean) { if (member) { return low(ride); } return high(ride); }' },
      { what: 'a flag by its default', path: 'a.py', text: 'def price(ride, member=False):\n    return low(ride) if not member else high(ride)\n' },
      { what: 'an untyped one', path: 'src/a.js', text: 'function price(member) { if (member) { low(); } else { high(); } }' },
    ],
    silent: [
      { what: 'a setter', path: 'src/a.ts', text: 'export function setMember(member: boolean) { if (member) { low(); } }' },
      { what: 'a flag handed on', path: 'src/a.ts', text: 'export function price(member: boolean) { return other(member); }' },
      { what: 'a flag that is part of a rule', path: 'src/a.ts', text: 'export function price(ride: Ride, member: boolean) { if (member && ride.long) { low(); } }' },
    ],
  },
  C6: {
    speaks: [{ what: 'a private function that hands four inputs on', path: 'src/a.ts', text: 'function ride(a, b, c, d) { return go(a, b, c, d); }\nexport function all() { return ride(1, 2, 3, 4); }' }],
    silent: [
      { what: 'two callers', path: 'src/a.ts', text: 'function ride(a, b, c, d) { return go(a, b, c, d); }\nexport function all() { ride(1, 2, 3, 4); return ride(5, 6, 7, 8); }' },
      { what: 'an exported one', path: 'src/a.ts', text: 'export function ride(a, b, c, d) { return go(a, b, c, d); }\nexport function all() { return ride(1, 2, 3, 4); }' },
    ],
  },
  U1: {
    speaks: [{ what: 'five deep', path: 'src/a.ts', text: 'export function ride(a) { if (a) { if (b) { if (c) { if (d) { if (e) { go(); } } } } } }' }],
    silent: [{ what: 'five after another', path: 'src/a.ts', text: 'export function ride(a) { if (a) return; if (b) return; if (c) return; if (d) return; if (e) return; }' }],
  },
  U2: {
    speaks: [{ what: 'three nested blocks', path: 'src/a.ts', text: `export function ride(a) { ${loop('b')} ${loop('c')} ${loop('d')} }` }],
    silent: [{ what: 'two', path: 'src/a.ts', text: `export function ride(a) { ${loop('b')} ${loop('c')} }` }],
  },
  U3: {
    speaks: [
      { what: 'many names', path: 'src/a.ts', text: `export function ride() { return [${Array.from({ length: 60 }, (_, i) => `part${i}`).join(', ')}]; }` },
      { what: 'many lines', path: 'src/a.ts', text: `export function ride() {\n${'  go();\n'.repeat(61)}}` },
    ],
    silent: [{ what: 'many comments and blank lines', path: 'src/a.ts', text: `export function ride() {\n${'  // a word\n\n'.repeat(61)}  go();\n}` }],
  },
  U4: {
    speaks: [{ what: 'two verbs, beside another finding', path: 'src/a.ts', text: `export function loadAndShow(a) { ${loop('b')} ${loop('c')} ${loop('d')} }` }],
    silent: [
      { what: 'alone', path: 'src/a.ts', text: 'export function loadAndShow() { load(); show(); }' },
      { what: 'what is said in one breath', path: 'src/a.ts', text: `export function searchAndReplace(a) { ${loop('b')} ${loop('c')} ${loop('d')} }` },
    ],
  },
  U5: {
    speaks: [{ what: 'decides and prints', path: 'prices.py', text: 'def price(ride):\n    if ride.long:\n        if ride.night:\n            if ride.member:\n                print("low")\n                return 1\n    return 2\n' }],
    silent: [{ what: 'prints alone', path: 'prices.py', text: 'def price(ride):\n    print("low")\n    return 1\n' }],
  },
  P1: {
    speaks: [
      { what: 'Java', path: 'Token.java', text: 'class Token { boolean isExpired() { return end.isBefore(Instant.now()); } }' },
      { what: 'Go', path: 'token.go', text: 'package p\n\nfunc IsExpired(t Token) bool { return t.End.Before(time.Now()) }' },
      { what: 'Rust', path: 'src/token.rs', text: 'fn is_expired(t: &Token) -> bool { t.end < std::time::SystemTime::now() }' },
      { what: 'C#', path: 'Token.cs', text: 'class Token { bool IsExpired() => End < DateTime.UtcNow; }' },
      { what: 'a property of C#', path: 'Token.cs', text: 'class Token { bool IsExpired => End < DateTime.UtcNow; }' },
      { what: 'chance', path: 'Dice.java', text: 'class Dice { int computeScore() { return new Random().nextInt(6); } }' },
      { what: 'the network, where the name asks', path: 'a.py', text: 'import requests\n\ndef is_open(shop):\n    return requests.get(shop.url).ok\n' },
    ],
    silent: [
      { what: 'a clock that was handed in', path: 'Token.java', text: 'class Token { boolean isExpired(Clock clock) { return end.isBefore(Instant.now(clock)); } }' },
      { what: 'a package of the same name in a parameter', path: 'token.go', text: 'package p\n\nfunc IsExpired(time Source) bool { return end.Before(time.Now()) }' },
      { what: 'a seeded generator', path: 'Dice.java', text: 'class Dice { int computeScore() { return new Random(7).nextInt(6); } }' },
      { what: 'a stopwatch', path: 'src/run.rs', text: 'fn compute_all(jobs: &[Job]) -> u32 { let start = Instant::now(); go(jobs); start.elapsed() }' },
      { what: 'a handler of the network', path: 'a.py', text: 'import requests\n\ndef orders(shop):\n    return requests.get(shop.url).json()\n' },
    ],
  },
  P2: {
    speaks: [
      { what: 'Java', path: 'A.java', text: 'class A { void load() { try { read(); } catch (Exception e) { } } }' },
      { what: 'C#', path: 'A.cs', text: 'class A { void Load() { try { Read(); } catch { } } }' },
      { what: 'Go', path: 'a.go', text: 'package p\n\nfunc Load(t string) int {\n\tn, _ := strconv.Atoi(t)\n\treturn n\n}' },
      { what: 'Rust', path: 'src/a.rs', text: 'fn load() { parse().ok(); }' },
      { what: 'a handler somebody meant to finish', path: 'A.java', text: 'class A { void load() { try { read(); } catch (IOException e) { /* TODO tell the rider */ } } }' },
      { what: 'any error ends the program', path: 'A.java', text: 'class A { void load() { try { read(); } catch (Throwable e) { System.exit(1); } } }' },
      { what: 'printed only', path: 'A.java', text: 'class A { void load() { try { read(); } catch (Exception e) { e.printStackTrace(); } } }' },
    ],
    silent: [
      { what: 'a reason', path: 'A.java', text: 'class A { void load() { try { read(); } catch (Exception e) { /* optional */ } } }' },
      { what: 'the top of a program that ends it', path: 'A.java', text: 'class A { void main() { try { read(); } catch (Throwable e) { System.exit(1); } } }' },
      { what: 'a name that says so', path: 'A.java', text: 'class A { void load() { try { read(); } catch (Exception ignored) { } } }' },
      { what: 'an answer of yes or no', path: 'a.go', text: 'package p\n\nfunc Load(m *sync.Map) any {\n\tn, _ := m.Load("a")\n\treturn n\n}' },
      { what: 'a mistake one expects', path: 'a.py', text: 'def load(p):\n    try:\n        read(p)\n    except KeyError:\n        pass\n' },
      { what: 'a channel whose other end is gone', path: 'src/a.rs', text: 'fn stop(tx: &Sender) { let _ = tx.send(1); }' },
    ],
  },
  P3: {
    speaks: [
      { what: 'a question that changes', path: 'A.java', text: 'class A { private int tries; boolean isOpen() { tries = tries + 1; return true; } }' },
      { what: 'a question without an answer', path: 'src/a.ts', text: 'export function isOpen(shop: Shop): string { return shop.name; }' },
      { what: 'one for many', path: 'src/a.ts', text: 'export function getUser(id: string): User[] { return all(id); }' },
    ],
    silent: [
      { what: 'a cache', path: 'src/a.ts', text: 'class A { getScore() { if (!this.score) { this.score = work(); } return this.score; } }' },
      { what: 'a change the name tells', path: 'src/a.ts', text: 'class A { getAndReset() { this.score = 0; return 1; } }' },
      { what: 'a promise of yes or no', path: 'src/a.ts', text: 'export async function isOpen(): Promise<boolean> { return true; }' },
      { what: 'many for many', path: 'src/a.ts', text: 'export function getUsers(id: string): User[] { return all(id); }' },
    ],
  },
  P4: {
    speaks: [
      { what: 'a list of the caller', path: 'a.py', text: 'def total(items):\n    items.append(1)\n    return sum(items)\n' },
      { what: 'a field of what was given', path: 'src/a.ts', text: 'export function total(order) { order.total = 3; return order.total; }' },
      { what: 'a map of Go', path: 'a.go', text: 'package p\n\nfunc Total(prices map[string]int) int {\n\tprices["a"] = 1\n\treturn 1\n}' },
    ],
    silent: [
      { what: 'a copy under the same name', path: 'a.py', text: 'def total(items):\n    items = list(items)\n    items.append(1)\n    return sum(items)\n' },
      { what: 'what is given to be filled', path: 'src/a.ts', text: 'export function total(out) { out.total = 3; }' },
      { what: 'a name that says so', path: 'a.py', text: 'def add_total(items):\n    items.append(1)\n' },
      { what: 'a value of Go', path: 'a.go', text: 'package p\n\nfunc Total(order Order) int {\n\torder.total = 1\n\treturn 1\n}' },
    ],
  },
  P5: {
    speaks: [
      { what: 'TypeScript', path: 'src/a.ts', text: 'let total = 0;\nexport function price(ride) { total = total + ride.price; return ride.price; }' },
      { what: 'Python', path: 'a.py', text: 'total = 0\n\ndef price(ride):\n    global total\n    total = total + ride.price\n    return ride.price\n' },
      { what: 'Go', path: 'a.go', text: 'package p\n\nvar total int\n\nfunc Price(ride Ride) int {\n\ttotal = total + ride.Price\n\treturn ride.Price\n}' },
      { what: 'a static field', path: 'A.java', text: 'class A { private static int total; int price(Ride ride) { total += ride.price; return ride.price; } }' },
      { what: 'a built-in', path: 'src/a.js', text: 'function price(ride) { Array.prototype.last = ride; return 1; }' },
    ],
    silent: [
      { what: 'a local of the same name', path: 'src/a.ts', text: 'let total = 0;\nexport function price(ride) { let total = 1; total = 2; return total; }' },
      { what: 'a variable of the function around', path: 'src/a.ts', text: 'export function all(rides) { let total = 0; const price = (ride) => { total = 3; return ride; }; return rides.map(price); }' },
      { what: 'who says so', path: 'src/a.ts', text: 'let level = 0;\nexport function setLevel(to) { level = to; }' },
      { what: 'made on first use', path: 'src/a.ts', text: 'let pool;\nexport function poolOf() { pool ??= make(); return pool; }' },
    ],
  },
  P6: {
    speaks: [{ what: 'one of ten', path: 'src/a.js', text: `function price(ride) { if (!ride) return; return ride.price; }\n${Array.from({ length: 10 }, (_, i) => `function f${i}() { return ${i}; }`).join('\n')}` }],
    silent: [
      { what: 'the custom of the file', path: 'src/a.js', text: Array.from({ length: 12 }, (_, i) => `function price(ride) { if (!ride) return; return ${i}; }`).join('\n') },
      { what: 'a declared answer', path: 'a.py', text: `def price(ride) -> int | None:\n    if not ride:\n        return\n    return ride.price\n` },
    ],
  },
  P7: {
    speaks: [
      { what: 'Rust', path: 'src/a.rs', text: 'fn load(t: &str) -> u32 { t.parse().unwrap() }' },
      { what: 'Go', path: 'a.go', text: 'package p\n\nfunc Load() error {\n\tpanic("no")\n}' },
    ],
    silent: [
      { what: 'a test', path: 'src/a.rs', text: '#[cfg(test)]\nmod tests {\n    #[test]\n    fn load() { parse().unwrap(); }\n}' },
      { what: 'a lock', path: 'src/a.rs', text: 'fn load(m: &Mutex<u32>) -> u32 { *m.lock().unwrap() }' },
      { what: 'asked before', path: 'src/a.rs', text: 'fn load(x: Option<u32>) -> u32 { if x.is_some() { x.unwrap() } else { 0 } }' },
      { what: 'a reason', path: 'src/a.rs', text: 'fn load(x: Option<u32>) -> u32 { x.expect("always set by new") }' },
      { what: 'Must', path: 'a.go', text: 'package p\n\nfunc MustLoad() error {\n\tpanic("no")\n}' },
    ],
  },
  D1: {
    speaks: [
      { what: 'Java', path: 'A.java', text: 'class A { int price(String bike) { if (bike.equals("city")) return 1; if (bike.equals("cargo")) return 2; if (bike.equals("child")) return 3; return 4; } }' },
      { what: 'Python', path: 'a.py', text: 'def price(bike):\n    if bike == "city":\n        return 1\n    if bike == "cargo":\n        return 2\n    if bike == "child":\n        return 3\n' },
      { what: 'a switch on a plain text', path: 'src/a.ts', text: 'export function price(bike: string) { switch (bike) { case "city": return 1; case "cargo": return 2; case "child": return 3; } }' },
    ],
    silent: [
      { what: 'a union the compiler knows', path: 'src/a.ts', text: 'export function price(bike: Bike) { switch (bike.kind) { case "city": return 1; case "cargo": return 2; case "child": return 3; } }' },
      { what: 'the border where texts become values', path: 'a.py', text: 'def parse_bike(bike):\n    if bike == "city":\n        return 1\n    if bike == "cargo":\n        return 2\n    if bike == "child":\n        return 3\n' },
      { what: 'signs', path: 'a.py', text: 'def price(sign):\n    if sign == "+":\n        return 1\n    if sign == "-":\n        return 2\n    if sign == "*":\n        return 3\n' },
    ],
  },
  D2: {
    speaks: [{ what: 'two functions', path: 'A.java', text: 'class A { int price() { switch (bikeType) { case CITY: return 1; default: return 2; } } int weight() { switch (bikeType) { case CITY: return 9; default: return 8; } } }' }],
    silent: [
      { what: 'one function', path: 'A.java', text: 'class A { int price() { switch (bikeType) { case CITY: return 1; default: return 2; } } }' },
      { what: 'kinds of a syntax tree', path: 'src/a.js', text: 'function a(node) { switch (node.type) { case "x": return 1; } }\nfunction b(node) { switch (node.type) { case "x": return 1; } }' },
    ],
  },
  D3: {
    speaks: [
      { what: 'Java', path: 'A.java', text: 'class A { int price(Bike bike) { if (bike instanceof City) return 1; if (bike instanceof Cargo) return 2; return 3; } }' },
      { what: 'Python', path: 'a.py', text: 'def price(bike):\n    if isinstance(bike, City):\n        return 1\n    if isinstance(bike, Cargo):\n        return 2\n' },
      { what: 'C#', path: 'A.cs', text: 'class A { int Price(Bike bike) { if (bike is City) return 1; if (bike is Cargo) return 2; return 3; } }' },
    ],
    silent: [
      { what: 'the border', path: 'a.py', text: 'def to_bike(bike):\n    if isinstance(bike, City):\n        return 1\n    if isinstance(bike, Cargo):\n        return 2\n' },
      { what: 'once', path: 'A.java', text: 'class A { int price(Bike bike) { if (bike instanceof City) return 1; return 3; } }' },
    ],
  },
  D4: {
    speaks: [{ what: 'three of them', path: 'src/a.ts', text: 'export function price(seats) { let sum = 40000; if (seats > 30) { sum += 1500 * (seats - 30); } return sum - seats / 5; }' }],
    silent: [
      { what: 'named ones', path: 'src/a.ts', text: 'export function price(seats) { const base = 40000; const free = 30; const each = 1500; return base + each * (seats - free); }' },
      { what: 'arguments and lists', path: 'src/a.ts', text: 'export function price() { return sum([4, 5, 6], 77, 88); }' },
    ],
  },
  D5: {
    speaks: [{ what: 'four texts', path: 'A.java', text: 'class A { void ride(String bike, String rider, String city, String plan) { go(); } }' }],
    silent: [
      { what: 'by name only', path: 'a.py', text: 'def ride(*, bike: str, rider: str, city: str, plan: str):\n    go()\n' },
      { what: 'coordinates', path: 'src/a.ts', text: 'export function box(x: number, y: number, width: number, height: number) { return x; }' },
    ],
  },
  D6: {
    speaks: [{ what: 'a public name any program could have, beside another finding', path: 'src/a.ts', text: 'export function process(a, b, c, d, e, f) { go(); }' }],
    silent: [
      { what: 'alone', path: 'src/a.ts', text: 'export function process(a) { go(); }' },
      { what: 'a name an interface gives', path: 'A.cs', text: 'class A : IHandler { public void Handle(int a, int b, int c, int d, Bike e, Ride f) { if (a) { Go(); } } }' },
    ],
  },
};

/** Each has places in `across-files.test.ts`, or in `cli/local-idioms.test.ts` and `cli/glossary.test.ts`. */
const OF_MORE_FILES = new Set(['C1', 'C4', 'C5', 'D7']);

describe('signals', () => {
  test('every signal has both', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(SIGNALS.filter(({ id, letter }) => !OF_MORE_FILES.has(id) && letter !== 'I').map(({ id }) => id).toSorted());
  });

  test.each(Object.entries(CASES).flatMap(([id, { speaks }]) => speaks.map(({ what, path, text }) => [id, what, path, text] as const)))('%s speaks: %s (%s)', async (id, _what, path, text) => {
    expect(Object.values(await signals(path, text)).flat().map((found) => found.replace('!', ''))).toContain(id);
  });

  test.each(Object.entries(CASES).flatMap(([id, { silent }]) => silent.map(({ what, path, text }) => [id, what, path, text] as const)))('%s is silent: %s (%s)', async (id, _what, path, text) => {
    expect(Object.values(await signals(path, text)).flat().map((found) => found.replace('!', ''))).not.toContain(id);
  });

  test('half a text is no reason to throw', async () => {
    const cases = Object.values(CASES).flatMap(({ speaks, silent }) => [...speaks, ...silent]);
    for (const { path, text } of cases) {
      for (const share of [0.3, 0.6, 0.85]) await expect(profilesOf(path, text.slice(0, Math.floor(text.length * share)))).resolves.toBeDefined();
    }
  });

  test.each([
    ['a clock that decides', 'src/a.ts', 'export function isExpired(t) { return t.end < Date.now(); }', ['P1!']],
    ['a clock that is noted down', 'src/a.ts', 'export function isSaved(t) { save({ ...t, updatedAt: Date.now() }); return true; }', ['P1']],
    ['a question that writes', 'src/a.ts', 'class A { isOpen() { this.tried = true; return true; } }', ['P3!']],
    ['a getter that writes', 'src/a.ts', 'class A { getScore() { this.tried = true; return 1; } }', ['P3']],
  ])('the level of %s', async (_what, path, text, expected) => {
    expect(Object.values(await signals(path, text)).flat()).toEqual(expected);
  });
});
