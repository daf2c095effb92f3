import type { TextEdit } from '../document/edit.js';
import { LineIndex, type Span } from '../document/position.js';
import { collectFacts } from '../facts/collect.js';
import type { Language } from '../knowledge/model.js';
import type { EmbeddedDocument, LintDocument } from '../lint/document.js';
import type { EmbeddedText } from '../syntax/embedded/offset-map.js';
import type { Grammar } from '../syntax/grammar.js';

/** Code of another language inside a document, as a document of its own that knows its way back. */
export class EmbeddedPiece implements EmbeddedDocument {
  readonly language: Language;
  readonly grammar: Grammar | undefined;
  readonly embeddable: readonly string[] = [];
  readonly #host: LintDocument;
  readonly #embedded: EmbeddedText;
  #tree: LintDocument['tree'];
  #lines: LineIndex | undefined;
  #facts: LintDocument['facts'] | undefined;

  constructor(host: LintDocument, embedded: EmbeddedText, language: Language, grammar: Grammar | undefined) {
    this.language = language;
    this.grammar = grammar;
    this.#host = host;
    this.#embedded = embedded;
  }

  get path(): string {
    return this.#host.path;
  }

  get pathClasses(): LintDocument['pathClasses'] {
    return this.#host.pathClasses;
  }

  get text(): string {
    return this.#embedded.text;
  }

  get tree(): LintDocument['tree'] {
    this.#tree ??= this.grammar?.parseOnce(this.text);
    return this.#tree;
  }

  get facts(): LintDocument['facts'] {
    this.#facts ??= collectFacts(this.language.id, this.tree);
    return this.#facts;
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines;
  }

  embedded(): readonly EmbeddedDocument[] {
    return [];
  }

  toHost(span: Span): Span {
    return this.#embedded.toHost(span);
  }

  editHost(edit: TextEdit): TextEdit | undefined {
    return this.#embedded.editHost(edit);
  }
}
