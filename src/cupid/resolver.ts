import { CONSTRUCTOR, type FunctionRef, type Scope } from './declarations.js';
import { moduleScope, packageScope, pythonSubmodule, scopeOf, type Layout } from './modules.js';
import type { CallSummary, FileSummary, FunctionSummary } from './summary.js';

/** A class by the scope that declares it. */
export interface ClassTarget {
  readonly kind: 'class';
  readonly scope: string;
  readonly name: string;
}

/** What a name means. */
type Target = ClassTarget | { readonly kind: 'module'; readonly scope: string } | { readonly kind: 'functions'; readonly refs: readonly FunctionRef[] } | { readonly kind: 'value'; readonly type: ClassTarget };

/** Where the thing a call is made on comes from, when the caller has made it: a field, a local or the call itself. */
export interface Collaborator {
  readonly type: ClassTarget;
  /** `Owner.field` or the name of a local; undefined where it is used at once. */
  readonly place?: string;
}

/** What a call leads to. */
export interface Edge {
  readonly call: number;
  /** As a reader calls it: `Sensor.pop`. */
  readonly label: string;
  readonly refs: readonly FunctionRef[];
  /** The class it makes a value of. */
  readonly makes?: ClassTarget;
  readonly on?: Collaborator;
  /** The class it is asked of, without any value. */
  readonly asked?: ClassTarget;
}

/** The summaries a resolver looks names up in. */
export interface Declarations extends Layout {
  file(path: string): FileSummary | undefined;
  scope(key: string): Scope | undefined;
}

/** How many names, bases or re-exports are followed to find one declaration. */
const MOST_STEPS = 6;
const IMPLICIT_THIS = new Set(['java', 'csharp']);

/** Finds what the calls of one file lead to. Where more than one declaration could be meant, nothing is. */
export class Resolver {
  readonly #world: Declarations;
  readonly #file: FileSummary;
  readonly #scopeKey: string;
  /** Places whose type is being looked for: two fields may be made from each other. */
  readonly #asked: Set<string>;
  /** Locals whose type is being looked for. */
  readonly #askedLocals = new Map<FunctionSummary, Set<string>>();

  constructor(world: Declarations, file: FileSummary, asked = new Set<string>()) {
    this.#world = world;
    this.#asked = asked;
    this.#file = file;
    this.#scopeKey = scopeOf(file);
  }

  /** What the calls of a function lead to; calls that lead out of the workspace, or to what was handed in, are left out. */
  edges(owner: FunctionSummary): Edge[] {
    return owner.calls.flatMap((call, i) => {
      const edge = call.name === '' ? undefined : this.#edge(owner, call, MOST_STEPS);
      return edge ? [{ call: i, ...edge }] : [];
    });
  }

  /** The class a name means here. */
  classNamed(name: string): ClassTarget | undefined {
    const target = this.#resolve(name.split('.'), MOST_STEPS);
    return target?.kind === 'class' ? target : undefined;
  }

