import { NEVER_CANCELLED, throwIfCancelled, type CancellationToken } from '../document/ports.js';
import type { Language } from '../knowledge/model.js';
import type { LintDocument } from '../lint/document.js';
import type { Vocabulary } from '../syntax/flat-tree.js';
import type { FunctionModel } from './functions.js';
import { GrammarRoles } from './grammar-roles.js';
import type { Glossary } from './glossary.js';
import { knowledgeOf, type Surrounding } from './knowledge.js';
import { measured, measuredBy, type Measured, type MeasuredValue } from './measures.js';
import type { OfferedStep } from './next-steps/next-step.js';
import { offeredSteps } from './next-steps/next-steps.js';
import type { FunctionProfile, Signal } from './profile.js';
import type { SignalRule } from './signal.js';
import { SIGNALS } from './signals.js';
import { summarise } from './summarise.js';
import type { FileSummary } from './summary.js';
import { typeRemarks, type TypeRemark } from './type-remarks.js';
import { walk, type FileModel } from './walk.js';

/** Whether there is a design of CUPID for a language: its page says what a function is and which calls touch the world. */
export function isProfiled(language: Language): boolean {
  return language.kinds['function'] !== undefined && language.effects.length > 0;
}

/** Nobody is told how to write a test, an example or what a program wrote. */
function speaksOf({ language, pathClasses }: LintDocument): boolean {
  return isProfiled(language) && !(['test', 'example', 'generated'] as const).some((kind) => pathClasses.has(kind));
}

/** Profiles the functions of documents; keeps what it learned about each grammar. */
export class Profiler {
  readonly #roles = new WeakMap<Vocabulary, GrammarRoles>();

  /**
   * Every named function with its signals, in the order of the text: a function of the tree and of what is known about
   * other files, nothing else. Tests and languages that are not profiled have none.
   */
  profile(document: LintDocument, around?: Surrounding, token: CancellationToken = NEVER_CANCELLED, glossary?: Glossary): FunctionProfile[] {
    const { tree } = document;
    if (!tree || !speaksOf(document)) return [];
    const alone = walk(document, tree, this.#rolesOf(document, tree.vocabulary));
    const file = { ...alone, elsewhere: { ...(around ? knowledgeOf(alone, summarise(alone), around) : {}), ...(glossary ? { glossary } : {}) } };
    return file.functions.map((owner) => {
      throwIfCancelled(token);
      return { name: owner.name, kind: owner.kind, span: tree.span(owner.node), nameSpan: tree.span(owner.nameNode), signals: signalsOf(owner, file) };
    });
  }

  /** What can be said about the types of a document, on their names alone. */
  typeRemarks(document: LintDocument, glossary?: Glossary): TypeRemark[] {
    const { tree } = document;
    if (!tree || !speaksOf(document)) return [];
    return typeRemarks(walk(document, tree, this.#rolesOf(document, tree.vocabulary), glossary ? { glossary } : {}));
  }

  /** What other files need to know about a document; undefined where it is not profiled or has no tree. */
  summarise(document: LintDocument): FileSummary | undefined {
    const tree = isProfiled(document.language) ? document.tree : undefined;
    return tree && summarise(walk(document, tree, this.#rolesOf(document, tree.vocabulary))).summary;
  }

  /** What can be counted in each named function with a body. */
  measure(document: LintDocument): Measured[] {
    const { tree } = document;
    if (!tree || !isProfiled(document.language)) return [];
    const file = walk(document, tree, this.#rolesOf(document, tree.vocabulary));
    return file.functions.filter(({ body }) => body >= 0).map((owner) => measured(owner, file));
  }

  /** The next steps of a function that can be made as a change of the text: those that answer the signals of its profile. */
  nextSteps(document: LintDocument, { nameSpan, signals }: FunctionProfile): OfferedStep[] {
    const { tree } = document;
    if (!tree || signals.length === 0) return [];
    const file = walk(document, tree, this.#rolesOf(document, tree.vocabulary));
    const owner = file.functions.find(({ nameNode }) => tree.start[nameNode] === nameSpan.start && tree.end[nameNode] === nameSpan.end);
    return owner ? offeredSteps(owner, file, signals) : [];
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

function signalsOf(owner: FunctionModel, file: FileModel): Signal[] {
  if (owner.body < 0) return [];
  const found = SIGNALS.flatMap((rule) => {
    const finding = rule.find(owner, file);
    return finding ? [{ rule, finding }] : [];
  });
  const stands = ({ onlyBeside, letter, id }: SignalRule) => onlyBeside === undefined || found.some(({ rule }) => rule.id !== id && (onlyBeside === 'any' || rule.letter === letter));
  return found.filter(({ rule }) => stands(rule)).map(({ rule: { letter, id, grade, nextStep, aboutFile }, finding }) => withMeasure({ letter, id, grade, nextStep, ...(aboutFile ? { aboutFile } : {}), ...finding }, measuredBy(id, owner, file)));
}

function withMeasure(signal: Signal, value: MeasuredValue | undefined): Signal {
  return value ? { ...signal, measured: value } : signal;
}
