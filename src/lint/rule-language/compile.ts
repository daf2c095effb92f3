import type { PatternMatcher, RuleObject } from '../../knowledge/model.js';
import { ERROR_KIND } from '../../syntax/flat-tree.js';
import type { Grammar } from '../../syntax/grammar.js';
import { MOST_VARIABLES, Variables, type Test } from './attempt.js';
import { anchorOf, type Anchor } from './dispatch.js';
import { alternativesOf, literalOf, type Clause } from './literals.js';
import { matchesPattern } from './match-pattern.js';
import { compilePattern, type Pattern } from './pattern.js';
import { readNthChild, readRange } from './positions.js';
import { compileRegex } from './regex.js';
import { followsTest, hasTest, insideTest, nthChildTest, precedesTest, type StopBy } from './relations.js';
import { RuleError } from './rule-error.js';
import { strictnessOf } from './strictness.js';
import { compileTransform, type Transform } from './transform.js';

/** What a rule object asks of a node, and what can be known of every match beforehand. */
interface Part {
  readonly test: Test;
  /** The kinds a match can have; undefined when any. */
  readonly kinds: ReadonlySet<number> | undefined;
  /** Words every matching text contains. */
  readonly words: readonly string[];
  /** Pieces of text of which every matching text contains some. */
  readonly clauses: readonly Clause[];
  readonly anchor: Anchor | undefined;
}

/** A rule of the ast-grep rule language, ready to run on trees of one grammar. */
export interface CompiledRule extends Part {
  readonly variables: Variables;
  readonly transform: Transform;
}

const KEYS = ['kind', 'pattern', 'regex', 'nthChild', 'range', 'all', 'any', 'not', 'matches', 'inside', 'has', 'precedes', 'follows'] as const;
type Key = (typeof KEYS)[number];
const RELATION_KEYS = ['stopBy', 'field'];
/** A test of a text costs steps too: so many UTF-16 units are worth one. */
const UNITS_PER_STEP = 16;

/** Compiles the rule of one matcher. Throws a RuleError with a sentence for the writer. */
export function compileMatcher(grammar: Grammar, matcher: PatternMatcher): CompiledRule {
  const compiler = new Compiler(grammar, matcher.utils);
  const rule = compiler.compile(matcher.rule);
  const constraints = Object.entries(matcher.constraints).map(([name, object]) => ({ variable: compiler.variables.indexOf(name), test: compiler.compile(object).test }));
  const transform = compileTransform(matcher.transform);
  if (compiler.variables.names.length > MOST_VARIABLES) throw new RuleError(`the rule has more than ${MOST_VARIABLES} metavariables; split it.`);
  if (constraints.length === 0) return { ...rule, variables: compiler.variables, transform };
  const test: Test = (attempt, node) => {
    const mark = attempt.mark();
    const passed =
      rule.test(attempt, node) &&
      constraints.every(({ variable, test: constraint }) => {
        const bound = attempt.bound(variable);
        return bound < 0 || constraint(attempt, bound);
      });
    if (!passed) attempt.undo(mark);
    return passed;
  };
  return { ...rule, test, variables: compiler.variables, transform };
}

class Compiler {
  readonly variables = new Variables();
  readonly #grammar: Grammar;
  readonly #utils: Readonly<Record<string, RuleObject>>;
  readonly #compiled = new Map<string, Part>();
  /** The utility rules being compiled; `true` once a relation lies between a rule and what it refers to. */
  readonly #open = new Map<string, boolean>();

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
    return conjunction(KEYS.filter((key) => keys.includes(key)).map((key) => this.#part(key, object[key])));
  }

  #part(key: Key, value: unknown): Part {
    switch (key) {
      case 'pattern':
        return this.#pattern(value);
      case 'kind':
        return this.#kind(asText(key, value));
      case 'regex':
        return regexPart(asText(key, value));
      case 'nthChild': {
        const { position, of } = readNthChild(value);
        return anyNode(nthChildTest({ ...position, of: of && this.#related(of).test }));
      }
      case 'range':
        return anyNode(readRange(value));
      case 'inside':
      case 'has':
      case 'precedes':
      case 'follows':
        return this.#relation(key, asObject(key, value));
      case 'all':
        return conjunction(asList(key, value).map((item) => this.compile(asObject(key, item))));
      case 'any':
        return disjunction(asList(key, value).map((item) => this.compile(asObject(key, item))));
      case 'not':
        return negation(this.compile(asObject(key, value)));
      case 'matches':
        return this.#utility(asText(key, value));
    }
  }

  #pattern(value: unknown): Part {
    if (typeof value === 'string') return patternPart(compilePattern(this.#grammar, value, this.variables));
    const { context, selector, strictness, ...rest } = asObject('pattern', value);
    const unknown = Object.keys(rest)[0];
    if (unknown !== undefined) throw new RuleError(`"${unknown}" is not a part of a pattern; use context, selector and strictness.`);
    return patternPart(
      compilePattern(this.#grammar, asText('context', context), this.variables, {
        ...(selector === undefined ? {} : { selector: asText('selector', selector) }),
        ...(strictness === undefined ? {} : { strictness: strictnessOf(asText('strictness', strictness)) }),
      }),
    );
  }

  #kind(name: string): Part {
    if (/[\s>+~:.,]/.test(name)) throw new RuleError(`"${name}" is a selector; a kind is one name, so say the rest with inside, has, follows or nthChild.`);
    const kind = this.#grammar.kindId(name, true);
    if (kind === undefined) throw new RuleError(`"${name}" is not a kind of node in ${this.#grammar.language.title}; mend its spelling.`);
    return { test: ({ tree }, node) => tree.kind[node] === kind, kinds: new Set([kind]), words: [], clauses: [], anchor: undefined };
  }

  #relation(key: 'inside' | 'has' | 'precedes' | 'follows', data: RuleObject): Part {
    const { test, words, clauses } = this.#related(data, RELATION_KEYS);
    const stopBy = this.#stopBy(data['stopBy']);
    const field = this.#field(data['field']);
    if (field !== undefined && (key === 'precedes' || key === 'follows')) throw new RuleError(`"${key}" has no field; only inside and has do.`);
    const related = key === 'inside' ? insideTest(test, stopBy, field) : key === 'has' ? hasTest(test, stopBy, field) : key === 'precedes' ? precedesTest(test, stopBy) : followsTest(test, stopBy);
    return { ...anyNode(related), words, clauses };
  }

  /** Compiles a rule about another node: from there a utility rule may refer to itself. */
  #related(data: RuleObject, ignoring: readonly string[] = []): Part {
    const before = new Map(this.#open);
    for (const name of this.#open.keys()) this.#open.set(name, true);
    const part = this.compile(data, ignoring);
    for (const [name, crossed] of before) this.#open.set(name, crossed);
    return part;
  }

  #stopBy(value: unknown): StopBy {
    if (value === undefined || value === 'neighbor') return 'neighbor';
    if (value === 'end') return 'end';
    if (typeof value === 'string') throw new RuleError(`"${value}" is no way to stop; use neighbor, end or a rule object.`);
    return this.#related(asObject('stopBy', value)).test;
  }

  #field(value: unknown): number | undefined {
    if (value === undefined) return undefined;
    const field = this.#grammar.fieldId(asText('field', value));
    if (field === undefined) throw new RuleError(`"${String(value)}" is not a field in ${this.#grammar.language.title}; mend its spelling.`);
    return field;
  }

