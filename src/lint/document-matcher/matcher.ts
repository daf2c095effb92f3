import type { Span } from '../../document/position.js';
import type { DocumentMatcher, Severity } from '../../knowledge/model.js';
import type { LintDocument } from '../document.js';
import { compileConditions, requiredWords, type NodeTest } from './condition.js';
import type { DocumentNode, MappingNode } from './node.js';
import { fixedKeys, parsePath, placesAt, type DocumentPath, type Place } from './path.js';
import { documentTrees } from './trees.js';

export interface DocumentMatch {
  readonly span: Span;
  readonly match: Span;
  readonly severity?: Severity;
  /** `KEY` and `VALUE`: the text that is underlined and the value there. */
  readonly variables: Readonly<Record<string, string>>;
  /** The mapping in which the matcher found its key missing. */
  readonly lacking?: MappingNode;
  /** The value at the reported place. */
  readonly value: Span;
}

/** A document matcher ready to run. */
export class CompiledDocumentMatcher {
  readonly #path: DocumentPath;
  readonly #when: NodeTest;
  readonly #where: NodeTest;
  readonly #missing: NodeTest | undefined;
  readonly #report: DocumentPath | undefined;
  readonly #soften: { readonly path: DocumentPath; readonly values: readonly string[]; readonly to: Severity } | undefined;
  readonly #severity: Severity | undefined;
  readonly #words: readonly string[];

  /** Throws an Error that says what is wrong, such as a regular expression that cannot be read. */
  constructor(matcher: DocumentMatcher) {
    this.#path = parsePath(matcher.path);
    this.#when = compileConditions(matcher.when);
    this.#where = compileConditions(matcher.where);
    this.#missing = matcher.missing === undefined ? undefined : compileConditions({ [matcher.missing]: 'missing' });
    this.#report = matcher.report === undefined ? undefined : parsePath(matcher.report);
    this.#soften = matcher.soften && { ...matcher.soften, path: parsePath(matcher.soften.path) };
    this.#severity = matcher.severity;
    this.#words = [...new Set([...fixedKeys(this.#path), ...requiredWords(matcher.when), ...requiredWords(matcher.where)])];
  }

  /** The places of a document the matcher speaks of. Documents without its words are not even read. */
  match(document: LintDocument): DocumentMatch[] {
    // A Dockerfile's keys are ours, not words of the text.
    if (document.language.id !== 'dockerfile' && !this.#words.every((word) => document.text.includes(word))) return [];
    return documentTrees(document).flatMap((root) => (this.#when(root) === true ? this.#matchTree(root, document.text) : []));
  }

  #matchTree(root: DocumentNode, text: string): DocumentMatch[] {
    const severity = this.#softened(root) ?? this.#severity;
    const matches: DocumentMatch[] = [];
    for (const place of placesAt({ node: root, span: root.span }, this.#path)) {
      if (place.node.kind === 'unknown' || this.#where(place.node) !== true) continue;
      const lacking = this.#missing && place.node.kind === 'mapping' && this.#missing(place.node) === true ? place.node : undefined;
      if (this.#missing && !lacking) continue;
      const reported = this.#reported(place);
      if (!reported) continue;
      const value = reported.node.span;
      const variables = { KEY: text.slice(reported.span.start, reported.span.end), VALUE: text.slice(value.start, value.end) };
      matches.push({ span: reported.span, match: place.node.span, value, variables, ...(severity === undefined ? {} : { severity }), ...(lacking ? { lacking } : {}) });
    }
    return matches;
  }

  #reported(place: Place): Place | undefined {
    if (!this.#report) return place;
    for (const inner of placesAt(place, this.#report)) if (inner.node.kind !== 'unknown') return inner;
    return undefined;
  }

  #softened(root: DocumentNode): Severity | undefined {
    const soften = this.#soften;
    if (!soften) return undefined;
    const places = [...placesAt({ node: root, span: root.span }, soften.path)];
    return places.some(({ node }) => node.kind === 'scalar' && typeof node.value === 'string' && soften.values.includes(node.value)) ? soften.to : undefined;
  }
}
