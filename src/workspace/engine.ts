import { NEVER_CANCELLED, type CancellationToken, type Clock, type Files, type Grammars, type Log } from '../document/ports.js';
import { carbonTables, type CarbonTables } from '../carbon/estimate.js';
import type { Surrounding } from '../cupid/knowledge.js';
import type { FunctionProfile, Signal } from '../cupid/profile.js';
import { isProfiled, Profiler } from '../cupid/profiler.js';
import { SIGNAL_IDS, SIGNAL_IDS_ACROSS_FILES } from '../cupid/signals.js';
import type { FileSummary } from '../cupid/summary.js';
import { TradeWords } from '../cupid/trade-words.js';
import type { TypeRemark } from '../cupid/type-remarks.js';
import { calibrationOf, shareBelow, type Measured } from '../cupid/measures.js';
import type { OfferedStep } from '../cupid/next-steps/next-step.js';
import { PathClassifier } from '../facts/collect.js';
import type { Knowledge, Language, PathClass } from '../knowledge/model.js';
import { talkReferenceText } from '../knowledge/page.js';
import type { Finding } from '../lint/finding.js';
import { Linter } from '../lint/linter.js';
import { SuppressionLedger, type Complaint } from '../lint/suppression-ledger.js';
import { readSuppressions } from '../lint/suppression.js';
import { embeddable } from '../syntax/embedded/embedded.js';
import type { Grammar } from '../syntax/grammar.js';
import { LanguageTable } from '../syntax/languages.js';
import { SyntaxRuntime } from '../syntax/runtime.js';
import { isAcceptedIn } from './accepted.js';
import { acceptancesIn, type Acceptance } from './acceptances.js';
import { isIgnored, NO_CONFIG, NO_OVERRIDES, severityOf, type Config, type Overrides } from './config.js';
import { DETECTORS } from './detectors.js';
import { OpenDocument, type DocumentHost, type TextInput } from './open-document.js';

/** How ignores and configuration name signals: `cupid/P1`. */
const CUPID_PREFIX = 'cupid/';
/** One file alone cannot show that an ignore of these is not needed. */
const ACROSS_FILES: ReadonlySet<string> = new Set([...SIGNAL_IDS_ACROSS_FILES].map((id) => `${CUPID_PREFIX}${id}`));

/** What a host lends to the engine. */
export interface Platform {
  readonly files: Files;
  readonly grammars: Grammars;
  readonly clock: Clock;
  readonly log: Log;
  /** A new UUID each time, for suggestions in an editor. Absent where reports must not differ from run to run. */
  readonly uuid?: () => string;
}

/** How much of the measured code stays below a figure. */
export interface Comparison {
  /** Of a hundred functions. */
  readonly share: number;
  /** The code that was measured, and when. */
  readonly source: string;
  readonly date: string;
}

/** Everything Talklint knows and can say about one text; servers and the command line are thin shells around it. */
export class Engine implements DocumentHost {
  readonly clock: Clock;
  readonly knowledge: Knowledge;
  readonly languages: LanguageTable;
  readonly linter: Linter;
  readonly #profiler = new Profiler();
  readonly #runtime: SyntaxRuntime;
  readonly #ruleIds: ReadonlySet<string>;
  readonly #grammarFailures = new Map<string, string>();
  readonly #givenUp = new Map<string, string>();
  readonly #classifiers = new WeakMap<Config, PathClassifier>();
  readonly #log: Log;
  readonly #uuid: Platform['uuid'];
  #carbonTables: CarbonTables | undefined;
  #tradeWords: TradeWords | undefined;

  private constructor(knowledge: Knowledge, runtime: SyntaxRuntime, { clock, log, uuid }: Pick<Platform, 'clock' | 'log' | 'uuid'>) {
    this.clock = clock;
    this.knowledge = knowledge;
    this.languages = new LanguageTable(knowledge.languages);
    this.linter = new Linter(knowledge, DETECTORS, { today: () => clock.today(), ...(uuid ? { uuid } : {}) });
    this.#runtime = runtime;
    this.#log = log;
    this.#uuid = uuid;
    this.#ruleIds = new Set(knowledge.rules.map((rule) => rule.id));
  }

  /** Rejects with one sentence when the parser runtime cannot be started. */
  static async create(knowledge: Knowledge, platform: Omit<Platform, 'files'>): Promise<Engine> {
    return new Engine(knowledge, await SyntaxRuntime.open(platform.grammars, platform.log), platform);
  }

  /** What is known of cloud regions and machine types. Throws when the knowledge lacks a table. */
  get carbonTables(): CarbonTables {
    this.#carbonTables ??= carbonTables((id) => this.linter.table(id));
    return this.#carbonTables;
  }

