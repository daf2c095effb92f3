import { effectsOf } from '../effects.js';
import { evidenceAt, note, type SignalRule } from '../signal.js';

const DECIDING = 5;
const ROOTS = /^(main|run|cli|serve|start|handle|handler|Main|Run|execute|Execute|invoke|command)$|^(print|show|display|render|report|log|write|dump|save|export)/i;
const PROGRAMS = /(^|\/)(main|cli|__main__|program|index|build|setup|app)\.[a-z]+$|(^|\/)(bin|cmd|scripts|cli|commands?|tools?|xtask|migrations)\//i;

/** U5: decides and tells the world in one go. Components of a user interface do that by nature. */
export const mixedWorkSignal: SignalRule = {
  letter: 'U',
  id: 'U5',
  title: 'Unix philosophy: decides and prints',
  grade: 'C',
  nextStep: 'Return what was decided, and print or write it at the edge.',
  find(owner, file) {
    const { roles } = file;
    if (owner.complexity.total < DECIDING || ROOTS.test(owner.name) || PROGRAMS.test(file.document.path) || owner.nodes('markup').length > 0) return undefined;
    const answers = owner.nodes('return').some((node) => !file.tree.namedChildren(node).next().done) || (owner.returnType !== undefined && roles.language.id === 'rust');
    if (!answers) return undefined;
    const outputs = effectsOf(owner, file).filter(({ effect }) => effect === 'output');
    return outputs.length === 0 ? undefined : note('decides and prints', outputs.map(({ call, node }) => evidenceAt(file, call >= 0 ? call : node, 'prints here')));
  },
};
