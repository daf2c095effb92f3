import { argumentsOf, calleeOf, first, textOf } from '../expressions.js';
import type { FunctionModel } from '../functions.js';
import { evidenceAt, note, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';

const FEWEST = 2;
/** Whoever takes anything must ask what it is. */
const BORDER = /pars|lex|token|decod|encod|seriali|marshal|convert|coerce|normali|valid|format|stringify|json|equal|compare|clone|copy|merge|from|cast|is[A-Z_]|^is|__|hash|visit|walk|infer|resolve|to[A-Z_]|^to_|inspect|describe|error|exception|catch|accept|wrap|unwrap|flatten|dump|assert/i;

/** D3: asks what something is instead of asking it to do something. */
export const typeChecksSignal: SignalRule = {
  letter: 'D',
  id: 'D3',
  title: 'Domain-based: asks what something is',
  grade: 'C',
  nextStep: 'Let the thing answer itself: a method each, or one named union handled in one place.',
  find(owner, file) {
    if (BORDER.test(owner.name) || BORDER.test(owner.owner ?? '')) return undefined;
    const asked = new Map<string, number[]>();
    for (const [value, node] of checks(owner, file)) asked.set(value, [...(asked.get(value) ?? []), node]);
    const found = [...asked].find(([value, nodes]) => nodes.length >= FEWEST && value.length <= 40 && !/^(e|err|error|ex|exc|exception|cause)$/i.test(value));
    return found && note(`asks ${found[1].length} times what \`${found[0]}\` is`, found[1].map((node) => evidenceAt(file, node, `asks what ${found[0]} is`)));
  },
};

function checks(owner: FunctionModel, file: FileModel): [string, number][] {
  const { tree, roles } = file;
  const found: [string, number][] = [];
  for (const node of owner.nodes('binary')) if (textOf(tree, tree.childByField(node, 'operator')) === 'instanceof') found.push([operand(file, node), node]);
  for (const node of owner.nodes('typeTest')) {
    if (tree.kindName(node) === 'unary_expression') {
      if (textOf(tree, tree.childByField(node, 'operator')) === 'typeof') found.push([operand(file, node), node]);
    } else if (!/\bnull\b/.test(tree.text(node)) && isTypePattern(file, node)) found.push([operand(file, node), node]);
  }
  for (const node of owner.nodes('call')) {
    const [value] = roles.words('traits').has('untyped') ? argumentsOf(tree, node) : [];
    if (value !== undefined && calleeOf(tree, roles, node).name === 'isinstance') found.push([tree.text(value), node]);
  }
  return found;
}

/** C#'s `x is Order`, not `x is > 3` or `x is Kind.Bike`. */
function isTypePattern({ tree }: FileModel, node: number): boolean {
  const pattern = tree.childByField(node, 'pattern');
  return pattern < 0 || /^(declaration_pattern|constant_pattern|recursive_pattern|type_pattern)$/.test(tree.kindName(pattern)) && /^[A-Z]\w*(\s|$|\()/.test(tree.text(pattern));
}

function operand({ tree }: FileModel, node: number): string {
  const written = first(tree, node, ['left', 'argument', 'expression']);
  return textOf(tree, written >= 0 ? written : (tree.namedChildren(node).next().value ?? -1)).replace(/\s+/g, '');
}
