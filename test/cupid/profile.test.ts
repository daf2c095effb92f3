import { describe, expect, test } from 'vitest';
import { lensOf, type Letter } from '../../src/cupid/profile.js';
import { testEngine } from '../support/engine.js';
import { profilesOf } from '../support/profiles.js';

/** The lens texts of a file, by function. */
async function lenses(path: string, text: string): Promise<Record<string, string>> {
  const profiles = await profilesOf(path, text);
  return Object.fromEntries(profiles.flatMap((profile) => { const lens = lensOf(profile); return lens === undefined ? [] : [[profile.name, lens]]; }));
}

describe('hidden inputs (P1)', () => {
  test('a Python function that decides by clock and environment', async () => {
    const text = [
      'import os',
      'from datetime import datetime',
      '',
      'def is_open(shop):',
      '    hour = datetime.now().hour',
      '    if os.environ.get("HOLIDAY"):',
      '        return False',
      '    return shop.opens <= hour < shop.closes',
    ].join('\n');
    expect(await lenses('src/shop.py', text)).toEqual({ is_open: 'Predictable: reads the clock and env' });
  });

  test('a TypeScript function, whatever form it is written in', async () => {
    const body = '{ return token.expires < Date.now(); }';
    const text = [`export function isExpired(token: Token) ${body}`, `const isStale = (token: Token) => ${body};`, `class Tokens { isOld(token: Token) ${body} }`].join('\n');
    expect(await lenses('src/token.ts', text)).toEqual({ isExpired: 'Predictable: reads the clock', isStale: 'Predictable: reads the clock', isOld: 'Predictable: reads the clock' });
  });

  test.each([
    ['a default a caller may replace', 'src/a.ts', 'export function isExpired(t: Token, now = Date.now()) { return t.expires < now; }'],
    ['an option a caller may pass', 'src/a.ts', 'export function isExpired(t: Token, o: Options) { return t.expires < (o.now ?? Date.now()); }'],
    ['a Python argument that was left out', 'src/a.py', 'import time\ndef is_expired(t, now=None):\n    now = now or time.time()\n    return t < now'],
    ['a Python argument filled in by a branch', 'src/a.py', 'import time\ndef is_expired(t, now=None):\n    if now is None:\n        now = time.time()\n    return t < now'],
    ['a name that says so', 'src/a.ts', 'export function formatNow() { return new Date().toISOString(); }'],
    ['a date given by the caller', 'src/a.ts', 'export function formatDay(day: string) { return new Date(day).toISOString(); }'],
    ['a class of the same name', 'src/a.ts', 'import { Date } from "./calendar";\nexport function isExpired(t: Token) { return t.expires < Date.now(); }'],
    ['a stopwatch', 'src/a.ts', 'export function computeAll(a: Job[]) { const start = Date.now(); for (const j of a) j.run(); return { took: Date.now() - start }; }'],
    ['a log line', 'src/a.ts', 'export function computeAll(a: Job[]) { log.info("at", Date.now()); return a.length; }'],
    ['the place where the program is put together', 'src/main.ts', 'export function isProduction() { return process.env.MODE === "production"; }'],
    ['a build flag', 'src/a.ts', 'export function isProduction() { return process.env.NODE_ENV === "production"; }'],
    ['a test', 'test/a.test.ts', 'export function isExpired(t: Token) { return t.expires < Date.now(); }'],
    ['a callback for later', 'src/a.ts', 'export function isWatched(b: Button) { b.onClick(() => { b.at = Date.now(); }); return true; }'],
    ['a sum written in the way of a country that was handed in', 'src/a.ts', 'export function computePrice(p: number, place: string) { return `${p.toLocaleString(place)} €`; }'],
    ['a page that writes for its reader', 'src/a.tsx', 'export function Price({ p }) { return <b>{p > 9 ? p.toLocaleString() : p}</b>; }'],
    ['a function that only records the time', 'src/a.ts', 'export function receipt(order: Order) { return { order, createdAt: new Date() }; }'],
  ])('silent about %s', async (_what, path, text) => {
    expect(await lenses(path, text)).toEqual({});
  });
});

