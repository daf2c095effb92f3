import picomatch from 'picomatch';
import { throwIfCancelled, type CancellationToken } from '../document/ports.js';
import type { DataTable, DocumentMatcher, Knowledge, Matcher, Rule, Severity } from '../knowledge/model.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import type { Grammar } from '../syntax/grammar.js';
import { checkConditions } from './conditions.js';
import { isLintedBy } from './configured-linters.js';
import type { DetectorHost, DetectorRegistry } from './detector.js';
import { documentFixes } from './document-matcher/fixes.js';
import { CompiledDocumentMatcher } from './document-matcher/matcher.js';
import type { LintDocument } from './document.js';
import type { Finding } from './finding.js';
import { patternFixes } from './fix.js';
import { inHost, makeFinding, withoutDuplicates } from './make-finding.js';
import { prerequisitesOf } from './prerequisites.js';
import { compileMatcher } from './rule-language/compile.js';
import { RuleSet, type RuleMatch } from './rule-language/rule-set.js';
import { boundCode } from './rule-language/template.js';
import type { Transform } from './rule-language/transform.js';
import type { Surroundings } from './surroundings.js';

type PatternMatcher = Extract<Matcher, { kind: 'pattern' }>;

interface Owner {
  readonly rule: Rule;
  readonly matcher: PatternMatcher;
  readonly transform: Transform;
}

interface Other {
  readonly rule: Rule;
  readonly matcher: Exclude<Matcher, PatternMatcher>;
}

/** Says whether a rule runs, and how severe its findings are; `off` silences it. */
export type SeverityOf = (rule: Rule) => Severity | 'off';

/** A rule that cannot be used, or was stopped on a text, with a sentence for its writer. */
export interface RuleProblem {
  readonly rule: string;
  /** The text it was stopped on. */
  readonly path?: string;
  readonly message: string;
}

/** A rule that took too many steps on a text is not run on it again, and after so many texts on none at all. */
const PATIENCE = 10;

/** One run over a document and what it embeds: which rules may speak, and how loud. */
interface Round {
  readonly host: LintDocument;
  readonly surroundings: Surroundings;
  wants(rule: Rule): boolean;
  severityOf(rule: Rule): Severity;
  readonly token: CancellationToken;
}

/** Runs rules on documents. Compiles the rules of a language when it first meets the language. */
export class Linter {
  readonly #rules: readonly Rule[];
  readonly #tables: ReadonlyMap<string, DataTable>;
  readonly #detectors: DetectorRegistry;
  readonly #host: DetectorHost;
  readonly #sets = new Map<string, RuleSet<Owner>>();
  readonly #others = new Map<string, readonly Other[]>();
  readonly #documentMatchers = new Map<DocumentMatcher, CompiledDocumentMatcher | undefined>();
  readonly #globs = new Map<string, (path: string) => boolean>();
  readonly #broken = new Map<string, string>();
  readonly #exhausted = new Map<string, string[]>();

  constructor(knowledge: Knowledge, detectors: DetectorRegistry, host: DetectorHost) {
    this.#rules = knowledge.rules;
    this.#tables = new Map(knowledge.data.map((table) => [table.id, table]));
    this.#detectors = detectors;
    this.#host = host;
  }

