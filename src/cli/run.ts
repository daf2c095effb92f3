import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Knowledge } from '../knowledge/model.js';
import { nodeFiles } from '../platform/node.js';
import { startWorker } from '../platform/node-workers.js';
import type { Engine } from '../workspace/engine.js';
import { runPool } from '../workspace/pool.js';
import { Checker, type CheckResult, type CheckSettings, type CheckTask } from './checker.js';
import { DIST, sentenceOf } from './context.js';

/** Below both, starting threads costs more than they save (measured, see DESIGN's reference on the engine). */
const MANY_FILES = 300;
const MANY_BYTES = 3 * 1024 * 1024;
const BATCH_SIZE = 16;
export const MOST_JOBS = 64;

/** What a worker needs to build the same engine; plain data. */
export interface WorkerData {
  readonly knowledge: Knowledge;
  readonly settings: CheckSettings;
}

/** The results of the tasks, in their order, however many threads work on them. Rejects when no thread can be started. */
export async function checkAll(engine: Engine, settings: CheckSettings, tasks: readonly CheckTask[], jobs: number | undefined): Promise<CheckResult[]> {
  const count = Math.min(jobs ?? (await sensibleJobs(tasks)), Math.ceil(tasks.length / BATCH_SIZE));
  if (count <= 1) {
    const checker = new Checker(engine, settings);
    const results: CheckResult[] = [];
    for (const task of tasks) results.push(await checker.check(task));
    checker.dispose();
    return results;
  }
  const data: WorkerData = { knowledge: engine.knowledge, settings };
  return runPool(tasks, {
    workers: { start: () => startWorker<CheckTask, CheckResult>(join(DIST, 'cli.cjs'), data) },
    count,
    batchSize: BATCH_SIZE,
    whenDead: deadFile,
  });
}

function deadFile({ shown }: CheckTask, cause: unknown): CheckResult {
  const problem = { file: shown, message: `checking this file ended its worker (${sentenceOf(cause)}), so it was left out.` };
  return { file: shown, findings: [], problems: [problem], damaged: false, skipped: false, engineProblems: [] };
}

async function sensibleJobs(tasks: readonly CheckTask[]): Promise<number> {
  if (tasks.length >= MANY_FILES) return availableParallelism();
  let bytes = 0;
  for (const { path } of tasks) bytes += (await nodeFiles.stat(path).catch(() => undefined))?.bytes ?? 0;
  return bytes >= MANY_BYTES ? availableParallelism() : 1;
}
