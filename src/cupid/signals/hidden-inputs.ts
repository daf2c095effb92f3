import { isDeferred } from '../deferred.js';
import { EFFECT_NOUNS as NOUNS, effectsOf, type Effect, type EffectPlace } from '../effects.js';
import { argumentsOf, calleeOf, first, listed, ownerOf, textOf } from '../expressions.js';
import type { FunctionModel } from '../functions.js';
import type { ReachedPlace } from '../knowledge.js';
import type { Evidence } from '../profile.js';
import { evidenceAt, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';
import { reachedPlaces, wayOf } from './reached-inputs.js';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** A function whose name says what it reads surprises nobody. */
const ANNOUNCED: Readonly<Record<Effect, ReadonlySet<string>>> = {
  clock: words('now today yesterday tomorrow time times timed timestamp timestamps clock timer uptime elapsed duration wait sleep delay throttle debounce poll retry measure bench benchmark profile log trace tick age ago since stamp date stopwatch touch expire expires heartbeat deadline timeout latency'),
  random: words('random randomly rand rnd uuid guid shuffle sample seed jitter nonce salt token secret password id ids uid key generate fake mock noise new create boundary backoff pick code unique'),
  environment: words('env environ environment config configuration configure settings setup options cwd argv args cli bootstrap secrets credentials defaults platform detect proxy proxies home dir directory path paths'),
  locale: words('locale locales local localize localise localized localised language lang i18n intl culture format label text display render show print view'),
  network: words('fetch request requests download upload get post put delete send load api http url online remote connect ping call query'),
  file: words('file files path paths read write load save open dir directory folder exists import export parse source from to disk stored cache cached copy'),
  output: words('print show'),
};

/** Where a program is put together the world must be read somewhere. */
export const COMPOSITION_ROOT_NAMES = words('main run start serve cli bootstrap boot setup init initialize initialise configure handler lambda_handler create_app createApp entrypoint Main Run Start Configure ConfigureServices Init Execute execute');
/** Where a container is told what there is. */
export const REGISTERS = /^(Add|Use|Configure|Register|Map|provide|register)[A-Z]|^on[A-Z]|^on_/;
export const COMPOSITION_ROOT_FILES = /(^|\/)(main|__main__|index|app|server|cli|config|configuration|settings|env|environment|bootstrap|setup|conftest|manage|wsgi|asgi|program|startup|build)\.[a-z]+$|\.config\.[a-z]+$|(^|\/)(bin|scripts|config|cmd|cli|commands|migrations|tools)\/|(Config|Configuration|Settings|Properties|Application)\.(java|cs)$/i;

/** Names that promise an answer from what was given alone. */
const ASKING = words('is has can should calculate compute format to count sum total convert parse validate compare find filter');
/** Reading the network or files, or writing for a reader, is the work of most functions that do; asking is not. */
const ONLY_WHEN_ASKING: ReadonlySet<Effect> = new Set(['network', 'file', 'locale']);
const QUESTIONS = words('is calculate compute format compare sum total');
const DECIDING = 5;
/** What is worth a word over several calls; where nothing is asked, only what does nothing else. */
const FAR: ReadonlySet<Effect> = new Set(['clock', 'random']);
const WRAPPERS: Readonly<Partial<Record<Effect, RegExp>>> = { clock: /now|today|clock|timestamp|current_?time|epoch/i, random: /rand|dice|shuffle|choice/i };
export const TELEMETRY = /(^|[._])(log|logger|logging|console|debug|trace|info|warn|warning|error|print|println|emit|metrics?|telemetry|span|statsd|record|observe|histogram|elapsed)([._(]|$)/i;

/** P1: what a function reads that nobody handed to it. */
export const hiddenInputsSignal: SignalRule = {
  letter: 'P',
  id: 'P1',
  acrossFiles: true,
  title: 'Predictable: reads the clock, the environment or chance',
  grade: 'C',
  nextStep: 'Let the caller hand it in: a parameter whose default is what is read today.',
  find(owner, file) {
    if (owner.isConstructor || REGISTERS.test(owner.name) || COMPOSITION_ROOT_NAMES.has(owner.name) || COMPOSITION_ROOT_FILES.test(file.document.path)) return undefined;
    const places = withoutStopwatch(file, effectsOf(owner, file)).filter((place) => isHidden(owner, file, place));
    const apart = places.filter(({ node }, i) => i === 0 || (file.tree.next[places[i - 1]?.node ?? 0] ?? 0) <= node);
    const reached = reachedInputs(owner, file, new Set(apart.map(({ effect }) => effect)));
    if (apart.length + reached.length === 0) return undefined;
    const effects = [...new Set([...apart, ...reached].map(({ effect }) => effect))];
    if (effects.every((effect) => effect === 'environment') && isAccessor(owner, file)) return undefined;
    const asks = ASKING.has(owner.words[0] ?? '');
    const decides = owner.complexity.total >= DECIDING || asks;
    const isSevere = (decides && apart.some((place) => place.effect !== 'locale' && !isStamp(file, place))) || (asks && reached.length > 0);
    const ways = reached.map(({ effect, node, path }) => evidenceAt(file, node, `reads ${NOUNS[effect]}: ${wayOf(path)}`));
    return { level: isSevere ? 'attention' : 'note', message: `reads ${listed(effects.map((effect) => NOUNS[effect]))}`, evidence: [...apart.map((place) => evidenceOf(file, place)), ...ways] };
  },
};

/** What calls bring in: where the function promises an answer, or decides enough that a test of it would be needed. */
function reachedInputs(owner: FunctionModel, file: FileModel, direct: ReadonlySet<Effect>): readonly ReachedPlace[] {
  const asks = ASKING.has(owner.words[0] ?? '');
  if (!asks && (owner.complexity.total < DECIDING || owner.nodes('return').length === 0)) return [];
  return reachedPlaces(owner, file, direct, (places) => withoutStopwatch(file, places)).filter(({ effect, node, path }) => {
    const place = { effect, node, call: node };
    const isNear = path.length === 1;
    // `dt_now()` is as good as the clock itself; what other functions do besides is their affair.
    const isWrapped = isNear && WRAPPERS[effect]?.test(path[0]?.split('.').at(-1) ?? '') === true;
    return (asks ? isNear || FAR.has(effect) : isWrapped) && isHidden(owner, file, place) && !isStamp(file, place);
  });
}

function isHidden(owner: FunctionModel, file: FileModel, place: EffectPlace): boolean {
  const { effect } = place;
  if (effect === 'output' || owner.words.some((word) => ANNOUNCED[effect].has(word))) return false;
  if (ONLY_WHEN_ASKING.has(effect) && !QUESTIONS.has(owner.words[0] ?? '')) return false;
  return !isInjected(owner, file, place) && !isOutsideTheAnswer(owner, file, place);
}

/** A default of a parameter, what steps in when the caller passed nothing, or a reading of a clock that was handed in. */
export function isInjected(owner: FunctionModel, file: FileModel, { node, call }: EffectPlace): boolean {
  const { tree, roles } = file;
  if (call >= 0 && argumentsOf(tree, call).some((argument) => /clock/i.test(tree.text(argument)))) return true;
  let child = node;
  for (const up of tree.ancestors(node)) {
    if (up === owner.node) return false;
    if (roles.is(tree, up, 'parameters')) return true;
    if (roles.is(tree, up, 'assignment') && isParameter(file, owner, tree.childByField(up, 'left'))) return true;
    const operator = tree.childByField(up, 'operator');
    if (operator >= 0 && ['??', '||', 'or'].includes(tree.text(operator)) && tree.childByField(up, 'left') !== child && isParameter(file, owner, tree.childByField(up, 'left'))) return true;
    if (roles.is(tree, up, 'ternary') && [...tree.namedChildren(up)].some((branch) => branch !== child && isParameter(file, owner, branch))) return true;
    child = up;
  }
  return false;
}

/** A function that takes nothing and does nothing else is the one place that reads it. */
function isAccessor(owner: FunctionModel, { tree }: FileModel): boolean {
  return owner.parameters.length === 0 && [...tree.namedChildren(owner.body)].length <= 1 && owner.complexity.total <= 1;
}

/** Notes down when something was made, or gives it a name of its own: no decision rests on it. */
const STAMP = /(at|on|date|time|timestamp|stamp|created|updated|modified|retrieved|saved|seen|used|accessed|started|finished|sent|received|now|id|uuid|guid|key|nonce|token|secret|salt|name|seed)$/i;

function isStamp(file: FileModel, place: EffectPlace): boolean {
  return stampTarget(file, place) >= 0;
}

/** What a reading is noted down in, where its name says that it is no more than a note; else -1. */
export function stampTarget({ tree, roles }: FileModel, { node, call }: EffectPlace): number {
  let at = call >= 0 ? call : node;
  for (let up = tree.parentOf(at); up >= 0 && (roles.is(tree, up, 'member') || roles.is(tree, up, 'call') || roles.is(tree, up, 'wrapper') || /^(argument|arguments|argument_list|await_expression|expression_list|unary_expression|literal_element|binary_expression|boolean_operator)$/.test(tree.kindName(up))); up = tree.parentOf(at)) at = up;
  const parent = tree.parentOf(at);
  const named = parent < 0 ? -1 : first(tree, parent, ['left', 'key', 'field', 'name', 'property']);
  const target = named >= 0 || parent < 0 ? named : (tree.namedChildren(parent).next().value ?? -1);
  if (parent < 0 || target < 0 || target === at) return -1;
  const isNamed = roles.is(tree, parent, 'assignment') || /pair|keyed_element|field_initializer|keyword_argument|element_binding/.test(tree.kindName(parent));
  return isNamed && STAMP.test(textOf(tree, target).replace(/["'\]]+$/, '')) ? target : -1;
}

function isParameter({ tree }: FileModel, owner: FunctionModel, node: number): boolean {
  if (node < 0) return false;
  const text = tree.text(node);
  const root = text.split(/[.?[]/)[0] ?? '';
  return owner.parameterNames.has(root) && root !== 'this' && root !== 'self' && /^[\w$.?]+$/.test(text);
}

/** Telemetry does not change the answer, a callback handed away runs at another time, and noting down when something was made decides nothing. */
export function isOutsideTheAnswer(owner: FunctionModel, file: FileModel, { node }: EffectPlace): boolean {
  const { tree, roles } = file;
  if (isDeferred(owner, file, node)) return true;
  for (const up of tree.ancestors(node)) {
    if (up === owner.node) return false;
    if (roles.is(tree, up, 'call') && up !== node) {
      const callee = calleeOf(tree, roles, up);
      const isAround = callee.node !== node && !(callee.receiver >= 0 && callee.receiver <= node && node < (tree.next[callee.receiver] ?? 0));
      if (isAround && TELEMETRY.test(`${textOf(tree, callee.receiver)}.${callee.name}`)) return true;
    }
  }
  return false;
}

/** Looks at the clock of which one is subtracted measure how long something took; that is telemetry as well. */
export function withoutStopwatch(file: FileModel, places: readonly EffectPlace[]): readonly EffectPlace[] {
  const clock = places.filter(({ effect }) => effect === 'clock');
  const measures = clock.some((place) => isElapsed(file, place, clock.length));
  return measures ? places.filter(({ effect }) => effect !== 'clock') : places;
}

function isElapsed({ tree }: FileModel, { node, call }: EffectPlace, looks: number): boolean {
  if (tree.text(node).endsWith('Since')) return true;
  const operation = tree.parentOf(call >= 0 ? call : node);
  const operator = operation < 0 ? -1 : tree.childByField(operation, 'operator');
  const isSubtracted = operator >= 0 && tree.text(operator) === '-';
  return (isSubtracted && looks >= 2) || (/Instant::|nanoTime|monotonic|perf_counter|GetTimestamp/.test(tree.text(node)) && looks >= 1);
}

function evidenceOf({ tree }: FileModel, { effect, node, call }: EffectPlace): Evidence {
  // `process.env.REGION` and `os.environ["REGION"]` say more than the bare name.
  const parent = call >= 0 ? call : tree.parentOf(node);
  const isClose = parent >= 0 && (tree.end[parent] ?? 0) - (tree.start[node] ?? 0) <= 60 && (call >= 0 || ownerOf(tree, parent) === node || first(tree, parent, ['value', 'object', 'function']) === node);
  const whole = isClose ? parent : node;
  return { span: tree.span(whole), label: `reads ${NOUNS[effect]}: ${tree.text(whole).replace(/\s+/g, ' ')}` };
}
