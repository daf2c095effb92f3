import { throwIfCancelled, type CancellationToken } from '../../document/ports.js';
import { ERROR_KIND, type FlatTree } from '../../syntax/flat-tree.js';
import { Attempt, type Bindings } from './attempt.js';
import type { CompiledRule } from './compile.js';
import { anchoredLeaf, hashOf } from './dispatch.js';
import { StepsExceededError } from './rule-error.js';
import { WordFilter } from './words.js';

export interface RuleMatch<Owner> {
  readonly owner: Owner;
  readonly node: number;
  readonly bindings: Bindings;
}

export interface Scan<Owner> {
  /** Every match, in the order of the text. */
  readonly matches: readonly RuleMatch<Owner>[];
  /** Rules that were stopped because they took too many steps; what they had found before counts. */
  readonly stopped: readonly Owner[];
}

interface Entry<Owner> {
  readonly owner: Owner;
  readonly compiled: CompiledRule;
}

/** The rules to try at nodes of one kind: some always, others where a word stands at the end of a path. */
interface Bucket {
  readonly always: number[];
  readonly anchored: { readonly path: readonly number[]; readonly byWord: Map<number, number[]> }[];
}

/** Nodes between two looks at the cancellation token. */
const CANCELLATION_STRIDE = 4096;
/** What one rule may spend on one text, and on each of its nodes. Useful rules spend less than a tenth of it; all of it is about a second. */
const STEPS = 2_000_000;
const STEPS_PER_NODE = 40;

/** Many rules of one language, run together in one pass over a tree. */
export class RuleSet<Owner> {
  readonly #entries: readonly Entry<Owner>[];
  readonly #words: WordFilter;
  /** By kind; kinds are small numbers, but for that of errors. */
  readonly #byKind: (Bucket | undefined)[] = [];
  #ofErrors: Bucket | undefined;
  readonly #anyKind: number[] = [];

  constructor(entries: readonly Entry<Owner>[]) {
    this.#entries = entries;
    this.#words = new WordFilter(entries.map((entry) => entry.compiled.words));
    entries.forEach((entry, number) => {
      this.#file(entry, number);
    });
  }

  get size(): number {
    return this.#entries.length;
  }

  /** The rules worth running on a text: those that are wanted and whose words all occur. Numbers index `entries`. */
  candidates(text: string, wanted: (owner: Owner) => boolean): readonly number[] {
    if (!this.#entries.some(({ owner }) => wanted(owner))) return [];
    const known = new Map<string, boolean>();
    const occurs = (piece: string): boolean => {
      const before = known.get(piece);
      const found = before ?? text.includes(piece);
      if (before === undefined) known.set(piece, found);
      return found;
    };
    return this.#words.candidates(text).filter((number) => {
      const entry = this.#entries[number];
      return entry !== undefined && wanted(entry.owner) && entry.compiled.clauses.every((clause) => clause.some(occurs));
    });
  }

  /** Runs candidates over a tree. Throws CancelledError. */
  scan(tree: FlatTree, candidates: readonly number[], token: CancellationToken): Scan<Owner> {
    const run = new Run(this.#entries, tree);
    for (const number of candidates) run.active[number] = 1;
    const anyKind = this.#anyKind.filter((number) => run.active[number] === 1);
    if (candidates.length === 0) return run;
    const { count, kind } = tree;
    const ofErrors = run.reduced(this.#ofErrors);
    const byKind = this.#byKind.map((bucket) => run.reduced(bucket));
    for (let node = 0; node < count; node++) {
      if (node % CANCELLATION_STRIDE === 0) throwIfCancelled(token);
      const own = kind[node] ?? 0;
      const bucket = own === ERROR_KIND ? ofErrors : byKind[own];
      if (bucket) run.bucket(bucket, node);
      for (const number of anyKind) run.rule(number, node);
    }
    return run;
  }

  #bucketOf(kind: number): Bucket {
    if (kind === ERROR_KIND) return (this.#ofErrors ??= { always: [], anchored: [] });
    while (this.#byKind.length <= kind) this.#byKind.push(undefined);
    return (this.#byKind[kind] ??= { always: [], anchored: [] });
  }

  #file({ compiled: { kinds, anchor } }: Entry<Owner>, number: number): void {
    if (!kinds) {
      this.#anyKind.push(number);
      return;
    }
    for (const kind of kinds) {
      const bucket = this.#bucketOf(kind);
      if (!anchor) {
        bucket.always.push(number);
        continue;
      }
      let group = bucket.anchored.find(({ path }) => path.join() === anchor.path.join());
      if (!group) bucket.anchored.push((group = { path: anchor.path, byWord: new Map() }));
      const hash = hashOf(anchor.text, 0, anchor.text.length);
      group.byWord.set(hash, [...(group.byWord.get(hash) ?? []), number]);
    }
  }
}

/** One pass of some rules over one tree. */
class Run<Owner> implements Scan<Owner> {
  readonly matches: RuleMatch<Owner>[] = [];
  readonly stopped: Owner[] = [];
  readonly active: Uint8Array;
  readonly #entries: readonly Entry<Owner>[];
  readonly #attempt: Attempt;
  readonly #stepsLeft: Float64Array;

  constructor(entries: readonly Entry<Owner>[], tree: FlatTree) {
    this.#entries = entries;
    this.#attempt = new Attempt(tree);
    this.active = new Uint8Array(entries.length);
    this.#stepsLeft = new Float64Array(entries.length).fill(STEPS + STEPS_PER_NODE * tree.count);
  }

  /** What is left of a bucket when only the rules of this run count. */
  reduced(bucket: Bucket | undefined): Bucket | undefined {
    if (!bucket) return undefined;
    const isActive = (number: number) => this.active[number] === 1;
    const always = bucket.always.filter(isActive);
    const anchored = bucket.anchored.filter(({ byWord }) => [...byWord.values()].some((numbers) => numbers.some(isActive)));
    return always.length + anchored.length > 0 ? { always, anchored } : undefined;
  }

  bucket({ always, anchored }: Bucket, node: number): void {
    for (const number of always) this.rule(number, node);
    const { tree } = this.#attempt;
    for (const { path, byWord } of anchored) {
      const leaf = anchoredLeaf(tree, node, path);
      if (leaf < 0) continue;
      // Another text may have the same hash; the rule itself compares the text.
      const numbers = byWord.get(hashOf(tree.source, tree.start[leaf] ?? 0, tree.end[leaf] ?? 0));
      if (numbers) for (const number of numbers) this.rule(number, node);
    }
  }

  rule(number: number, node: number): void {
    const entry = this.#entries[number];
    if (this.active[number] === 0 || !entry) return;
    const attempt = this.#attempt;
    attempt.steps = this.#stepsLeft[number] ?? 0;
    try {
      if (entry.compiled.test(attempt, node)) this.matches.push({ owner: entry.owner, node, bindings: attempt.bindings(entry.compiled.variables) });
    } catch (cause) {
      // A rule that refers to itself may also go deeper than the stack.
      if (!(cause instanceof StepsExceededError) && !(cause instanceof RangeError)) throw cause;
      this.active[number] = 0;
      this.stopped.push(entry.owner);
    }
    this.#stepsLeft[number] = attempt.steps;
    attempt.undo(0);
  }
}
