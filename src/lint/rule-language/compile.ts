import type { PatternMatcher, RuleObject } from '../../knowledge/model.js';
import { ERROR_KIND } from '../../syntax/flat-tree.js';
import type { Grammar } from '../../syntax/grammar.js';
import { compilePattern, matchesPattern, RuleError, type PatternNode } from './pattern.js';
import { followsTest, hasTest, insideTest, nthChildTest, precedesTest, type StopBy, type Test } from './relations.js';

/** A rule of the ast-grep rule language, ready to run on trees of one grammar. */
export interface CompiledTest {
  readonly test: Test;
  /** The kinds a match can have; undefined when any. */
  readonly kinds: ReadonlySet<number> | undefined;
  /** Words every matching text contains. */
  readonly words: readonly string[];
}

type Part = CompiledTest;

const KEYS = ['pattern', 'kind', 'regex', 'nthChild', 'inside', 'has', 'precedes', 'follows', 'all', 'any', 'not', 'matches'] as const;
type Key = (typeof KEYS)[number];
const RELATION_KEYS = ['stopBy', 'field'];

/** Compiles the rule of one matcher. Throws a RuleError with a sentence for the writer. */
export function compileMatcher(grammar: Grammar, matcher: PatternMatcher): CompiledTest {
  if (Object.keys(matcher.transform).length > 0) throw new RuleError('"transform" is not supported; write the fix without it.');
  const compiler = new Compiler(grammar, matcher.utils);
  const rule = compiler.compile(matcher.rule);
  const constraints = Object.entries(matcher.constraints).map(([name, object]) => ({ name, test: compiler.compile(object).test }));
  if (constraints.length === 0) return rule;
  const test: Test = (attempt, node) => {
    if (!rule.test(attempt, node)) return false;
    return constraints.every(({ name, test: constraint }) => {
      const bound = attempt.bindings.single[name];
      return bound === undefined || constraint(attempt, bound);
    });
  };
  return { ...rule, test };
}

class Compiler {
  readonly #grammar: Grammar;
  readonly #utils: Readonly<Record<string, RuleObject>>;
  readonly #open: string[] = [];

  constructor(grammar: Grammar, utils: Readonly<Record<string, RuleObject>>) {
    this.#grammar = grammar;
    this.#utils = utils;
  }

  compile(object: RuleObject, ignoring: readonly string[] = []): Part {
    const keys = Object.keys(object).filter((key) => !ignoring.includes(key));
    const unknown = keys.find((key) => !(KEYS as readonly string[]).includes(key));
    if (unknown !== undefined) throw new RuleError(`"${unknown}" is not a part of a rule; use ${KEYS.join(', ')}.`);
    if (keys.length === 0) throw new RuleError('a rule object is empty; say what to match.');
    // In the order of KEYS: cheap tests first, and patterns bind before relations use what they bound.
    const parts = KEYS.filter((key) => keys.includes(key)).map((key) => this.#part(key, object[key]));
    return conjunction(parts);
  }

  #part(key: Key, value: unknown): Part {
    switch (key) {
      case 'pattern':
        return this.#pattern(value);
      case 'kind':
        return this.#kind(text(key, value));
      case 'regex': {
        const regex = compileRegex(text(key, value));
        return anyKind((attempt, node) => regex.test(attempt.tree.text(node)));
      }
      case 'nthChild':
        return this.#nthChild(value);
      case 'inside':
      case 'has':
      case 'precedes':
      case 'follows':
        return this.#relation(key, object(key, value));
      case 'all':
        return conjunction(list(key, value).map((item) => this.compile(object(key, item))));
      case 'any':
        return disjunction(list(key, value).map((item) => this.compile(object(key, item))));
      case 'not':
        return negation(this.compile(object(key, value)));
      case 'matches':
        return this.#utility(text(key, value));
    }
  }

  #pattern(value: unknown): Part {
    if (typeof value === 'string') return patternPart(compilePattern(this.#grammar, value));
    const { context, selector, strictness } = object('pattern', value);
    if (strictness !== undefined && strictness !== 'smart') throw new RuleError(`the strictness "${String(strictness)}" is not supported; leave it out.`);
    return patternPart(compilePattern(this.#grammar, text('context', context), selector === undefined ? undefined : text('selector', selector)));
  }

  #kind(name: string): Part {
    const kind = this.#grammar.kindId(name, true);
    if (kind === undefined) throw new RuleError(`"${name}" is not a kind of node in ${this.#grammar.language.title}; mend its spelling.`);
    return { test: (attempt, node) => attempt.tree.kind[node] === kind, kinds: new Set([kind]), words: [] };
  }

  #nthChild(value: unknown): Part {
    const data = typeof value === 'object' && value !== null ? (value as RuleObject) : { position: value };
    const { step, offset } = readPosition(data['position']);
    const of = data['ofRule'] === undefined ? undefined : this.compile(object('ofRule', data['ofRule'])).test;
    return anyKind(nthChildTest(step, offset, data['reverse'] === true, of));
  }

  #relation(key: 'inside' | 'has' | 'precedes' | 'follows', data: RuleObject): Part {
    const { test, words } = this.compile(data, RELATION_KEYS);
    const stopBy = this.#stopBy(data['stopBy']);
    const field = this.#field(data['field']);
    const related = key === 'inside' ? insideTest(test, stopBy, field) : key === 'has' ? hasTest(test, stopBy, field) : key === 'precedes' ? precedesTest(test, stopBy) : followsTest(test, stopBy);
    return { test: related, kinds: undefined, words };
  }

