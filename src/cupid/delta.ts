import { PROPERTY_NAMES, type FunctionProfile, type Letter, type Signal } from './profile.js';

/** What became of one property of a function since an earlier text. */
export interface Change {
  readonly letter: Letter;
  readonly kind: 'worse' | 'better';
  /** A phrase such as `now also reads the clock` or `no longer reads the clock`. */
  readonly phrase: string;
}

/** Verbs our phrases begin with, so that `no longer` may stand before them. */
const VERB = /^(?:reads|changes|decides|builds|calls|compares|asks|leaves|mentions|does|forwards|sometimes|branches|picks|panics)\b/;

/** What is said about a function now and was not before, and the other way round; nothing about a new function. */
export function changesSince(before: FunctionProfile | undefined, now: FunctionProfile): Change[] {
  if (!before) return [];
  const was = new Map(before.signals.map((signal) => [signal.id, signal]));
  const is = new Set(now.signals.map(({ id }) => id));
  const worse = now.signals.flatMap((signal): Change[] => {
    const phrase = phraseOf(signal, was.get(signal.id));
    return phrase === undefined ? [] : [{ letter: signal.letter, kind: 'worse', phrase }];
  });
  const better = before.signals.filter(({ id }) => !is.has(id)).map(({ letter, message }): Change => ({ letter, kind: 'better', phrase: VERB.test(message) ? `no longer ${message}` : `no longer: ${message}` }));
  return [...worse, ...better];
}

function phraseOf(signal: Signal, before: Signal | undefined): string | undefined {
  if (!before) return `now ${signal.message}`;
  const known = new Set(kindsOf(before));
  const added = kindsOf(signal).filter((kind) => !known.has(kind));
  return added.length === 0 ? undefined : `now also ${added.join(' and ')}`;
}

/** What evidence labels say before the colon: `reads the clock` of `reads the clock: Date.now()`. Labels without one are no kinds. */
function kindsOf({ evidence }: Signal): string[] {
  return [...new Set(evidence.flatMap(({ label }) => (label.includes(': ') ? [label.slice(0, label.indexOf(': '))] : [])))];
}

const PHRASES = 2;

/** The changes as a lens says them: `Predictable: now also reads the clock (since the last commit)`; undefined when there are none. */
export function changeText(changes: readonly Change[], since: string): string | undefined {
  if (changes.length === 0) return undefined;
  const shown = changes.slice(0, PHRASES).map(({ letter, phrase }) => `${letter === 'U' ? 'Unix' : PROPERTY_NAMES[letter]}: ${phrase}`);
  return `${shown.join(' · ')} (since ${since})`;
}
