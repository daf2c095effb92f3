import { evidenceAt, note, type SignalRule } from '../signal.js';

const MOST_LINES = 60;
/** Where the page of a language has no figure of its own. */
const MOST_NAMES = 55;

/** U3: more names or lines than a reader holds in mind; vocabulary and size are what loads readers under a scanner (Peitek et al., 2021). */
export const vocabularySignal: SignalRule = {
  letter: 'U',
  id: 'U3',
  title: 'Unix philosophy: many different names, or long',
  grade: 'B',
  nextStep: 'Look for a part that needs few of the names; that part has a purpose of its own.',
  find({ mentions, lines, nameNode, name }, file) {
    const names = mentions.size;
    const mostNames = file.roles.language.limits['names'] ?? MOST_NAMES;
    if (names <= mostNames && lines <= MOST_LINES) return undefined;
    return note(names > mostNames ? `mentions ${names} different names` : `${lines} lines of code`, [evidenceAt(file, nameNode, `${name}: ${lines} lines of code, ${names} different names`)]);
  },
};
