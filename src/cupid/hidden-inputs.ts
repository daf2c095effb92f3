import type { LintDocument } from '../lint/document.js';
import type { EffectEntry } from '../knowledge/model.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import { ownNodes, type NamedFunction } from './functions.js';
import type { GrammarRoles } from './grammar-roles.js';
import type { Evidence, Signal } from './profile.js';
import { wordsOf } from './words.js';

/** What a colleague calls the effect. */
const NOUNS: Readonly<Record<string, string>> = { clock: 'the clock', environment: 'env', random: 'randomness' };

/** A function whose name says what it reads surprises nobody. */
const ANNOUNCED: Readonly<Record<string, readonly string[]>> = {
  clock: 'now today yesterday tomorrow time times timed timestamp clock timer uptime elapsed duration wait sleep delay throttle debounce poll retry measure bench benchmark profile log trace tick'.split(' '),
  random: 'random randomly rand rnd uuid guid shuffle sample seed jitter nonce salt token secret password id ids uid key generate fake mock noise'.split(' '),
  environment: 'env environment config configuration configure settings setup options cwd argv args cli bootstrap secrets credentials'.split(' '),
};

/** Where a program is put together the world must be read somewhere. */
const COMPOSITION_ROOT_NAMES = new Set('main run start serve cli bootstrap boot setup init initialize initialise configure handler lambda_handler create_app createApp entrypoint'.split(' '));
const COMPOSITION_ROOT_FILES = /(^|\/)(main|__main__|index|app|server|cli|config|configuration|settings|env|environment|bootstrap|setup|conftest|manage|wsgi|asgi)\.[a-z]+$|\.config\.[a-z]+$|(^|\/)(bin|scripts|config)\//i;