  /** One sentence for every grammar that could not be loaded, every rule that could not be compiled, and what went wrong with a text. */
  get problems(): readonly string[] {
    const rules = this.linter.problems.filter(({ path }) => path === undefined).map(({ rule, message }) => `rule ${rule}: ${message}`);
    return [...this.#grammarFailures.values(), ...rules, ...this.textProblems.map(({ path, message }) => `${path}: ${message}`)];
  }

  /** What went wrong with single texts: rules that had to be stopped, and texts the parser gave up. */
  get textProblems(): readonly { readonly path: string; readonly message: string }[] {
    const stopped = this.linter.problems.flatMap(({ rule, path, message }) => (path === undefined ? [] : [{ path, message: `rule ${rule}: ${message}` }]));
    return [...stopped, ...[...this.#givenUp].map(([path, message]) => ({ path, message }))];
  }

  gaveUp(path: string, message: string): void {
    this.#givenUp.set(path, message);
  }

  /** Opens a text; undefined when no language page claims it. A missing grammar leaves the document without a tree. */
  async open(input: TextInput, config: Config = NO_CONFIG): Promise<OpenDocument | undefined> {
    const language = this.languages.find(input.path, input.editorLanguage);
    if (!language) return undefined;
    const inside = await Promise.all(
      embeddable(language.id, input.path).map(async (id) => {
        const other = this.linter.speaksWithin(language.id, id) ? this.knowledge.languages.find((candidate) => candidate.id === id) : undefined;
        return other ? [[id, { language: other, grammar: await this.#grammar(other) }] as const] : [];
      }),
    );
    return new OpenDocument(input, language, { own: await this.#grammar(language), inside: new Map(inside.flat()) }, this.#classifierOf(config), this);
  }

  /** The kinds of file a path stands for. */
  classesOf(path: string, config: Config = NO_CONFIG): ReadonlySet<PathClass> {
    return this.#classifierOf(config).classesOf(path);
  }

  #classifierOf(config: Config): PathClassifier {
    const classifier = this.#classifiers.get(config) ?? new PathClassifier(config.paths);
    this.#classifiers.set(config, classifier);
    return classifier;
  }

  async #grammar(language: Language): Promise<Grammar | undefined> {
    if (language.grammar === undefined || this.#grammarFailures.has(language.id)) return undefined;
    try {
      return await this.#runtime.grammar(language);
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      this.#grammarFailures.set(language.id, message);
      this.#log.error(message);
      return undefined;
    }
  }

  /** Like `check`, after looking at whatever the rules ask about the files around the document. Rejects with CancelledError. */
  checkAround(document: OpenDocument, config: Config = NO_CONFIG, overrides: Overrides = NO_OVERRIDES, token: CancellationToken = NEVER_CANCELLED): Promise<Finding[]> {
    return document.knowing(() => this.check(document, config, overrides, token));
  }

  /** What remains to be said about a document after configuration and ignores, sorted by place; of the files around it only what is known already. Throws CancelledError. */
  check(document: OpenDocument, config: Config = NO_CONFIG, overrides: Overrides = NO_OVERRIDES, token: CancellationToken = NEVER_CANCELLED): Finding[] {
    if (document.pathClasses.has('generated')) return [];
    const all = this.linter.lint(document, document.surroundings, (rule) => severityOf(rule, config, overrides), token);
    const found = all.filter((finding) => !isIgnored(config, finding.rule, document.path));
    return this.#suppress(document, found, config, overrides, token);
  }

  /**
   * The functions of a document with what CUPID has to say about each, after configuration and ignores; of other files
   * it knows what `around` knows. Throws CancelledError.
   */
  profile(document: OpenDocument, config: Config = NO_CONFIG, token: CancellationToken = NEVER_CANCELLED, around?: Surrounding): FunctionProfile[] {
    return this.#profile(document, config, new SuppressionLedger(readSuppressions(document), document.lines), token, around);
  }

  /** What can be said about the types of a document, after configuration. */
  typeRemarks(document: OpenDocument, config: Config = NO_CONFIG): TypeRemark[] {
    return this.#profiler.typeRemarks(document, config.glossary).filter(({ id }) => !isSignalOff(config, document.path, id));
  }

  /** How common words are in software at large. */
  get tradeWords(): TradeWords {
    this.#tradeWords ??= new TradeWords(this.knowledge.data);
    return this.#tradeWords;
  }

  /** What other files need to know about a document to be profiled; undefined where it is not profiled itself. */
  summarise(document: OpenDocument): FileSummary | undefined {
    return document.pathClasses.has('generated') ? undefined : this.#profiler.summarise(document);
  }

  /** Whether CUPID says anything about files of that name. */
  profiles(path: string): boolean {
    const language = this.languages.find(path);
    return language !== undefined && isProfiled(language);
  }

  /** The remarks about a document somebody agreed to live with, and what became of them. Throws CancelledError. */
  acceptances(document: OpenDocument, config: Config = NO_CONFIG, token: CancellationToken = NEVER_CANCELLED, around?: Surrounding): Acceptance[] {
    return acceptancesIn(document, this.#profiler.profile(document, around, token), readSuppressions(document), config.accepted);
  }

  /** What can be counted in each function of a document. */
  measure(document: OpenDocument): Measured[] {
    return this.#profiler.measure(document);
  }

  /** How the figure of a signal compares with the code its language was measured in; undefined where that sets nothing apart. */
  comparison({ language: { id } }: OpenDocument, { measured }: Pick<Signal, 'measured'>): Comparison | undefined {
    const table = measured && this.knowledge.data.find((candidate) => candidate.id === calibrationOf(id));
    const share = measured && table && shareBelow(table, measured);
    return share === undefined ? undefined : { share, source: table?.source ?? '', date: table?.date ?? '' };
  }

  /** The next steps of a function, from a profile of the document as it is, that can be made as a change of the text. */
  nextSteps(document: OpenDocument, profile: FunctionProfile): OfferedStep[] {
    return this.#profiler.nextSteps(document, profile);
  }

  #profile(document: OpenDocument, config: Config, ledger: SuppressionLedger, token: CancellationToken, around?: Surrounding): FunctionProfile[] {
    return this.#profiler.profile(document, around, token, config.glossary).map((profile) => ({
      ...profile,
      signals: profile.signals.filter((signal) => !isSignalOff(config, document.path, signal.id) && !isAcceptedIn(config.accepted, document.path, profile, signal) && !isIgnoredAt(profile, signal, ledger)),
    }));
  }

  #suppress(document: OpenDocument, findings: readonly Finding[], config: Config, overrides: Overrides, token: CancellationToken): Finding[] {
    const suppressions = readSuppressions(document);
    if (suppressions.length === 0) return [...findings];
    const ledger = new SuppressionLedger(suppressions, document.lines);
    const kept = findings.filter((finding) => !ledger.silences(finding.rule, finding.span.start));
    // Asked only to learn which ignores of signals are used.
    if (ledger.mentions(CUPID_PREFIX)) this.#profile(document, config, ledger, token);
    const complaints = ledger.complaints((rule) => this.#ruleIds.has(rule) || (rule.startsWith(CUPID_PREFIX) && SIGNAL_IDS.has(rule.slice(CUPID_PREFIX.length))));
    const certain = complaints.filter(({ rule, suppression }) => rule !== 'talklint/unused-ignore' || !suppression.rules.some((id) => ACROSS_FILES.has(id)));
    const own = certain.flatMap((complaint) => this.#ownFinding(complaint, config, overrides));
    return [...kept, ...own].sort((a, b) => a.span.start - b.span.start);
  }

  #ownFinding({ rule: id, suppression }: Complaint, config: Config, overrides: Overrides): Finding[] {
    const rule = this.knowledge.rules.find((candidate) => candidate.id === id);
    const severity = rule ? severityOf(rule, config, overrides) : 'off';
    if (!rule || severity === 'off') return [];
    return [{ rule: id, ...(rule.talk ? { talk: talkReferenceText(rule.talk) } : {}), severity, message: rule.title, span: suppression.span, match: suppression.span, fixes: [], related: [] }];
  }

  /** An engine with other knowledge on the same loaded grammars; dispose only the first. */
  withKnowledge(knowledge: Knowledge): Engine {
    return new Engine(knowledge, this.#runtime, { clock: this.clock, log: this.#log, ...(this.#uuid ? { uuid: this.#uuid } : {}) });
  }

  async dispose(): Promise<void> {
    await this.#runtime.dispose();
  }
}

function isSignalOff(config: Config, path: string, id: string): boolean {
  const rule = `${CUPID_PREFIX}${id}`;
  return config.rules[rule] === 'off' || isIgnored(config, rule, path);
}

/** Ignored above the function as a whole, or at every place it rests on. */
function isIgnoredAt(profile: FunctionProfile, signal: Signal, ledger: SuppressionLedger): boolean {
  const rule = `${CUPID_PREFIX}${signal.id}`;
  const asWhole = [profile.span.start, profile.nameSpan.start].filter((offset) => ledger.silences(rule, offset)).length > 0;
  const places = signal.evidence.filter(({ span }) => ledger.silences(rule, span.start));
  return asWhole || places.length === signal.evidence.length;
}
