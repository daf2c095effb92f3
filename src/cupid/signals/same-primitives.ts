import type { Parameter } from '../parameters.js';
import { evidenceAt, note, type SignalRule } from '../signal.js';

const FEWEST = 4;
/** Coordinates are known by their places. */
const PLACES = /^[a-z]?[xyzwhrgba]\d?$|^(min|max|width|height|top|left|right|bottom|start|end|from|to|offset|length)/i;

/** D5: inputs of one primitive type, told apart by their order alone. */
export const samePrimitivesSignal: SignalRule = {
  letter: 'D',
  id: 'D5',
  title: 'Domain-based: inputs of one primitive type',
  grade: 'C',
  nextStep: 'Give them types of the domain, or pass them by name.',
  find(owner, file) {
    if (owner.isImposed) return undefined;
    const primitive = file.roles.words('primitive');
    const byType = new Map<string, Parameter[]>();
    for (const parameter of owner.parameters) {
      if (!primitive.has(parameter.type) || parameter.byName || parameter.isRest || PLACES.test(parameter.name)) continue;
      byType.set(parameter.type, [...(byType.get(parameter.type) ?? []), parameter]);
    }
    const found = [...byType].find(([, parameters]) => parameters.length >= FEWEST);
    return found && note(`${found[1].length} inputs of type ${found[0]} can be swapped unseen`, found[1].map(({ node, name }) => evidenceAt(file, node, name)));
  },
};
