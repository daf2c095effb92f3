import type { Tree } from 'web-tree-sitter';
import { allocateArrays, EXTRA, MISSING, NAMED, type FlatArrays } from './flat-tree.js';
import { readLanguageTables, type LanguageTables } from './language-tables.js';

/**
 * Reads a tree straight from the parser's memory: ten to twenty times faster than its cursor.
 *
 * The layout is tree-sitter's own (`lib/src/subtree.h`, `lib/src/tree.h`; the same in web-tree-sitter 0.25.10 to 0.27.1).
 * It is private, so every grammar is probed at load against the cursor, and every tree must turn out to hold as many
 * nodes as its root says; see `grammar.ts`.
 */

/** Byte offsets in `TSTree`. */
const TREE = { root: 0, language: 8 } as const;
/** Byte offsets in `SubtreeHeapData`; its children stand right before it, eight bytes each. */
const HEAP = { padding: 4, size: 16, childCount: 36, symbol: 40, flags: 44, visibleDescendants: 56, production: 66 } as const;
/** Bits of the 16 at `HEAP.flags`. */
const HEAP_BIT = { visible: 1, named: 2, extra: 4, missing: 0x200 } as const;
/** A small leaf takes the place of the pointer to it: bits and symbol in the first word, the bytes before it and of itself in the second. */
const LEAF_BIT = { isLeaf: 1, visible: 2, named: 4, extra: 8, missing: 0x20 } as const;
const LEAF_SHIFT = { symbol: 8, padding: 16, size: 24 } as const;
const SUBTREE_BYTES = 8;
/** The two built-in error symbols stand at the top of the range and are in no table. */
const FIRST_BUILT_IN_SYMBOL = 65534;
/** Levels kept for the next tree; those of deeper nesting are given back. */
const KEPT_LEVELS = 256;

/** The children of one subtree that are still to be read. */
class Level {
  /** Addresses of the next child and past the last one. */
  address = 0;
  end = 0;
  /** Where the white space before the next child begins, in bytes of UTF-16. */
  position = 0;
  /** The row of the subtree's production in the tables, and how many children so far were no extras: those alone are counted there. */
  row = 0;
  column = 0;
  /** The field the subtree stands in, when it is hidden: its children stand in it too. */
  field = 0;
  /** The number of the visible node around. */
  parent = -1;
}

/** The memory of the parser runtime, as `WebAssembly.Memory` has it. */
export interface ParserMemory {
  readonly buffer: ArrayBuffer;
}

/** Reads trees of one language, one at a time. */
export class MemoryWalk {
  readonly #memory: ParserMemory;
  readonly #levels: Level[] = [];
  #words = new Uint32Array(0);
  #halves = new Uint16Array(0);
  #tables: LanguageTables | undefined;

  constructor(memory: ParserMemory) {
    this.#memory = memory;
  }

  /** The visible nodes of a tree, in the memory of `spent` where there is room. Throws when the memory is not laid out as expected. */
  read(tree: Tree, spent?: FlatArrays): FlatArrays {
    this.#refreshViews();
    const words = this.#words;
    const address = (tree as unknown as { readonly 0: number })[0];
    this.#tables ??= readLanguageTables(this.#memory.buffer, words[(address + TREE.language) >> 2] ?? 0);
    const nodes = this.#nodesBelow(words[(address + TREE.root) >> 2] ?? 0);
    const walk = new Walk(words, this.#halves, this.#tables, this.#levels, allocateArrays(nodes, spent));
    if (walk.run(address + TREE.root) !== nodes) throw unknownLayout();
    this.#levels.length = Math.min(this.#levels.length, KEPT_LEVELS);
    return walk.output;
  }

  /** How many visible nodes the root says there are, itself included. */
  #nodesBelow(root: number): number {
    const descendants = this.#words[(root + HEAP.visibleDescendants) >> 2];
    // Every node takes eight bytes of the parser's memory at least; a root is no small leaf even when the text is empty.
    const plausible = root !== 0 && (root & LEAF_BIT.isLeaf) === 0 && descendants !== undefined && descendants <= this.#words.length / 2;
    if (!plausible) throw unknownLayout();
    return 1 + descendants;
  }

  /** Memory that grew has a new buffer: views of the old one are empty. */
  #refreshViews(): void {
    const { buffer } = this.#memory;
    if (this.#words.buffer === buffer) return;
    this.#halves = new Uint16Array(buffer);
    this.#words = new Uint32Array(buffer);
  }
}

function unknownLayout(): Error {
  return new Error('the parser keeps its trees in an unknown layout');
}

class Walk {
  readonly output: FlatArrays;
  readonly #words: Uint32Array;
  readonly #halves: Uint16Array;
  readonly #tables: LanguageTables;
  readonly #levels: Level[];
  #count = 0;

