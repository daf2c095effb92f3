import { NEVER_CANCELLED, throwIfCancelled, type CancellationToken } from '../document/ports.js';
import type { Language } from '../knowledge/model.js';
import type { LintDocument } from '../lint/document.js';
import type { Vocabulary } from '../syntax/flat-tree.js';
import { cognitiveComplexity } from './cognitive.js';
import { namedFunctions } from './functions.js';
import { GrammarRoles } from './grammar-roles.js';
import { hiddenInputs } from './hidden-inputs.js';
import type { FunctionProfile } from './profile.js';
import { swallowedErrors } from './swallowed-errors.js';

/** The signals there are, as `talklint-ignore cupid/<id>` names them. */
export const SIGNAL_IDS: ReadonlySet<string> = new Set(['P1', 'P2']);

/** Whether there is a design of CUPID for a language: its page says what a function is and which calls touch the world. */
export function isProfiled(language: Language): boolean {
  return language.kinds['function'] !== undefined && language.effects.length > 0;
}

/** Profiles the functions of documents; keeps what it learned about each grammar. */
export class Profiler {
  readonly #roles = new WeakMap<Vocabulary, GrammarRoles>();

  /** Every named function with its signals, in the order of the text. Tests and languages that are not profiled have none. */
  profile(document: LintDocument, token: CancellationToken = NEVER_CANCELLED): FunctionProfile[] {
    if (!isProfiled(document.language) || ['test', 'example', 'generated'].some((kind) => document.pathClasses.has(kind as 'test'))) return [];
    const { tree } = document;
    if (!tree) return [];
    const roles = this.#rolesOf(document, tree.vocabulary);
    return namedFunctions(tree, roles).map((named) => {
      throwIfCancelled(token);
      const complexity = cognitiveComplexity(tree, roles, named);
      const signals = [hiddenInputs(document, roles, named, complexity), swallowedErrors(document, roles, named)];
      return { name: named.name, kind: named.kind, span: tree.span(named.node), nameSpan: tree.span(named.nameNode), signals: signals.filter((signal) => signal !== undefined) };
    });
  }

  #rolesOf(document: LintDocument, vocabulary: Vocabulary): GrammarRoles {
    let roles = this.#roles.get(vocabulary);
    if (!roles) {
      roles = new GrammarRoles(document.language, vocabulary);
      this.#roles.set(vocabulary, roles);
    }
    return roles;
  }
}
