import type { Custom } from './custom.js';
import { CustomTally } from './custom-tally.js';
import { isInitial, Scope, shapeOf, type FunctionRef } from './declarations.js';
import { DomainWords } from './domain-words.js';
import type { Effect } from './effects.js';
import type { Surrounding } from './knowledge.js';
import { moduleScope, scopeOf } from './modules.js';
import { findReaches, type Reach } from './reach.js';
import { Resolver, type Declarations, type Edge } from './resolver.js';
import { hashOf, type FileSummary, type FunctionSummary } from './summary.js';

/** An effect a function has through one of its calls. */
export interface ReachedEffect {
  readonly effect: Effect;
  /** The function and the call, as numbers in the file's summary. */
  readonly function: number;
  readonly call: number;
  /** What is called on the way, as a reader calls it; the last one has the effect itself. */
  readonly path: readonly string[];
}

/** What the workspace adds to what one file shows. Plain data; equal as long as nothing it rests on changes. */
export interface WorkspaceAnswer {
  readonly reached: readonly ReachedEffect[];
  readonly reaches: readonly Reach[];
  /** The files of an import cycle this one is part of, beginning with it. */
  readonly cycle: readonly string[];
  /** How many files of the workspace it imports, where that is more than nearly all others do. */
  readonly fanOut?: number;
  /** Public functions no other file mentions, where there are many; known only of a workspace read as a whole. */
  readonly unused: readonly string[];
  readonly exports: number;
  readonly mixedReturnShare?: number;
  /** What nearly all other places do where this file does something else. */
  readonly customs: readonly Custom[];
}

/** Effects are followed over so many calls. */
const FARTHEST = 3;
/** A search for a cycle looks at so many files. */
const MOST_VISITED = 2000;
const FEWEST_FUNCTIONS = 10;
/** Fewer public functions are no surface to speak of. */
const SMALL_SURFACE = 12;
const SMALL_FAN_OUT = 20;
/** In fewer files no one stands out. */
const FEWEST_FILES = 40;

/** The summaries of a folder's files, and what follows from them. Changing one file looks up anew only what depends on it, when it is asked for. */
export class WorkspaceIndex implements Declarations, Surrounding {
  readonly #files = new Map<string, FileSummary>();
  readonly #shapes = new Map<string, string>();
  readonly #scopes = new Map<string, Scope>();
  readonly #goModules = new Map<string, string>();
  readonly #words = new Map<number, number>();
  readonly #customs = new CustomTally();
  readonly domainWords = new DomainWords();
  #edges = new Map<string, Edge[][]>();
  #imports = new Map<string, readonly string[]>();
  readonly #answers = new Map<string, { readonly version: number; readonly text: string; readonly answer: WorkspaceAnswer }>();
  #limits: { readonly version: number; readonly surface: number; readonly fanOut: number } | undefined;
  #version = 0;
  #functionCount = 0;
  #mixedReturns = 0;
  /** True once every file of the folder was read. */
  isWhole = false;

  /** Changes whenever an answer may have changed. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#files.size;
  }

  get goModules(): ReadonlyMap<string, string> {
    return this.#goModules;
  }

  file(path: string): FileSummary | undefined {
    return this.#files.get(path);
  }

  hasFile(path: string): boolean {
    return this.#files.has(path);
  }

  scope(key: string): Scope | undefined {
    return this.#scopes.get(key);
  }

  hasFolder(scope: string): boolean {
    return this.#scopes.has(scope);
  }

  /** Adds a file, or what became of it. */
  set(summary: FileSummary): void {
    const before = this.#files.get(summary.path);
    if (before && JSON.stringify(before) === JSON.stringify(summary)) return;
    const shape = shapeOf(summary);
    const isSameShape = this.#shapes.get(summary.path) === shape;
    if (before) this.#takeOut(before);
    this.#putIn(summary, shape);
    this.#edges.delete(summary.path);
    if (!isSameShape) this.#forgetNames();
    this.#version++;
  }

  remove(path: string): void {
    const before = this.#files.get(path);
    if (!before) return;
    this.#takeOut(before);
    this.#forgetNames();
    this.#answers.delete(path);
    this.#version++;
  }

