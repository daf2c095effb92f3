import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export interface ProcessRun {
  readonly milliseconds: number;
  /** Of memory, in bytes; 0 where the system does not say. */
  readonly peak: number;
  readonly out: string;
}

/** How often a running process is asked for its memory. */
const POLL = 5;

/** Runs a program to its end, its output kept. Rejects when it cannot be started or is killed. */
export function runProcess(program: string, args: readonly string[], folder: string): Promise<ProcessRun> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    let peak = 0;
    const poll = setInterval(() => {
      void peakOf(child.pid).then((bytes) => {
        peak = Math.max(peak, bytes);
      });
    }, POLL);
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (_, signal) => {
      clearInterval(poll);
      if (signal) reject(new Error(`${program} was ended by ${signal}`));
      else resolve({ milliseconds: performance.now() - started, peak, out: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

async function peakOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

/** The medians of several rounds in which every contestant runs once, so that what else the machine does meets all alike. */
export async function interleaved<Name extends string>(rounds: number, contestants: Readonly<Record<Name, () => Promise<ProcessRun>>>): Promise<Record<Name, Omit<ProcessRun, 'out'>>> {
  const runs = new Map<string, ProcessRun[]>();
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(contestants) as Name[]) runs.set(name, [...(runs.get(name) ?? []), await contestants[name]()]);
  }
  const entries = [...runs].map(([name, list]) => [name, { milliseconds: median(list.map((run) => run.milliseconds)), peak: Math.max(...list.map((run) => run.peak)) }] as const);
  return Object.fromEntries(entries) as Record<Name, Omit<ProcessRun, 'out'>>;
}

/** A row of a table: the first cell to the left, the others to the right. */
export function row(cells: readonly (string | number)[]): string {
  return cells.map((cell, i) => (i === 0 ? String(cell).padEnd(44) : String(cell).padStart(16))).join('');
}

export const milliseconds = (value: number) => `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;
export const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
