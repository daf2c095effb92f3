import type { Span } from '../document/position.js';
import type { MeasuredValue } from './measures.js';

/** Composable, Unix philosophy, Predictable, Idiomatic, Domain-based. */
export type Letter = 'C' | 'U' | 'P' | 'I' | 'D';

/** The full names; a lens says `Unix` for short. */
export const PROPERTY_NAMES: Readonly<Record<Letter, string>> = {
  C: 'Composable',
  U: 'Unix philosophy',
  P: 'Predictable',
  I: 'Idiomatic',
  D: 'Domain-based',
};

/** How well research supports a signal: A replicated or strong, B one study, C convention. */
export type EvidenceGrade = 'A' | 'B' | 'C';

/** One place a signal rests on. */
export interface Evidence {
  readonly span: Span;
  /** A few words, such as `reads the clock: Date.now()`. */
  readonly label: string;
}

/** One thing a colleague might say about a function. */
export interface Signal {
  readonly letter: Letter;
  readonly id: string;
  readonly level: 'note' | 'attention';
  /** The phrase after the property's name in a lens, such as `reads the clock and env`. */
  readonly message: string;
  readonly grade: EvidenceGrade;
  readonly evidence: readonly Evidence[];
  /** The one thing to try. */
  readonly nextStep: string;
  /** It speaks of the whole file: on `quiet` no function gets a lens for it. */
  readonly aboutFile?: true;
  /** The figure it rests on, where other code was measured for it. */
  readonly measured?: MeasuredValue;
}

/** What can be said about one function; most have no signals. */
export interface FunctionProfile {
  readonly name: string;
  readonly kind: 'function' | 'method';
  readonly span: Span;
  readonly nameSpan: Span;
  readonly signals: readonly Signal[];
}

const PHRASES = 2;
const ENOUGH_NOTES = 3;

/**
 * The text of the lens, or undefined: by default a function gets one only when a signal asks for attention, when two
 * properties have something to say, or when three signals stack up; on `all`, whenever there is a signal. At most two phrases, the worst first, the second of another
 * property where one has something to say.
 */
export function lensOf(profile: FunctionProfile, level: 'quiet' | 'all' = 'quiet'): string | undefined {
  const signals = level === 'quiet' ? profile.signals.filter(({ aboutFile }) => aboutFile !== true) : profile.signals;
  const letters = new Set(signals.map((signal) => signal.letter));
  const worthIt = signals.some((signal) => signal.level === 'attention') || letters.size >= 2 || signals.length >= ENOUGH_NOTES;
  if (signals.length === 0 || (!worthIt && level === 'quiet')) return undefined;
  const byLetter = new Map<Letter, string[]>();
  for (const { letter, message } of worstFirst(profile).slice(0, PHRASES)) byLetter.set(letter, [...(byLetter.get(letter) ?? []), message]);
  return [...byLetter].map(([letter, messages]) => `${letter === 'U' ? 'Unix' : PROPERTY_NAMES[letter]}: ${messages.join('; ')}`).join(' · ');
}

/** The signals as a lens tells them: the worst first, then those of other properties, then the rest of its own. */
export function worstFirst({ signals }: FunctionProfile): readonly Signal[] {
  const [worst, ...others] = [...signals].sort((a, b) => rank(a) - rank(b));
  return worst ? [worst, ...others.filter(({ letter }) => letter !== worst.letter), ...others.filter(({ letter }) => letter === worst.letter)] : [];
}

function rank(signal: Signal): number {
  return (signal.level === 'attention' ? 0 : 10) + 'ABC'.indexOf(signal.grade);
}
