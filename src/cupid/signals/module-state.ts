import type { FunctionModel } from '../functions.js';
import { evidenceAt, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';
import { writesOf, type Write } from '../writes.js';

/** Who says that it sets something for good surprises nobody. */
const ANNOUNCED = new Set('set reset init initialize initialise register unregister configure setup install enable disable clear start stop load use define mock restore override main on create connect open close dispose patch add remove toggle teardown increment next unset shutdown ensure boot mount unmount update generate subscribe bump inc flush'.split(' '));

/** P5: leaves a trace outside itself that other callers meet. */
export const moduleStateSignal: SignalRule = {
  letter: 'P',
  id: 'P5',
  title: 'Predictable: leaves a trace in shared state',
  grade: 'B',
  nextStep: 'Return the new value, or keep it in an object the caller holds.',
  find(owner, file) {
    if (owner.words.some((word) => ANNOUNCED.has(word))) return undefined;
    const writes = writesOf(owner, file).filter((write) => (write.whose === 'module' && !write.fillsGap && write.root !== '_' && !countsUp(file, write)) || write.whose === 'built-in');
    const [write] = writes;
    if (write === undefined || isSetter(owner, file, writes.length)) return undefined;
    const message = write.whose === 'built-in' ? `changes \`${write.root}\` for the whole program` : `leaves a trace in \`${write.root}\``;
    return { level: 'attention', message, evidence: writes.map(({ node, target }) => evidenceAt(file, node, `changes ${target}`)) };
  },
};

/** A counter that hands out numbers. */
function countsUp({ tree, roles }: FileModel, { node, root }: Write): boolean {
  return (roles.is(tree, node, 'update') || /\+=?\s*1$/.test(tree.text(node))) && /id|count|seq|next|number|index|version|generation/i.test(root);
}

/** Nothing but the setting: that is what it is for. */
function isSetter(owner: FunctionModel, { tree }: FileModel, writes: number): boolean {
  const inner = tree.namedChildren(owner.body).next().value ?? -1;
  const statements = [...tree.namedChildren(inner >= 0 && tree.kindName(inner) === 'statement_list' ? inner : owner.body)].filter((statement) => !/^(global|nonlocal)_statement$/.test(tree.kindName(statement)));
  return statements.length === writes;
}
