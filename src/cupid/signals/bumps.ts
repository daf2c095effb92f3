import { evidenceAt, note, type SignalRule } from '../signal.js';

/** CodeScene's two is too loud. */
const FEWEST = 3;
const WORDS = ['', '', '', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** U2: nested blocks one after another. */
export const bumpsSignal: SignalRule = {
  letter: 'U',
  id: 'U2',
  title: 'Unix philosophy: several nested blocks',
  grade: 'B',
  nextStep: 'Name what each block does; take one out only if the name is a word of the domain.',
  find({ complexity, nameNode, name }, file) {
    const { bumps } = complexity;
    return bumps < FEWEST ? undefined : note(`${WORDS[bumps] ?? bumps} separate nested blocks`, [evidenceAt(file, nameNode, `${name} has ${bumps} statements with one structure inside another`)]);
  },
};
