import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseDocument } from 'yaml';
import { DESCRIPTORS } from '../../src/mesh/descriptor-index.js';
import { lineageOf } from '../../src/mesh/lineage/build.js';
import { layOut } from '../../src/mesh/lineage/layout.js';
import { lineageSvg } from '../../src/mesh/lineage/svg.js';
import { viewOf } from '../../src/mesh/lineage/view.js';
import { nodeClock, nodeFiles } from '../../src/platform/node.js';
import type { Engine } from '../../src/workspace/engine.js';
import { Neighbourhood } from '../../src/workspace/neighbourhood.js';
import { filesOf, manyProducts, type SampleFile } from '../support/data-products.js';
import { root, testEngine } from '../support/engine.js';
import { median, megabytes, milliseconds, percentile, row, runProcess } from './measure.js';

const PRODUCTS = 1000;
const CHANGES = 60;
/** The first changes run code that nothing has compiled yet; they are shown on their own. */
const WARM_UP = 5;
/** What the issue asks for, in milliseconds. */
const LIMITS = { whole: 15_000, change: 100 } as const;

/** Index, checks and lineage of many data products, beside reading the same files with the YAML library and nothing more. */
export async function benchProducts(scratch: string): Promise<void> {
  const folder = join(scratch, 'products').replaceAll('\\', '/');
  const files = filesOf(manyProducts(PRODUCTS));
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const kilobytes = Math.round(files.reduce((sum, { text }) => sum + text.length, 0) / 1000);
  const peer = timed(() => files.map(({ text }) => parseDocument(text, { prettyErrors: false }).toJS() as unknown));
  const engine = await testEngine();
  const neighbourhood = new Neighbourhood(folder, { files: nodeFiles, clock: nodeClock, open: (input) => engine.open(input), classesOf: (path) => engine.classesOf(path) });
  const parts = await benchWhole(engine, neighbourhood, files);
  const all = await benchChanges(engine, neighbourhood, folder, files);
  const changes = all.slice(WARM_UP);
  neighbourhood.dispose();
  const cli = join(root, 'dist', 'cli.cjs');
  const check = await runProcess(process.execPath, [cli, 'product', 'check', '--format', 'json', '.'], folder);
  const lineage = await runProcess(process.execPath, [cli, 'product', 'lineage', '--format', 'svg', '.'], folder);
  const total = Object.values(parts).reduce((sum, value) => sum + value, 0);
  console.log(`\n${PRODUCTS} data products, ${files.length} files, ${kilobytes} kB of YAML`);
  console.log(row(['in one process', 'time', 'of plain YAML']));
  for (const [name, value] of [['yaml parseDocument and toJS, all files', peer], ...Object.entries(parts), ['all three, limit 15 s', total]] as const) console.log(row([name, milliseconds(value), `${(value / peer).toFixed(2)} ×`]));
  console.log(row(['one file changed: index, lineage, its check', `p50 ${milliseconds(median(changes))}`, `p95 ${milliseconds(percentile(changes, 0.95))}`]));
  console.log(row([`  the first ${WARM_UP} of them`, `worst ${milliseconds(Math.max(...all.slice(0, WARM_UP)))}`]));
  console.log(row(['command line', 'time', 'memory']));
  for (const [name, run] of [['product check', check], ['product lineage --format svg', lineage]] as const) console.log(row([name, milliseconds(run.milliseconds), megabytes(run.peak)]));
  console.log(`  within the limits: ${total <= LIMITS.whole && percentile(changes, 0.95) <= LIMITS.change ? 'yes' : 'NO'}`);
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

async function benchWhole(engine: Engine, neighbourhood: Neighbourhood, files: readonly SampleFile[]): Promise<Readonly<Record<string, number>>> {
  let started = performance.now();
  const lap = () => {
    const now = performance.now();
    const passed = now - started;
    started = now;
    return passed;
  };
  const index = await neighbourhood.collections.current(DESCRIPTORS);
  if (!index) throw new Error('the folder could not be listed');
  const read = lap();
  for (const file of files) await checkOne(engine, neighbourhood, file);
  const checked = lap();
  lineageSvg(layOut(viewOf(lineageOf(index))), true);
  return { 'index of all files': read, 'check of all files': checked, 'lineage and its drawing': lap() };
}

async function checkOne(engine: Engine, neighbourhood: Neighbourhood, { path, text }: SampleFile): Promise<void> {
  const document = await engine.open({ path, text, neighbourhood });
  if (!document) throw new Error(`no language page claims ${path}`);
  try {
    await engine.checkAround(document);
  } finally {
    document.dispose();
  }
}

/** One file after the other is saved with another version, and everything is asked for again. */
async function benchChanges(engine: Engine, neighbourhood: Neighbourhood, folder: string, files: readonly SampleFile[]): Promise<number[]> {
  const times: number[] = [];
  for (let change = 0; change < CHANGES; change++) {
    const file = files[(change * 97) % files.length];
    if (!file) continue;
    const changed = { path: file.path, text: file.text.replace('1.0.0', `2.0.${change}`) };
    await writeFile(join(folder, file.path), changed.text);
    const started = performance.now();
    neighbourhood.collections.touch(file.path);
    const index = await neighbourhood.collections.current(DESCRIPTORS);
    if (index) lineageOf(index);
    await checkOne(engine, neighbourhood, changed);
    times.push(performance.now() - started);
  }
  return times;
}
