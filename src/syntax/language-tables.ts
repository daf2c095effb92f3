/** What a tree does not store because it follows from its grammar, copied out of the parser's memory once. */
export interface LanguageTables {
  /** The public number of a node kind by the number inside the parser. */
  readonly publicKind: Uint16Array;
  /** By the number inside the parser: 1 for a named kind, 0 for a token. */
  readonly isNamed: Uint8Array;
  /** Columns of `alias` and `field`, one for each child that is no extra; children further right have neither. */
  readonly width: number;
  /** By production and child: the kind a child goes by in this place, or 0. */
  readonly alias: Uint16Array;
  /** By production and child: the field a child stands in, or 0. */
  readonly field: Uint8Array;
}

/** Byte offsets in `TSLanguage` (tree-sitter, `lib/src/parser.h`, ABI 13 to 15, 32 bit pointers). */
const OFFSET = {
  symbolCount: 4,
  aliasCount: 8,
  productionCount: 28,
  fieldCount: 32,
  maxAliasLength: 36,
  fieldMapSlices: 64,
  fieldMapEntries: 68,
  symbolMetadata: 72,
  publicSymbols: 76,
  aliasSequences: 84,
} as const;

/** Kinds and productions are numbered with 16 bits. */
const MOST = 1 << 16;

interface FieldMapEntry {
  readonly production: number;
  readonly child: number;
  readonly field: number;
}

/** Reads the tables of the language at an address of the parser's memory. Throws when it is not laid out as expected. */
export function readLanguageTables(memory: ArrayBuffer, language: number): LanguageTables {
  const words = new Uint32Array(memory);
  const word = (offset: number) => words[(language + offset) >> 2] ?? 0;
  const kinds = word(OFFSET.symbolCount) + word(OFFSET.aliasCount);
  const productions = word(OFFSET.productionCount);
  if (kinds > MOST || productions > MOST) throw new Error('the parser keeps its languages in an unknown layout');
  const halves = new Uint16Array(memory);
  const aliasWidth = halves[(language + OFFSET.maxAliasLength) >> 1] ?? 0;
  const entries = word(OFFSET.fieldCount) === 0 ? [] : fieldMapEntries(halves, word(OFFSET.fieldMapSlices), word(OFFSET.fieldMapEntries), productions);
  const width = entries.reduce((widest, { child }) => Math.max(widest, child + 1), aliasWidth);
  return {
    publicKind: halves.slice(word(OFFSET.publicSymbols) >> 1, (word(OFFSET.publicSymbols) >> 1) + kinds),
    isNamed: namedKinds(new Uint8Array(memory), word(OFFSET.symbolMetadata), kinds),
    width,
    alias: aliasTable(halves, word(OFFSET.aliasSequences), productions, aliasWidth, width),
    field: fieldTable(entries, productions, width),
  };
}

/** The map has a slice `{ first: u16, length: u16 }` for each production and entries `{ field: u16, child: u8, inherited: u8 }`. */
function fieldMapEntries(halves: Uint16Array, slices: number, entries: number, productions: number): FieldMapEntry[] {
  const found: FieldMapEntry[] = [];
  for (let production = 0; production < productions; production++) {
    const slice = (slices >> 1) + production * 2;
    const first = (entries >> 1) + (halves[slice] ?? 0) * 2;
    const end = first + (halves[slice + 1] ?? 0) * 2;
    for (let entry = first; entry < end; entry += 2) {
      const child = halves[entry + 1] ?? 0;
      // An inherited field is found again at the hidden child it comes from.
      if (child >> 8 === 0) found.push({ production, child, field: halves[entry] ?? 0 });
    }
  }
  return found;
}

/** Where two fields claim a child, the first one has it. */
function fieldTable(entries: readonly FieldMapEntry[], productions: number, width: number): Uint8Array {
  const table = new Uint8Array(productions * width);
  for (const { production, child, field } of entries) table[production * width + child] ||= field;
  return table;
}

/** Symbol metadata is `{ visible: u8, named: u8, supertype: u8 }`. */
function namedKinds(bytes: Uint8Array, metadata: number, kinds: number): Uint8Array {
  return Uint8Array.from({ length: kinds }, (_, kind) => bytes[metadata + kind * 3 + 1] ?? 0);
}

/** Production 0 stands for "no alias" whatever its row holds. */
function aliasTable(halves: Uint16Array, sequences: number, productions: number, aliasWidth: number, width: number): Uint16Array {
  const table = new Uint16Array(productions * width);
  for (let production = 1; production < productions; production++) {
    const row = (sequences >> 1) + production * aliasWidth;
    table.set(halves.subarray(row, row + aliasWidth), production * width);
  }
  return table;
}
