import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { folderWith, talklint } from '../support/cli.js';

interface Printed {
  readonly version: number;
  readonly report: {
    readonly functions: number;
    readonly flagged: number;
    readonly lines: { readonly total: number; readonly flagged: number; readonly share: number };
    readonly worst: readonly { readonly file: string; readonly name: string; readonly line: number; readonly lens: string; readonly attention: number; readonly notes: number }[];
    readonly fragments: readonly { readonly file: string; readonly name: string; readonly line: number }[];
    readonly accepted: readonly { readonly file: string; readonly function: string; readonly line: number | null; readonly signal: string; readonly reason: string; readonly by: string; readonly state: string }[];
    readonly layers?: { readonly layers: readonly string[]; readonly folders: number };
    readonly since?: { readonly reference: string; readonly changes: readonly { readonly name: string; readonly letter: string; readonly kind: string; readonly phrase: string }[]; readonly moved: readonly string[] };
  };
  readonly errors: readonly unknown[];
  readonly stats: { readonly files: number; readonly functions: number };
}

const CLOCK = 'import time\n\n\ndef is_open(shop):\n    return shop.opens < time.time()\n';
const FRAGMENT = 'def _hand_on(a, b, c, d):\n    return price(a, b, c, d)\n\n\ndef quote(ride):\n    return _hand_on(ride.a, ride.b, ride.c, ride.d)\n';
const LOST = 'import time\n\n\ndef is_late(ride):\n    try:\n        ride.check()\n    except Exception:\n        pass\n    return ride.end < time.time()\n';
const EVIDENCE = { signal: 'cupid/P1', function: 'is_open', reason: 'opening hours need it' };

async function reportIn(folder: string, args: readonly string[] = []): Promise<{ readonly status: number; readonly printed: Printed; readonly err: string }> {
  const { status, out, err } = await talklint(['profile', '--report', '--format', 'json', ...args], folder);
  return { status, printed: JSON.parse(out) as Printed, err };
}

