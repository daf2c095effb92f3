/** Does tasks one after another in a thread of its own. */
export interface TaskWorker<Task, Result> {
  /** Calls `done` for each task in their order. Rejects when the worker died before the last. */
  run(tasks: readonly Task[], done: (result: Result) => void): Promise<void>;
  stop(): Promise<void>;
}

export interface TaskWorkers<Task, Result> {
  /** Rejects when a worker cannot be started. */
  start(): Promise<TaskWorker<Task, Result>>;
}

export interface PoolOptions<Task, Result> {
  readonly workers: TaskWorkers<Task, Result>;
  /** How many workers, from 1. */
  readonly count: number;
  readonly batchSize: number;
  /** What stands for the result of a task during which its worker died. */
  whenDead(task: Task, cause: unknown): Result;
}

/**
 * Spreads tasks over workers, in batches. Results stand in the order of the tasks. A worker that dies costs the task it
 * was at; another goes on with the rest. Rejects when no worker can be started.
 */
export async function runPool<Task, Result>(tasks: readonly Task[], options: PoolOptions<Task, Result>): Promise<Result[]> {
  const results = new Map<number, Result>();
  const batches = batchesOf(tasks.length, options.batchSize);

  const lane = async (): Promise<void> => {
    let worker: TaskWorker<Task, Result> | undefined;
    try {
      for (let batch = batches.shift(); batch; batch = batches.shift()) {
        worker ??= await options.workers.start();
        const rest = await runBatch(worker, batch, tasks, options, results);
        if (!rest) continue;
        worker = undefined;
        if (rest.length > 0) batches.unshift(rest);
      }
    } finally {
      await worker?.stop();
    }
  };

  await Promise.all(Array.from({ length: Math.min(options.count, batches.length) }, lane));
  return tasks.flatMap((_, index) => (results.has(index) ? [results.get(index) as Result] : []));
}

function batchesOf(count: number, size: number): number[][] {
  const all = Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: Math.ceil(count / size) }, (_, batch) => all.slice(batch * size, (batch + 1) * size));
}

/** Undefined once the batch is done; what is left of it when its worker died. */
async function runBatch<Task, Result>(worker: TaskWorker<Task, Result>, batch: readonly number[], tasks: readonly Task[], options: PoolOptions<Task, Result>, results: Map<number, Result>): Promise<number[] | undefined> {
  let done = 0;
  try {
    await worker.run(batch.map((index) => tasks[index] as Task), (result) => void results.set(batch[done++] ?? -1, result));
    return undefined;
  } catch (cause) {
    const fatal = batch[done];
    if (fatal !== undefined) results.set(fatal, options.whenDead(tasks[fatal] as Task, cause));
    return batch.slice(done + 1);
  }
}
