import { nodeClock, nodeGrammars } from '../platform/node.js';
import { serveTasks } from '../platform/node-workers.js';
import { Engine } from '../workspace/engine.js';
import { Checker, type CheckTask } from './checker.js';
import { DIST } from './context.js';
import type { WorkerData } from './run.js';

/** What a thread of `talklint check` does: the same engine as the main thread's, one file after the other. */
export async function serveChecks({ knowledge, settings }: WorkerData): Promise<void> {
  // What the engine has to log, the main thread's has logged already.
  const engine = await Engine.create(knowledge, { clock: nodeClock, grammars: nodeGrammars(DIST), log: { info: () => {}, warn: () => {}, error: () => {} } });
  const checker = new Checker(engine, settings);
  serveTasks((task: CheckTask) => checker.check(task));
}
