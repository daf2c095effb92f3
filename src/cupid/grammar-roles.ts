import type { Language } from '../knowledge/model.js';
import type { FlatTree, Vocabulary } from '../syntax/flat-tree.js';

/** What a node means to the signals, whatever its language calls it. A language page lists the kinds of each. */
export const ROLES = [
  // What holds code
  'function', 'lambda', 'holder', 'class', 'type', 'parameters', 'rest', 'receiver', 'body', 'noise',
  // What breaks the flow
  'if', 'elif', 'else', 'loop', 'switch', 'case', 'ternary', 'logic', 'jump', 'label', 'catch', 'try', 'return', 'throw',
  // What is said
  'call', 'reference', 'identifier', 'member', 'wrapper', 'assignment', 'update', 'declares', 'global', 'binary', 'typeTest',
  'string', 'number', 'literal', 'named', 'markup', 'export', 'mark', 'unsafe',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles whose nodes every function keeps, so that no signal has to look for them. */
const GATHERED: ReadonlySet<Role> = new Set(['call', 'member', 'assignment', 'update', 'return', 'throw', 'catch', 'if', 'ternary', 'switch', 'binary', 'typeTest', 'number', 'declares', 'global', 'markup', 'noise']);
/** Roles that stand one deeper inside, or break the flow: what complexity looks at. */
const FLOW: readonly Role[] = ['lambda', 'if', 'elif', 'else', 'loop', 'switch', 'ternary', 'catch', 'logic', 'jump'];
const SCOPES: readonly Role[] = ['function', 'class'];
const NONE: readonly Role[] = [];

/** The roles a language page gives to the kinds of its grammar, ready to be asked once per node. */
export class GrammarRoles {
  readonly language: Language;
  readonly #masks: Readonly<Record<Role, Uint8Array>>;
  readonly #gathered: readonly (readonly Role[] | undefined)[];
  readonly #flow: Uint8Array;
  readonly #scopes: Uint8Array;

  constructor(language: Language, vocabulary: Vocabulary) {
    this.language = language;
    const gathered: Role[][] = [];
    const masks = ROLES.map((role) => {
      const kinds = (language.kinds[role] ?? []).flatMap((name) => vocabulary.kindId(name, true) ?? []);
      const mask = new Uint8Array(Math.max(0, ...kinds) + 1);
      for (const kind of kinds) {
        mask[kind] = 1;
        if (GATHERED.has(role)) (gathered[kind] ??= []).push(role);
      }
      return [role, mask] as const;
    });
    this.#masks = Object.fromEntries(masks) as Record<Role, Uint8Array>;
    this.#gathered = gathered;
    this.#flow = this.#union(FLOW);
    this.#scopes = this.#union(SCOPES);
  }

  #union(roles: readonly Role[]): Uint8Array {
    const masks = roles.map((role) => this.#masks[role]);
    const union = new Uint8Array(Math.max(...masks.map(({ length }) => length)));
    for (const mask of masks) for (let kind = 0; kind < mask.length; kind++) if (mask[kind] === 1) union[kind] = 1;
    return union;
  }

  /** Whether complexity has to look at the node at all. */
  isFlow(tree: FlatTree, node: number): boolean {
    return this.#flow[tree.kind[node] ?? 0] === 1;
  }

  /** A function or a class. */
  isScope(tree: FlatTree, node: number): boolean {
    return this.#scopes[tree.kind[node] ?? 0] === 1;
  }

  is(tree: FlatTree, node: number, role: Role): boolean {
    return this.#masks[role][tree.kind[node] ?? 0] === 1;
  }

  /** The roles by which a function keeps the node. */
  gathered(tree: FlatTree, node: number): readonly Role[] {
    return this.#gathered[tree.kind[node] ?? 0] ?? NONE;
  }

  /** Names the page lists under a heading of `words`, such as the methods that change what they are called on. */
  words(group: string): ReadonlySet<string> {
    let words = this.#words.get(group);
    if (!words) {
      words = new Set(this.language.words[group] ?? []);
      this.#words.set(group, words);
    }
    return words;
  }

  readonly #words = new Map<string, ReadonlySet<string>>();
}
