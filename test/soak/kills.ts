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
const STAGING = '.talklint-unfinished';
const run = promisify(execFile);

function commandLine(purpose: string): string[] {
  const ports = 'outputPorts=[a, b, c, d, e, f]';
  const answers = ['domain=mobility', 'name=Trips', `purpose=${purpose}`, ports, 'owner=ada', 'transformation=polars'];
  return ['product', 'new', ...answers.flatMap((answer) => ['--set', answer])];
}

/** The files of a folder with their texts, ids left out since each run draws its own. */
async function textsIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const withoutIds = (text: string) => text.replace(/"?\b[0-9a-f]{8}-[0-9a-f-]{27}\b"?|[0-9a-f]{64}/g, 'id');
  const textAt = async (file: string) => [file.slice(folder.length), withoutIds(await readFile(file, 'utf8'))] as const;
  return new Map(await Promise.all(files.map(textAt)));
}

function same(a: Texts, b: Texts): boolean {
  return a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
}

type Texts = ReadonlyMap<string, string>;
type Kind = 'untouched' | 'whole' | 'to be finished';

/** One killed run: from which folder, towards which answers, and what may be there before and after. */
interface Attempt {
  readonly from: string;
  readonly purpose: string;
  readonly before: Texts;
  readonly after: Texts;
}

/** Kills `product new` at random moments, half of them while it writes a new product, half while it updates one. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'talklint-kills-'));
  const random = seeded(1);
  try {
    const attempts = await attemptsIn(folder);
    const counts: Record<Kind, number> = { untouched: 0, whole: 0, 'to be finished': 0 };
    for (let i = 0; i < KILLS; i++) {
      const attempt = attempts[i % attempts.length];
      if (!attempt) break;
      const place = join(folder, `run-${i}`);
      await cp(attempt.from, place, { recursive: true });
      counts[await killed(attempt, place, LONGEST_WRITE * random(), `kill ${i}`)]++;
      await rm(place, { recursive: true });
    }
    if (counts.whole === KILLS) throw new Error('every kill came too late; the writing was never interrupted.');
    const list = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
    console.log(`${KILLS} kills: ${list.join(', ')}; the next run brought each into order.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function attemptsIn(folder: string): Promise<readonly Attempt[]> {
  const [empty, first, second] = [join(folder, 'empty'), join(folder, 'first'), join(folder, 'second')];
  await mkdir(empty);
  await mkdir(first);
  await run(process.execPath, [CLI, ...commandLine('old')], { cwd: first });
  await cp(first, second, { recursive: true });
  await run(process.execPath, [CLI, ...commandLine('new')], { cwd: second });
  const [nothing, old, renewed] = [await textsIn(empty), await textsIn(first), await textsIn(second)];
  return [
    { from: empty, purpose: 'old', before: nothing, after: old },
    { from: first, purpose: 'new', before: old, after: renewed },
  ];
}

/** Kills one run after so many milliseconds; says what it left. Throws an Error when the next run does not mend it. */
async function killed(attempt: Attempt, place: string, ms: number, name: string): Promise<Kind> {
  const { purpose, before, after } = attempt;
  await killedInside(commandLine(purpose), place, ms);
  const left = await textsIn(place);
  const product = new Map([...left].filter(([path]) => !path.startsWith(`/${STAGING}`)));
  const kind = same(product, after) ? 'whole' : same(product, before) ? 'untouched' : 'to be finished';
  if (kind === 'to be finished') {
    if (!left.has(`/${STAGING}/journal.json`)) throw new Error(`${name} left a half-written product and no journal.`);
    if (before.size === 0) throw new Error(`${name} left half of a new product.`);
  }
  await run(process.execPath, [CLI, ...commandLine(purpose)], { cwd: place });
  if (same(await textsIn(place), after)) return kind;
  throw new Error(`${name}: the next run did not bring the product into order.`);
}

/** Kills the command so many milliseconds after it has begun to write. */
async function killedInside(args: readonly string[], folder: string, milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise((done) => child.once('exit', done));
  const hasBegun = () => child.exitCode !== null || existsSync(join(folder, STAGING));
  while (!hasBegun()) await new Promise((done) => setImmediate(done));
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  await ended;
  clearTimeout(timer);
}

await main();
