import type { FlatTree } from '../flat-tree.js';
import { EmbeddedTextBuilder, type EmbeddedText, type Writable } from './offset-map.js';
import { isSqlStatement } from './sql-statement.js';
import { appendLiteral, quoteOf, stringKinds } from './string-literals.js';

const WORTH_A_LOOK = /\b(?:select|insert|update|delete|with)\b/i;
const BINARY_KINDS = ['binary_operator', 'binary_expression'];

/**
 * The SQL statements among the string literals of a program. Literals joined by `+` (in PHP by a dot), or simply written
 * side by side as Python allows, are one text; what is computed between them, like code interpolated into a literal, is
 * masked as `{xxx}`, which the tokenizer reads as a placeholder.
 */
export function sqlInStrings(language: string, tree: FlatTree): EmbeddedText[] {
  if (!WORTH_A_LOOK.test(tree.source)) return [];
  const strings = new StringChains(tree, language === 'php' ? '.' : '+');
  return [...strings.chains()].flatMap((chain) => sqlOf(tree, strings, chain));
}

/** Finds string literals and expressions that join them. */
class StringChains {
  readonly #tree: FlatTree;
  readonly #join: string;
  readonly #strings: ReadonlySet<number>;
  readonly #binary: ReadonlySet<number>;
  readonly #adjacent: number | undefined;
  /** A literal directly in one of these is documentation, or a text on a page. */
  readonly #prose: ReadonlySet<number>;
  readonly #operator: number | undefined;

  constructor(tree: FlatTree, join: string) {
    const { vocabulary } = tree;
    this.#tree = tree;
    this.#join = join;
    this.#strings = stringKinds(tree);
    this.#binary = new Set(BINARY_KINDS.flatMap((name) => vocabulary.kindId(name, true) ?? []));
    this.#adjacent = vocabulary.kindId('concatenated_string', true);
    this.#prose = new Set(['expression_statement', 'jsx_attribute'].flatMap((name) => vocabulary.kindId(name, true) ?? []));
    this.#operator = vocabulary.fieldId('operator');
  }

  isString(node: number): boolean {
    return this.#strings.has(this.#tree.kind[node] ?? -1);
  }

  /** The operands of each outermost chain. */
  *chains(): Generator<number[]> {
    const tree = this.#tree;
    for (let node = 0; node < tree.count; node++) {
      const isChain = this.#isChain(node);
      if (!isChain && !this.isString(node)) continue;
      const parent = tree.parentOf(node);
      if (parent >= 0 && (this.#isChain(parent) || this.#prose.has(tree.kind[parent] ?? -1))) continue;
      const operands = isChain ? this.#operands(node) : [node];
      if (operands.some((operand) => this.isString(operand))) yield operands;
    }
  }

  #isChain(node: number): boolean {
    const kind = this.#tree.kind[node] ?? -1;
    if (kind === this.#adjacent) return true;
    return this.#binary.has(kind) && this.#tree.text(this.#operatorOf(node)) === this.#join;
  }

  #operatorOf(node: number): number {
    for (const child of this.#tree.children(node)) if (this.#tree.field[child] === this.#operator) return child;
    return -1;
  }

  #operands(chain: number): number[] {
    const operands: number[] = [];
    const waiting = [chain];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (this.#isChain(node)) waiting.push(...[...this.#tree.namedChildren(node)].reverse());
      else operands.push(node);
    }
    return operands;
  }
}

function sqlOf(tree: FlatTree, strings: StringChains, operands: readonly number[]): EmbeddedText[] {
  const builder = new EmbeddedTextBuilder(tree.source);
  const quotes = new Set<string>();
  let last = tree.start[operands[0] ?? 0] ?? 0;
  for (const operand of operands) {
    const end = tree.end[operand] ?? last;
    if (strings.isString(operand)) {
      appendLiteral(builder, tree, operand);
      quotes.add(quoteOf(tree, operand));
    } else builder.mask(last, end, 'x', '{', '}');
    last = end;
  }
  return isSqlStatement(builder.text) ? [builder.build('sql', isWritableInside(quotes))] : [];
}

/** Within one line, and without anything that ends or escapes a literal or interpolates into it. */
function isWritableInside(quotes: ReadonlySet<string>): Writable {
  return (edit, before) => {
    const around = (before[edit.start - 1] ?? '') + (before[edit.end] ?? '');
    if (/[\\{}$\r\n]/.test(edit.text) || /[\\{}$\r\n]/.test(before.slice(edit.start, edit.end)) || /[\\{}$]/.test(around)) return false;
    return [...quotes].every((quote) => quote === '' || (!edit.text.includes(quote) && !around.includes(quote)));
  };
}
