import { throwIfCancelled } from '../../document/ports.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import { KindSet } from '../../syntax/kind-set.js';
import type { Detector } from '../detector.js';
import type { ProposedFix } from '../finding.js';
import { argumentsOf, callChain } from './call-chain.js';

const CALLS = new KindSet(['call']);
const SCOPES = new KindSet(['function_definition', 'lambda', 'class_definition']);
const SIMPLE_STATEMENTS = new Set(['expression_statement', 'return_statement']);
/** Code that wants gradients, sees to them itself, or runs the model once to look at it. */
const WANTS_GRADIENTS = /\bbackward\b|\boptimi[sz]er|\bzero_grad\b|requires_grad|\bautograd\b|enable_grad|set_grad_enabled|retain_grad|\bgrad\b|\.train\(|\bexport\b|\bonnx\b|\btrace\b|\bprofile\b|\bthop\b|\bflops?\b|\bsummary\b|\battribut|\badversarial|\battack|captum|\bshap\b|saliency|grad_?cam|export_|\bconvert_\w*checkpoint|allclose|\btorch\.(?:randn?|ones|zeros)\(|deepspeed|\bfabric\b|optimum|openvino|tensorrt/i;
/** Here somebody else decides whether gradients are wanted. */
const CALLED_FOR_TRAINING = /^(?:forward|__call__|training_step|.*(?:loss|train|distill|attack|attribut|explain).*)$/i;
const WITHOUT_GRADIENTS = /\b(?:no_grad|inference_mode)\b/;

/**
 * A torch model that is called after `.eval()` in the same function, with gradients still recorded and nobody to use
 * them. A call of the function inside `no_grad` elsewhere in the file keeps it silent, as does anything that smells of gradients.
 */
export const torchNoGrad: Detector = function* ({ document }, token) {
  const { tree, facts } = document;
  if (!tree || document.pathClasses.has('test') || ![...facts.imports].some((name) => /^torch(?:\.|$)/.test(name)) || /set_grad_enabled\(\s*False|grad_enabled\s*=\s*False|\blightning\b/.test(document.text)) return;
  const reported = new Set<number>();
  const calls = CALLS.nodesIn(tree);
  for (const evaluated of calls) {
    throwIfCancelled(token);
    const model = evaluatedModel(tree, evaluated);
    if (model === undefined) continue;
    const scope = scopeOf(tree, evaluated);
    if (reported.has(scope) || wantsGradients(tree, scope) || isWithoutGradients(tree, evaluated) || isCalledWithoutGradients(tree, calls, scope)) continue;
    const use = calls.find((call) => call > evaluated && isUse(tree, call, model, scope));
    if (use === undefined) continue;
    reported.add(scope);
    yield { span: tree.span(use), variables: { MODEL: model }, fixes: fixOf(tree, use) };
  }
};

/** `model` of `model.eval()` and of `model = Net().eval()`. */
function evaluatedModel(tree: FlatTree, call: number): string | undefined {
  const { path, steps } = callChain(tree, call);
  if (path.at(-1) !== 'eval' || steps.length === 0 || argumentsOf(tree, call).length > 0) return undefined;
  const parent = tree.parentOf(call);
  if (tree.kindName(parent) === 'assignment') return plainName(tree, tree.childByField(parent, 'left'));
  if (tree.kindName(parent) !== 'expression_statement') return undefined;
  return plainName(tree, tree.childByField(tree.childByField(call, 'function'), 'object'));
}

function plainName(tree: FlatTree, node: number): string | undefined {
  const text = node < 0 ? '' : tree.text(node);
  return /^(?:self\.)?[A-Za-z_]\w*$/.test(text) ? text : undefined;
}

function scopeOf(tree: FlatTree, node: number): number {
  for (const up of tree.ancestors(node)) if (SCOPES.has(tree, up)) return up;
  return 0;
}

function wantsGradients(tree: FlatTree, scope: number): boolean {
  if (scope === 0 || tree.kindName(scope) !== 'function_definition') return WANTS_GRADIENTS.test(tree.source);
  return CALLED_FOR_TRAINING.test(tree.text(tree.childByField(scope, 'name'))) || WANTS_GRADIENTS.test(tree.text(scope));
}

/** Inside `with torch.no_grad():`, or a function or class decorated so. */
function isWithoutGradients(tree: FlatTree, node: number): boolean {
  for (const up of tree.ancestors(node)) {
    const kind = tree.kindName(up);
    if (kind === 'with_statement' && WITHOUT_GRADIENTS.test(headOf(tree, up))) return true;
    if (kind === 'decorated_definition' && WITHOUT_GRADIENTS.test(tree.source.slice(tree.start[up], tree.start[tree.childByField(up, 'definition')]))) return true;
  }
  return false;
}

function headOf(tree: FlatTree, statement: number): string {
  const body = tree.childByField(statement, 'body');
  return tree.source.slice(tree.start[statement], body < 0 ? tree.end[statement] : tree.start[body]);
}

function isCalledWithoutGradients(tree: FlatTree, calls: readonly number[], scope: number): boolean {
  const name = scope === 0 ? -1 : tree.childByField(scope, 'name');
  if (name < 0) return false;
  const wanted = tree.text(name);
  return calls.some((call) => callChain(tree, call).path.at(-1) === wanted && isWithoutGradients(tree, call));
}

/** `model(x)` in the same function, where gradients are recorded. */
function isUse(tree: FlatTree, call: number, model: string, scope: number): boolean {
  const callee = tree.childByField(call, 'function');
  return callee >= 0 && tree.text(callee) === model && argumentsOf(tree, call).length > 0 && scopeOf(tree, call) === scope && !isWithoutGradients(tree, call);
}

/** The statement inside `with torch.inference_mode():`; none where it is part of a larger one or moving its lines could change a text. */
function fixOf(tree: FlatTree, use: number): ProposedFix[] {
  const statement = [...tree.ancestors(use)].find((up) => SIMPLE_STATEMENTS.has(tree.kindName(up)) || tree.kindName(up) === 'block');
  if (statement === undefined || !SIMPLE_STATEMENTS.has(tree.kindName(statement)) || !/^import torch$/m.test(tree.source)) return [];
  const { start, end } = tree.span(statement);
  const text = tree.source.slice(start, end);
  const indent = /[^\S\r\n]*$/.exec(tree.source.slice(0, start))?.[0] ?? '';
  const before = tree.source[start - indent.length - 1];
  if (/"""|'''|\\$/m.test(text) || (before !== undefined && before !== '\n')) return [];
  const step = indent.includes('\t') ? '\t' : '    ';
  const edit = { start, end, text: `with torch.inference_mode():\n${indent}${step}${text.replaceAll('\n', `\n${step}`)}` };
  return [{ title: 'Run the model in torch.inference_mode()', safe: false, edits: [edit] }];
}
