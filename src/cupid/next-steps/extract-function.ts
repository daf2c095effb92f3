import { dispatchesOf } from '../dispatch.js';
import { effectsOf } from '../effects.js';
import { calleeOf } from '../expressions.js';
import type { FunctionModel } from '../functions.js';
import type { Signal } from '../profile.js';
import type { FileModel } from '../walk.js';
import { blockName } from './block-name.js';
import { dataFlowOf, type DataFlow } from './data-flow.js';
import { beginsLine, indentationAt, isBroken, isInside, levelBetween, lineStart, newlineOf, reindented, within } from './layout.js';
import type { NextStep, Proposal } from './next-step.js';
import { beginWithRemarks, familyOf, statementEnd, statementsOf } from './shape.js';
import { typeOfVariable } from './script-types.js';
import { isStructure, MOST_BUMPS } from './structure.js';

/** What may be left in either function, so that neither is worth a word afterwards. */
const EASY = 10;
const MOST_INPUTS = 4;
const FEWEST_KINDS = 3;
/** What these say of the function may be just what the step mends. */
const ABOUT_SIZE = new Set(['U1', 'U2', 'U3', 'C2', 'C3', 'D5', 'D6', 'U4']);

/** The nested block that costs the reader most becomes a function, named in its own words; only where it is certain what goes in and comes out. */
export const extractFunction: NextStep = {
  signals: ['U1', 'U2'],
  propose(owner, file, _signal, signals) {
    const { tree, frame } = file;
    const family = familyOf(file);
    const isNested = (frame[tree.parentOf(owner.node)] ?? -1) !== -1;
    if ((family !== 'python' && family !== 'script') || isNested || isBroken(tree, owner.node) || owner.kind === 'method' && family === 'script' && tree.kindName(owner.node) !== 'method_definition') return [];
    const candidates = candidatesIn(owner, file).filter(({ node }) => isQuiet(owner, file, node, signals));
    for (const { node } of candidates.toSorted((a, b) => b.cost - a.cost)) {
      const made = extracted(owner, file, node);
      if (made) return [made];
    }
    return [];
  },
};

interface Candidate {
  readonly node: number;
  readonly cost: number;
}

/** Loops and branches that, taken out, leave two functions that are easy to follow. */
function candidatesIn(owner: FunctionModel, file: FileModel): Candidate[] {
  const { tree, roles, frame } = file;
  const { parts, total } = owner.complexity;
  return parts.flatMap(({ node, nesting }) => {
    const isStatement = (roles.is(tree, node, 'loop') || roles.is(tree, node, 'if')) && roles.is(tree, tree.parentOf(node), 'body') && frame[node] === owner.node;
    if (!isStatement || !beginsLine(tree.source, tree.start[node] ?? 0)) return [];
    const inside = parts.filter((part) => isInside(tree, part.node, node));
    const cost = inside.reduce((sum, part) => sum + part.cost, 0);
    const own = inside.reduce((sum, part) => sum + part.cost - (isStructure(file, part.node) ? nesting : 0), 0);
    const bumps = statementsOf(file, owner.body).filter((statement) => parts.some((part) => part.nesting >= 1 && isStructure(file, part.node) && isInside(tree, part.node, statement) && !isInside(tree, part.node, node)));
    const isEasier = cost < total && inside.length > 1 && total - cost <= EASY && own <= EASY && bumps.length <= MOST_BUMPS;
    return isEasier ? [{ node, cost }] : [];
  });
}