const git = async (folder: string, ...args: string[]) => promisify(execFile)('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder });

describe('talklint profile --report', () => {
  test('tells how much is flagged, the worst functions first, and fragments beside them', async () => {
    const folder = await folderWith({ 'shop.py': CLOCK, 'quotes.py': FRAGMENT, 'rides.py': LOST, 'tests/test_shop.py': CLOCK });
    const { status, printed, err } = await reportIn(folder);
    expect([status, err, printed.version, printed.errors]).toEqual([0, '', 1, []]);
    expect(printed.report.worst.map(({ file, name, line, attention, notes }) => [file, name, line, attention, notes])).toEqual([
      ['rides.py', 'is_late', 4, 2, 0],
      ['shop.py', 'is_open', 4, 1, 0],
    ]);
    expect(printed.report.fragments).toEqual([{ file: 'quotes.py', name: '_hand_on', line: 1, message: 'only forwards its inputs, for one caller' }]);
    // Two lines of six in the shop, six of ten in the rides, none of seven in the quotes; the test counts nowhere.
    expect(printed.report).toMatchObject({ functions: 4, flagged: 2, lines: { total: 23, flagged: 8, share: 0.348 }, accepted: [] });
    expect(printed.report.since).toBeUndefined();
  });

  test('is text for people, without a total score', async () => {
    const folder = await folderWith({ 'shop.py': CLOCK, 'quotes.py': FRAGMENT });
    const { status, out } = await talklint(['profile', '--report'], folder);
    expect(status).toBe(0);
    expect(out).toBe('1 function of 3 with a remark: 2 of 13 lines (15.4 %). 2 files read.\n\nWorst functions\n  shop.py:4  is_open\n    Predictable: reads the clock\n\nFragments: functions that only forward\n  quotes.py:1  _hand_on\n');
  });

  test('says once that the folders are named after layers, with the same files by word of the domain', async () => {
    const parts = ['controllers', 'models', 'services', 'repositories'];
    const files = parts.flatMap((part) => ['Station', 'Bike'].map((noun) => [`${part}/${noun}.py`, `class ${noun}${part === 'models' ? '' : 'Part'}:\n    def name(self):\n        return "${noun}"\n`] as const));
    const { printed } = await reportIn(await folderWith(Object.fromEntries(files)));
    expect(printed.report.layers).toMatchObject({ layers: ['controllers', 'models', 'repositories', 'services'], folders: 4 });
    const { printed: byDomain } = await reportIn(await folderWith({ 'stations/station.py': 'class Station:\n    pass\n', 'bikes/bike.py': 'class Bike:\n    pass\n', 'rides/ride.py': CLOCK, 'prices/price.py': CLOCK }));
    expect(byDomain.report.layers).toBeUndefined();
  });

  test('lists what was accepted, also where it no longer holds', async () => {
    const accepted = (file: string, evidence: string, owner = 'is_open') => ({ ...EVIDENCE, file, function: owner, evidence });
    const folder = await folderWith({
      'a.py': CLOCK.replace('def', '# talklint-ignore cupid/P1 -- the shop needs the wall clock\ndef'),
      'b.py': CLOCK,
      'c.py': CLOCK,
      'd.py': '# talklint-ignore-file cupid/P2 -- nothing is lost here\nx = 1\n',
      '.talklint/accepted.json': JSON.stringify({ version: 1, accepted: [accepted('b.py', '00000000'), accepted('c.py', '00000000', 'was_open')] }),
    });
    const { printed } = await reportIn(folder);
    expect(printed.report.accepted).toEqual([
      { file: 'a.py', function: 'is_open', line: 5, signal: 'cupid/P1', reason: 'the shop needs the wall clock', by: 'comment', state: 'accepted' },
      { ...EVIDENCE, file: 'b.py', line: 4, by: 'accepted.json', state: 'changed' },
      { ...EVIDENCE, function: 'was_open', file: 'c.py', line: null, by: 'accepted.json', state: 'gone' },
      { file: 'd.py', function: '', line: 1, signal: 'cupid/P2', reason: 'nothing is lost here', by: 'comment', state: 'gone' },
    ]);
    const { out } = await talklint(['profile', '--report'], folder);
    expect(out).toContain('  b.py:4  is_open cupid/P1: opening hours need it, and is shown again: what it rests on has changed\n');
    expect(out).toContain('  d.py:1  cupid/P2: nothing is lost here, and is not needed any more\n');
  });

  test('tells what changed since a commit', async () => {
    const folder = await folderWith({ 'shop.py': CLOCK, 'quotes.py': FRAGMENT, 'same.py': CLOCK });
    await git(folder, 'init', '-q');
    await git(folder, 'add', '.');
    await git(folder, 'commit', '-q', '-m', 'first');
    await writeFile(join(folder, 'shop.py'), CLOCK.replace('is_open(shop)', 'is_open(shop, now)').replace('time.time()', 'now'));
    await writeFile(join(folder, 'quotes.py'), `import random\n\n\n${FRAGMENT.replace('return _hand', 'return random.random() + _hand')}`);
    await writeFile(join(folder, 'new.py'), CLOCK);
    const { printed } = await reportIn(folder, ['--since', 'HEAD']);
    expect(printed.report.since).toMatchObject({
      reference: 'HEAD',
      changes: [
        { file: 'quotes.py', name: 'quote', line: 8, letter: 'P', kind: 'worse', phrase: 'now reads randomness' },
        { file: 'shop.py', name: 'is_open', line: 4, letter: 'P', kind: 'better', phrase: 'no longer reads the clock' },
      ],
      moved: [],
    });
    const { out } = await talklint(['profile', '--report', '--since', 'HEAD', 'same.py'], folder);
    expect(out).toContain('Since HEAD: nothing became better or worse.\n');
  });

  test('says when complexity was moved and not removed', async () => {
    const branch = (name: string) => `    if ${name}.a:\n        if ${name}.b:\n            if ${name}.c:\n                ${name}.d()\n`;
    const folder = await folderWith({ 'a.py': `def total(rides):\n${branch('rides')}${branch('rides')}` });
    await git(folder, 'init', '-q');
    await git(folder, 'add', '.');
    await git(folder, 'commit', '-q', '-m', 'first');
    await writeFile(join(folder, 'a.py'), `def part(rides):\n${branch('rides')}\n\ndef total(rides):\n    part(rides)\n${branch('rides')}`);
    const { printed } = await reportIn(folder, ['--since', 'HEAD']);
    expect(printed.report.since?.changes.map(({ letter, kind }) => [letter, kind])).toContainEqual(['U', 'better']);
    expect(printed.report.since?.moved).toEqual(['a.py']);
    const { out } = await talklint(['profile', '--report', '--since', 'HEAD'], folder);
    expect(out).toContain('  a.py  what was hard to follow was moved, not removed\n');
  });

  test.each([
    [['--since', 'HEAD'], '--since belongs to --report; add it.'],
    [['--report', '--since', 'no-such'], '--since: git knows no commit "no-such" here; name one, such as HEAD or main.'],
    [['--report', '--since=--help-me'], '--since: git knows no commit'],
  ])('refuses %j in one sentence', async (args, sentence) => {
    const folder = await folderWith({ 'a.py': CLOCK });
    const { status, out, err } = await talklint(['profile', ...args], folder);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(`talklint: ${sentence}`);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('is named in the help, and leaves the plain profile as it was', async () => {
    const { out } = await talklint(['profile', '--help']);
    expect(out).toContain('--report');
    expect(out).toContain('--since');
    const folder = await folderWith({ 'shop.py': CLOCK });
    const plain = JSON.parse((await talklint(['profile', '--format', 'json'], folder)).out) as Record<string, unknown>;
    expect(Object.keys(plain)).toEqual(['version', 'functions', 'errors', 'stats']);
    expect(plain['functions']).toEqual([{ file: 'shop.py', name: 'is_open', kind: 'function', range: { start: { line: 4, column: 1 }, end: { line: 5, column: 36 } }, lens: 'Predictable: reads the clock', signals: [{ letter: 'P', id: 'P1', level: 'attention', message: 'reads the clock', lines: [5], evidence: 'C' }] }]);
  });
});
