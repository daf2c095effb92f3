import { Parser, type Language as TreeSitterLanguage, type Tree } from 'web-tree-sitter';
import type { Log } from '../document/ports.js';
import { LineIndex } from '../document/position.js';
import type { TextEdit } from '../document/edit.js';
import type { Language } from '../knowledge/model.js';
import { walkByCursor } from './cursor-walk.js';
import { ERROR_KIND, EXTRA, type FlatTree, type Vocabulary } from './flat-tree.js';
import type { MemoryWalk } from './memory-walk.js';
import type { TreeBuilder } from './tree-builder.js';

/** A text and its tree, kept so that the next edit parses only what changed. Dispose it: its memory is not collected. */
export class ParsedText {
  readonly #grammar: Grammar;
  #tree: Tree | undefined;
  #text: string;
  #flat: FlatTree | undefined;

  constructor(grammar: Grammar, tree: Tree, text: string) {
    this.#grammar = grammar;
    this.#tree = tree;
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  get tree(): FlatTree {
    if (!this.#tree) throw new Error('this text was disposed');
    this.#flat ??= this.#grammar.flatten(this.#tree, this.#text);
    return this.#flat;
  }

  /** Goes on to the next version of the text, reparsing around the one region in which both differ. */
  update(text: string): void {
    if (!this.#tree) throw new Error('this text was disposed');
    if (text === this.#text) return;
    const edit = differingRegion(this.#text, text);
    const before = new LineIndex(this.#text);
    const after = new LineIndex(text);
    const point = (lines: LineIndex, offset: number) => {
      const { line, character } = lines.positionAt(offset);
      return { row: line, column: character };
    };
    const newEnd = edit.start + edit.text.length;
    this.#tree.edit({
      startIndex: edit.start,
      oldEndIndex: edit.end,
      newEndIndex: newEnd,
      startPosition: point(before, edit.start),
      oldEndPosition: point(before, edit.end),
      newEndPosition: point(after, newEnd),
    } as Parameters<Tree['edit']>[0]);
    const old = this.#tree;
    this.#tree = this.#grammar.parseTree(text, old);
    old.delete();
    this.#text = text;
    this.#flat = undefined;
  }

  dispose(): void {
    this.#tree?.delete();
    this.#tree = undefined;
    this.#flat = undefined;
  }
}

/** The smallest single edit that turns one text into another. */
function differingRegion(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (tail < shorter - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

/** One language's parser and the names of its nodes. */
export class Grammar implements Vocabulary {
  readonly language: Language;
  readonly #parser = new Parser();
  readonly #names: TreeSitterLanguage;
  readonly #builder: TreeBuilder;
  readonly #memoryWalk: MemoryWalk;
  readonly #commentKinds: ReadonlySet<number>;
  readonly #readsMemory: boolean;

  constructor(loaded: TreeSitterLanguage, language: Language, builder: TreeBuilder, memoryWalk: MemoryWalk, log: Log) {
    this.language = language;
    this.#names = loaded;
    this.#builder = builder;
    this.#memoryWalk = memoryWalk;
    this.#parser.setLanguage(loaded);
    this.#commentKinds = new Set(loaded.types.flatMap((name, kind) => (name.endsWith('comment') ? [kind] : [])));
    this.#readsMemory = this.#probe(language.sample);
    if (!this.#readsMemory) log.warn(`${language.title}: the parser's memory has an unknown layout; using its slower public interface.`);
  }

  kindId(name: string, named: boolean): number | undefined {
    if (name === 'ERROR') return ERROR_KIND;
    return this.#names.idForNodeType(name, named) ?? undefined;
  }

  kindName(kind: number): string {
    return kind === ERROR_KIND ? 'ERROR' : (this.#names.nodeTypeForId(kind) ?? '');
  }

  fieldId(name: string): number | undefined {
    return this.#names.fieldIdForName(name) ?? undefined;
  }

  fieldName(field: number): string | undefined {
    return field === 0 ? undefined : (this.#names.fieldNameForId(field) ?? undefined);
  }

  parse(text: string): ParsedText {
    return new ParsedText(this, this.parseTree(text), text);
  }

  /** Parses, flattens and frees in one go, for texts that will not be edited. */
  parseOnce(text: string): FlatTree {
    const tree = this.parseTree(text);
    try {
      return this.flatten(tree, text);
    } finally {
      tree.delete();
    }
  }

  parseTree(text: string, old?: Tree): Tree {
    const tree = this.#parser.parse(text, old ?? null);
    if (!tree) throw new Error(`${this.language.title}: the parser gave no tree`);
    return tree;
  }

  flatten(tree: Tree, text: string): FlatTree {
    if (this.#readsMemory) this.#memoryWalk.walk(tree, this.#builder);
    else this.#walkByCursor(tree);
    return this.#builder.build(this, text);
  }

  dispose(): void {
    this.#parser.delete();
  }

  #walkByCursor(tree: Tree): void {
    walkByCursor(tree, this.#builder, (kind) => this.#commentKinds.has(kind), EXTRA);
  }

  /** Whether reading memory gives exactly what the cursor gives, apart from the EXTRA flag, which the cursor lacks. */
  #probe(sample: string): boolean {
    const tree = this.parseTree(sample);
    try {
      this.#walkByCursor(tree);
      const expected = this.#builder.build(this, sample);
      this.#memoryWalk.walk(tree, this.#builder);
      const actual = this.#builder.build(this, sample);
      return sameTree(expected, actual);
    } catch {
      // An unknown layout may lead anywhere, such as an endless size: that is the answer we are asking for.
      return false;
    } finally {
      tree.delete();
    }
  }
}

function sameTree(a: FlatTree, b: FlatTree): boolean {
  if (a.count !== b.count) return false;
  for (let i = 0; i < a.count; i++) {
    const same = a.kind[i] === b.kind[i] && a.start[i] === b.start[i] && a.end[i] === b.end[i] && a.parent[i] === b.parent[i] && a.next[i] === b.next[i] && a.field[i] === b.field[i];
    if (!same || ((a.flags[i] ?? 0) & ~EXTRA) !== ((b.flags[i] ?? 0) & ~EXTRA)) return false;
  }
  return true;
}
