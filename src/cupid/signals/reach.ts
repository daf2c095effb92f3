import { EFFECT_NOUNS as NOUNS, type Effect } from '../effects.js';
import { listed } from '../expressions.js';
import { evidenceAt, type SignalRule } from '../signal.js';
import { wayOf } from './reached-inputs.js';

/** What a test cannot live with; files and the environment can be laid out for it. */
const HARSH: ReadonlySet<Effect> = new Set(['clock', 'random', 'network']);

/** C1: a class or a function makes a collaborator itself that reads what no test can hold still. */
export const reachSignal: SignalRule = {
  letter: 'C',
  id: 'C1',
  acrossFiles: true,
  title: 'Composable: builds a collaborator a test cannot replace',
  grade: 'C',
  nextStep: 'Take it as an argument of the constructor or the function; what is built today stays as the default.',
  find(owner, file) {
    const [reach, ...others] = file.elsewhere.reachesOf?.(owner) ?? [];
    if (!reach) return undefined;
    const { collaborator, builds, effects, path, nodes } = reach;
    const what = builds ? `builds its own \`${collaborator}\`` : `calls \`${collaborator}\` itself`;
    const reads = effects.length > 0 ? `, which reads ${listed(effects.map((effect) => NOUNS[effect]))}` : '';
    const level = [reach, ...others].some((each) => !each.builds || each.effects.some((effect) => HARSH.has(effect))) ? 'attention' : 'note';
    const labels = [builds ? `builds ${collaborator}` : `calls ${collaborator}`, path.length > 0 ? `reads ${listed(effects.map((effect) => NOUNS[effect]))}: ${wayOf(path)}` : `uses ${collaborator}`];
    const evidence = nodes.map((node, i) => evidenceAt(file, node, i === 0 && nodes.length === 1 && path.length > 0 ? (labels[1] ?? '') : (labels[i] ?? '')));
    return { level, message: `${what}${reads}: a test cannot replace it`, evidence: [...evidence, ...others.flatMap((each) => each.nodes.slice(0, 1).map((node) => evidenceAt(file, node, each.builds ? `builds ${each.collaborator}` : `calls ${each.collaborator}`)))] };
  },
};

