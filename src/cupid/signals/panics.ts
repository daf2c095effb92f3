import { calleeOf, textOf, argumentsOf } from '../expressions.js';
import type { FunctionModel } from '../functions.js';
import { evidenceAt, note, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';

/** Fails only where another thread has already failed, or where it cannot. */
const CANNOT_FAIL = /\b(lock|read|write|try_lock|join|new|borrow|borrow_mut|from_str_radix|regex|compile|Regex|OnceLock|get_or_init|NonZero\w*|Layout|into_inner|recv)\b[^.]*$/;
const EXPLAINED = /invariant|checked|always|never|must|should|is valid|valid|infallible|impossible|just|already|guaranteed|because|ensured|exists|set above|known|at least/i;
const PROGRAMS = /(^|\/)(main|build)\.(rs|go)$|(^|\/)(bin|cmd|benches|xtask)\//;
const MUST = /^(must|Must)/;

/** P7: gives up the whole program where the caller could have been told. */
export const panicsSignal: SignalRule = {
  letter: 'P',
  id: 'P7',
  title: 'Predictable: panics',
  grade: 'C',
  nextStep: 'Return the error with what was being done (`?` with context in Rust, `%w` in Go).',
  find(owner, file) {
    const traits = file.roles.words('traits');
    if (PROGRAMS.test(file.document.path)) return undefined;
    const calls = traits.has('results-are-values') ? unwraps(owner, file) : traits.has('errors-are-values') ? panics(owner, file) : [];
    if (calls.length === 0) return undefined;
    return note(traits.has('results-are-values') ? 'may panic' : 'panics instead of returning the error', calls.map((call) => evidenceAt(file, call, 'panics here')));
  },
};

function unwraps(owner: FunctionModel, file: FileModel): number[] {
  const { tree, roles } = file;
  return owner.nodes('call').filter((call) => {
    const { receiver, name } = calleeOf(tree, roles, call);
    if (receiver < 0 || (name !== 'unwrap' && name !== 'expect')) return false;
    const asked = textOf(tree, receiver);
    if (CANNOT_FAIL.test(asked) || isChecked(owner, file, call, asked)) return false;
    const [reason] = argumentsOf(tree, call);
    return !(name === 'expect' && reason !== undefined && EXPLAINED.test(tree.text(reason)));
  });
}

/** `if x.is_some() { x.unwrap() }` */
function isChecked(owner: FunctionModel, { tree, roles }: FileModel, call: number, asked: string): boolean {
  for (const up of tree.ancestors(call)) {
    if (up === owner.node) return false;
    if (roles.is(tree, up, 'if') && textOf(tree, tree.childByField(up, 'condition')).includes(`${asked}.is_`)) return true;
  }
  return false;
}

function panics(owner: FunctionModel, file: FileModel): number[] {
  const { tree, roles } = file;
  if (MUST.test(owner.name) || ['init', 'main'].includes(owner.name) || owner.returnType === undefined || !/\berror\b/.test(owner.returnType)) return [];
  return owner.nodes('call').filter((call) => calleeOf(tree, roles, call).name === 'panic');
}
