import type { Tree } from 'web-tree-sitter';
import { EXTRA, MISSING, NAMED } from './flat-tree.js';
import type { TreeBuilder } from './tree-builder.js';

/**
 * Reads a tree straight from the parser's memory: ten to twenty times faster than its cursor.
 *
 * The layout is tree-sitter's own (`lib/src/subtree.h`, `lib/src/tree.h`, `lib/src/parser.h`; the same in web-tree-sitter
 * 0.25.10 to 0.27.1). It is private, so every grammar is probed at load against the cursor; see `grammar.ts`.
 */

/** Byte offsets in `TSLanguage`. */
const LANGUAGE = { fieldCount: 32, maxAliasLength: 36, fieldMapSlices: 64, fieldMapEntries: 68, symbolMetadata: 72, publicSymbols: 76, aliasSequences: 84 };
/** Byte offsets in `TSTree`. */
const TREE = { root: 0, language: 8 };
/** Byte offsets in `SubtreeHeapData`; its children stand right before it, eight bytes each. */
const HEAP = { padding: 4, size: 16, childCount: 36, symbol: 40, flags: 44, moreFlags: 45, production: 66 };
/** Byte offsets in `SubtreeInlineData`, which is used for small leaves. */
const INLINE = { symbol: 1, paddingBytes: 6, sizeBytes: 7 };
const SUBTREE_BYTES = 8;
/** Bits of an inline subtree's first word. */
const INLINE_BIT = { isInline: 1, visible: 2, named: 4, extra: 8, missing: 32 };
/** Bits of `flags` and of `moreFlags` in a heap subtree. */
const HEAP_BIT = { visible: 1, named: 2, extra: 4, missing: 2 };
/** The two built-in error symbols stand at the top of the range and are not in the public symbol table. */
const FIRST_BUILT_IN_SYMBOL = 65534;

interface Level {
  /** Address of the next child, and how many are left. */
  address: number;
  left: number;
  /** Where the next child's padding begins, in bytes of UTF-16. */
  position: number;
  /** How many children so far were no extras: aliases and fields count those only. */
  structural: number;
  aliases: number;
  fieldFrom: number;
  fieldTo: number;
  /** The field the hidden parent stands in. */
  inherited: number;
  parent: number;
  /** The visible node this level closes, or -1. */
  owner: number;
  first: boolean;
}

