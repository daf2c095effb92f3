import { argumentsOf, textOf } from '../expressions.js';
import { evidenceAt, note, type SignalRule } from '../signal.js';

const FEWEST_PARAMETERS = 4;
const MOST_STATEMENTS = 3;

/** C6: a private function with one caller that only hands its inputs on, the other side of North's sweet spot. */
export const fragmentSignal: SignalRule = {
  letter: 'C',
  id: 'C6',
  title: 'Composable: only forwards',
  grade: 'C',
  nextStep: 'Put the body where it is called; the caller then reads in one piece.',
  find(owner, file) {
    const { tree } = file;
    const { parameters, body } = owner;
    if (owner.isPublic || owner.isImposed || owner.isConstructor || parameters.length < FEWEST_PARAMETERS || body < 0) return undefined;
    // Its own name, and one call.
    if (file.mentions.get(owner.name) !== 2 || [...tree.namedChildren(body)].length > MOST_STATEMENTS) return undefined;
    const forwards = owner.nodes('call').some((call) => {
      const given = new Set(argumentsOf(tree, call).map((argument) => textOf(tree, argument)));
      return parameters.every(({ name }) => given.has(name) && owner.mentions.get(name) === 2);
    });
    return forwards ? note('only forwards its inputs, for one caller', [evidenceAt(file, owner.nameNode, `${owner.name} hands ${parameters.length} inputs on`)]) : undefined;
  },
};
