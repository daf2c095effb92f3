import { CONSTRUCTOR, isInitial, type FunctionRef, type Scope } from './declarations.js';
import type { Effect } from './effects.js';
import { scopeOf } from './modules.js';
import { Resolver, same, type ClassTarget, type Declarations, type Edge } from './resolver.js';
import { COMPOSITION_ROOT_NAMES, REGISTERS } from './signals/hidden-inputs.js';
import type { CallSummary, FileSummary, FunctionSummary } from './summary.js';

/** A call by the numbers of its function and of itself in a file's summary. */
export interface CallPlace {
  readonly function: number;
  readonly call: number;
}

/** A function or its class reaches for a collaborator itself, so that nobody can hand in another. */
export interface Reach {
  /** The function a remark belongs to. */
  readonly function: number;
  readonly collaborator: string;
  /** Whether it makes the collaborator, rather than asking the class or its only value. */
  readonly builds: boolean;
  readonly effects: readonly Effect[];
  /** What is called on the way to the first effect; empty where only the collaborator's name tells. */
  readonly path: readonly string[];
  /** Where it is made or asked, then where it is used. */
  readonly places: readonly CallPlace[];
}

/** What the search needs of an index. */
export interface ReachWorld extends Declarations {
  edgesOf(ref: FunctionRef): readonly Edge[];
  effectsFrom(label: string, refs: readonly FunctionRef[]): Map<Effect, readonly string[]>;
}

/** Names of classes that stand for something outside the program. */
const ROLE = /(DAO|Dao|Repository|Gateway|Sensor|Session)$/;
/** Where a program is put together. */
const ROOT_CLASS = /(Factory|Main|Host|Module|Program|Builder|Provider|Providers|Container|Injector|Registry|Config|Configuration|Stack|Stage|Application|App|Startup|Bootstrap|Bootstrapper|Plugin|Command|Cli|CLI|Extension|Extensions|Installer|Wiring|Assembly)$/;
const MAKES_FOR_OTHERS = /^(_*)(create|make|build|new|of|from|parse|provide|get_?instance|instance|singleton|with|default)([A-Z_]|$)/i;
const LASTING: ReadonlySet<Effect> = new Set(['random', 'network']);
const PUTS_TOGETHER = /^_*(setup|set_up|init|initiali[sz]e|configure|bootstrap|wire|register|install|start|main)(?![a-z])/i;
/** Names of what carries values or tells of a mistake. */
const VALUE_CLASS = /(Exception|Error|Event|Message|Request|Response|Dto|DTO|Options|Params|Args|Result|State|Entity|Model|Id|Builder)$/;

interface Made {
  readonly place: CallPlace;
  readonly type: ClassTarget;
  readonly call: CallSummary;
}

/** All reaches of one file, at most one for each function and collaborator. */
export function findReaches(world: ReachWorld, file: FileSummary): Reach[] {
  if (file.isRoot) return [];
  const finder = new Finder(world, file);
  const found = file.functions.flatMap((owner, index) => finder.reachesOf(owner, index));
  return found.filter((reach, i) => found.findIndex((other) => other.function === reach.function && other.collaborator === reach.collaborator) === i);
}

class Finder {
  readonly #world: ReachWorld;
  readonly #file: FileSummary;
  readonly #scope: Scope | undefined;

  constructor(world: ReachWorld, file: FileSummary) {
    this.#world = world;
    this.#file = file;
    this.#scope = world.scope(scopeOf(file));
  }

  reachesOf(owner: FunctionSummary, index: number): Reach[] {
    if (isRoot(owner, this.#file.language)) return [];
    return this.#edges(index).flatMap((edge) => {
      const call = owner.calls[edge.call];
      const place = { function: index, call: edge.call };
      if (!call) return [];
      if (edge.makes) return this.#built(owner, { place, type: edge.makes, call }) ?? [];
      return this.#asked(owner, place, edge, call) ?? [];
    });
  }

