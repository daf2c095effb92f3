import { localNames } from '../effects.js';
import { calleeOf } from '../expressions.js';
import type { FunctionModel } from '../functions.js';
import type { FileModel } from '../walk.js';
import { wordsOf } from '../words.js';

/** What is begun on purpose and goes on beside its caller. */
const BEGINS = new Set('start run begin launch spawn fork loop poll listen watch serve schedule queue enqueue background track trace log report notify ping warm preload prefetch prime init bootstrap keep tick play animate'.split(' '));

/**
 * Calls in an async function that wait for nothing, of async functions of the same file: what goes wrong in them nobody
 * hears of. Only what is certain: the function is declared here, once, and does not catch its own errors. `void` says
 * that nobody waits on purpose.
 */
export function floatingPromises(owner: FunctionModel, file: FileModel): { readonly node: number; readonly label: string; readonly serious: false }[] {
  const { tree, roles, frame } = file;
  if (!roles.words('traits').has('promises') || !isAsync(file, owner)) return [];
  return owner.nodes('call').flatMap((call) => {
    if (frame[call] !== owner.node || tree.kindName(tree.parentOf(call)) !== 'expression_statement') return [];
    const { receiver, name } = calleeOf(tree, roles, call);
    const called = calledHere(owner, file, receiver < 0 ? undefined : tree.text(receiver), name);
    if (!called || !isAsync(file, called) || catchesItself(file, called) || wordsOf(name).some((word) => BEGINS.has(word))) return [];
    return [{ node: call, label: `does not wait for \`${name}\`, whose errors get lost`, serious: false as const }];
  });
}

/** The one function of the file a plain call, or a call on `this`, can mean. */
function calledHere(owner: FunctionModel, file: FileModel, receiver: string | undefined, name: string): FunctionModel | undefined {
  if (receiver !== undefined && receiver !== 'this') return undefined;
  if (receiver === undefined && (owner.parameterNames.has(name) || localNames(file, owner).has(name))) return undefined;
  const named = file.functions.filter((candidate) => candidate.name === name);
  const [only] = named;
  if (!only || named.length > 1) return undefined;
  return (receiver === undefined ? only.kind === 'function' : only.classNode >= 0 && only.classNode === owner.classNode) ? only : undefined;
}

const ASYNC = /^(?:(?:public|private|protected|static|override)\s+)*async\b/;

function isAsync({ tree }: FileModel, { node, nameNode }: FunctionModel): boolean {
  return ASYNC.test(tree.source.slice(tree.start[node], Math.max(tree.start[nameNode] ?? 0, (tree.start[node] ?? 0) + 'async '.length)));
}

/** What goes wrong in it goes wrong within a `try` of its own. */
function catchesItself({ tree, roles }: FileModel, owner: FunctionModel): boolean {
  return owner.nodes('catch').length > 0 && [...tree.namedChildren(owner.body)].some((statement) => roles.is(tree, statement, 'try'));
}