  /** Rules found unusable so far; a language's rules are judged when the language is first met. */
  get problems(): readonly RuleProblem[] {
    const broken = [...this.#broken].map(([rule, message]) => ({ rule, message }));
    const exhausted = [...this.#exhausted].flatMap(([rule, paths]) => paths.map((path) => ({ rule, path, message: 'it takes too many steps and was stopped; make it simpler.' })));
    return [...broken, ...exhausted];
  }

  /** What the rules say about a document and what it embeds, sorted by place. Nothing is suppressed yet. Throws CancelledError. */
  lint(document: LintDocument, surroundings: Surroundings, severityOf: SeverityOf, token: CancellationToken): Finding[] {
    const verdicts = new Map<Rule, boolean>();
    const judge = (rule: Rule) => severityOf(rule) !== 'off' && !this.#isExhausted(rule, document.path) && this.#appliesTo(rule, document);
    const round: Round = {
      host: document,
      surroundings,
      wants: (rule) => {
        const known = verdicts.get(rule);
        const verdict = known ?? judge(rule);
        if (known === undefined) verdicts.set(rule, verdict);
        return verdict;
      },
      severityOf: (rule) => {
        const severity = severityOf(rule);
        return severity === 'off' ? rule.severity : severity;
      },
      token,
    };
    const words = new Words(document);
    const findings = this.#lintText(document, words, round);
    for (const language of document.embeddable) {
      // Looking for what a text embeds costs a walk over its tree, so words come first.
      if (!this.speaksWithin(document.language.id, language, (rule, matcher) => round.wants(rule) && words.allow(matcher))) continue;
      for (const piece of document.embedded(language)) findings.push(...this.#lintText(piece, new Words(piece), round).map((finding) => inHost(finding, document, piece)));
    }
    return withoutDuplicates(findings);
  }

  /** Whether a rule for files of a host language looks for something in another language inside them. */
  speaksWithin(host: string, language: string, wants: (rule: Rule, matcher: Matcher) => boolean = () => true): boolean {
    return this.#rules.some((rule) => rule.languages.includes(host) && rule.matchers.some((matcher) => matcher.languages.includes(language) && wants(rule, matcher)));
  }

  #isExhausted(rule: Rule, path: string): boolean {
    const paths = this.#exhausted.get(rule.id);
    return paths !== undefined && (paths.length >= PATIENCE || paths.includes(path));
  }

  #appliesTo(rule: Rule, document: LintDocument): boolean {
    if (rule.languages.length > 0 && !rule.languages.includes(document.language.id)) return false;
    return rule.files.length === 0 || rule.files.some((glob) => this.#glob(glob)(document.path));
  }

  #glob(pattern: string): (path: string) => boolean {
    let matches = this.#globs.get(pattern);
    if (!matches) {
      matches = picomatch(pattern, { dot: true });
      this.#globs.set(pattern, matches);
    }
    return matches;
  }

  #lintText(document: LintDocument, words: Words, round: Round): Finding[] {
    const findings = document.grammar ? this.#patternFindings(document, document.grammar, round) : [];
    for (const other of this.#othersOf(document.language.id)) {
      throwIfCancelled(round.token);
      if (round.wants(other.rule) && words.allow(other.matcher)) findings.push(...this.#otherFindings(other, document, round));
    }
    return findings;
  }

  #patternFindings(document: LintDocument, grammar: Grammar, round: Round): Finding[] {
    const set = this.#ruleSet(grammar);
    const candidates = set.candidates(document.text, ({ rule }) => round.wants(rule));
    const { tree } = candidates.length > 0 ? document : { tree: undefined };
    if (!tree) return [];
    const { matches, stopped } = set.scan(tree, candidates, round.token);
    for (const { rule } of stopped) if (!this.#isExhausted(rule, document.path)) this.#exhausted.set(rule.id, [...(this.#exhausted.get(rule.id) ?? []), document.path]);
    return matches.flatMap((match) => this.#patternFinding(match, document, tree, round) ?? []);
  }

  #ruleSet(grammar: Grammar): RuleSet<Owner> {
    const language = grammar.language.id;
    let set = this.#sets.get(language);
    if (!set) {
      set = new RuleSet(this.#rules.flatMap((rule) => this.#compile(rule, grammar)));
      this.#sets.set(language, set);
    }
    return set;
  }

  #compile(rule: Rule, grammar: Grammar) {
    return rule.matchers.flatMap((matcher) => {
      if (matcher.kind !== 'pattern' || !matcher.languages.includes(grammar.language.id)) return [];
      try {
        const compiled = compileMatcher(grammar, matcher);
        const clauses = [...compiled.clauses, ...prerequisitesOf(matcher.where, (id) => this.#tables.get(id))];
        return [{ owner: { rule, matcher, transform: compiled.transform }, compiled: { ...compiled, clauses } }];
      } catch (cause) {
        this.#broken.set(rule.id, cause instanceof RangeError ? 'it is nested too deep; make it simpler.' : cause instanceof Error ? cause.message : String(cause));
        return [];
      }
    });
  }

  #patternFinding({ owner: { rule, matcher, transform }, node, bindings }: RuleMatch<Owner>, document: LintDocument, tree: FlatTree, round: Round): Finding | undefined {
    const known = checkConditions(matcher.where, bindings, node, document, this.table);
    if (!known || isLintedBy(matcher.where.notLintedBy, round.host.path, round.surroundings)) return undefined;
    const filling = { tree, bindings, texts: known };
    const texts = { ...transform((name) => boundCode(name, filling)), ...known };
    const reported = matcher.report === undefined ? node : (bindings.single[matcher.report] ?? node);
    const fixes = patternFixes(rule.fixes, [document.language.id, round.host.language.id], node, { ...filling, texts });
    return makeFinding(rule, round.severityOf(rule), document.text, { span: tree.span(reported), match: tree.span(node), fixes }, (name) => texts[name] ?? boundCode(name, filling)?.text);
  }

  #othersOf(language: string): readonly Other[] {
    let others = this.#others.get(language);
    if (!others) {
      others = this.#rules.flatMap((rule) => rule.matchers.flatMap((matcher) => (matcher.kind !== 'pattern' && (matcher.languages.length === 0 || matcher.languages.includes(language)) ? [{ rule, matcher }] : [])));
      this.#others.set(language, others);
    }
    return others;
  }

  #otherFindings({ rule, matcher }: Other, document: LintDocument, round: Round): Finding[] {
    const severity = round.severityOf(rule);
    if (matcher.kind === 'document') {
      const matches = this.#documentMatcher(rule, matcher)?.match(document) ?? [];
      return matches.map((match) => makeFinding(rule, severity, document.text, { ...match, fixes: documentFixes(rule.fixes, document.language.id, match, document.text) }, (name) => match.variables[name]));
    }
    const detector = this.#detectors.get(matcher.detector);
    if (!detector) {
      this.#broken.set(rule.id, `there is no detector "${matcher.detector}"; mend its name.`);
      return [];
    }
    const detections = [...detector({ host: this.#host, document, surroundings: round.surroundings, rule, options: matcher.options, table: this.table }, round.token)];
    return detections.map((detection) => makeFinding(rule, severity, document.text, detection, (name) => detection.variables?.[name]));
  }

  #documentMatcher(rule: Rule, matcher: DocumentMatcher): CompiledDocumentMatcher | undefined {
    if (!this.#documentMatchers.has(matcher)) {
      let compiled: CompiledDocumentMatcher | undefined;
      try {
        compiled = new CompiledDocumentMatcher(matcher);
      } catch (cause) {
        this.#broken.set(rule.id, cause instanceof Error ? cause.message : String(cause));
      }
      this.#documentMatchers.set(matcher, compiled);
    }
    return this.#documentMatchers.get(matcher);
  }

  /** A table of the knowledge; throws when there is none of that id. */
  readonly table = (id: string): DataTable => {
    const table = this.#tables.get(id);
    if (!table) throw new Error(`there is no data table "${id}"; add content/data/${id}.json.`);
    return table;
  };
}

/** A text in lower case, made when a matcher first asks whether it holds one of the words it cannot do without. */
class Words {
  readonly #document: LintDocument;
  #lower: string | undefined;

  constructor(document: LintDocument) {
    this.#document = document;
  }

  /** Whether a matcher may find something; spares looking closer. */
  allow(matcher: Matcher): boolean {
    const words = matcher.kind === 'pattern' ? [] : matcher.words;
    if (words.length === 0) return true;
    this.#lower ??= this.#document.text.toLowerCase();
    return words.some((word) => this.#lower?.includes(word));
  }
}
