import { calleeOf } from './expressions.js';
import type { FunctionModel } from './functions.js';
import type { FileModel } from './walk.js';

/** Methods that call what they are given before they return. */
const AT_ONCE = new Set('map filter forEach reduce some every find findIndex sort flatMap ForEach Select Where Any All each for_each and_then map_err'.split(' '));

/** Whether a place stands in a callback that is handed away and runs at another time than the function. */
export function isDeferred(owner: FunctionModel, file: Pick<FileModel, 'tree' | 'roles' | 'frame'>, node: number): boolean {
  const { tree, roles, frame } = file;
  for (let at = frame[node] ?? -1; at >= 0 && at !== owner.node; at = frame[tree.parentOf(at)] ?? -1) if (!isCalledAtOnce(tree, roles, at)) return true;
  return false;
}

function isCalledAtOnce(tree: FileModel['tree'], roles: FileModel['roles'], lambda: number): boolean {
  // `(() => …)()`
  const holder = tree.parentOf(lambda);
  if (roles.is(tree, holder, 'wrapper') && roles.is(tree, tree.parentOf(holder), 'call')) return true;
  if (roles.is(tree, holder, 'call')) return calleeOf(tree, roles, holder).node === lambda;
  // C# and others put an argument between the list and the lambda.
  const list = /^argument$/.test(tree.kindName(holder)) ? tree.parentOf(holder) : holder;
  const call = tree.parentOf(list);
  return call >= 0 && roles.is(tree, call, 'call') && AT_ONCE.has(calleeOf(tree, roles, call).name);
}
