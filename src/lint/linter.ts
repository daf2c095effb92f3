import picomatch from 'picomatch';
import { throwIfCancelled, type CancellationToken } from '../document/ports.js';
import type { Span } from '../document/position.js';
import type { DataTable, Knowledge, Matcher, Rule, Severity } from '../knowledge/model.js';
import { talkReferenceText } from '../knowledge/page.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import type { Grammar } from '../syntax/grammar.js';
import { checkConditions } from './conditions.js';
import type { Detection, DetectorRegistry } from './detector.js';
import { matchDocuments } from './document-matcher.js';
import type { LintDocument } from './document.js';
import type { Finding } from './finding.js';
import { documentFixes, patternFixes } from './fix.js';
import type { Bindings } from './rule-language/bindings.js';
import { compileMatcher } from './rule-language/compile.js';
import { RuleSet } from './rule-language/rule-set.js';

interface Owner {
  readonly rule: Rule;
  readonly matcher: Extract<Matcher, { kind: 'pattern' }>;
}

/** Says whether a rule runs, and how severe its findings are; `off` silences it. */
export type SeverityOf = (rule: Rule) => Severity | 'off';


/** A rule whose matcher cannot be used, with a sentence for its writer. */
export interface BrokenRule {
  readonly rule: string;
  readonly message: string;
}

/** Runs rules on documents. Compiles the rules of a language when it first meets the language. */
export class Linter {
  readonly #rules: readonly Rule[];
  readonly #tables: ReadonlyMap<string, DataTable>;
  readonly #detectors: DetectorRegistry;
  readonly #sets = new Map<string, RuleSet<Owner>>();
  readonly #globs = new Map<string, (path: string) => boolean>();
  readonly #broken: BrokenRule[] = [];

  constructor(knowledge: Knowledge, detectors: DetectorRegistry) {
    this.#rules = knowledge.rules;
    this.#tables = new Map(knowledge.data.map((table) => [table.id, table]));
    this.#detectors = detectors;
  }

  /** Rules found unusable so far; a language's rules are judged when the language is first met. */
  get broken(): readonly BrokenRule[] {
    return this.#broken;
  }

  /** What the rules say about a document, sorted by place. Nothing is suppressed yet. Throws CancelledError. */
  lint(document: LintDocument, grammar: Grammar | undefined, severityOf: SeverityOf, token: CancellationToken): Finding[] {
    const findings: Finding[] = [];
    if (document.tree && grammar) {
      const set = this.#ruleSet(grammar);
      for (const { owner, node, bindings } of set.scan(document.tree, token)) {
        if (severityOf(owner.rule) === 'off' || !this.#appliesTo(owner.rule, document)) continue;
        const finding = this.#patternFinding(owner, document, document.tree, node, bindings, severityOf);
        if (finding) findings.push(finding);
      }
    }
    for (const rule of this.#rules) {
      throwIfCancelled(token);
      if (severityOf(rule) !== 'off' && this.#appliesTo(rule, document)) findings.push(...this.#otherFindings(rule, document, severityOf, token));
    }
    return withoutDuplicates(findings);
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
        return [{ owner: { rule, matcher }, compiled: compileMatcher(grammar, matcher) }];
      } catch (cause) {
        this.#broken.push({ rule: rule.id, message: cause instanceof Error ? cause.message : String(cause) });
        return [];
      }
    });
  }

  readonly #table = (id: string): DataTable => {
    const table = this.#tables.get(id);
    if (!table) throw new Error(`there is no data table "${id}"; add content/data/${id}.json.`);
    return table;
  };

  #patternFinding({ rule, matcher }: Owner, document: LintDocument, tree: FlatTree, node: number, bindings: Bindings, severityOf: SeverityOf): Finding | undefined {
    const texts = checkConditions(matcher.where, bindings, node, document, this.#table);
    if (!texts) return undefined;
    const reported = matcher.report === undefined ? node : (bindings.single[matcher.report] ?? node);
    const variable = (name: string) => texts[name] ?? (bindings.single[name] === undefined ? undefined : tree.text(bindings.single[name]));
    return this.#finding(rule, document, severityOf, { span: tree.span(reported), match: tree.span(node), fixes: patternFixes(rule.fixes, document.language.id, tree, node, bindings, texts) }, variable);
  }

  #otherFindings(rule: Rule, document: LintDocument, severityOf: SeverityOf, token: CancellationToken): Finding[] {
    const none = () => undefined;
    return rule.matchers.flatMap((matcher) => {
      if (matcher.languages.length > 0 && !matcher.languages.includes(document.language.id)) return [];
      if (matcher.kind === 'document') {
        return matchDocuments(matcher, document.text).map((match) => this.#finding(rule, document, severityOf, { ...match, fixes: documentFixes(rule.fixes, match, document.text) }, none));
      }
      if (matcher.kind !== 'detector') return [];
      const detector = this.#detectors.get(matcher.detector);
      if (!detector) throw new Error(`rule ${rule.id}: there is no detector "${matcher.detector}"; mend its name.`);
      const detections = [...detector({ document, rule, options: matcher.options, table: this.#table }, token)];
      return detections.map((detection) => this.#finding(rule, document, severityOf, detection, (name) => detection.variables?.[name]));
    });
  }

  #finding(rule: Rule, document: LintDocument, severityOf: SeverityOf, detection: Detection, variable: (name: string) => string | undefined): Finding {
    const configured = severityOf(rule);
    // A severity somebody chose outranks what the match suggests.
    const severity = configured !== rule.severity || detection.severity === undefined ? configured : detection.severity;
    return {
      rule: rule.id,
      ...(rule.talk ? { talk: talkReferenceText(rule.talk) } : {}),
      severity: severity === 'off' ? rule.severity : severity,
      message: rule.title.replace(/\{([A-Z][A-Z0-9_]*)\}/g, (whole, name: string) => variable(name) ?? whole),
      span: firstLine(document.text, detection.span),
      match: detection.match ?? detection.span,
      fixes: detection.fixes ?? [],
      related: detection.related ?? [],
      ...(detection.details === undefined ? {} : { details: detection.details }),
    };
  }
}

/** A squiggle under a whole loop hides the code: the first line says enough. */
function firstLine(text: string, span: Span): Span {
  const shown = text.slice(span.start, span.end);
  const end = shown.search(/[\r\n]/);
  return end < 0 ? span : { start: span.start, end: span.start + shown.slice(0, end).trimEnd().length };
}

/** One finding per rule and place, however many of its matchers or nested nodes agree. */
function withoutDuplicates(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return [...findings]
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0))
    .filter((finding) => {
      const key = `${finding.rule} ${finding.span.start}`;
      return seen.has(key) ? false : seen.add(key);
    });
}