  #edge(owner: FunctionSummary, call: CallSummary, steps: number): Omit<Edge, 'call'> | undefined {
    if (steps === 0) return undefined;
    if (call.on >= 0) return this.#chained(owner, call, steps);
    const parts = call.name.split('.');
    const [head = ''] = parts;
    if (call.constructs) return this.#made(call, this.#resolve(parts, steps));
    if (head === 'this') return this.#onSelf(owner, call, parts.slice(1));
    if (owner.parameters.includes(head)) return undefined;
    if (parts.length === 1) return this.#bare(owner, call, head, steps);
    const value = parts.length === 2 ? this.#valueNamed(owner, head, steps) : undefined;
    if (value) return this.#method(value.type, parts[1] ?? '', call, value);
    if (owner.locals.includes(head)) return undefined;
    return this.#toTarget(call, this.#resolve(parts, steps), this.#resolve(parts.slice(0, -1), steps));
  }

  #chained(owner: FunctionSummary, call: CallSummary, steps: number): Omit<Edge, 'call'> | undefined {
    const receiver = owner.calls[call.on];
    const type = receiver && this.#typeOf(owner, receiver, steps - 1);
    return type && this.#method(type, call.name, call, { type });
  }

  #bare(owner: FunctionSummary, call: CallSummary, name: string, steps: number): Omit<Edge, 'call'> | undefined {
    if (owner.locals.includes(name)) return undefined;
    const own = IMPLICIT_THIS.has(this.#file.language) && owner.owner !== undefined ? this.#method(this.#own(owner.owner), name, call) : undefined;
    return own ?? this.#toTarget(call, this.#resolve([name], steps), undefined);
  }

  #onSelf(owner: FunctionSummary, call: CallSummary, parts: readonly string[]): Omit<Edge, 'call'> | undefined {
    if (owner.owner === undefined) return undefined;
    const [name = '', method] = parts;
    if (method === undefined) return this.#method(this.#own(owner.owner), name, call);
    const type = parts.length === 2 ? this.#typeKeptIn(`${owner.owner}.${name}`) : undefined;
    return type && this.#method(type, method, call, { type, place: `${owner.owner}.${name}` });
  }

  #toTarget(call: CallSummary, target: Target | undefined, asked: Target | undefined): Omit<Edge, 'call'> | undefined {
    if (target?.kind === 'class') return this.#made(call, target);
    if (target?.kind !== 'functions') return undefined;
    const refs = this.#fitting(target.refs, call);
    const [ref] = refs;
    if (!ref) return undefined;
    const ofClass = asked?.kind === 'class' ? asked : undefined;
    const made = this.#madeBy(ref, ofClass);
    const label = ofClass ? `${ofClass.name}.${call.name.split('.').at(-1) ?? ''}` : call.name;
    return { label, refs, ...(made ? { makes: made } : ofClass ? { asked: ofClass } : {}) };
  }

  /** Go's `NewSensor()` and Rust's `Sensor::new()` are what other languages write with `new`. */
  #madeBy(ref: FunctionRef, asked: ClassTarget | undefined): ClassTarget | undefined {
    const { language } = this.#file;
    const summary = this.#summaryOf(ref);
    if ((language !== 'go' && language !== 'rust') || summary?.returns === undefined) return undefined;
    if (asked && asked.name !== summary.returns) return undefined;
    return asked ?? (/^(New|new)/.test(summary.name) ? this.#elsewhere(ref.path)?.classNamed(summary.returns) : undefined);
  }

  #made(call: CallSummary, target: Target | undefined): Omit<Edge, 'call'> | undefined {
    if (target?.kind !== 'class') return undefined;
    const scope = this.#world.scope(target.scope);
    const constructors = scope ? this.#fitting(scope.functionsNamed(`${target.name}.${CONSTRUCTOR}`), call) : [];
    return { label: target.name, refs: [...constructors, ...(scope?.functionsNamed(`${target.name}.`) ?? [])], makes: target };
  }

  /** A method of a class, or of what it extends. */
  #method(type: ClassTarget, name: string, call: CallSummary, on?: Collaborator): Omit<Edge, 'call'> | undefined {
    const refs = this.#methodsOf(type, name, MOST_STEPS);
    const fitting = this.#fitting(refs, call);
    return fitting.length === 0 ? undefined : { label: on ? `${type.name}.${name}` : name, refs: fitting, ...(on ? { on } : {}) };
  }

  #methodsOf(type: ClassTarget, name: string, steps: number): readonly FunctionRef[] {
    const scope = this.#world.scope(type.scope);
    const own = scope?.functionsNamed(`${type.name}.${name}`) ?? [];
    if (own.length > 0 || steps === 0) return own;
    for (const { path, summary } of scope?.classNamed(type.name) ?? []) {
      for (const base of summary.bases) {
        const target = this.#elsewhere(path)?.classNamed(base);
        const inherited = target && !same(target, type) ? this.#methodsOf(target, name, steps - 1) : [];
        if (inherited.length > 0) return inherited;
      }
    }
    return [];
  }

  /** The one function that takes as many arguments, or none where several do. */
  #fitting(refs: readonly FunctionRef[], { arguments: count }: CallSummary): readonly FunctionRef[] {
    if (refs.length < 2) return refs;
    const alike = refs.filter((ref) => this.#summaryOf(ref)?.parameters.length === count);
    return alike.length === 1 ? alike : [];
  }

  /** The class of what a call gives. */
  #typeOf(owner: FunctionSummary, call: CallSummary, steps: number): ClassTarget | undefined {
    const edge = call.name === '' ? undefined : this.#edge(owner, call, steps);
    if (!edge || edge.makes) return edge?.makes;
    const [ref] = edge.refs;
    const returns = ref && this.#summaryOf(ref)?.returns;
    return ref && returns !== undefined ? this.#elsewhere(ref.path)?.classNamed(returns) : undefined;
  }

  /** A local, a field written without `this`, or a value of a module, where it is known what was put there. */
  #valueNamed(owner: FunctionSummary, name: string, steps: number): Collaborator | undefined {
    const kept = owner.calls.filter(({ into }) => into === name);
    if (kept.length > 0) {
      const type = this.#typeOfLocal(owner, name, kept, steps);
      return type && { type, place: name };
    }
    if (owner.locals.includes(name)) return undefined;
    if (IMPLICIT_THIS.has(this.#file.language) && owner.owner !== undefined) {
      const type = this.#typeKeptIn(`${owner.owner}.${name}`);
      return type && { type, place: `${owner.owner}.${name}` };
    }
    const target = this.#resolve([name], steps);
    return target?.kind === 'value' ? { type: target.type } : undefined;
  }

  /** `x = x.trimmed()` asks for itself: what is asked for already is not known. */
  #typeOfLocal(owner: FunctionSummary, name: string, kept: readonly CallSummary[], steps: number): ClassTarget | undefined {
    const asked = this.#askedLocals.get(owner) ?? new Set();
    this.#askedLocals.set(owner, asked);
    if (asked.has(name)) return undefined;
    asked.add(name);
    const type = this.#oneType(kept, (call) => this.#typeOf(owner, call, steps - 1));
    asked.delete(name);
    return type;
  }

  /** The class of what stands in a field or a value of the module; undefined where a caller may have put it there. */
  #typeKeptIn(place: string): ClassTarget | undefined {
    const scope = this.#world.scope(this.#scopeKey);
    return !scope || scope.isGiven(place) ? undefined : this.#typeAt(this.#scopeKey, place);
  }

  #typeAt(scope: string, place: string): ClassTarget | undefined {
    const question = `${scope} ${place}`;
    if (this.#asked.has(question)) return undefined;
    this.#asked.add(question);
    const type = this.#oneType(this.#world.scope(scope)?.keptAs(place) ?? [], (ref) => {
      const owner = this.#summaryOf(ref);
      const call = owner?.calls[ref.call];
      return owner && call ? this.#elsewhere(ref.path)?.typeOfCall(owner, call) : undefined;
    });
    this.#asked.delete(question);
    return type;
  }

  /** The class of what a call of this file gives. */
  typeOfCall(owner: FunctionSummary, call: CallSummary): ClassTarget | undefined {
    return this.#typeOf(owner, call, MOST_STEPS - 1);
  }

  /** The class all of them have; the first that is unknown ends the search. */
  #oneType<Place>(places: readonly Place[], typeOf: (place: Place) => ClassTarget | undefined): ClassTarget | undefined {
    let type: ClassTarget | undefined;
    for (const place of places) {
      const next = typeOf(place);
      if (!next || (type && !same(next, type))) return undefined;
      type = next;
    }
    return type;
  }

  #resolve(parts: readonly string[], steps: number): Target | undefined {
    if (steps === 0 || parts.length === 0) return undefined;
    const imported = this.#imported(parts, steps);
    // What is imported from outside the workspace is nothing we know, whatever else is called so.
    let target = imported ? imported.target : this.#ownOrWide(parts[0] ?? '', steps);
    for (const part of parts.slice(imported?.used ?? 1)) target = target && this.#memberOf(target, part, steps);
    return target;
  }

  /** What the longest imported beginning of a dotted name means, and how many of its parts that is. */
  #imported(parts: readonly string[], steps: number): { readonly target: Target | undefined; readonly used: number } | undefined {
    for (let used = parts.length; used > 0; used--) {
      const local = parts.slice(0, used).join('.');
      const taken = this.#file.imports.find((candidate) => candidate.local === local);
      if (taken) return { target: this.#taken(taken.module, taken.name, steps), used };
    }
    // `crate::sensor::pop()` and a module declared here.
    if (this.#file.language === 'rust' && parts.length > 1) {
      for (let used = parts.length - 1; used > 0; used--) {
        const scope = moduleScope(this.#file, parts.slice(0, used).join('::'), this.#world);
        if (scope !== undefined) return { target: { kind: 'module', scope }, used };
      }
    }
    return undefined;
  }

  #taken(module: string, name: string, steps: number): Target | undefined {
    const scope = moduleScope(this.#file, module, this.#world);
    if (scope !== undefined) return name === '*' ? { kind: 'module', scope } : this.#memberOf({ kind: 'module', scope }, name, steps - 1);
    if (this.#file.language === 'python' && name !== '*') {
      const inner = moduleScope(this.#file, `${module}${module.endsWith('.') ? '' : '.'}${name}`, this.#world);
      return inner === undefined ? undefined : { kind: 'module', scope: inner };
    }
    // `import static city.Bikes.count`
    const [outer, last] = [module.slice(0, Math.max(0, module.lastIndexOf('.'))), module.slice(module.lastIndexOf('.') + 1)];
    const around = this.#file.language === 'java' && outer !== '' ? moduleScope(this.#file, outer, this.#world) : undefined;
    const ofClass = around === undefined ? undefined : this.#memberOf({ kind: 'module', scope: around }, last, steps - 1);
    return ofClass && this.#memberOf(ofClass, name, steps - 1);
  }

  #ownOrWide(name: string, steps: number): Target | undefined {
    const own = this.#memberOf({ kind: 'module', scope: this.#scopeKey }, name, 1);
    if (own) return own;
    const scopes = [...this.#namespacesAround(), ...this.#file.imports.flatMap(({ local, module }) => (local === '*' ? (moduleScope(this.#file, module, this.#world) ?? []) : []))];
    const found = [...new Set(scopes)].flatMap((scope) => (scope === this.#scopeKey ? [] : (this.#memberOf({ kind: 'module', scope }, name, steps - 1) ?? [])));
    return found.length === 1 ? found[0] : undefined;
  }

  /** C# sees what the namespaces around its own declare. */
  #namespacesAround(): string[] {
    if (this.#file.language !== 'csharp') return [];
    const parts = this.#file.package.split('.');
    return parts.slice(1).map((_, i) => packageScope('csharp', parts.slice(0, i + 1).join('.')));
  }

  #memberOf(target: Target, name: string, steps: number): Target | undefined {
    const world = this.#world;
    if (target.kind === 'class') {
      const refs = this.#methodsOf(target, name, MOST_STEPS);
      return refs.length > 0 ? { kind: 'functions', refs } : undefined;
    }
    if (target.kind !== 'module' || steps < 0) return undefined;
    const scope = world.scope(target.scope);
    const file = world.file(target.scope);
    const wanted = name === 'default' ? (file?.defaultExport ?? '') : name;
    if (name === 'default' && wanted === '') return target;
    if (this.#isOneClass(scope, wanted)) return { kind: 'class', scope: target.scope, name: wanted };
    const refs = scope?.functionsNamed(wanted) ?? [];
    if (refs.length > 0) return { kind: 'functions', refs };
    if (steps > 0 && target.scope !== this.#scopeKey) {
      const further = file && new Resolver(world, file, this.#asked).#passedOn(wanted, steps - 1);
      if (further) return further;
    }
    const inner = this.#file.language === 'python' ? pythonSubmodule(target.scope, wanted, world) : this.#file.language === 'rust' && file ? moduleScope(file, wanted, world) : undefined;
    return inner === undefined ? this.#moduleValue(target.scope, wanted) : { kind: 'module', scope: inner };
  }

  #isOneClass(scope: Scope | undefined, name: string): boolean {
    const declared = scope?.classNamed(name) ?? [];
    // Parts of one C# class, or a Rust type and its blocks, stand in several places.
    return declared.length > 0 && (this.#file.language === 'csharp' || new Set(declared.map(({ path }) => path)).size === 1);
  }

  /** What a module passes on of others: `export { a } from './a'`, `from .a import a` in `__init__`. */
  #passedOn(name: string, steps: number): Target | undefined {
    const named = this.#file.imports.find(({ local }) => local === name);
    if (named) return this.#taken(named.module, named.name, steps);
    const wide = this.#file.imports.filter(({ local }) => local === '*').flatMap(({ module }) => this.#taken(module, name, steps) ?? []);
    return wide.length === 1 ? wide[0] : undefined;
  }

  #moduleValue(scope: string, name: string): Target | undefined {
    const type = this.#typeAt(scope, name);
    return type && { kind: 'value', type };
  }

  #own(name: string): ClassTarget {
    return { kind: 'class', scope: this.#scopeKey, name };
  }

  #summaryOf({ path, index }: FunctionRef): FunctionSummary | undefined {
    return this.#fileAt(path)?.functions[index];
  }

  #fileAt(path: string): FileSummary | undefined {
    return path === this.#file.path ? this.#file : this.#world.file(path);
  }

  #elsewhere(path: string): Resolver | undefined {
    if (path === this.#file.path) return this;
    const file = this.#world.file(path);
    return file && new Resolver(this.#world, file, this.#asked);
  }
}

export function same(a: ClassTarget, b: ClassTarget): boolean {
  return a.scope === b.scope && a.name === b.name;
}