describe('the locale as a hidden input (P1)', () => {
  test.each([
    ['src/a.ts', 'export function compareNames(a: Name, b: Name) { return new Intl.Collator(undefined, { numeric: true }).compare(a.text, b.text); }'],
    ['src/a.js', 'export function computeTotal(total) { return total.toLocaleString() + " kWh"; }'],
    ['src/a.py', 'import locale\n\ndef total_of(rides):\n    return locale.currency(sum(rides))\n'],
    ['A.java', 'class A { String computeTotal(double total) { return NumberFormat.getCurrencyInstance().format(total); } }'],
    ['A.cs', 'class A { string ComputeTotal(double total) { return total.ToString(CultureInfo.CurrentCulture); } }'],
  ])('%s', async (path, text) => {
    const [{ signals } = { signals: [] }] = await profilesOf(path, text);
    expect(signals.map(({ id, level, message }) => [id, level, message])).toEqual([['P1', 'note', 'reads the locale']]);
  });
});

describe('swallowed errors (P2)', () => {
  test.each([
    ['a function of the file', 'async function save(r) { await put(r); }\nasync function close(rides) { save(rides); return rides.length; }'],
    ['a method', 'class Rides { async save(r) { await put(r); } async close(rides) { this.save(rides); return rides.length; } }'],
    ['one kept under a name', 'const save = async (r) => { await put(r); };\nconst close = async (rides) => { save(rides); };'],
  ])('an async function that waits for nothing: %s', async (_what, text) => {
    const close = (await profilesOf('src/a.ts', text)).find(({ name }) => name === 'close');
    expect(close?.signals.map(({ id, level, message }) => [id, level, message])).toEqual([['P2', 'note', 'does not wait for `save`, whose errors get lost']]);
  });

  test.each([
    ['waiting', 'async function close(rides) { await save(rides); }'],
    ['saying that nobody waits', 'async function close(rides) { void save(rides); }'],
    ['a reason beside it', 'async function close(rides) { save(rides); // the next save mends it\n}'],
    ['handing it on', 'async function close(rides) { return save(rides); }'],
    ['keeping it', 'async function close(rides) { const saved = save(rides); await saved; }'],
    ['a function that cannot wait', 'function close(rides) { save(rides); }'],
    ['another of that name, handed in', 'async function close(rides, save) { save(rides); }'],
    ['a callback', 'async function close(rides) { later(() => { save(rides); }); }'],
    ['a method of something else', 'async function close(rides) { rides.save(rides); }'],
  ])('silent about a promise: %s', async (_what, text) => {
    const close = (await profilesOf('src/a.ts', `async function save(r) { await put(r); }\n${text}`)).find(({ name }) => name === 'close');
    expect(close?.signals).toEqual([]);
  });

  test.each([
    ['that catches its own errors', 'async function save(r) { try { await put(r); } catch (e) { report(e); } }'],
    ['that is begun to go on', 'async function startSaving(r) { await put(r); }'],
  ])('silent about a promise of a function %s', async (_what, text) => {
    const close = (await profilesOf('src/a.ts', `${text}\nasync function close(rides) { save(rides); startSaving(rides); }`)).find(({ name }) => name === 'close');
    expect(close?.signals).toEqual([]);
  });

  test('empty handlers', async () => {
    expect(await lenses('src/a.ts', 'function load(p: string) { try { read(p); } catch {} }\nfunction send() { post().catch(() => {}); }')).toEqual({
      load: 'Predictable: an error disappears',
      send: 'Predictable: an error disappears',
    });
    expect(await lenses('src/a.py', 'def load(p):\n    try:\n        read(p)\n    except Exception:\n        pass\n\ndef again(p):\n    try:\n        read(p)\n    except:\n        ...\n')).toEqual({
      load: 'Predictable: an error disappears',
      again: 'Predictable: an error disappears',
    });
  });

  test.each([
    ['a reason in a comment', 'src/a.ts', 'function load(p: string) { try { read(p); } catch { /* optional file */ } }'],
    ['a reason beside pass', 'src/a.py', 'def load(p):\n    try:\n        read(p)\n    except Exception:\n        pass  # optional file\n'],
    ['one expected mistake', 'src/a.py', 'def load(p):\n    try:\n        read(p)\n    except KeyError:\n        pass\n'],
    ['tidying up', 'src/a.ts', 'function end(s: Socket) { try { s.close(); } catch {} }'],
    ['one way or the other', 'src/a.ts', 'function parse(t: string) { try { return JSON.parse(t); } catch {} return undefined; }'],
    ['a handler that does something', 'src/a.ts', 'function load(p: string) { try { read(p); } catch (e) { report(e); } }'],
  ])('silent about %s', async (_what, path, text) => {
    expect(await lenses(path, text)).toEqual({});
  });
});

