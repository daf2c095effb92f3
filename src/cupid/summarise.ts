import { countsOf } from './custom.js';
import { SLOTS } from './customs/slots.js';
import { nameWordsOf, typeWordsOf } from './domain-words.js';
import { effectOutside, effectsOf, localNames, type Effect, type EffectPlace } from './effects.js';
import { argumentsOf, calledName, calleeOf, dottedName, first, leavesIn, textOf, unwrapped } from './expressions.js';
import type { FunctionModel } from './functions.js';
import { importsOf, packageOf } from './imports.js';
import { COMPOSITION_ROOT_FILES, isInjected, isOutsideTheAnswer, stampTarget, TELEMETRY, withoutStopwatch } from './signals/hidden-inputs.js';
import { observed } from './signals/local-idioms.js';
import { isMixed } from './signals/mixed-return.js';
import { hashOf, type CallSummary, type ClassSummary, type FileSummary, type FunctionSummary } from './summary.js';
import { lastWord, LITERALS, selfless, ValuePlaces } from './value-places.js';
import type { FileModel } from './walk.js';

/** A summary with the way back to the nodes of its tree. */
export interface Summarised {
  readonly summary: FileSummary;
  /** For each function of the summary the nodes of its calls. */
  readonly callNodes: readonly (readonly number[])[];
}

