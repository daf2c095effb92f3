import type { FunctionModel } from '../functions.js';
import { evidenceAt, note, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';

/** Where as many do so, it is the custom of the place. */
const CUSTOM = 0.1;
/** Fewer functions show no custom. */
const FEWEST_FUNCTIONS = 10;

/** P6: sometimes a value, sometimes nothing. */
export const mixedReturnSignal: SignalRule = {
  letter: 'P',
  id: 'P6',
  acrossFiles: true,
  title: 'Predictable: sometimes returns nothing',
  grade: 'C',
  nextStep: 'Say what nothing means: `None`, `null`, an empty list, or an error.',
  find(owner, file) {
    const { tree, roles } = file;
    if (!roles.words('traits').has('untyped') || !isMixed(owner, file) || isCustom(file)) return undefined;
    return note('sometimes returns nothing', owner.nodes('return').map((node) => evidenceAt(file, node, hasValue(file, node) ? `returns ${tree.text(node).replace(/^return\s*/, '').split('\n')[0]?.slice(0, 40) ?? ''}` : 'returns nothing')));
  },
};

/** Whether a function without a declared answer sometimes returns a value and sometimes nothing. */
export function isMixed(owner: FunctionModel, file: FileModel): boolean {
  const returns = owner.nodes('return');
  return owner.returnType === undefined && !owner.isConstructor && returns.some((node) => hasValue(file, node)) && returns.some((node) => !hasValue(file, node)) && !/\byield\b/.test(file.tree.text(owner.node));
}

function isCustom(file: FileModel): boolean {
  if (file.elsewhere.mixedReturnShare !== undefined) return file.elsewhere.mixedReturnShare >= CUSTOM;
  const mixed = file.functions.filter((owner) => isMixed(owner, file)).length;
  return file.functions.length < FEWEST_FUNCTIONS || mixed >= file.functions.length * CUSTOM;
}

function hasValue({ tree }: FileModel, node: number): boolean {
  return !tree.namedChildren(node).next().done;
}