describe('the lens', () => {
  const evidence = [{ span: { start: 0, end: 1 }, label: 'here' }];
  const signal = (letter: Letter, id: string, level: 'note' | 'attention', grade: 'A' | 'B' | 'C' = 'C') => ({ letter, id, level, message: id, grade, evidence, nextStep: 'try' });
  const lens = (...signals: readonly ReturnType<typeof signal>[]) => lensOf({ name: 'f', kind: 'function', span: { start: 0, end: 1 }, nameSpan: { start: 0, end: 1 }, signals });

  test.each([
    ['nothing', [], undefined],
    ['one note', [signal('U', 'a', 'note')], undefined],
    ['two notes of one property', [signal('U', 'a', 'note'), signal('U', 'b', 'note')], undefined],
    ['one that asks for attention', [signal('P', 'a', 'attention')], 'Predictable: a'],
    ['notes of two properties, in their order', [signal('C', 'a', 'note'), signal('D', 'b', 'note')], 'Composable: a · Domain-based: b'],
    ['three notes of one property', [signal('U', 'a', 'note'), signal('U', 'b', 'note'), signal('U', 'c', 'note')], 'Unix: a; b'],
    ['the worst first', [signal('C', 'a', 'note'), signal('P', 'b', 'attention')], 'Predictable: b · Composable: a'],
    ['the best supported first', [signal('C', 'a', 'note'), signal('U', 'b', 'note', 'A')], 'Unix: b · Composable: a'],
    ['the second phrase from another property', [signal('U', 'a', 'attention'), signal('U', 'b', 'attention'), signal('D', 'c', 'note')], 'Unix: a · Domain-based: c'],
  ] as const)('%s', (_what, signals, expected) => {
    expect(lens(...signals)).toBe(expected);
  });
});

describe('ignoring', () => {
  const code = (comment: string) => `${comment}\nfunction isExpired(t: Token) {\n  return t.expires < Date.now();\n}\n`;

  test('a signal ignored with a reason is silent, and the ignore counts as used', async () => {
    const text = code('// talklint-ignore cupid/P1 -- wall clock by design');
    expect(await lenses('src/a.ts', text)).toEqual({});
    const engine = await testEngine();
    const document = await engine.open({ path: 'src/a.ts', text });
    expect(document && engine.check(document)).toEqual([]);
    document?.dispose();
  });

  test('an ignore nothing needs is reported', async () => {
    const engine = await testEngine();
    const document = await engine.open({ path: 'src/a.ts', text: '// talklint-ignore cupid/P2 -- not needed\nfunction f() {}\n' });
    expect(document && engine.check(document).map(({ rule }) => rule)).toEqual(['talklint/unused-ignore']);
    document?.dispose();
  });
});
