import { Edit, Parser, type Language as TreeSitterLanguage, type Tree } from 'web-tree-sitter';
import { CancelledError, NEVER_CANCELLED, type CancellationToken, type Log } from '../document/ports.js';
import type { Language } from '../knowledge/model.js';
import { walkByCursor } from './cursor-walk.js';
import { ERROR_KIND, FlatTree, type FlatArrays, type Vocabulary } from './flat-tree.js';
import type { MemoryWalk } from './memory-walk.js';
import { changeBetween, columnOf, rowOf, type RowAnchor } from './text-change.js';
import { TreeBuilder } from './tree-builder.js';

/** A text and its tree, kept so that the next edit parses only what changed. Dispose it: its memory is not collected. */
export class ParsedText {
  readonly #grammar: Grammar;
  #tree: Tree | undefined;
  #text: string;
  #flat: FlatTree | undefined;
  /** The arrays of the tree before the last edit: they are used again, for they are large and the collector is slow. */
  #spent: FlatTree | undefined;
  /** False while the tree is still that of an earlier text, edited. */
  #isParsed = true;
  /** The row of the last edit; the text before it has not changed since. */
  #anchor: RowAnchor = { offset: 0, row: 0 };

  constructor(grammar: Grammar, tree: Tree, text: string) {
    this.#grammar = grammar;
    this.#tree = tree;
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** The tree of the text. Throws CancelledError after an update that was cancelled. */
  /** The tree of the text as it is now; one got before an update must not be read after it. */
  get tree(): FlatTree {
    if (!this.#tree) throw new Error('this text was disposed');
    if (!this.#isParsed) throw new CancelledError();
    this.#flat ??= this.#grammar.flatten(this.#tree, this.#text, this.#spent);
    return this.#flat;
  }

  /**
   * Goes on to the next version of the text, reparsing around the one region in which both differ.
   * Throws CancelledError; the text has no tree then, until an update comes to its end.
   */
  update(text: string, token: CancellationToken = NEVER_CANCELLED): void {
    const old = this.#tree;
    if (!old) throw new Error('this text was disposed');
    if (text !== this.#text) this.#edit(old, text);
    else if (this.#isParsed) return;
    this.#tree = this.#grammar.parseTree(text, old, token);
    this.#isParsed = true;
    old.delete();
  }

  /** Tells the tree of the text before what changed. */
  #edit(old: Tree, text: string): void {
    const before = this.#text;
    const { start, end, text: inserted } = changeBetween(before, text);
    const newEnd = start + inserted.length;
    const anchor = { offset: start, row: rowOf(before, start, this.#anchor) };
    const edit = new Edit({
      startIndex: start,
      oldEndIndex: end,
      newEndIndex: newEnd,
      startPosition: { row: anchor.row, column: columnOf(before, start) },
      oldEndPosition: { row: rowOf(before, end, anchor), column: columnOf(before, end) },
      newEndPosition: { row: rowOf(text, newEnd, anchor), column: columnOf(text, newEnd) },
    });
    old.edit(edit);
    this.#text = text;
    this.#anchor = anchor;
    this.#spent = this.#flat ?? this.#spent;
    this.#flat = undefined;
    this.#isParsed = false;
  }

  dispose(): void {
    this.#tree?.delete();
    this.#tree = undefined;
    this.#flat = undefined;
    this.#spent = undefined;
  }
}

/** A text is nested so deep that its grammar would break, and with it the parser of all languages. */
export class TooDeepError extends Error {
  constructor(title: string) {
    super(`it is nested too deep for the parser of ${title}, so most rules were not run on it.`);
    this.name = 'TooDeepError';
  }
}

/** Whether some line begins with more blanks and marks such as `- ` than a number: each level takes one at least. */
function isDeeper(text: string, deepest: number): boolean {
  for (let start = 0; start < text.length; start = text.indexOf('\n', start) + 1 || text.length) {
    let end = start;
    while (end - start <= deepest && ' \t-?:'.includes(text[end] ?? 'x')) end++;
    if (end - start > deepest) return true;
  }
  return false;
}

/** One language's parser and the names of its nodes. */
export class Grammar implements Vocabulary {
  readonly language: Language;
  readonly #parser = new Parser();
  readonly #names: TreeSitterLanguage;
  readonly #log: Log;
  readonly #kindNames: string[] = [];
  readonly #kindIds = new Map<string, number | undefined>();
  readonly #fieldIds = new Map<string, number | undefined>();
  /** Undefined when the parser's memory has an unknown layout. */
  #memoryWalk: MemoryWalk | undefined;

  constructor(loaded: TreeSitterLanguage, language: Language, memoryWalk: MemoryWalk, log: Log) {
    this.language = language;
    this.#names = loaded;
    this.#log = log;
    this.#parser.setLanguage(loaded);
    this.#memoryWalk = memoryWalk;
    if (!this.#probe(memoryWalk, language.sample)) this.#giveUpMemory();
  }

  /** Whether trees are read from the parser's memory, the fast way; else through its cursor. */
  get readsMemory(): boolean {
    return this.#memoryWalk !== undefined;
  }

  kindId(name: string, named: boolean): number | undefined {
    if (name === 'ERROR') return ERROR_KIND;
    return remembered(this.#kindIds, `${named ? 'n' : 't'}${name}`, () => this.#names.idForNodeType(name, named) ?? undefined);
  }

  kindName(kind: number): string {
    return kind === ERROR_KIND ? 'ERROR' : (this.#kindNames[kind] ??= this.#names.nodeTypeForId(kind) ?? '');
  }

  fieldId(name: string): number | undefined {
    return remembered(this.#fieldIds, name, () => this.#names.fieldIdForName(name) ?? undefined);
  }

  fieldName(field: number): string | undefined {
    return field === 0 ? undefined : (this.#names.fieldNameForId(field) ?? undefined);
  }

  /** Throws CancelledError. */
  parse(text: string, token: CancellationToken = NEVER_CANCELLED): ParsedText {
    return new ParsedText(this, this.parseTree(text, undefined, token), text);
  }

  /** Parses, flattens and frees in one go, for texts that will not be edited. Throws CancelledError. */
  parseOnce(text: string, token: CancellationToken = NEVER_CANCELLED): FlatTree {
    const tree = this.parseTree(text, undefined, token);
    try {
      return this.flatten(tree, text);
    } finally {
      tree.delete();
    }
  }

  /**
   * The parser's own tree, to be deleted by the caller; `old` is the tree of the text before, edited and still alive.
   * The token is asked every hundred steps of the parser. Throws CancelledError, and TooDeepError.
   */
  parseTree(text: string, old: Tree | undefined, token: CancellationToken): Tree {
    if (this.language.deepest !== undefined && isDeeper(text, this.language.deepest)) throw new TooDeepError(this.language.title);
    const tree = this.#parser.parse(text, old ?? null, token === NEVER_CANCELLED ? undefined : { progressCallback: () => token.isCancellationRequested });
    if (tree) return tree;
    // Else the next text would be taken for the rest of this one.
    this.#parser.reset();
    throw new CancelledError();
  }

  /** The tree as arrays; `spent` is one nobody reads any more, whose arrays may be written over. */
  flatten(tree: Tree, text: string, spent?: FlatArrays): FlatTree {
    if (this.#memoryWalk) {
      try {
        return new FlatTree(this, text, this.#memoryWalk.read(tree, spent));
      } catch {
        this.#giveUpMemory();
      }
    }
    return this.#flattenByCursor(tree, text);
  }

  dispose(): void {
    this.#parser.delete();
  }

  #flattenByCursor(tree: Tree, text: string): FlatTree {
    const builder = new TreeBuilder();
    walkByCursor(tree, builder);
    return builder.build(this, text);
  }

  #giveUpMemory(): void {
    this.#memoryWalk = undefined;
    this.#log.warn(`${this.language.title}: the parser's memory has an unknown layout; using its slower public interface.`);
  }

  /** Whether reading memory gives exactly what the cursor gives. */
  #probe(memoryWalk: MemoryWalk, sample: string): boolean {
    const tree = this.parseTree(sample, undefined, NEVER_CANCELLED);
    try {
      return sameArrays(this.#flattenByCursor(tree, sample), memoryWalk.read(tree));
    } catch {
      // An unknown layout may lead anywhere: that is the answer we are asking for.
      return false;
    } finally {
      tree.delete();
    }
  }
}

function remembered(known: Map<string, number | undefined>, key: string, find: () => number | undefined): number | undefined {
  if (!known.has(key)) known.set(key, find());
  return known.get(key);
}

function sameArrays(a: FlatArrays, b: FlatArrays): boolean {
  const columns = ['kind', 'start', 'end', 'parent', 'next', 'field', 'flags'] as const;
  return columns.every((column) => a[column].length === b[column].length && a[column].every((value, node) => value === b[column][node]));
}
