import { nodeFiles } from '../platform/node.js';
import type { CheckTask } from './checker.js';
import type { CommandContext } from './context.js';
import { absolutePath, type FileTask } from './files.js';

/**
 * The tasks when files are fixed: every file once, whatever links lead to it, and none outside the named paths. `later`
 * are links to files of `first`, to be read once those are fixed.
 */
export async function fixTasks(tasks: readonly FileTask[], paths: readonly string[], context: CommandContext): Promise<{ first: CheckTask[]; later: CheckTask[] }> {
  const roots = await Promise.all((paths.length === 0 ? ['.'] : paths).map((path) => realPath(absolutePath(path, context))));
  const reals = await Promise.all(tasks.map(({ path }) => realPath(path)));
  const fixedAs = new Map<string, FileTask>();
  // The file under its own name comes before any link to it.
  tasks.forEach((task, index) => {
    const real = reals[index] ?? task.path;
    if (real === task.path || !fixedAs.has(real)) fixedAs.set(real, task);
  });
  const first: CheckTask[] = [];
  const later: CheckTask[] = [];
  tasks.forEach((task, index) => {
    const real = reals[index] ?? task.path;
    if (fixedAs.get(real) !== task) later.push({ ...task, fix: 'no' });
    else first.push({ ...task, fix: roots.some((root) => real === root || real.startsWith(root.endsWith('/') ? root : `${root}/`)) ? 'yes' : 'outside' });
  });
  return { first, later };
}

async function realPath(path: string): Promise<string> {
  // What is not there is reported when it is read.
  return nodeFiles.realPath(path).catch(() => path);
}