  #utility(name: string): Part {
    const known = this.#compiled.get(name);
    if (known) return known;
    const rule = Object.hasOwn(this.#utils, name) ? this.#utils[name] : undefined;
    if (rule === undefined) throw new RuleError(`there is no utility rule "${name}"; define it under utils.`);
    const crossed = this.#open.get(name);
    if (crossed === false) throw new RuleError(`the utility rule "${name}" refers to itself; break the circle.`);
    // Bound late: the rule is finished by the time it runs.
    if (crossed === true) return anyNode((attempt, node) => this.#compiled.get(name)?.test(attempt, node) ?? false);
    this.#open.set(name, false);
    const part = this.compile(rule);
    this.#open.delete(name);
    this.#compiled.set(name, part);
    return part;
  }
}

function anyNode(test: Test): Part {
  return { test, kinds: undefined, words: [], clauses: [], anchor: undefined };
}

function patternPart(pattern: Pattern): Part {
  const { root, rootKind, strictness, words } = pattern;
  const kind = root.type === 'variable' || root.type === 'ellipsis' ? rootKind : root.kind;
  const kinds = kind === undefined || kind === ERROR_KIND || !strictness.comparesKind ? undefined : new Set([kind]);
  return { test: (attempt, node) => matchesPattern(attempt, pattern, node), kinds, words, clauses: [], anchor: kinds && anchorOf(pattern) };
}

function regexPart(source: string): Part {
  const regex = compileRegex(source);
  const literal = literalOf(source);
  const test: Test = (attempt, node) => {
    const { tree } = attempt;
    attempt.spend(1 + (((tree.end[node] ?? 0) - (tree.start[node] ?? 0)) / UNITS_PER_STEP) | 0);
    return regex.test(tree.text(node));
  };
  return { ...anyNode(test), clauses: literal === undefined ? [] : [[literal]] };
}

function conjunction(parts: readonly Part[]): Part {
  const [first, second] = parts;
  if (first === undefined || second === undefined) return first ?? anyNode(() => true);
  const kinds = parts.reduce<ReadonlySet<number> | undefined>((known, part) => (known === undefined ? part.kinds : part.kinds === undefined ? known : new Set([...known].filter((kind) => part.kinds?.has(kind)))), undefined);
  const test = parts.map((part) => part.test).reduceRight((rest, each) => both(each, rest));
  return { test, kinds, words: parts.flatMap((part) => part.words), clauses: parts.flatMap((part) => part.clauses), anchor: parts.find((part) => part.anchor !== undefined)?.anchor };
}

function both(first: Test, second: Test): Test {
  return (attempt, node) => {
    const mark = attempt.mark();
    if (!first(attempt, node)) return false;
    if (second(attempt, node)) return true;
    attempt.undo(mark);
    return false;
  };
}

function disjunction(parts: readonly Part[]): Part {
  const kinds = parts.some((part) => part.kinds === undefined) ? undefined : new Set(parts.flatMap((part) => [...(part.kinds ?? [])]));
  const shared = parts[0]?.words.filter((word) => parts.every((part) => part.words.includes(word))) ?? [];
  const clause = alternativesOf(parts.map((part) => [...part.clauses, ...part.words.map((word) => [word])]));
  const tests = parts.map((part) => part.test);
  return { test: (attempt, node) => tests.some((test) => test(attempt, node)), kinds, words: shared, clauses: clause ? [clause] : [], anchor: undefined };
}

function negation({ test }: Part): Part {
  return anyNode((attempt, node) => {
    const mark = attempt.mark();
    const matched = test(attempt, node);
    attempt.undo(mark);
    return !matched;
  });
}

function asText(key: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new RuleError(`"${key}" must be text.`);
}

function asObject(key: string, value: unknown): RuleObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as RuleObject;
  throw new RuleError(`"${key}" must be a rule object.`);
}

function asList(key: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new RuleError(`"${key}" must be a list of rule objects.`);
}
