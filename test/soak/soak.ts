import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { provideNode } from '../../src/build/installs.js';
import { root } from '../support/engine.js';
import type { SoakResult } from './workload.js';

/** The lines of Node that people run; the one that runs this comes first. */
const NODES = ['22.23.3', '24.21.0', '26.9.0'];
/** Each order of loading the grammars in a process of its own. */
const SEEDS = [1, 2];
const FILES = Number(process.env['TALKLINT_SOAK_FILES'] ?? 5000);
const EDITS = Number(process.env['TALKLINT_SOAK_EDITS'] ?? 10_000);
/** What is not freed shows: a forgotten tree takes a hundred kilobytes or more, and there are thousands; in bytes. */
const ALLOWED_GROWTH = 16 * 1024 * 1024;
/** A grammar takes a few milliseconds; where an engine stalls on a giant function it takes many seconds. */
const LONGEST_LOAD = 2000;

const run = promisify(execFile);

/** All grammars in one process, on every Node at hand: no crash, no stall, no growth. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'talklint-soak-'));
  try {
    const script = join(folder, 'soak.cjs');
    await bundle(script);
    const nodes = [process.execPath];
    for (const version of NODES) nodes.push(await provideNode(version, console.log));
    const complaints: string[] = [];
    console.log(row(['Node', 'order', 's', 'slowest load', 'slowest file', 'slowest edit', 'resident MB', 'heap MB', 'parser MB']));
    for (const node of nodes) for (const seed of SEEDS) complaints.push(...(await soak(node, script, seed)));
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
    console.log(`${FILES} files and ${EDITS} edits in each process; memory after a fifth of the files, all files, a fifth of the edits, all edits; load, file and edit in processor time.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bundle(outfile: string): Promise<void> {
  // Whatever looks for its neighbours finds them where the sources are.
  const address = JSON.stringify(pathToFileURL(`${root}/test/soak/process.ts`).href);
  await build({ entryPoints: [`${root}/test/soak/process.ts`], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20.19', mainFields: ['module', 'main'], define: { 'import.meta.url': address }, logLevel: 'warning' });
}

async function soak(node: string, script: string, seed: number): Promise<string[]> {
  const { stdout } = await run(node, ['--expose-gc', script, String(seed), String(FILES), String(EDITS)], { maxBuffer: 1 << 26 }).catch((cause: unknown) => {
    const { code, signal, stderr = '' } = cause as { code?: number; signal?: string; stderr?: string };
    throw new Error(`${node} with order ${seed} ended with ${signal ?? code}: ${stderr.trim().split('\n').slice(-12).join('\n')}`, { cause });
  });
  const result = JSON.parse(stdout) as SoakResult;
  const spent = ({ language, milliseconds }: SoakResult['slowestLoad']) => `${milliseconds} ms (${language})`;
  const course = (of: keyof SoakResult['memory']['files'][number]) => [...result.memory.files, ...result.memory.edits].filter((_, i) => i % 5 === 0 || i % 5 === 4).map((use) => Math.round(use[of] / 1024 / 1024)).join(' ');
  console.log(row([result.node, String(seed), String(Math.round(result.milliseconds / 1000)), spent(result.slowestLoad), spent(result.slowestFile), spent(result.slowestEdit), course('resident'), course('heap'), course('parser')]));
  return complaintsAbout(result).map((complaint) => `Node ${result.node}, order ${seed}: ${complaint}`);
}

function complaintsAbout({ slowestLoad, memory }: SoakResult): string[] {
  const complaints = slowestLoad.milliseconds > LONGEST_LOAD ? [`loading ${slowestLoad.language} took ${slowestLoad.milliseconds} ms; do not ship that grammar.`] : [];
  for (const part of ['files', 'edits'] as const) {
    for (const of of ['resident', 'heap', 'parser'] as const) {
      const growth = steadyGrowth(memory[part].map((use) => use[of]));
      if (growth > ALLOWED_GROWTH) complaints.push(`${of} memory grew steadily, by ${Math.round(growth / 1024 / 1024)} MB over the ${part}; something is not freed.`);
    }
  }
  return complaints;
}

/**
 * Growth after the first measurement as the typical step would have it: what is forgotten grows at every step, while
 * Node takes 32 or 64 MB at once for its compiler now and then and is flat in between.
 */
function steadyGrowth(course: readonly number[]): number {
  const steps = course.slice(1).map((use, i) => use - (course[i] ?? 0)).sort((a, b) => a - b);
  return (steps[Math.floor((steps.length - 1) / 2)] ?? 0) * steps.length;
}

function row(cells: readonly string[]): string {
  const widths = [10, 6, 5, 20, 22, 22, 20, 14, 14];
  return cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' ');
}

await main();
