import type { PatternMatcher } from '../../src/knowledge/model.js';

/** A matcher that is a rule of the rule language and nothing else. */
export function patternMatcher(parts: Partial<Pick<PatternMatcher, 'rule' | 'constraints' | 'utils' | 'transform'>>): PatternMatcher {
  return { kind: 'pattern', languages: [], rule: {}, constraints: {}, utils: {}, transform: {}, where: { variables: {}, notIn: [], notLintedBy: [] }, ...parts };
}