  #stopBy(value: unknown): StopBy {
    if (value === undefined || value === 'neighbor') return 'neighbor';
    return value === 'end' ? 'end' : this.compile(object('stopBy', value)).test;
  }

  #field(value: unknown): number | undefined {
    if (value === undefined) return undefined;
    const field = this.#grammar.fieldId(text('field', value));
    if (field === undefined) throw new RuleError(`"${String(value)}" is not a field in ${this.#grammar.language.title}; mend its spelling.`);
    return field;
  }

  #utility(name: string): Part {
    const rule = this.#utils[name];
    if (rule === undefined) throw new RuleError(`there is no utility rule "${name}"; define it under utils.`);
    if (this.#open.includes(name)) throw new RuleError(`the utility rule "${name}" refers to itself; break the circle.`);
    this.#open.push(name);
    try {
      return this.compile(rule);
    } finally {
      this.#open.pop();
    }
  }
}

function anyKind(test: Test): Part {
  return { test, kinds: undefined, words: [] };
}

function patternPart(pattern: PatternNode): Part {
  const words: string[] = [];
  const collect = (node: PatternNode): void => {
    if (node.type === 'token' && node.named) words.push(...(node.text.match(/[\p{L}\p{N}_]{2,}/gu) ?? []));
    else if (node.type === 'inner') node.children.forEach(collect);
  };
  collect(pattern);
  const kinds = pattern.type === 'variable' || pattern.kind === ERROR_KIND ? undefined : new Set([pattern.kind]);
  return { test: (attempt, node) => matchesPattern(attempt, pattern, node), kinds, words };
}

function conjunction(parts: readonly Part[]): Part {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const kinds = parts.reduce<ReadonlySet<number> | undefined>((known, part) => (known === undefined ? part.kinds : part.kinds === undefined ? known : new Set([...known].filter((kind) => part.kinds?.has(kind)))), undefined);
  return { test: (attempt, node) => parts.every((part) => part.test(attempt, node)), kinds, words: parts.flatMap((part) => part.words) };
}

function disjunction(parts: readonly Part[]): Part {
  const kinds = parts.some((part) => part.kinds === undefined) ? undefined : new Set(parts.flatMap((part) => [...(part.kinds ?? [])]));
  const shared = parts[0]?.words.filter((word) => parts.every((part) => part.words.includes(word))) ?? [];
  return {
    test: (attempt, node) =>
      parts.some((part) => {
        const before = attempt.bindings;
        if (part.test(attempt, node)) return true;
        attempt.bindings = before;
        return false;
      }),
    kinds,
    words: shared,
  };
}

function negation(part: Part): Part {
  return anyKind((attempt, node) => {
    const before = attempt.bindings;
    const matched = part.test(attempt, node);
    attempt.bindings = before;
    return !matched;
  });
}

/** Rust's inline flags are written `(?i)`; JavaScript takes them as flags. */
function compileRegex(source: string): RegExp {
  const inline = /^\(\?([imsx]+)\)/.exec(source);
  const flags = `u${(inline?.[1] ?? '').replace('x', '')}`;
  try {
    return new RegExp(inline ? source.slice(inline[0].length) : source, flags);
  } catch (cause) {
    throw new RuleError(`the regular expression "${source}" is not valid (${cause instanceof Error ? cause.message : String(cause)}); mend it.`);
  }
}

/** `3`, `odd`, `even`, `2n+1` as step and offset. */
function readPosition(value: unknown): { step: number; offset: number } {
  if (typeof value === 'number') return { step: 0, offset: value };
  const written = String(value).replaceAll(' ', '');
  if (written === 'odd') return { step: 2, offset: 1 };
  if (written === 'even') return { step: 2, offset: 0 };
  if (/^\d+$/.test(written)) return { step: 0, offset: Number(written) };
  const formula = /^([+-]?\d*)n([+-]\d+)?$/.exec(written);
  if (!formula) throw new RuleError(`"${written}" is not a position; write a number, odd, even or a formula such as 2n+1.`);
  const step = formula[1] === '' || formula[1] === '+' ? 1 : formula[1] === '-' ? -1 : Number(formula[1]);
  return { step, offset: Number(formula[2] ?? 0) };
}

function text(key: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new RuleError(`"${key}" must be text.`);
}

function object(key: string, value: unknown): RuleObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as RuleObject;
  throw new RuleError(`"${key}" must be a rule object.`);
}

function list(key: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new RuleError(`"${key}" must be a list of rule objects.`);
}
