import type { FlatTree } from '../syntax/flat-tree.js';

/** A dependency as `package.json` lists it. */
export interface Dependency {
  readonly name: string;
  /** The node of the name, with its quotes. */
  readonly node: number;
  readonly version: string;
}

const LISTS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'] as const;
type List = (typeof LISTS)[number];

/** What a `package.json` says, as far as it parses. */
export class PackageManifest {
  readonly #tree: FlatTree;
  readonly #root: ReadonlyMap<string, { readonly key: number; readonly value: number }>;

  constructor(tree: FlatTree) {
    this.#tree = tree;
    const object = [...tree.namedChildren(0)].find((child) => tree.kindName(child) === 'object');
    this.#root = object === undefined ? new Map() : this.#members(object);
  }

  has(key: string): boolean {
    return this.#root.has(key);
  }

  /** Whether the object at a key has a member of that name, such as `vscode` in `engines`. */
  hasWithin(key: string, name: string): boolean {
    const value = this.#root.get(key)?.value;
    return value !== undefined && this.#members(value).has(name);
  }

  listed(list: List): Dependency[] {
    const value = this.#root.get(list)?.value;
    return value === undefined ? [] : [...this.#members(value)].map(([name, member]) => ({ name, node: member.key, version: this.#string(member.value) }));
  }

  /** The names of all packages it lists, for whatever purpose. */
  names(...lists: readonly List[]): ReadonlySet<string> {
    return new Set((lists.length === 0 ? LISTS : lists).flatMap((list) => this.listed(list).map(({ name }) => name)));
  }

  #members(object: number): Map<string, { readonly key: number; readonly value: number }> {
    const members = new Map<string, { readonly key: number; readonly value: number }>();
    if (this.#tree.kindName(object) !== 'object') return members;
    for (const pair of this.#tree.namedChildren(object)) {
      const key = this.#tree.childByField(pair, 'key');
      const value = this.#tree.childByField(pair, 'value');
      if (key >= 0 && value >= 0) members.set(this.#string(key), { key, value });
    }
    return members;
  }

  #string(node: number): string {
    return this.#tree.kindName(node) === 'string' ? this.#tree.text(node).slice(1, -1) : '';
  }
}