export class MemoryWalk {
  readonly #memory: WebAssembly.Memory;
  #bytes = new Uint8Array(0);
  #halves = new Uint16Array(0);
  #words = new Uint32Array(0);
  #language = 0;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  /** Fills the builder with the visible nodes of a tree. Iterative, so that deep nesting cannot exhaust the stack. */
  walk(tree: Tree, builder: TreeBuilder): void {
    this.#refreshViews();
    builder.clear();
    const address = (tree as unknown as { readonly 0: number })[0];
    this.#language = this.#word(address + TREE.language);
    const levels: Level[] = [{ address: address + TREE.root, left: 1, position: 0, structural: 0, aliases: 0, fieldFrom: 0, fieldTo: 0, inherited: 0, parent: -1, owner: -1, first: false }];
    for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
      if (level.left === 0) {
        if (level.owner >= 0) builder.close(level.owner);
        levels.pop();
        continue;
      }
      level.left--;
      const inner = this.#visit(level, builder, levels.length === 1);
      if (inner) levels.push(inner);
    }
  }

  #visit(level: Level, builder: TreeBuilder, isRoot: boolean): Level | undefined {
    const word = this.#word(level.address);
    const inline = (word & INLINE_BIT.isInline) !== 0;
    const isExtra = inline ? (word & INLINE_BIT.extra) !== 0 : ((this.#bytes[word + HEAP.flags] ?? 0) & HEAP_BIT.extra) !== 0;
    let alias = 0;
    let field = level.inherited;
    if (!isExtra && !isRoot) {
      if (level.aliases !== 0) alias = this.#half(level.aliases + level.structural * 2);
      field = this.#fieldOf(level);
      level.structural++;
    }
    const inner = inline ? this.#visitInline(word, level, alias, field, isRoot, builder) : this.#visitHeap(word, level, alias, field, isRoot, builder);
    level.address += SUBTREE_BYTES;
    level.first = false;
    return inner;
  }

  #visitInline(word: number, level: Level, alias: number, field: number, isRoot: boolean, builder: TreeBuilder): undefined {
    const at = level.address;
    // A level starts at its first child's text: the parent's padding is that child's padding.
    if (!level.first) level.position += this.#bytes[at + INLINE.paddingBytes] ?? 0;
    const start = level.position;
    level.position += this.#bytes[at + INLINE.sizeBytes] ?? 0;
    if ((word & INLINE_BIT.visible) === 0 && alias === 0 && !isRoot) return;
    const symbol = alias || (this.#bytes[at + INLINE.symbol] ?? 0);
    const named = alias ? this.#aliasIsNamed(alias) : (word & INLINE_BIT.named) !== 0;
    const flags = (named ? NAMED : 0) | (word & INLINE_BIT.extra ? EXTRA : 0) | (word & INLINE_BIT.missing ? MISSING : 0);
    builder.add(this.#publicKind(symbol), start >> 1, level.position >> 1, level.parent, field, flags);
  }

  #visitHeap(data: number, level: Level, alias: number, field: number, isRoot: boolean, builder: TreeBuilder): Level | undefined {
    if (!level.first) level.position += this.#word(data + HEAP.padding);
    const start = level.position;
    level.position += this.#word(data + HEAP.size);
    const bits = this.#bytes[data + HEAP.flags] ?? 0;
    let parent = level.parent;
    let owner = -1;
    let inherited = field;
    if ((bits & HEAP_BIT.visible) !== 0 || alias !== 0 || isRoot) {
      const symbol = alias || this.#half(data + HEAP.symbol);
      const named = alias ? this.#aliasIsNamed(alias) : (bits & HEAP_BIT.named) !== 0;
      const missing = ((this.#bytes[data + HEAP.moreFlags] ?? 0) & HEAP_BIT.missing) !== 0;
      const flags = (named ? NAMED : 0) | (bits & HEAP_BIT.extra ? EXTRA : 0) | (missing ? MISSING : 0);
      owner = builder.add(this.#publicKind(symbol), start >> 1, level.position >> 1, level.parent, field, flags);
      parent = owner;
      inherited = 0;
    }
    const childCount = this.#word(data + HEAP.childCount);
    return childCount === 0 ? undefined : this.#descend(data, childCount, start, inherited, parent, owner);
  }

  #descend(data: number, childCount: number, position: number, inherited: number, parent: number, owner: number): Level {
    const production = this.#half(data + HEAP.production);
    const maxAliases = this.#half(this.#language + LANGUAGE.maxAliasLength);
    const aliases = production === 0 ? 0 : this.#word(this.#language + LANGUAGE.aliasSequences) + production * maxAliases * 2;
    let fieldFrom = 0;
    let fieldTo = 0;
    if (this.#word(this.#language + LANGUAGE.fieldCount) > 0) {
      const slice = this.#word(this.#language + LANGUAGE.fieldMapSlices) + production * 4;
      fieldFrom = this.#word(this.#language + LANGUAGE.fieldMapEntries) + this.#half(slice) * 4;
      fieldTo = fieldFrom + this.#half(slice + 2) * 4;
    }
    return { address: data - childCount * SUBTREE_BYTES, left: childCount, position, structural: 0, aliases, fieldFrom, fieldTo, inherited, parent, owner, first: true };
  }

  /** A field map entry is `{ field: u16, child: u8, inherited: u8 }`. */
  #fieldOf(level: Level): number {
    for (let entry = level.fieldFrom; entry < level.fieldTo; entry += 4) {
      if (this.#bytes[entry + 2] === level.structural && this.#bytes[entry + 3] === 0) return this.#half(entry);
    }
    return level.inherited;
  }

  #publicKind(symbol: number): number {
    return symbol >= FIRST_BUILT_IN_SYMBOL ? symbol : this.#half(this.#word(this.#language + LANGUAGE.publicSymbols) + symbol * 2);
  }

  /** Symbol metadata is `{ visible: u8, named: u8, supertype: u8 }`. */
  #aliasIsNamed(alias: number): boolean {
    return this.#bytes[this.#word(this.#language + LANGUAGE.symbolMetadata) + alias * 3 + 1] === 1;
  }

  /** Memory that grew has a new buffer: views of the old one are empty. */
  #refreshViews(): void {
    const buffer = this.#memory.buffer;
    if (this.#bytes.buffer === buffer && this.#bytes.length > 0) return;
    this.#bytes = new Uint8Array(buffer);
    this.#halves = new Uint16Array(buffer);
    this.#words = new Uint32Array(buffer);
  }

  #half(address: number): number {
    return this.#halves[address >> 1] ?? 0;
  }

  #word(address: number): number {
    return this.#words[address >> 2] ?? 0;
  }
}
