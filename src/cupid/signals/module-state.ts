import { evidenceAt, type SignalRule } from '../signal.js';
import { writesOf } from '../writes.js';

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
    const writes = writesOf(owner, file).filter(({ whose, fillsGap }) => (whose === 'module' && !fillsGap) || whose === 'built-in');
    const [write] = writes;
    if (write === undefined) return undefined;
    const message = write.whose === 'built-in' ? `changes \`${write.root}\` for the whole program` : `leaves a trace in \`${write.root}\``;
    return { level: 'attention', message, evidence: writes.map(({ node, target }) => evidenceAt(file, node, `changes ${target}`)) };
  },
};
