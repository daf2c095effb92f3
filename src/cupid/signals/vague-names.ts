import { evidenceAt, note, type SignalRule } from '../signal.js';

const VAGUE_NAMES = /^(do_?(it|stuff|work|something)|process_?(data|it|item|items|all)?|handle_?(it|data|all|stuff)?|manage|stuff|helper|util|utils|temp|tmp|foo|perform|execute_?it)$/i;

/** D6: a public name any program could have. */
export const vagueNamesSignal: SignalRule = {
  letter: 'D',
  id: 'D6',
  title: 'Domain-based: a name any program could have',
  grade: 'C',
  nextStep: 'Say what, in words of the domain.',
  onlyBeside: 'any',
  find(owner, file) {
    if (!owner.isPublic || owner.isImposed || !VAGUE_NAMES.test(owner.name)) return undefined;
    return note(`\`${owner.name}\`: what, in words of the domain?`, [evidenceAt(file, owner.nameNode, owner.name)]);
  },
};