/** Where a program begins. */
const BEGINS: Readonly<Record<string, RegExp>> = {
  python: /^if __name__ == ['"]__main__/m,
  go: /^package main$/m,
  rust: /^[ \t]*(pub )?(async )?fn main\(/m,
  java: /\bstatic void main\s*\(/,
  csharp: /\bstatic (async )?(void|int|Task(<int>)?) Main\s*\(/,
};
/** Makes names, keys and tokens rather than chances. */
const UNIQUE = /uuid|guid|secrets\.|token|nonce|bytes|SecureRandom|RandomNumberGenerator/i;
const LONGEST_CALL = 80;
/** What is written for a reader is no reason to replace a collaborator. */
const UNFOLLOWED: ReadonlySet<Effect> = new Set(['output', 'locale']);
const NAMES_THINGS: ReadonlySet<string> = new Set(['id', 'ids', 'uid', 'key', 'keys', 'uuid', 'guid', 'token', 'nonce', 'salt', 'slug', 'jitter', 'backoff', 'hash']);
const NAMES_BY_CHANCE: ReadonlySet<string> = new Set(['string', 'name', 'suffix', 'prefix', 'code', 'password', 'secret', 'unique', 'class']);
/** Parameters that may be left out and stand for what is read then. */
const OFFERED: Readonly<Partial<Record<Effect, RegExp>>> = { clock: /date|time|now|clock|\bdt\b|when|today|moment/i, random: /seed|rng|rand/i, environment: /env/i };
/** `setPaidAt(now())` */
const SETTER = /^set\w*(At|On|Date|Time|Timestamp|Created|Updated|Modified|Id|Key|Token|Name)$/;
const ENTRY = /@\w*(Mapping|Path|Scheduled|Listener)\b|@\w+\.(get|post|put|delete|patch|route|command|callback|task|websocket)\b|@(Get|Post|Put|Delete|Patch|Query|Mutation|task|command)\b|\[Http/;

/** What other files need to know about one file, from the walk its signals need anyway. */
export function summarise(file: FileModel): Summarised {
  const { document, tree, roles } = file;
  const kinds = document.pathClasses;
  const isCode = !(['test', 'example', 'generated'] as const).some((kind) => kinds.has(kind));
  const summarised = isCode ? new Summariser(file).functions() : [];
  const isUntyped = isCode && roles.words('traits').has('untyped');
  const language = document.language.id;
  const isRoot = COMPOSITION_ROOT_FILES.test(document.path) || BEGINS[language]?.test(tree.source) === true;
  const summary: FileSummary = {
    path: document.path,
    language,
    package: packageOf(language, tree),
    isCode,
    isRoot,
    imports: importsOf(language, tree),
    defaultExport: isCode ? (/export\s+default\s+(?:abstract\s+)?(?:async\s+)?(?:function\s*\*?\s*|class\s+)?(\w+)|module\.exports\s*=\s*(\w+)\s*[;\n]/.exec(tree.source)?.slice(1).find((name) => name !== undefined) ?? '') : '',
    classes: isCode ? classesOf(file) : [],
    functions: summarised.map(({ summary: own }) => own),
    exports: isCode && !isRoot ? file.functions.filter((owner) => isOffered(file, owner)).map(({ name }) => name) : [],
    functionCount: isUntyped ? file.functions.length : 0,
    mixedReturns: isUntyped ? file.functions.filter((owner) => isMixed(owner, file)).length : 0,
    customs: isCode ? SLOTS.flatMap((slot) => countsOf(slot.id, observed(slot, file))) : [],
    typeWords: isCode ? typeWordsOf(file) : [],
    nameWords: isCode ? nameWordsOf(file) : [],
    words: [...new Set([...file.mentions.keys()].map(hashOf))].sort((a, b) => a - b),
  };
  return { summary, callNodes: summarised.map(({ nodes }) => nodes) };
}

/** Public, outside every class and function, and not called by a framework. */
function isOffered({ tree, frame }: FileModel, owner: FunctionModel): boolean {
  const parent = tree.parentOf(owner.node);
  return owner.kind === 'function' && owner.isPublic && !owner.isImposed && (parent < 0 || (frame[parent] ?? -1) < 0);
}

/** Classes, and what they are made from, by the text of their heading. */
function classesOf({ tree, roles }: FileModel): ClassSummary[] {
  const found: ClassSummary[] = [];
  for (let node = 0; node < tree.count; node++) {
    if (!roles.is(tree, node, 'class')) continue;
    const named = first(tree, node, ['name', 'type']);
    const name = dottedName(tree, named);
    if (name === undefined) continue;
    const body = tree.childByField(node, 'body');
    const heading = tree.source.slice(tree.end[named], body < 0 ? tree.end[named] : tree.start[body]);
    const trait = tree.childByField(node, 'trait');
    const bases = trait >= 0 ? [lastWord(tree.text(trait).replace(/<.*/s, ''))] : [...heading.replace(/<[^<>]*>/g, '').matchAll(/[\w.]+/g)].map(([word]) => lastWord(word)).filter((word) => /^[A-Z]/.test(word));
    found.push({ name, bases });
  }
  return found;
}

class Summariser {
  readonly #file: FileModel;
  readonly #places: ValuePlaces;
  readonly #owners = new Map<number, FunctionModel>();
  readonly #literals = new Map<FunctionModel, number[]>();
  /** Effects of values kept in fields: `Owner.field`. */
  readonly #held = new Map<string, Effect>();

  constructor(file: FileModel) {
    this.#file = file;
    this.#places = new ValuePlaces(file);
    for (const owner of file.functions) this.#owners.set(owner.node, owner);
    for (const node of LITERALS.nodesIn(file.tree)) this.#addLiteral(node);
  }

  functions(): { readonly summary: FunctionSummary; readonly nodes: readonly number[] }[] {
    const own = this.#file.functions.map((owner) => this.#functionOf(owner));
    const initial = this.#initialValues();
    const given = new Set(own.flatMap(({ summary }) => summary.given));
    const held = [...this.#held].filter(([field]) => !given.has(field));
    // What a field holds is used where the field is mentioned.
    return [...own.map((entry, i) => ({ ...entry, summary: withHeld(entry.summary, this.#file.functions[i], held) })), ...initial];
  }

  #addLiteral(node: number): void {
    for (const up of this.#file.tree.ancestors(node)) {
      const owner = this.#owners.get(up);
      if (!owner) continue;
      this.#literals.set(owner, [...(this.#literals.get(owner) ?? []), node]);
      return;
    }
  }

  #functionOf(owner: FunctionModel): { readonly summary: FunctionSummary; readonly nodes: readonly number[] } {
    const file = this.#file;
    const nodes = [...owner.nodes('call'), ...(this.#literals.get(owner) ?? [])].filter((node) => !this.#isReplaceable(owner, node)).sort((a, b) => a - b);
    const returns = lastType(owner.returnType ?? '');
    return {
      nodes,
      summary: {
        name: owner.name,
        ...(owner.owner === undefined ? {} : { owner: owner.owner }),
        isConstructor: owner.isConstructor,
        isEntry: this.#isEntry(owner),
        parameterTypes: owner.parameters.map(({ type }) => type.replace(/[^\w.]+/g, ' ').trim()),
        parameters: [...owner.parameterNames],
        locals: [...localNames(file, owner)],
        ...(returns === '' ? {} : { returns: returns === 'Self' && owner.owner !== undefined ? owner.owner : returns }),
        effects: this.#effectsOf(owner),
        given: this.#givenBy(owner),
        calls: this.#calls(nodes, owner),
      },
    };
  }

  /** Values of fields and of names of the module, each class on its own. */
  #initialValues(): { readonly summary: FunctionSummary; readonly nodes: readonly number[] }[] {
    const { tree, roles, outerCalls } = this.#file;
    const byOwner = new Map<string, number[]>();
    for (const node of outerCalls) {
      let name = '';
      for (const up of tree.ancestors(node)) {
        if (!roles.is(tree, up, 'class')) continue;
        name = dottedName(tree, first(tree, up, ['name', 'type'])) ?? '';
        break;
      }
      byOwner.set(name, [...(byOwner.get(name) ?? []), node]);
      const effect = name === '' ? undefined : effectOutside(this.#file, node)?.effect;
      const into = effect && this.#places.keptIn(node, name);
      if (effect && into !== undefined && !UNFOLLOWED.has(effect)) this.#held.set(into, effect);
    }
    return [...byOwner].map(([owner, nodes]) => ({
      nodes,
      summary: { name: '', ...(owner === '' ? {} : { owner }), isConstructor: false, isEntry: false, parameterTypes: [], parameters: [], locals: [], effects: [], given: [], calls: this.#calls(nodes, owner) },
    }));
  }

  /** A caller can hand in another, or it does not touch the answer. */
  #isReplaceable(owner: FunctionModel, node: number): boolean {
    const place = { effect: 'clock', node, call: node } as const;
    const { tree, roles } = this.#file;
    if (roles.is(tree, node, 'call') && TELEMETRY.test(calledName(tree, calleeOf(tree, roles, node)) ?? '')) return true;
    if (isInjected(owner, this.#file, place) || isOutsideTheAnswer(owner, this.#file, place) || this.#isRemembered(node)) return true;
    for (const up of tree.ancestors(node)) {
      if (up === owner.node) return false;
      // `this(new Sensor())`: another constructor takes it.
      if (/^(explicit_constructor_invocation|constructor_initializer)$/.test(tree.kindName(up))) return /^:?\s*this\b/.test(tree.text(up));
    }
    return false;
  }

  #effectsOf(owner: FunctionModel): Effect[] {
    const file = this.#file;
    if (owner.words.some((word) => NAMES_THINGS.has(word))) return [];
    const optional = owner.parameters.filter(({ node, fallback, type }) => fallback !== '' || /\?|Optional|None|undefined/.test(`${type}${file.tree.text(node).slice(0, LONGEST_CALL)}`)).map(({ name, type }) => `${name} ${type}`);
    const isOffered = (effect: Effect) => optional.some((text) => OFFERED[effect]?.test(text) === true);
    const seen = withoutStopwatch(file, effectsOf(owner, file)).filter((place) => !UNFOLLOWED.has(place.effect) && !isOffered(place.effect) && !this.#isNote(place, owner) && !isInjected(owner, file, place) && !isOutsideTheAnswer(owner, file, place));
    for (const { effect, node, call } of seen) {
      const into = this.#places.keptIn(call >= 0 ? call : node, owner);
      if (into?.includes('.')) this.#held.set(into, effect);
    }
    return [...new Set(seen.map(({ effect }) => effect))];
  }

  /** Noted down for later readers of a record, or a name no two things share: no answer rests on it. */
  #isNote(place: EffectPlace, owner: FunctionModel): boolean {
    const { tree, roles } = this.#file;
    if (place.effect === 'random' && owner.words.some((word) => NAMES_BY_CHANCE.has(word))) return true;
    if (place.effect === 'random' && UNIQUE.test(tree.text(place.call >= 0 ? place.call : place.node).slice(0, LONGEST_CALL))) return true;
    const target = stampTarget(this.#file, place);
    const isName = target >= 0 && tree.isLeaf(target) && roles.is(tree, tree.parentOf(target), 'assignment');
    // A bare name is a local, unless fields are written so too.
    if (target >= 0 && (!isName || (roles.words('traits').has('implicit-this') && !localNames(this.#file, owner).has(tree.text(target))))) return true;
    return this.#isRemembered(place.call >= 0 ? place.call : place.node);
  }

  /** `this.lastRefresh = now()`, `order.setPaidTime(now())` */
  #isRemembered(node: number): boolean {
    const { tree, roles } = this.#file;
    const value = this.#places.outermost(node);
    const parent = tree.parentOf(value);
    if (parent >= 0 && roles.is(tree, parent, 'assignment')) return /(^|[._])_?last(_|[A-Z])|Last[A-Z]/.test(textOf(tree, tree.childByField(parent, 'left')));
    const call = parent < 0 ? -1 : tree.parentOf(parent);
    return call >= 0 && roles.is(tree, call, 'call') && SETTER.test(calleeOf(tree, roles, call).name);
  }

  /** By the mark a framework wants. */
  #isEntry(owner: FunctionModel): boolean {
    const { tree } = this.#file;
    const parent = tree.parentOf(owner.node);
    const from = parent >= 0 && tree.kindName(parent) === 'decorated_definition' ? parent : owner.node;
    return owner.isImposed && (owner.kind === 'function' || ENTRY.test(tree.source.slice(tree.start[from], tree.start[owner.nameNode])));
  }

  #givenBy(owner: FunctionModel): string[] {
    const { tree, roles } = this.#file;
    const mentionsParameter = (node: number) => node >= 0 && leavesIn(tree, roles, node).some((leaf) => owner.parameterNames.has(tree.text(leaf)));
    const assigned = owner.nodes('assignment').flatMap((node) => (mentionsParameter(tree.childByField(node, 'right')) ? [this.#places.placeName(tree.childByField(node, 'left'), owner)] : []));
    const declared = owner.isConstructor ? owner.parameters.flatMap(({ node, names }) => (/^(private|public|protected|readonly)\b/.test(tree.text(node)) ? names.map((name) => `${owner.owner ?? ''}.${name}`) : [])) : [];
    const literals = (this.#literals.get(owner) ?? []).flatMap((node) => this.#fieldsFrom(node, mentionsParameter));
    return [...assigned.filter((name) => name.includes('.')), ...declared, ...literals];
  }

  /** Fields of a literal whose value mentions a parameter. */
  #fieldsFrom(literal: number, mentionsParameter: (node: number) => boolean): string[] {
    const { tree } = this.#file;
    const type = lastWord(textOf(tree, first(tree, literal, ['type', 'name'])));
    const body = tree.childByField(literal, 'body');
    return body < 0 ? [] : [...tree.namedChildren(body)].flatMap((child) => {
      const key = first(tree, child, ['key', 'field', 'name']);
      const value = tree.childByField(child, 'value');
      if (key < 0 && !/^shorthand_field_initializer$/.test(tree.kindName(child))) return [];
      return mentionsParameter(value >= 0 ? value : child) ? [`${type}.${tree.text(key >= 0 ? key : child)}`] : [];
    });
  }

  #calls(nodes: readonly number[], owner: FunctionModel | string): CallSummary[] {
    const places = new Map(nodes.map((node, i) => [node, i]));
    return nodes.map((node) => this.#call(node, owner, places));
  }

  #call(node: number, owner: FunctionModel | string, places: ReadonlyMap<number, number>): CallSummary {
    const { tree, roles } = this.#file;
    const into = this.#places.keptIn(node, owner);
    const rest = { ...(into === undefined ? {} : { into }), isReturned: this.#places.isReturned(node) };
    if (LITERALS.has(tree, node)) return { name: selfless(lastWord(textOf(tree, first(tree, node, ['type', 'name']))), owner), on: -1, constructs: true, arguments: this.#partsOf(node), ...rest };
    const callee = calleeOf(tree, roles, node);
    const isUntyped = tree.kindName(node) === 'implicit_object_creation_expression';
    const receiver = callee.receiver < 0 ? -1 : this.#unwrapped(callee.receiver);
    const on = places.get(receiver) ?? -1;
    const dotted = isUntyped ? this.#declaredType(node) : calledName(tree, callee);
    const isChained = receiver >= 0 && roles.is(tree, receiver, 'call');
    const name = isChained ? (on < 0 ? '' : callee.name) : dotted === undefined ? '' : this.#places.named(dotted, owner);
    return { name, on, constructs: callee.constructs || isUntyped, arguments: argumentsOf(tree, node).length, ...rest };
  }

  #partsOf(literal: number): number {
    const { tree } = this.#file;
    const body = tree.childByField(literal, 'body');
    return body < 0 ? 0 : [...tree.namedChildren(body)].length;
  }

  /** `await f()` and `(f())` are what f gives. */
  #unwrapped(node: number): number {
    const { tree, roles } = this.#file;
    let inner = unwrapped(tree, roles, node);
    while (inner >= 0 && /^await(_expression)?$/.test(tree.kindName(inner))) inner = unwrapped(tree, roles, tree.namedChildren(inner).next().value ?? -1);
    return inner;
  }

  /** The type C#'s bare `new()` takes from its declaration. */
  #declaredType(node: number): string | undefined {
    const { tree } = this.#file;
    for (const up of tree.ancestors(node)) {
      if (/^(variable_declaration|property_declaration)$/.test(tree.kindName(up))) return dottedName(tree, tree.childByField(up, 'type'));
      if (/body|block|argument/.test(tree.kindName(up))) return undefined;
    }
    return undefined;
  }
}

function withHeld(summary: FunctionSummary, owner: FunctionModel | undefined, held: readonly (readonly [string, Effect])[]): FunctionSummary {
  const more = held.flatMap(([field, effect]) => {
    const [ofClass, name = ''] = field.split('.');
    return owner && !owner.isConstructor && ofClass === owner.owner && owner.mentions.has(name) ? [effect] : [];
  });
  return more.length === 0 ? summary : { ...summary, effects: [...new Set([...summary.effects, ...more])] };
}

/** `Sensor` of `*Sensor`, `Promise<Sensor>`, `Box<dyn Sensor>`, `sensors.Sensor | None`. */
function lastType(type: string): string {
  const inner = /^(?:Promise|Task|Option|Optional|Box|Arc|Rc|ValueTask)\s*[<[](.*)[>\]]$/.exec(type.trim())?.[1] ?? type;
  const plain = inner.replace(/^(?:\*|&|dyn |mut |\(|->\s*)+/, '').split(/[|,<[\s]/)[0] ?? '';
  return lastWord(plain.trim());
}
