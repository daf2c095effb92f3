import type { Custom } from './custom.js';
import type { Effect } from './effects.js';
import type { FunctionModel } from './functions.js';
import type { Glossary } from './glossary.js';
import type { FileSummary } from './summary.js';
import type { Summarised } from './summarise.js';
import type { FileModel } from './walk.js';
import type { WorkspaceAnswer } from './workspace-index.js';

/** An effect a function has through a call it makes. */
export interface ReachedPlace {
  readonly effect: Effect;
  /** The call. */
  readonly node: number;
  /** What is called on the way; the last one has the effect itself. */
  readonly path: readonly string[];
}

/** A collaborator a function makes or asks itself. */
export interface ReachPlace {
  readonly collaborator: string;
  readonly builds: boolean;
  readonly effects: readonly Effect[];
  readonly path: readonly string[];
  /** Where it is made or asked, then where it is used. */
  readonly nodes: readonly number[];
}

/** What other files add to what one file shows; everything in it may be unknown. */
export interface CrossFileKnowledge {
  /** The words of the domain, as its people wrote them down. */
  readonly glossary?: Glossary;
  /** What nearly all other places do where this file does something else. */
  readonly customs?: readonly Custom[];
  /** The share of the workspace's functions that sometimes return a value and sometimes nothing. */
  readonly mixedReturnShare?: number;
  reachedBy?(owner: FunctionModel): readonly ReachedPlace[];
  reachesOf?(owner: FunctionModel): readonly ReachPlace[];
  /** Public functions, and those no other file mentions. */
  readonly surface?: { readonly exports: number; readonly unused: readonly string[] };
  /** Files of a circle of imports after this one, or how many files it imports; and the names it takes from there. */
  readonly ties?: { readonly cycle: readonly string[]; readonly fanOut?: number; readonly names: readonly string[] };
}

/** The files around one file, as far as anybody has read them. */
export interface Surrounding {
  /** What they say about a file, given what it is now. */
  answer(summary: FileSummary): WorkspaceAnswer | undefined;
  /** The names a file takes from another. */
  namesFrom(summary: FileSummary, path: string | undefined): readonly string[];
}

/** A circle through more files is nobody's fault in particular. */
const LONGEST_CYCLE = 4;

/** The answer about a file, at the nodes of its tree. */
export function knowledgeOf(file: FileModel, { summary, callNodes }: Summarised, around: Surrounding): CrossFileKnowledge {
  const answer = around.answer(summary);
  if (!answer) return {};
  const nodeAt = (place: { readonly function: number; readonly call: number }) => callNodes[place.function]?.[place.call] ?? -1;
  const numbers = new Map(file.functions.map((owner, i) => [owner, i]));
  const { cycle, fanOut, unused, exports, mixedReturnShare } = answer;
  const circle = cycle.length > LONGEST_CYCLE ? [] : cycle.slice(1);
  return {
    customs: answer.customs,
    ...(mixedReturnShare === undefined ? {} : { mixedReturnShare }),
    reachedBy: (owner) => answer.reached.filter((each) => each.function === numbers.get(owner)).map((each) => ({ effect: each.effect, path: each.path, node: nodeAt(each) })),
    reachesOf: (owner) => answer.reaches.filter((each) => each.function === numbers.get(owner)).map(({ places, ...rest }) => ({ ...rest, nodes: [...new Set(places.map(nodeAt))].filter((node) => node >= 0) })),
    ...(unused.length > 0 ? { surface: { exports, unused } } : {}),
    ...(circle.length > 0 ? { ties: { cycle: circle, names: around.namesFrom(summary, circle[0]) } } : fanOut === undefined ? {} : { ties: { cycle: [], fanOut, names: around.namesFrom(summary, undefined) } }),
  };
}
