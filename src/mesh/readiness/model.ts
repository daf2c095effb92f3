/** A place in a file of the workspace. */
export interface EvidencePlace {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** Something that was counted: of so many things, those that have it and those that lack it. */
export interface Measure {
  /** What is counted, to follow "3 of 5": `output ports name who may read them`. */
  readonly what: string;
  readonly have: readonly EvidencePlace[];
  readonly lack: readonly EvidencePlace[];
}

export const AXES = ['availability', 'accessibility', 'literacy', 'microservices', 'domain-driven-design', 'culture'] as const;
export type AxisId = (typeof AXES)[number];

/** One of the six sides of readiness. */
export interface Axis {
  readonly id: AxisId;
  readonly title: string;
  /** What the axis is about, in a sentence. */
  readonly about: string;
  /** Only measures that found something to count. */
  readonly measures: readonly Measure[];
  /** What was found and cannot be counted against anything, or is not there. */
  readonly notes: readonly { readonly text: string; readonly places: readonly EvidencePlace[] }[];
  /** What no file can tell. */
  readonly questions: readonly string[];
}

/** A sign that a data mesh may not be what is needed yet. */
export interface AntiSignal {
  readonly text: string;
  readonly places: readonly EvidencePlace[];
}

export interface Readiness {
  readonly axes: readonly Axis[];
  readonly signals: readonly AntiSignal[];
  readonly products: number;
  readonly contracts: number;
}

/** The mean share of an axis' measures, from 0 to 1; undefined where nothing could be counted. */
export function shareOf({ measures }: Pick<Axis, 'measures'>): number | undefined {
  if (measures.length === 0) return undefined;
  return measures.reduce((sum, { have, lack }) => sum + have.length / (have.length + lack.length), 0) / measures.length;
}
