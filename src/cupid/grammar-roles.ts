import type { Language } from '../knowledge/model.js';
import type { FlatTree, Vocabulary } from '../syntax/flat-tree.js';

/** What a node means to the signals, whatever its language calls it. */
export const ROLES = [
  'function', 'lambda', 'holder', 'class', 'if', 'elif', 'else', 'loop', 'switch', 'ternary', 'logic', 'jump', 'catch', 'try', 'call', 'reference', 'parameters', 'body', 'noise',
] as const;
export type Role = (typeof ROLES)[number];

/** The roles a language page gives to the kinds of its grammar, ready to be asked once per node. */
export class GrammarRoles {
  readonly #rolesOfKind = new Map<number, ReadonlySet<Role>>();

  constructor(language: Language, vocabulary: Vocabulary) {
    for (const role of ROLES) {
      for (const name of language.kinds[role] ?? []) {
        const kind = vocabulary.kindId(name, true);
        if (kind !== undefined) this.#rolesOfKind.set(kind, new Set([...(this.#rolesOfKind.get(kind) ?? []), role]));
      }
    }
  }

  is(tree: FlatTree, node: number, role: Role): boolean {
    return this.#rolesOfKind.get(tree.kind[node] ?? -1)?.has(role) ?? false;
  }
}
