import { throwIfCancelled, type CancellationToken } from '../../document/ports.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import { Attempt, NO_BINDINGS, type Bindings } from './bindings.js';
import type { CompiledTest } from './compile.js';
import { WordFilter } from './words.js';

export interface RuleMatch<Owner> {
  readonly owner: Owner;
  readonly node: number;
  readonly bindings: Bindings;
}

interface Entry<Owner> {
  readonly owner: Owner;
  readonly compiled: CompiledTest;
}

/** Nodes between two looks at the cancellation token. */
const CANCELLATION_STRIDE = 4096;

/** Many rules of one language, run together in one pass over a tree. */
export class RuleSet<Owner> {
  readonly #entries: readonly Entry<Owner>[];
  readonly #words: WordFilter;

  constructor(entries: readonly Entry<Owner>[]) {
    this.#entries = entries;
    this.#words = new WordFilter(entries.map((entry) => entry.compiled.words));
  }

  /** False when no rule can match the text, so that it need not be parsed. */
  mayMatch(text: string): boolean {
    return this.#words.candidates(text).length > 0;
  }

  /** Every match, in the order of the text. Throws CancelledError. */
  scan(tree: FlatTree, token: CancellationToken): RuleMatch<Owner>[] {
    const active = this.#words.candidates(tree.source).flatMap((index) => this.#entries[index] ?? []);
    if (active.length === 0) return [];
    const byKind = new Map<number, Entry<Owner>[]>();
    const anyKind: Entry<Owner>[] = [];
    for (const entry of active) {
      if (entry.compiled.kinds === undefined) anyKind.push(entry);
      else for (const kind of entry.compiled.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), entry]);
    }
    const matches: RuleMatch<Owner>[] = [];
    const attempt = new Attempt(tree);
    for (let node = 0; node < tree.count; node++) {
      if (node % CANCELLATION_STRIDE === 0) throwIfCancelled(token);
      const entries = byKind.get(tree.kind[node] ?? 0);
      if (entries) run(entries, node, attempt, matches);
      if (anyKind.length > 0) run(anyKind, node, attempt, matches);
    }
    return matches;
  }
}

function run<Owner>(entries: readonly Entry<Owner>[], node: number, attempt: Attempt, matches: RuleMatch<Owner>[]): void {
  for (const { owner, compiled } of entries) {
    attempt.bindings = NO_BINDINGS;
    if (compiled.test(attempt, node)) matches.push({ owner, node, bindings: attempt.bindings });
  }
}