/** Whether nothing else is said about the block, which its new function would be told then. */
function isQuiet(owner: FunctionModel, file: FileModel, node: number, signals: readonly Signal[]): boolean {
  const { tree, roles } = file;
  const [start, end] = [tree.start[node] ?? 0, tree.end[node] ?? 0];
  const isSaid = signals.some(({ id, evidence }) => !ABOUT_SIZE.has(id) && evidence.some(({ span }) => span.start >= start && span.end <= end));
  // What is forgiven a function for its name, or said only beside another signal, would be said of the new one.
  const isInBlock = (inner: number) => isInside(tree, inner, node);
  const tests = owner.nodes('typeTest').filter(isInBlock).length + owner.nodes('call').filter((call) => isInBlock(call) && /^(isinstance|issubclass)$/.test(calleeOf(tree, roles, call).name)).length;
  const texts = dispatchesOf(owner, file).filter(({ nodes }) => nodes.some(isInBlock)).some((dispatch) => dispatch.texts.size >= FEWEST_KINDS);
  const numbers = new Set(owner.nodes('number').filter(isInBlock).map((number) => tree.text(number)));
  if (tests > 1 || texts || numbers.size >= FEWEST_KINDS) return false;
  return !isSaid && !effectsOf(owner, file).some((place) => isInside(tree, place.node, node)) && within(tree, node, (inner) => roles.is(tree, inner, 'catch')).length === 0;
}

function extracted(owner: FunctionModel, file: FileModel, node: number): Proposal | undefined {
  const { tree } = file;
  const { source } = tree;
  const flow = dataFlowOf(owner, file, node);
  // An input that is nothing but a condition would be a flag.
  if (flow?.inputs.some((input) => isCondition(owner, file, node, input))) return undefined;
  const name = flow && flow.inputs.length <= MOST_INPUTS ? blockName(owner, file, node, flow.changedInside.length > 0) : undefined;
  const [first] = statementsOf(file, owner.body);
  const level = first === undefined ? undefined : levelBetween(indentationAt(source, tree.start[owner.node] ?? 0), indentationAt(source, tree.start[first] ?? 0));
  const written = flow && name !== undefined && level !== undefined ? declaration(owner, file, node, flow, name, level) : undefined;
  if (!flow || name === undefined || written === undefined) return undefined;
  const call = `${flow.output === undefined ? '' : `${flow.output} = `}${name}(${flow.inputs.join(', ')})${statementEnd(file)}`;
  const at = lineStart(source, beginWithRemarks(file, outermost(file, owner.node)));
  return {
    title: `Take the nested block out as ${name}`,
    kind: 'extract',
    edits: [
      { start: at, end: at, text: written },
      { start: tree.start[node] ?? 0, end: tree.end[node] ?? 0, text: call },
    ],
  };
}

function isCondition(owner: FunctionModel, { tree }: FileModel, block: number, name: string): boolean {
  return [...owner.nodes('if'), ...owner.nodes('ternary')].some((node) => isInside(tree, node, block) && new RegExp(`^(if\\s*)?\\(?\\s*(!|not\\s)?\\s*${name}\\s*\\)?$`).test(tree.text(tree.childByField(node, 'condition'))));
}

function declaration(owner: FunctionModel, file: FileModel, node: number, { inputs, output }: DataFlow, name: string, level: string): string | undefined {
  const { tree } = file;
  const newline = newlineOf(tree.source);
  const from = lineStart(tree.source, tree.start[node] ?? 0);
  const body = reindented(tree, from, tree.end[node] ?? 0, indentationAt(tree.source, tree.start[node] ?? 0), level);
  if (body === undefined) return undefined;
  if (familyOf(file) === 'python') return `def ${name}(${inputs.join(', ')}):${newline}${body}${newline}${output === undefined ? '' : `${level}return ${output}${newline}`}${newline}${newline}`;
  const types = file.roles.language.id === 'javascript' ? undefined : inputs.map((input) => typeOfVariable(owner, file, input));
  // A type of a type parameter means nothing outside.
  if (types?.includes(undefined) || (types && tree.childByField(owner.node, 'type_parameters') >= 0)) return undefined;
  const parameters = inputs.map((input, i) => (types ? `${input}: ${types[i]}` : input)).join(', ');
  const returned = types ? `: ${output === undefined ? 'void' : types[inputs.indexOf(output)]}` : '';
  return `function ${name}(${parameters})${returned} {${newline}${body}${newline}${output === undefined ? '' : `${level}return ${output}${statementEnd(file)}${newline}`}}${newline}${newline}`;
}

/** The statement of the file a function stands in. */
function outermost({ tree }: FileModel, node: number): number {
  let top = node;
  while (tree.parentOf(top) > 0) top = tree.parentOf(top);
  return top;
}
