import type { FunctionModel } from '../functions.js';
import { evidenceAt, note, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';

/** What runs through a program on purpose. */
const CARRIED = /^(ctx|context|token|cancellationToken|ct|logger|log)$/;
const MOST = 5;

/** C2: more inputs than one can hold in mind. Five lies between the 95th and the 99th percentile of well-kept code. */
export const parametersSignal: SignalRule = {
  letter: 'C',
  id: 'C2',
  title: 'Composable: many inputs',
  grade: 'C',
  nextStep: 'Put the inputs that travel together into one parameter, named as the domain names them.',
  find(owner, file) {
    const inputs = owner.parameters.filter(({ name, isRest }) => !isRest && !CARRIED.test(name));
    if (inputs.length <= MOST || owner.isImposed || isRecordConstructor(owner, file)) return undefined;
    return note(`${inputs.length} inputs`, inputs.map(({ node, name }) => evidenceAt(file, node, name.split('\n')[0] ?? name)));
  },
};

/** A constructor that only keeps what it is given. */
function isRecordConstructor(owner: FunctionModel, { tree, roles }: FileModel): boolean {
  if (!owner.isConstructor) return false;
  if (owner.body < 0 || owner.complexity.total > 0) return owner.body < 0;
  return [...tree.namedChildren(owner.body)].every((statement) => {
    const inner = tree.kindName(statement) === 'expression_statement' ? (tree.namedChildren(statement).next().value ?? statement) : statement;
    return roles.is(tree, inner, 'assignment') || roles.is(tree, inner, 'call') || roles.is(tree, inner, 'string') || /constructor_invocation/.test(tree.kindName(inner));
  });
}
