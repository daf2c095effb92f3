import { evidenceAt, note, type SignalRule } from '../signal.js';

const QUESTIONS = new Set('is has have can should was were are not logical bit bitwise try if with by and or on when for'.split(' '));
/** Things one says in one breath. */
const PAIRS = new Set(['search replace', 'find replace', 'get set', 'read write', 'load save', 'drag drop', 'copy paste', 'cut paste', 'black white', 'time date', 'date time', 'compare swap', 'compare exchange', 'fetch add', 'test set', 'add sub']);

/** U4: the name itself says that the function does two things. */
export const twoNamesSignal: SignalRule = {
  letter: 'U',
  id: 'U4',
  title: 'Unix philosophy: the name says two things',
  grade: 'C',
  nextStep: 'Ask which of the two callers come for; the other may be a step of its own.',
  onlyBeside: 'same letter',
  find({ words, name, nameNode }, file) {
    const at = words.findIndex((word, i) => i > 0 && i < words.length - 1 && (word === 'and' || word === 'or'));
    if (at < 0 || QUESTIONS.has(words[0] ?? '') || words.some((word) => /^(bit|bits|bitwise|mask|xor)$/.test(word))) return undefined;
    if (PAIRS.has(`${words[at - 1] ?? ''} ${words[at + 1] ?? ''}`)) return undefined;
    return note('the name says it does two things', [evidenceAt(file, nameNode, name)]);
  },
};
