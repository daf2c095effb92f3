import { RuleError } from './rule-error.js';

/** What a comparison of pattern and code may overlook. From ast-grep's reference, "Match algorithm". */
export interface Strictness {
  /** Comments in the code may be passed over. */
  readonly skipsComments: boolean;
  /** Tokens without a name, such as commas, may be passed over in the code. */
  readonly skipsTokens: boolean;
  /** Such tokens may be missing in the code though the pattern has them. */
  readonly skipsPatternTokens: boolean;
  /** A token's text counts, not only its kind. */
  readonly comparesText: boolean;
  /** A node's kind counts, not only its text. */
  readonly comparesKind: boolean;
  /** What may stand in the code after everything in the pattern was found. */
  readonly trailing: 'nothing' | 'anything' | 'tokens' | 'tokens and comments' | 'comments';
}

const STRICTNESS: Readonly<Record<string, Strictness>> = {
  cst: { skipsComments: false, skipsTokens: false, skipsPatternTokens: false, comparesText: true, comparesKind: true, trailing: 'nothing' },
  smart: { skipsComments: true, skipsTokens: true, skipsPatternTokens: false, comparesText: true, comparesKind: true, trailing: 'anything' },
  ast: { skipsComments: false, skipsTokens: true, skipsPatternTokens: true, comparesText: true, comparesKind: true, trailing: 'tokens' },
  relaxed: { skipsComments: true, skipsTokens: true, skipsPatternTokens: true, comparesText: true, comparesKind: true, trailing: 'tokens and comments' },
  signature: { skipsComments: true, skipsTokens: true, skipsPatternTokens: true, comparesText: false, comparesKind: true, trailing: 'tokens and comments' },
  template: { skipsComments: true, skipsTokens: true, skipsPatternTokens: false, comparesText: true, comparesKind: false, trailing: 'comments' },
};

/** What a pattern has when it says nothing. */
export const SMART = strictnessOf('smart');

/** The strictness of a name. Throws a RuleError when there is none. */
export function strictnessOf(name: string): Strictness {
  const found = Object.hasOwn(STRICTNESS, name) ? STRICTNESS[name] : undefined;
  if (!found) throw new RuleError(`the strictness "${name}" does not exist; use ${Object.keys(STRICTNESS).join(', ')}.`);
  return found;
}
