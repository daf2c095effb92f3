import { first, textOf, unwrapped } from '../expressions.js';
import type { FunctionModel } from '../functions.js';
import type { Parameter } from '../parameters.js';
import { evidenceAt, note, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';

/** A function that is there to switch something may be told which way. */
const SWITCHES = new Set('set toggle enable disable show hide open close mark with use assert expect'.split(' '));
const BOOLEAN_DEFAULT = /^(true|false|True|False)$/;

/** C3: a parameter whose only part is to choose between two behaviours. */
export const flagSignal: SignalRule = {
  letter: 'C',
  id: 'C3',
  title: 'Composable: a flag chooses between two behaviours',
  grade: 'C',
  nextStep: 'Two functions with names of their own say at the call what happens.',
  find(owner, file) {
    if (owner.isImposed || owner.isConstructor || SWITCHES.has(owner.words[0] ?? '')) return undefined;
    const tests = [...owner.nodes('if'), ...owner.nodes('ternary')];
    for (const parameter of owner.parameters) {
      const test = tests.find((node) => condition(file, node) === parameter.name);
      if (test !== undefined && isFlag(owner, file, parameter)) return note(`the flag \`${parameter.name}\` switches its behaviour`, [evidenceAt(file, test, `branches on ${parameter.name}`)]);
    }
    return undefined;
  },
};

/** The bare name that is tested, negated or not. */
function condition({ tree, roles }: FileModel, node: number): string {
  const written = first(tree, node, ['condition']);
  const python = written < 0 ? ([...tree.namedChildren(node)][1] ?? -1) : written;
  let inner = unwrapped(tree, roles, python);
  if (inner >= 0 && /^(unary_expression|not_operator|prefix_unary_expression)$/.test(tree.kindName(inner))) inner = unwrapped(tree, roles, tree.namedChildren(inner).next().value ?? -1);
  return inner >= 0 && tree.isLeaf(inner) ? textOf(tree, inner) : '';
}

function isFlag(owner: FunctionModel, { tree, roles }: FileModel, parameter: Parameter): boolean {
  if (roles.words('boolean').has(parameter.type) || BOOLEAN_DEFAULT.test(parameter.fallback)) return true;
  if (parameter.type !== '' || parameter.fallback !== '' || !roles.words('traits').has('untyped') || owner.body < 0) return false;
  // Untyped: mentioned as a parameter and once more, by the one `if` with an `else` the body is made of.
  const statements = [...tree.namedChildren(owner.body)];
  const [only] = statements;
  return statements.length === 1 && only !== undefined && roles.is(tree, only, 'if') && tree.childByField(only, 'alternative') >= 0 && owner.mentions.get(parameter.name) === 2;
}
