import { declaredNames, localNames } from '../effects.js';
import type { FunctionModel } from '../functions.js';
import type { FileModel } from '../walk.js';
import { writesOf } from '../writes.js';
import { isInside, within } from './layout.js';
import { familyOf } from './shape.js';

/** What a block needs from the function around it, and what it gives back. */
export interface DataFlow {
  /** Variables it must be given, in the order it mentions them. */
  readonly inputs: readonly string[];
  /** The one variable it changes that is needed afterwards. */
  readonly output: string | undefined;
  /** Inputs of which it changes a part. */
  readonly changedInside: readonly string[];
}

/** Leaves the block, waits in it, or depends on whom the function is called on. */
const TIED = /^(return_statement|yield|yield_expression|await|await_expression|this|super|labeled_statement|global_statement|nonlocal_statement|delete_statement|with_statement|import_statement|import_from_statement|class_definition|class_declaration|class|match_statement|exec_statement|named_expression)$/;
const TIED_NAMES = /^(self|cls|arguments|eval|exec|locals|globals|vars|super)$/;

/** The data flow of a block that stands in a function; undefined where it is not certain. */
export function dataFlowOf(owner: FunctionModel, file: FileModel, block: number): DataFlow | undefined {
  const { tree, roles } = file;
  const isTied = within(tree, block, (node) => TIED.test(tree.kindName(node)) || (roles.is(tree, node, 'function') && !roles.is(tree, node, 'lambda')) || (tree.isLeaf(node) && TIED_NAMES.test(tree.text(node)))).length > 0;
  if (isTied || leavesLoop(file, block) || /\bvar\s/.test(familyOf(file) === 'script' ? tree.text(block) : '')) return undefined;
  const known = new Set([...owner.parameterNames, ...localNames(file, owner)]);
  const mentions = within(tree, owner.node, (node) => isVariable(file, node) && known.has(tree.text(node)));
  const variables = [...new Set(mentions.filter((node) => isInside(tree, node, block)).map((node) => tree.text(node)))];
  const scopes = variables.map((name) => scopeOf(owner, file, block, name, mentions.filter((node) => tree.text(node) === name)));
  if (scopes.includes('uncertain')) return undefined;
  const inputs = variables.filter((_, i) => scopes[i] !== 'own');
  const outputs = variables.filter((_, i) => scopes[i] === 'comes out');
  const writes = writesOf(owner, file).filter(({ node }) => isInside(tree, node, block));
  if (outputs.length > 1 || capturesWhatChanges(file, block, writes.map(({ root }) => root))) return undefined;
  if (outputs.length > 0 && isTried(owner, file, block)) return undefined;
  return { inputs, output: outputs[0], changedInside: inputs.filter((name) => writes.some(({ root, isInside: inside }) => inside && root === name)) };
}

/** A leaf that names a variable, not a member, a key or an argument by name. */
function isVariable({ tree, roles }: FileModel, node: number): boolean {
  if (!tree.isLeaf(node) || !roles.is(tree, node, 'identifier') || /^(property_identifier|private_property_identifier|type_identifier|statement_identifier)$/.test(tree.kindName(node))) return false;
  const parent = tree.parentOf(node);
  if (/^attribute$/.test(tree.kindName(parent))) return tree.childByField(parent, 'object') === node;
  return !(tree.kindName(parent) === 'keyword_argument' && tree.childByField(parent, 'name') === node);
}