  /** The name of the Go module whose `go.mod` lies in a folder, by the file's text. */
  setGoModule(folder: string, text: string | undefined): void {
    const name = /^\s*module\s+"?([^\s"]+)/m.exec(text ?? '')?.[1];
    if (name === undefined) this.#goModules.delete(folder);
    else this.#goModules.set(folder, name);
    this.#forgetNames();
    this.#version++;
  }

  /** Takes a file as it is now, and says what the workspace adds to it. The same object as last time where nothing changed. */
  answer(summary: FileSummary): WorkspaceAnswer | undefined {
    this.set(summary);
    const { path } = summary;
    const file = this.#files.get(path);
    if (!file?.isCode) return undefined;
    const known = this.#answers.get(path);
    if (known?.version === this.#version) return known.answer;
    const fresh = this.#compute(file);
    const text = JSON.stringify(fresh);
    const answer = known?.text === text ? known.answer : fresh;
    this.#answers.set(path, { version: this.#version, text, answer });
    return answer;
  }

  /** The same for texts that are not what the file holds now, such as what was committed last; the index stays as it is. */
  get asItWouldBe(): Surrounding {
    return {
      answer: (summary) => {
        const now = this.#files.get(summary.path);
        const answer = this.answer(summary);
        if (now) this.set(now);
        else this.remove(summary.path);
        return answer;
      },
      namesFrom: (summary, path) => this.namesFrom(summary, path),
    };
  }

  namesFrom(summary: FileSummary, path: string | undefined): readonly string[] {
    return summary.imports.flatMap(({ local, module, atOnce }) => (atOnce && local !== '*' && (path === undefined || moduleScope(summary, module, this) === path) ? [local] : []));
  }

  /** The edges of a function. */
  edgesOf({ path, index }: FunctionRef): readonly Edge[] {
    const file = this.#files.get(path);
    if (!file) return [];
    let list = this.#edges.get(path);
    if (!list) {
      list = [];
      this.#edges.set(path, list);
    }
    let edges = list[index];
    if (!edges) {
      const summary = file.functions[index];
      edges = summary ? new Resolver(this, file).edges(summary) : [];
      list[index] = edges;
    }
    return edges;
  }

  functionAt({ path, index }: FunctionRef): FunctionSummary | undefined {
    return this.#files.get(path)?.functions[index];
  }

  /**
   * The effects of functions and of what they call, each by its shortest way, at most so many calls beyond the first
   * function; every function is looked at once, so cycles end.
   */
  effectsFrom(label: string, refs: readonly FunctionRef[], farthest = FARTHEST - 1): Map<Effect, readonly string[]> {
    const found = new Map<Effect, readonly string[]>();
    const seen = new Set<string>();
    let front = refs.map((ref) => ({ ref, way: [label] }));
    for (let distance = 0; distance <= farthest && front.length > 0; distance++) {
      const next: typeof front = [];
      for (const { ref, way } of front) {
        const key = `${ref.path} ${ref.index}`;
        if (seen.has(key)) continue;
        seen.add(key);
        for (const effect of this.functionAt(ref)?.effects ?? []) if (!found.has(effect)) found.set(effect, way);
        if (distance < farthest) next.push(...this.edgesOf(ref).flatMap((edge) => edge.refs.map((further) => ({ ref: further, way: [...way, edge.label] }))));
      }
      front = next;
    }
    return found;
  }

  #putIn(summary: FileSummary, shape: string): void {
    this.#files.set(summary.path, summary);
    this.#shapes.set(summary.path, shape);
    const key = scopeOf(summary);
    const scope = this.#scopes.get(key) ?? new Scope();
    this.#scopes.set(key, scope);
    if (summary.isCode) scope.add(summary);
    for (const word of summary.words) this.#words.set(word, (this.#words.get(word) ?? 0) + 1);
    this.#customs.add(summary);
    this.domainWords.add(summary);
    this.#functionCount += summary.functionCount;
    this.#mixedReturns += summary.mixedReturns;
  }

  #takeOut(summary: FileSummary): void {
    this.#files.delete(summary.path);
    this.#shapes.delete(summary.path);
    const key = scopeOf(summary);
    const scope = this.#scopes.get(key);
    scope?.remove(summary.path);
    if (scope?.isEmpty) this.#scopes.delete(key);
    for (const word of summary.words) {
      const left = (this.#words.get(word) ?? 0) - 1;
      if (left > 0) this.#words.set(word, left);
      else this.#words.delete(word);
    }
    this.#customs.remove(summary);
    this.domainWords.remove(summary);
    this.#functionCount -= summary.functionCount;
    this.#mixedReturns -= summary.mixedReturns;
  }

  /** A name may mean something else now. */
  #forgetNames(): void {
    this.#edges = new Map();
    this.#imports = new Map();
  }

  #compute(file: FileSummary): WorkspaceAnswer {
    const { path, functions } = file;
    const reached = functions.flatMap((summary, index) => (isInitial(summary) || summary.isEntry ? [] : this.#reachedBy({ path, index })));
    const fanOut = this.#importedBy(file).length;
    const limits = this.#limitsNow();
    return {
      reached,
      reaches: findReaches(this, file),
      cycle: this.#cycleFrom(file),
      ...(this.isWhole && this.#files.size >= FEWEST_FILES && fanOut > Math.max(SMALL_FAN_OUT, limits.fanOut) ? { fanOut } : {}),
      unused: this.isWhole && file.exports.length > Math.max(SMALL_SURFACE, limits.surface) ? this.#unusedOf(file) : [],
      exports: file.exports.length,
      customs: this.isWhole ? this.#customs.against(file) : [],
      ...(this.isWhole && this.#functionCount >= FEWEST_FUNCTIONS ? { mixedReturnShare: Math.round((this.#mixedReturns / this.#functionCount) * 100) / 100 } : {}),
    };
  }

  #reachedBy(ref: FunctionRef): ReachedEffect[] {
    return this.edgesOf(ref).flatMap(({ call, label, refs }) => [...this.effectsFrom(label, refs)].map(([effect, path]) => ({ effect, function: ref.index, call, path })));
  }

  #unusedOf({ exports, words }: FileSummary): string[] {
    const own = new Set(words);
    return exports.filter((name) => {
      const hash = hashOf(name);
      return (this.#words.get(hash) ?? 0) - (own.has(hash) ? 1 : 0) === 0;
    });
  }

  /** Files of the workspace a file imports, by path or scope, those of types alone left out. */
  #importedBy(file: FileSummary): readonly string[] {
    let imported = this.#imports.get(file.path);
    if (!imported) {
      const own = scopeOf(file);
      imported = [...new Set(file.imports.flatMap(({ module, atOnce }) => (atOnce ? (moduleScope(file, module, this) ?? []) : [])))].filter((scope) => scope !== own && !scope.endsWith('__init__.py'));
      this.#imports.set(file.path, imported);
    }
    return imported;
  }

  /** The shortest way from a file over its imports back to it; only where a file is a module of its own and is run when it is imported. */
  #cycleFrom(file: FileSummary): readonly string[] {
    if (!['typescript', 'tsx', 'javascript', 'python'].includes(file.language) || file.path.endsWith('__init__.py')) return [];
    const before = new Map<string, string>();
    const queue = [file.path];
    for (let i = 0; i < queue.length && i < MOST_VISITED; i++) {
      const path = queue[i] ?? '';
      const current = this.#files.get(path);
      for (const next of current ? this.#importedBy(current) : []) {
        if (next === file.path) return wayTo(path, before);
        if (before.has(next)) continue;
        before.set(next, path);
        queue.push(next);
      }
    }
    return [];
  }

  #limitsNow() {
    if (this.#limits?.version === this.#version) return this.#limits;
    // Only what stands out is named, and what stands out in a folder hardly changes with one file.
    if (this.#limits && this.#version - this.#limits.version < 200) return this.#limits;
    const code = [...this.#files.values()].filter(({ isCode }) => isCode);
    const isMany = this.isWhole && code.length >= FEWEST_FILES;
    this.#limits = { version: this.#version, surface: isMany ? share(code.map(({ exports }) => exports.length), 0.95) : 0, fanOut: isMany ? share(code.map((file) => this.#importedBy(file).length), 0.99) : 0 };
    return this.#limits;
  }
}

function wayTo(path: string, before: ReadonlyMap<string, string>): string[] {
  const way = [path];
  for (let up = before.get(path); up !== undefined; up = before.get(up)) way.unshift(up);
  return way;
}

function share(values: number[], part: number): number {
  const sorted = values.sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
