import type { Observation, Slot } from '../custom.js';
import type { FunctionModel } from '../functions.js';
import type { FileModel } from '../walk.js';
import { isLanguage, isScript } from './observing.js';

const NOTHING = /^(null|undefined)$/;

/** I12: what a function returns that has nothing to return. */
export const nothingReturned: Slot = {
  id: 'I12',
  title: 'Idiomatic: null where the others here return undefined, or the other way round',
  nextStep: 'Return nothing as the other functions do.',
  things: 'functions here that may find nothing return',
  observe(file) {
    if (!isScript(file)) return [];
    return file.functions.flatMap((owner): Observation[] => {
      // A component that shows nothing returns null, because React asks for it.
      if (owner.isImposed || owner.nodes('markup').length > 0 || /^[A-Z]/.test(owner.name) || /(^|[^\w])(Element|ReactNode|JSX)\b/.test(owner.returnType ?? '')) return [];
      const values = valuesReturned(file, owner).filter(({ text }) => NOTHING.test(text));
      const [first] = values;
      return first && values.every(({ text }) => text === first.text) ? [{ style: first.text, node: first.node, name: first.text, owner, isExcused: owner.returnType?.includes(first.text) === true }] : [];
    });
  },
  deviation: ({ name }) => `this one returns ${name}`,
};

const BARE = 'with a bare return';
const SPELLED = 'with the value spelled out';

/** I14: how a function without an answer ends early. */
export const earlyEnd: Slot = {
  id: 'I14',
  title: 'Idiomatic: ends early with another kind of return than the others here',
  nextStep: 'End early as the other functions do.',
  things: 'functions here without an answer end early',
  observe(file) {
    if (!isScript(file) && !isLanguage(file, 'python')) return [];
    return file.functions.flatMap((owner): Observation[] => {
      const values = valuesReturned(file, owner);
      const [first] = values;
      if (!first || owner.isImposed || !values.every(({ text }) => text === '' || text === 'None' || text === 'undefined')) return [];
      const spelled = values.find(({ text }) => text !== '');
      return [{ style: spelled ? SPELLED : BARE, node: spelled?.node ?? first.node, name: spelled?.text ?? '', owner }];
    });
  },
  deviation: ({ style, name }) => (style === BARE ? 'this one with a bare return' : `this one with return ${name}`),
};

function valuesReturned({ tree }: FileModel, owner: FunctionModel): { readonly node: number; readonly text: string }[] {
  return owner.nodes('return').map((node) => {
    const value = tree.namedChildren(node).next().value;
    return { node, text: value === undefined ? '' : tree.text(value) };
  });
}
