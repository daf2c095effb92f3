import { evidenceAt, type SignalRule } from '../signal.js';

const NOTE_ABOVE = 10;
/** Where Sonar and Biome draw the line. */
const ATTENTION_ABOVE = 15;
const SHOWN = 4;

/** U1: slow to read, by cognitive complexity. */
export const cognitiveSignal: SignalRule = {
  letter: 'U',
  id: 'U1',
  title: 'Unix philosophy: hard to follow',
  grade: 'A',
  nextStep: 'Leave early with a guard clause, or give the innermost rule a name in domain words.',
  find({ complexity }, file) {
    const { total, deepest, parts } = complexity;
    if (total <= NOTE_ABOVE) return undefined;
    const dearest = parts.toSorted((a, b) => b.cost - a.cost || a.node - b.node).slice(0, SHOWN).toSorted((a, b) => a.node - b.node);
    return {
      level: total > ATTENTION_ABOVE ? 'attention' : 'note',
      message: deepest > 1 ? `hard to follow, nested ${deepest} deep (cognitive complexity ${total})` : `many branches (cognitive complexity ${total})`,
      evidence: dearest.map(({ node, cost, nesting }) => evidenceAt(file, node, `${nesting === 0 ? '' : `${nesting + 1} deep, `}costs ${cost} of ${total}`)),
    };
  },
};