  #edges(index: number): readonly Edge[] {
    return this.#world.edgesOf({ path: this.#file.path, index });
  }

  #built(owner: FunctionSummary, made: Made): Reach | undefined {
    const { type, call, place } = made;
    if (this.#isForOthers(owner, made)) return undefined;
    const uses = this.#usesOf(owner, made);
    // Made of what is at hand, for this once: more a value than a collaborator.
    const isMade = call.arguments > 0 && call.into?.includes('.') !== true;
    const effects = new Map<Effect, { readonly path: readonly string[]; readonly use: CallPlace }>();
    for (const { edge, place: use } of uses) for (const [effect, path] of this.#world.effectsFrom(edge.label, edge.refs)) if (!effects.has(effect) && isTold(effect, path) && (!isMade || LASTING.has(effect))) effects.set(effect, { path, use });
    const target = isInitial(owner) ? (([...effects.values()][0]?.use ?? uses[0]?.place)?.function ?? -1) : place.function;
    if (target < 0) return undefined;
    const first = [...effects.values()][0];
    if (!first && !(ROLE.test(type.name) && call.arguments === 0 && uses.length > 0 && this.#doesSomething(uses))) return undefined;
    const shown = first ? [first.use] : uses.slice(0, 1).map((use) => use.place);
    return { function: target, collaborator: type.name, builds: true, effects: [...effects.keys()], path: first?.path ?? [], places: [place, ...shown] };
  }

  /** Handed on, a value, or something a caller can put in the place of. */
  #isForOthers(owner: FunctionSummary, { type, call }: Made): boolean {
    const place = call.into?.includes('.') ? call.into : undefined;
    const own = place === undefined ? owner.owner : place.slice(0, place.indexOf('.'));
    if (call.isReturned || VALUE_CLASS.test(type.name) || own === type.name) return true;
    if (place !== undefined && this.#scope?.isGiven(place)) return true;
    return own !== undefined && (ROOT_CLASS.test(own) || this.#takes(own, owner, type));
  }

  /** Whether a constructor of the class takes what the collaborator is, or is made of. */
  #takes(own: string, owner: FunctionSummary, type: ClassTarget): boolean {
    const names = new Set([type.name, ...(this.#world.scope(type.scope)?.classNamed(type.name) ?? []).flatMap(({ summary }) => summary.bases)]);
    const constructors = [...(this.#scope?.functionsNamed(`${own}.${CONSTRUCTOR}`) ?? []), ...(this.#scope?.makersOf(own) ?? [])].flatMap(({ path, index }) => this.#world.file(path)?.functions[index] ?? []);
    return [owner, ...constructors].some(({ parameterTypes }) => parameterTypes.some((text) => text.split(/[ .]/).some((word) => names.has(word))));
  }

  /** The calls made on what was made: in the whole class where it is kept in a field, else in the function. */
  #usesOf(owner: FunctionSummary, { place, type, call }: Made): { readonly edge: Edge; readonly place: CallPlace }[] {
    const isField = call.into?.includes('.') === true;
    const ofClass = call.into?.slice(0, call.into.indexOf('.'));
    return this.#file.functions.flatMap((other, index) => {
      if (isField ? other.owner !== ofClass || isInitial(other) : other !== owner) return [];
      return this.#edges(index).flatMap((edge) => {
        const isChained = index === place.function && other.calls[edge.call]?.on === place.call;
        const isSame = edge.on !== undefined && same(edge.on.type, type) && (isChained || (edge.on.place !== undefined && edge.on.place === call.into));
        return isSame ? [{ edge, place: { function: index, call: edge.call } }] : [];
      });
    });
  }

  /** A method without calls and effects is hardly a way out of the program. */
  #doesSomething(uses: readonly { readonly edge: Edge }[]): boolean {
    return uses.some(({ edge }) => edge.refs.some((ref) => (this.#world.file(ref.path)?.functions[ref.index]?.calls.length ?? 0) > 0));
  }

  /** `TripDAO.find(user)` and `Session.instance().user()`: the class itself is asked. */
  #asked(owner: FunctionSummary, place: CallPlace, edge: Edge, call: CallSummary): Reach | undefined {
    const type = edge.asked ?? (call.on >= 0 && owner.calls[call.on]?.into === undefined ? this.#singleton(owner, call, edge) : undefined);
    if (!type || !ROLE.test(type.name) || owner.owner === type.name || isInitial(owner) || (owner.owner !== undefined && ROOT_CLASS.test(owner.owner))) return undefined;
    const isMaking = MAKES_FOR_OTHERS.test(call.name.split('.').at(-1) ?? '');
    if (isMaking || this.#takes(owner.owner ?? '', owner, type)) return undefined;
    const effects = new Map([...this.#world.effectsFrom(edge.label, edge.refs)].filter(([effect, path]) => isTold(effect, path)));
    return { function: place.function, collaborator: type.name, builds: false, effects: [...effects.keys()], path: [...effects.values()][0] ?? [], places: [place] };
  }

  #singleton(owner: FunctionSummary, call: CallSummary, edge: Edge): ClassTarget | undefined {
    const receiver = owner.calls[call.on];
    const asked = receiver && new Resolver(this.#world, this.#file).classNamed(receiver.name.split('.').slice(0, -1).join('.'));
    return asked && edge.on && same(asked, edge.on.type) && !receiver?.constructs ? asked : undefined;
  }
}

/** A test can lay out the environment, and files that something far away reads are seldom what it is about. */
function isTold(effect: Effect, path: readonly string[]): boolean {
  return effect !== 'environment' && (effect !== 'file' || path.length === 1);
}

/** Where things are put together, or made for whoever asks. */
function isRoot({ name, owner, isConstructor, isEntry }: FunctionSummary, language: string): boolean {
  if (isEntry || (COMPOSITION_ROOT_NAMES.has(name) && owner === undefined) || (!isConstructor && PUTS_TOGETHER.test(name))) return true;
  if (REGISTERS.test(name)) return true;
  // `NewAlarm` and `Alarm::new` are constructors, not places where a program is put together.
  return !isConstructor && MAKES_FOR_OTHERS.test(name) && !(language === 'go' || language === 'rust' ? /^(New[A-Z]|new$)/ : /^$/).test(name);
}