/** Where a variable of a block comes from: its own, from outside, or from outside and needed afterwards. */
function scopeOf(owner: FunctionModel, file: FileModel, block: number, name: string, mentions: readonly number[]): 'own' | 'from outside' | 'comes out' | 'uncertain' {
  const { tree } = file;
  const outside = mentions.filter((node) => !isInside(tree, node, block));
  const isParameter = owner.parameterNames.has(name);
  const declarations = owner.nodes('declares').filter((node) => declaredNames(file, node).includes(name));
  const within_ = declarations.filter((node) => isInside(tree, node, block));
  const isWritten = within_.length > 0 || writesOf(owner, file).some(({ node, root, isInside: inside }) => root === name && !inside && isInside(tree, node, block));
  if (familyOf(file) === 'script' && within_.length > 0) {
    const isAround = declarations.some((node) => !isInside(tree, node, block) && isInside(tree, block, scopeAround(file, node)));
    return isParameter || isAround ? 'uncertain' : 'own';
  }
  if (!isParameter && isWritten && (outside.length === 0 || isOnlyLoopVariable(file, mentions, name))) return 'own';
  const isGiven = isParameter || declarations.some((node) => !isInside(tree, node, block) && stoodBefore(owner, file, node, block));
  if (!isGiven) return 'uncertain';
  const isNeeded = outside.some((node) => node > block) || isLooped(owner, file, block);
  return isWritten && isNeeded ? 'comes out' : 'from outside';
}

/** The node a name declared somewhere in TypeScript or JavaScript is known in. */
function scopeAround({ tree, roles }: FileModel, declaration: number): number {
  for (const up of tree.ancestors(declaration)) if (roles.is(tree, up, 'body') || roles.is(tree, up, 'loop') || roles.is(tree, up, 'function') || roles.is(tree, up, 'catch')) return up;
  return 0;
}

/** Python: every mention stands in a loop that gives the name its value first. */
function isOnlyLoopVariable({ tree, roles }: FileModel, mentions: readonly number[], name: string): boolean {
  return mentions.every((mention) => {
    for (const up of tree.ancestors(mention)) {
      if (!roles.is(tree, up, 'loop')) continue;
      const target = tree.childByField(up, 'left');
      const iterated = tree.childByField(up, 'right');
      const isTarget = target >= 0 && new RegExp(`(^|[^\\w])${name}([^\\w]|$)`).test(tree.text(target));
      if (isTarget && !isInside(tree, mention, iterated)) return true;
    }
    return false;
  });
}

/** Whether a declaration is made before the block in every case: in a block around it, further up. */
function stoodBefore(owner: FunctionModel, { tree, roles }: FileModel, declaration: number, block: number): boolean {
  if (declaration > block) return false;
  if (roles.is(tree, declaration, 'loop')) return isInside(tree, block, declaration);
  const around = [...tree.ancestors(declaration)].find((up) => roles.is(tree, up, 'body') || up === owner.node) ?? -1;
  return around >= 0 && isInside(tree, block, around);
}

function isLooped(owner: FunctionModel, { tree, roles }: FileModel, block: number): boolean {
  for (const up of tree.ancestors(block)) {
    if (up === owner.node) return false;
    if (roles.is(tree, up, 'loop')) return true;
  }
  return false;
}

/** With an error half way, what was changed so far would not come out. */
function isTried(owner: FunctionModel, { tree, roles }: FileModel, block: number): boolean {
  for (const up of tree.ancestors(block)) {
    if (up === owner.node) return false;
    if (roles.is(tree, up, 'try')) return true;
  }
  return false;
}

/** `break` and `continue` of a loop around the block. */
function leavesLoop({ tree, roles }: FileModel, block: number): boolean {
  return within(tree, block, (node) => /^(break|continue)_statement$/.test(tree.kindName(node))).some((jump) => {
    // One with a label.
    if ([...tree.namedChildren(jump)].length > 0) return true;
    const isBreak = tree.kindName(jump).startsWith('break');
    for (const up of tree.ancestors(jump)) {
      if (up < block) return true;
      if (roles.is(tree, up, 'loop') || (isBreak && roles.is(tree, up, 'switch'))) return false;
    }
    return true;
  });
}

/** A function inside sees later values of what it mentions. */
function capturesWhatChanges({ tree, roles }: FileModel, block: number, changed: readonly string[]): boolean {
  return within(tree, block, (node) => roles.is(tree, node, 'lambda')).some((lambda) => within(tree, lambda, (node) => tree.isLeaf(node) && changed.includes(tree.text(node))).length > 0);
}
