import type { CustomCount } from './custom.js';
import type { Effect } from './effects.js';
import type { ImportSummary } from './imports.js';

/** A call as other files may follow it. Plain data without places, so that moving code changes nothing. */
export interface CallSummary {
  /** The dotted name as written, with `this` for every receiver; the last word alone where it is called on another call. */
  readonly name: string;
  /** The call it is called on, as a number in the same list; -1 for none. */
  readonly on: number;
  /** It makes a value: `new X()` or `X { … }`. */
  readonly constructs: boolean;
  readonly arguments: number;
  /** Where its value is kept: `Owner.field`, or the bare name of a local or of the module. */
  readonly into?: string;
  /** Its value is handed to whoever called. */
  readonly isReturned: boolean;
}

/** A function, or the initial values of a class or a module, as other files see it. */
export interface FunctionSummary {
  /** Empty for initial values. */
  readonly name: string;
  readonly owner?: string;
  readonly isConstructor: boolean;
  /** A framework calls it: a route, a command, a task. */
  readonly isEntry: boolean;
  /** Types of its parameters, their words only. */
  readonly parameterTypes: readonly string[];
  /** Its parameters and locals: none of them is what another file declares under that name. */
  readonly parameters: readonly string[];
  readonly locals: readonly string[];
  /** The last word of the declared type of its answer. */
  readonly returns?: string;
  /** What it reads or does itself, as far as its callers cannot replace it. */
  readonly effects: readonly Effect[];
  /** Fields it gives a value that a caller handed in: `Owner.field`. */
  readonly given: readonly string[];
  readonly calls: readonly CallSummary[];
}

export interface ClassSummary {
  readonly name: string;
  /** What it extends and implements. */
  readonly bases: readonly string[];
}

/** All that other files need to know about one file: small and plain, it outlives the tree. */
export interface FileSummary {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  readonly language: string;
  /** Package or namespace; empty where the language has none. */
  readonly package: string;
  /** Tests, examples and generated files use others, but are nobody's collaborators. */
  readonly isCode: boolean;
  /** A program begins here, so this is where its parts are put together. */
  readonly isRoot: boolean;
  readonly imports: readonly ImportSummary[];
  readonly defaultExport: string;
  readonly classes: readonly ClassSummary[];
  /** First those of the file in the order of the text, then initial values. */
  readonly functions: readonly FunctionSummary[];
  /** Public functions outside every class. */
  readonly exports: readonly string[];
  /** How many functions there are, and how many of them sometimes return nothing; both 0 where types tell. */
  readonly functionCount: number;
  readonly mixedReturns: number;
  /** How often it does what a workspace may have customs about in which way. */
  readonly customs: readonly CustomCount[];
  /** The words of the types it declares, in the singular. */
  readonly typeWords: readonly string[];
  /** Hashes of the words of every name it mentions, in the singular and in ascending order. */
  readonly nameWords: readonly number[];
  /** Hashes of every name the file mentions, in ascending order. */
  readonly words: readonly number[];
}

/** FNV-1a over UTF-16 units, 32 bits. Two names that collide only make the index more silent. */
export function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
