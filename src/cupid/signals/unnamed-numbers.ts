import { evidenceAt, note, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';

const PLAIN = new Set(['0', '1', '2', '10', '100', '1000', '0.0', '1.0', '0.5', '.5', '2.0']);
const FEWEST = 3;

/** D4: numbers of the domain without a name. */
export const unnamedNumbersSignal: SignalRule = {
  letter: 'D',
  id: 'D4',
  title: 'Domain-based: numbers without a name',
  grade: 'C',
  nextStep: 'Name the rule each number stands for.',
  find(owner, file) {
    const { tree } = file;
    const byText = new Map<string, number>();
    for (const node of owner.nodes('number')) {
      const value = tree.text(node).replace(/_|(?<=[\d.])(?:[uif](?:8|16|32|64|128|size)|[a-zA-Z]+)$/g, '');
      if (!PLAIN.has(value) && !/^0[xXbBoO]/.test(value) && !byText.has(value) && !isNamed(file, node)) byText.set(value, node);
    }
    if (byText.size < FEWEST) return undefined;
    const [first = '', second = '', third = ''] = byText.keys();
    return note(`${[first, second, third].join(', ')}${byText.size > FEWEST ? ', …' : ''}: numbers without a name`, [...byText].map(([text, node]) => evidenceAt(file, node, text)));
  },
};

/** A constant, an item of a list, an argument: something around the number says what it is. */
function isNamed({ tree, roles }: FileModel, node: number): boolean {
  let up = tree.parentOf(node);
  if (up >= 0 && /unary|expression_list|argument$|literal_element|token_tree/.test(tree.kindName(up)) && !roles.is(tree, up, 'named')) up = tree.parentOf(up);
  return up >= 0 && roles.is(tree, up, 'named');
}
