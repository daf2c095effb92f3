import { CancelledError, type CancellationToken, type Clock } from '../document/ports.js';
import { LineIndex } from '../document/position.js';
import { collectFacts, type PathClassifier } from '../facts/collect.js';
import type { Language, PathClass } from '../knowledge/model.js';
import type { LintDocument } from '../lint/document.js';
import { dockerfileTree } from '../syntax/dockerfile.js';
import { embeddedTexts } from '../syntax/embedded/embedded.js';
import { TooDeepError, type Grammar, type ParsedText } from '../syntax/grammar.js';
import { NO_SURROUNDINGS, type Surroundings } from '../lint/surroundings.js';
import { EmbeddedPiece } from './embedded-piece.js';
import type { Neighbourhood, View } from './neighbourhood.js';

export interface TextInput {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  /** The path that tells tests and examples apart, where that is not `path`: the one below a folder the user named. */
  readonly classifiedAs?: string;
  readonly text: string;
  /** The language as the editor names it; by file name without it. */
  readonly editorLanguage?: string;
  /** The files around it; without them nothing is known of any. */
  readonly neighbourhood?: Neighbourhood;
}

export interface LoadedGrammars {
  readonly own: Grammar | undefined;
  /** Of the languages that may stand inside, by id. */
  readonly inside: ReadonlyMap<string, { readonly language: Language; readonly grammar: Grammar | undefined }>;
}

/** How long the parser may take for one text, in milliseconds; an ordinary file of 1 MB takes some hundred. */
const PATIENCE = 5000;
/** A chain of questions about the surroundings longer than this is cut. */
const MOST_ROUNDS = 8;

/** What a document asks of its engine. */
export interface DocumentHost {
  readonly clock: Pick<Clock, 'now'>;
  /** Told once when a text cannot be parsed, with a sentence. */
  gaveUp(path: string, message: string): void;
}

/** A text kept open: update it as the user types, dispose it when the editor closes it. It is parsed when first needed. */
export class OpenDocument implements LintDocument {
  readonly path: string;
  readonly language: Language;
  readonly grammar: Grammar | undefined;
  readonly embeddable: readonly string[];
  readonly pathClasses: ReadonlySet<PathClass>;
  readonly #view: View | undefined;
  readonly #inside: LoadedGrammars['inside'];
  readonly #pieces = new Map<string, readonly EmbeddedPiece[]>();
  #text: string;
  readonly #host: DocumentHost;
  #parsed: ParsedText | undefined;
  #state: 'open' | 'given up' | 'disposed' = 'open';
  #lines: LineIndex | undefined;
  #facts: LintDocument['facts'] | undefined;

  constructor(input: TextInput, language: Language, { own, inside }: LoadedGrammars, classifier: PathClassifier, host: DocumentHost) {
    this.path = input.path;
    this.#view = input.neighbourhood?.around(input.path);
    this.language = language;
    this.grammar = own;
    this.embeddable = [...inside.keys()];
    this.#inside = inside;
    this.#host = host;
    this.#text = input.text;
    this.pathClasses = classifier.classesOf(input.classifiedAs ?? input.path);
  }

  /** What lies around it, as far as anybody has looked. */
  get surroundings(): Surroundings {
    return this.#view ?? NO_SURROUNDINGS;
  }

  /** Whether what is said about it may change although its text does not. */
  get dependsOnSurroundings(): boolean {
    return this.#view?.depends ?? false;
  }

  /**
   * What some work says once nothing it asks about the surroundings is unknown: it runs again as long as there was
   * something to look at, because one answer may lead to another question. Rejects as the work does.
   */
  async knowing<Result>(work: () => Result): Promise<Result> {
    let result = work();
    for (let round = 0; round < MOST_ROUNDS && (await this.#lookAround()); round++) result = work();
    return result;
  }

  async #lookAround(): Promise<boolean> {
    return ((await this.#view?.look()) ?? false) && this.#state !== 'disposed';
  }

  get text(): string {
    return this.#text;
  }

  get tree(): LintDocument['tree'] {
    if (this.#state === 'disposed') throw new Error('this text was disposed');
    const { grammar } = this;
    if (grammar && !this.#parsed && this.#state === 'open') this.#guarded((token) => (this.#parsed = grammar.parse(this.#text, token)));
    if (this.#parsed) return this.#parsed.tree;
    return this.language.id === 'dockerfile' ? dockerfileTree(this.#text) : undefined;
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.#text);
    return this.#lines;
  }

  get facts(): LintDocument['facts'] {
    this.#facts ??= collectFacts(this.language.id, this.tree);
    return this.#facts;
  }

  embedded(id: string): readonly EmbeddedPiece[] {
    const inside = this.#inside.get(id);
    if (!inside) return [];
    let pieces = this.#pieces.get(id);
    if (!pieces) {
      pieces = embeddedTexts({ path: this.path, language: this.language.id, text: this.#text, tree: this.tree }, new Set([id])).map((embedded) => new EmbeddedPiece(this, embedded, inside.language, inside.grammar));
      this.#pieces.set(id, pieces);
    }
    return pieces;
  }

  update(text: string): void {
    const parsed = this.#parsed;
    if (parsed) this.#guarded((token) => parsed.update(text, token));
    this.#pieces.clear();
    this.#text = text;
    this.#lines = undefined;
    this.#facts = undefined;
  }

  /** Runs the parser. A text that takes it too long or is nested too deep for it has no tree from then on. */
  #guarded(work: (token: CancellationToken) => unknown): void {
    const { clock } = this.#host;
    const end = clock.now() + PATIENCE;
    try {
      work({
        get isCancellationRequested() {
          return clock.now() > end;
        },
      });
    } catch (cause) {
      if (!(cause instanceof CancelledError) && !(cause instanceof TooDeepError)) throw cause;
      this.#state = 'given up';
      this.#parsed?.dispose();
      this.#parsed = undefined;
      this.#host.gaveUp(this.path, cause instanceof TooDeepError ? cause.message : `its nesting takes the parser of ${this.language.title} too long, so most rules were not run on it.`);
    }
  }

  dispose(): void {
    this.#state = 'disposed';
    this.#parsed?.dispose();
    this.#parsed = undefined;
  }
}