  constructor(words: Uint32Array, halves: Uint16Array, tables: LanguageTables, levels: Level[], output: FlatArrays) {
    this.#words = words;
    this.#halves = halves;
    this.#tables = tables;
    this.#levels = levels;
    this.output = output;
  }

  /** Reads the subtree at an address and returns the number of nodes. Iterative, so that deep nesting cannot exhaust the stack. */
  run(root: number): number {
    const { next } = this.output;
    let depth = 0;
    let level = this.#levelAt(0);
    level.address = root;
    level.end = root + SUBTREE_BYTES;
    level.position = 0;
    level.row = 0;
    // The root is no child of anything.
    level.column = this.#tables.width;
    level.field = 0;
    level.parent = -1;
    for (;;) {
      const { address, parent } = level;
      if (address !== level.end) {
        level.address = address + SUBTREE_BYTES;
        const word = this.#words[address >> 2] ?? 0;
        if ((word & LEAF_BIT.isLeaf) !== 0) this.#readLeaf(level, word, this.#words[(address >> 2) + 1] ?? 0);
        else if (this.#readSubtree(level, word, this.#levelAt(depth + 1))) level = this.#levelAt(++depth);
      } else if (depth > 0) {
        // After the children of a hidden subtree this is too early, and put right after the last child.
        next[parent] = this.#count;
        level = this.#levelAt(--depth);
      } else return this.#count;
    }
  }

  #levelAt(depth: number): Level {
    return (this.#levels[depth] ??= new Level());
  }

  #readLeaf(level: Level, word: number, sizes: number): void {
    const start = level.position + ((sizes >>> LEAF_SHIFT.padding) & 0xff);
    level.position = start + (sizes >>> LEAF_SHIFT.size);
    const flags = (word & LEAF_BIT.named ? NAMED : 0) | (word & LEAF_BIT.extra ? EXTRA : 0) | (word & LEAF_BIT.missing ? MISSING : 0);
    this.#place(level, (word & LEAF_BIT.visible) !== 0, (word >>> LEAF_SHIFT.symbol) & 0xff, start, flags);
  }

  /** Reads a subtree and prepares the level of its children; false when there are none. */
  #readSubtree(level: Level, data: number, below: Level): boolean {
    const words = this.#words;
    const halves = this.#halves;
    const before = level.position;
    const start = before + (words[(data + HEAP.padding) >> 2] ?? 0);
    level.position = start + (words[(data + HEAP.size) >> 2] ?? 0);
    const bits = halves[(data + HEAP.flags) >> 1] ?? 0;
    const flags = (bits & HEAP_BIT.named ? NAMED : 0) | (bits & HEAP_BIT.extra ? EXTRA : 0) | (bits & HEAP_BIT.missing ? MISSING : 0);
    const node = this.#count;
    const field = this.#place(level, (bits & HEAP_BIT.visible) !== 0, halves[(data + HEAP.symbol) >> 1] ?? 0, start, flags);
    const childBytes = (words[(data + HEAP.childCount) >> 2] ?? 0) * SUBTREE_BYTES;
    if (childBytes > data) throw unknownLayout();
    const visible = this.#count > node;
    below.address = data - childBytes;
    below.end = data;
    // A subtree begins with the white space of its first child.
    below.position = before;
    below.row = (halves[(data + HEAP.production) >> 1] ?? 0) * this.#tables.width;
    below.column = 0;
    below.field = visible ? 0 : field;
    below.parent = visible ? node : level.parent;
    return childBytes > 0;
  }

  /** Looks up what the place says about a child, adds it when it is visible there, and returns its field. */
  #place(level: Level, isVisible: boolean, symbol: number, start: number, flags: number): number {
    const tables = this.#tables;
    let alias = 0;
    let field = 0;
    if ((flags & EXTRA) === 0) {
      const column = level.column++;
      field = level.field;
      if (column < tables.width) {
        alias = tables.alias[level.row + column] ?? 0;
        field = tables.field[level.row + column] || field;
      }
    }
    if (alias !== 0) this.#add(level, alias, start, field, (flags & ~NAMED) | (tables.isNamed[alias] ? NAMED : 0));
    else if (isVisible) this.#add(level, symbol, start, field, flags);
    return field;
  }

  #add(level: Level, symbol: number, start: number, field: number, flags: number): void {
    const node = this.#count++;
    const { output } = this;
    output.kind[node] = symbol >= FIRST_BUILT_IN_SYMBOL ? symbol : (this.#tables.publicKind[symbol] ?? 0);
    output.start[node] = start >> 1;
    output.end[node] = level.position >> 1;
    output.parent[node] = level.parent;
    output.next[node] = node + 1;
    output.field[node] = field;
    output.flags[node] = flags;
  }
}
