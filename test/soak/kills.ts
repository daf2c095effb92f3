import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../support/engine.js';
import { seeded } from '../support/random.js';

const KILLS = 50;
/** About what the writing takes, in milliseconds. */
const LONGEST_WRITE = 40;
const CLI = join(root, 'dist/cli.cjs');
const run = promisify(execFile);

const answers = (purpose: string) => ['product', 'new', ...['domain=mobility', 'name=Trips', `purpose=${purpose}`, 'outputPorts=[a, b, c, d, e, f]', 'owner=ada', 'transformation=polars'].flatMap((pair) => ['--set', pair])];

/** The files of a folder with their texts, ids left out since each run draws its own. */
async function textsIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map(async (file) => [file.slice(folder.length), (await readFile(file, 'utf8')).replace(/"?\b[0-9a-f]{8}-[0-9a-f-]{27}\b"?|[0-9a-f]{64}/g, 'id')] as const)));
}

function same(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
}

/** Kills `product new` at random moments, half of them while it writes a new product, half while it updates one. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'talklint-kills-'));
  const random = seeded(1);
  try {
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    await mkdir(join(folder, 'empty'));
    await mkdir(first);
    await run(process.execPath, [CLI, ...answers('old')], { cwd: first });
    await cp(first, second, { recursive: true });
    await run(process.execPath, [CLI, ...answers('new')], { cwd: second });
    const [before, after] = [await textsIn(first), await textsIn(second)];
    const counts = { untouched: 0, whole: 0, 'to be finished': 0 };
    for (let i = 0; i < KILLS; i++) {
      const isNew = i % 2 === 0;
      const place = join(folder, `run-${i}`);
      await cp(isNew ? join(folder, 'empty') : first, place, { recursive: true });
      const purpose = isNew ? 'old' : 'new';
      await killedInside(answers(purpose), place, LONGEST_WRITE * random());
      const [old, wanted] = isNew ? [new Map<string, string>(), before] : [before, after];
      const left = await textsIn(place);
      const product = new Map([...left].filter(([path]) => !path.startsWith('/.talklint-unfinished')));
      const kind = same(product, wanted) ? 'whole' : same(product, old) ? 'untouched' : 'to be finished';
      if (kind === 'to be finished' && !left.has('/.talklint-unfinished/journal.json')) throw new Error(`kill ${i} left a half-written product and no journal.`);
      if (kind === 'to be finished' && isNew) throw new Error(`kill ${i} left half of a new product.`);
      counts[kind]++;
      await run(process.execPath, [CLI, ...answers(purpose)], { cwd: place });
      if (!same(await textsIn(place), wanted)) throw new Error(`kill ${i}: the next run did not bring the product into order.`);
      await rm(place, { recursive: true });
    }
    if (counts.whole === KILLS) throw new Error('every kill came too late; the writing was never interrupted.');
    console.log(`${KILLS} kills: ${Object.entries(counts).map(([kind, count]) => `${count} ${kind}`).join(', ')}; the next run brought each into order.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Kills the command so many milliseconds after it has begun to write. */
async function killedInside(args: readonly string[], folder: string, milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise((done) => child.once('exit', done));
  while (child.exitCode === null && !existsSync(join(folder, '.talklint-unfinished'))) await new Promise((done) => setImmediate(done));
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  await ended;
  clearTimeout(timer);
}

await main();