/** Names that promise an answer from what was given alone. */
const ASKING = new Set('is has can should calculate compute format to count sum total convert parse validate compare find filter'.split(' '));
const DECIDING = 5;
const SYNCHRONOUS_CALLBACKS = new Set('map filter forEach reduce some every find findIndex sort flatMap'.split(' '));
const TELEMETRY = /(^|[._])(log|logger|logging|console|debug|trace|info|warn|warning|print|emit|metrics?|telemetry|span|statsd)([._(]|$)/i;
/** Set by tools while building, not by who runs the program. */
const BUILD_FLAGS = /^process\.env\.(NODE_ENV|CI|DEBUG)$/;

interface Read {
  readonly effect: string;
  readonly node: number;
}

/** P1: what a function reads that nobody handed to it. */
export function hiddenInputs(document: LintDocument, roles: GrammarRoles, owner: NamedFunction, complexity: number): Signal | undefined {
  const { tree } = document;
  if (!tree || COMPOSITION_ROOT_NAMES.has(owner.name) || COMPOSITION_ROOT_FILES.test(document.path)) return undefined;
  const words = wordsOf(owner.name);
  const reads = withoutStopwatch(tree, [...directReads(document, tree, roles, owner)]).filter(({ effect }) => !words.some((word) => ANNOUNCED[effect]?.includes(word)));
  if (reads.length === 0) return undefined;
  const effects = [...new Set(reads.map(({ effect }) => effect))];
  const decides = complexity >= DECIDING || ASKING.has(words[0] ?? '');
  return {
    letter: 'P',
    id: 'P1',
    level: decides ? 'attention' : 'note',
    message: `reads ${listed(effects.map((effect) => NOUNS[effect] ?? effect))}`,
    grade: 'C',
    evidence: reads.map((read) => evidenceOf(tree, read)),
  };
}

function* directReads(document: LintDocument, tree: FlatTree, roles: GrammarRoles, owner: NamedFunction): Generator<Read> {
  for (const node of ownNodes(tree, roles, owner)) {
    if (!roles.is(tree, node, 'reference')) continue;
    const effect = effectOf(document, tree, roles, node);
    if (effect !== undefined && !isInjected(tree, roles, owner, node) && !isOutsideTheAnswer(tree, roles, owner, node)) yield { effect, node };
  }
}

function effectOf(document: LintDocument, tree: FlatTree, roles: GrammarRoles, node: number): string | undefined {
  const name = (document.facts.qualifiedName(node) ?? document.facts.globalName(node))?.replace('.default.', '.');
  if (name === undefined || BUILD_FLAGS.test(tree.text(tree.parentOf(node)))) return undefined;
  return document.language.effects.find((entry) => reads(entry, name, tree, roles, node))?.effect;
}

/** The environment is read by naming it; a clock or a die only by calling it. */
function reads(entry: EffectEntry, name: string, tree: FlatTree, roles: GrammarRoles, node: number): boolean {
  const call = tree.parentOf(node);
  const called = call >= 0 && roles.is(tree, call, 'call') && (tree.childByField(call, 'function') === node || tree.childByField(call, 'constructor') === node);
  if (entry.effect !== 'environment' && !called) return false;
  const constructed = called && tree.childByField(call, 'constructor') === node;
  const bare = constructed && [...tree.namedChildren(tree.childByField(call, 'arguments'))].length === 0;
  return entry.names.some((pattern) => {
    if (pattern.startsWith('new ')) return bare && pattern.slice('new '.length) === name;
    return !constructed && (pattern.endsWith('.*') ? name.startsWith(pattern.slice(0, -1)) && called : pattern === name);
  });
}

/** A default of a parameter, or what steps in when the caller passed nothing. */
function isInjected(tree: FlatTree, roles: GrammarRoles, owner: NamedFunction, node: number): boolean {
  let child = node;
  for (const up of tree.ancestors(node)) {
    if (up === owner.node) return false;
    if (roles.is(tree, up, 'parameters')) return true;
    if (/assignment/.test(tree.kindName(up)) && isParameter(tree, owner, tree.childByField(up, 'left'))) return true;
    const operator = tree.childByField(up, 'operator');
    if (operator >= 0 && ['??', '||', 'or'].includes(tree.text(operator)) && tree.childByField(up, 'left') !== child && isParameter(tree, owner, tree.childByField(up, 'left'))) return true;
    if (roles.is(tree, up, 'ternary') && [...tree.namedChildren(up)].some((branch) => branch !== child && isParameter(tree, owner, branch))) return true;
    child = up;
  }
  return false;
}

function isParameter(tree: FlatTree, owner: NamedFunction, node: number): boolean {
  if (node < 0) return false;
  const text = tree.text(node);
  const root = text.split(/[.?[]/)[0] ?? '';
  return owner.parameters.has(root) && root !== 'this' && root !== 'self' && /^[\w$.?]+$/.test(text);
}

/** Telemetry does not change the answer, and a callback handed away runs at another time. */
function isOutsideTheAnswer(tree: FlatTree, roles: GrammarRoles, owner: NamedFunction, node: number): boolean {
  for (const up of tree.ancestors(node)) {
    if (up === owner.node) return false;
    if (roles.is(tree, up, 'call')) {
      const callee = tree.childByField(up, 'function');
      if (callee >= 0 && TELEMETRY.test(tree.text(callee)) && callee !== node) return true;
    }
    if (roles.is(tree, up, 'lambda') && !isCalledAtOnce(tree, roles, up)) return true;
  }
  return false;
}

function isCalledAtOnce(tree: FlatTree, roles: GrammarRoles, lambda: number): boolean {
  const call = tree.parentOf(tree.parentOf(lambda));
  if (call < 0 || !roles.is(tree, call, 'call')) return false;
  const callee = tree.childByField(call, 'function');
  return callee >= 0 && SYNCHRONOUS_CALLBACKS.has(tree.text(tree.childByField(callee, 'property')));
}

/** Two looks at the clock with a subtraction measure how long something took; that is telemetry as well. */
function withoutStopwatch(tree: FlatTree, reads: readonly Read[]): Read[] {
  const clock = reads.filter(({ effect }) => effect === 'clock');
  const measures = clock.length >= 2 && clock.some(({ node }) => isSubtracted(tree, node));
  return measures ? reads.filter(({ effect }) => effect !== 'clock') : [...reads];
}

function isSubtracted(tree: FlatTree, node: number): boolean {
  const operation = tree.parentOf(tree.parentOf(node));
  const operator = operation < 0 ? -1 : tree.childByField(operation, 'operator');
  return operator >= 0 && tree.text(operator) === '-';
}

function evidenceOf(tree: FlatTree, { effect, node }: Read): Evidence {
  // `process.env.REGION` and `os.environ["REGION"]` say more than the bare name.
  const parent = tree.parentOf(node);
  const whole = parent >= 0 && (tree.end[parent] ?? 0) - (tree.start[node] ?? 0) <= 60 && /member|subscript|call|attribute|new/.test(tree.kindName(parent)) ? parent : node;
  return { span: tree.span(whole), label: `reads ${NOUNS[effect] ?? effect}: ${tree.text(whole).replace(/\s+/g, ' ')}` };
}

/** `a`, `a and b`, `a, b and c`. */
function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
