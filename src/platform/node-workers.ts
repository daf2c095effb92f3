import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

type Message<Result> = { readonly ready: true } | { readonly result: Result };

/** A thread that runs `script`, which must call `serveTasks`; `data` is copied to it. Rejects when it dies before it is ready. */
export async function startWorker<Task, Result>(script: string, data: unknown): Promise<ThreadWorker<Task, Result>> {
  const thread = new ThreadWorker<Task, Result>(new Worker(script, { workerData: data }));
  await thread.ready;
  return thread;
}

/** Does tasks in a thread, one after another. */
export class ThreadWorker<Task, Result> {
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  #receive: (message: Message<Result>) => void = () => {};
  #fail: (cause: unknown) => void = () => {};
  #death: { readonly cause: unknown } | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (message: Message<Result>) => this.#receive(message));
    worker.on('error', (cause) => this.#die(cause));
    worker.on('exit', (code) => this.#die(new Error(`its thread ended with code ${code}`)));
    this.ready = new Promise((resolve, reject) => {
      this.#receive = () => resolve();
      this.#fail = reject;
    });
  }

  /** Calls `done` for each task in their order. Rejects when the thread dies. */
  run(tasks: readonly Task[], done: (result: Result) => void): Promise<void> {
    if (this.#death) return Promise.reject(this.#death.cause);
    return new Promise((resolve, reject) => {
      let open = tasks.length;
      this.#fail = reject;
      this.#receive = (message) => {
        if (!('result' in message)) return;
        done(message.result);
        if (--open === 0) resolve();
      };
      this.#worker.postMessage(tasks);
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #die(cause: unknown): void {
    this.#death ??= { cause };
    this.#fail(cause);
  }
}

/** What the starting thread handed over; undefined in the main thread. */
export function handedOver(): unknown {
  return isMainThread ? undefined : workerData;
}

/** In a worker: answers every task its starter sends with what `handle` makes of it. Tasks wait for each other. */
export function serveTasks(handle: (task: never) => Promise<unknown>): void {
  let last = Promise.resolve();
  parentPort?.on('message', (tasks: readonly never[]) => {
    last = last.then(async () => {
      for (const task of tasks) parentPort?.postMessage({ result: await handle(task) });
    });
    // A task that fails takes the thread along, so that its starter learns of it.
    last.catch((cause: unknown) => setImmediate(() => { throw cause; }));
  });
  parentPort?.postMessage({ ready: true });
}
