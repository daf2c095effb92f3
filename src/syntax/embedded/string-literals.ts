import type { FlatTree } from '../flat-tree.js';
import { decodeEscapes, escaped } from './escapes.js';
import type { EmbeddedTextBuilder } from './offset-map.js';

/** Node kinds of string literals in the grammars of the host languages. */
const STRINGS = new Set([
  'string', // Python, JavaScript, TypeScript, PHP
  'template_string', // JavaScript, TypeScript
  'string_literal', // Java, C#, Rust
  'interpreted_string_literal', // Go
  'raw_string_literal', // Go, C#, Rust
  'verbatim_string_literal', // C#
  'interpolated_string_expression', // C#
  'encapsed_string', // PHP
  'heredoc', // PHP
  'nowdoc', // PHP
]);
const CONTENTS = new Set([
  'string_content',
  'string_fragment',
  'multiline_string_fragment',
  'interpreted_string_literal_content',
  'raw_string_literal_content',
  'string_literal_content',
  'raw_string_content',
  'nowdoc_string',
]);
const ESCAPES = new Set(['escape_sequence', 'escape_interpolation']);
/** Nodes that hold contents, escapes and holes themselves. */
const BODIES = new Set(['heredoc_body', 'nowdoc_body']);
const DELIMITERS = new Set(['string_start', 'string_end', 'interpolation_start', 'interpolation_quote', 'raw_string_start', 'raw_string_end', 'heredoc_start', 'heredoc_end', 'string_literal_encoding', '<<<', '"', "'", '`', '"""', "'''", 'b"', 'c"']);

/** The grammar of Rust leaves blanks at the beginning out of the contents of `r#"…"#`. */
const RUST_RAW = /^[bc]?r(#*)"(?=[^]*"\1$)/;

/** Which kinds of one tree are string literals, by number. */
export function stringKinds(tree: FlatTree): ReadonlySet<number> {
  return new Set([...STRINGS].flatMap((name) => tree.vocabulary.kindId(name, true) ?? []));
}

/** The unit that would end a literal: its quote. A heredoc has none. */
export function quoteOf(tree: FlatTree, literal: number): string {
  return /["'`](?=#*(?:u8)?$)/.exec(tree.text(literal))?.[0] ?? '';
}

/** Takes over what a string literal says: escapes decoded, interpolated code masked as `{xxx}` of the same length. */
export function appendLiteral(builder: EmbeddedTextBuilder, tree: FlatTree, literal: number): void {
  const raw = RUST_RAW.exec(tree.text(literal));
  if (raw) builder.copy((tree.start[literal] ?? 0) + raw[0].length, (tree.end[literal] ?? 0) - (raw[1] ?? '').length - 1);
  else if (tree.isLeaf(literal)) appendLeaf(builder, tree, literal);
  else appendParts(builder, tree, literal, interpolationEscapes(tree, literal));
}

/** C# writes braces and quotes in interpolated strings twice, without a node for it. */
function interpolationEscapes(tree: FlatTree, literal: number): RegExp | undefined {
  return tree.kindName(literal) === 'interpolated_string_expression' ? /\{\{|\}\}|""/g : undefined;
}

/** Literals the grammar does not take apart: `@"…"` of C#, in which a quote is written twice. */
function appendLeaf(builder: EmbeddedTextBuilder, tree: FlatTree, literal: number): void {
  const opening = /^[@$]*"/.exec(tree.text(literal));
  if (!opening) return;
  const span = { start: (tree.start[literal] ?? 0) + opening[0].length, end: (tree.end[literal] ?? 0) - 1 };
  if (span.end > span.start) decodeEscapes(builder, tree.source, span, /""/g);
}

function appendParts(builder: EmbeddedTextBuilder, tree: FlatTree, node: number, doubled: RegExp | undefined): void {
  let last = -1;
  let hole = -1;
  const endHole = () => {
    if (hole >= 0) builder.mask(hole, last, 'x', '{', '}');
    hole = -1;
  };
  for (const child of tree.children(node)) {
    const kind = tree.kindName(child);
    const { start, end } = tree.span(child);
    const isDelimiter = DELIMITERS.has(kind);
    if (last >= 0 && start > last && !isDelimiter) {
      endHole();
      builder.copy(last, start);
    }
    if (isDelimiter) {
      endHole();
      last = -1;
      continue;
    }
    const isKnown = CONTENTS.has(kind) || ESCAPES.has(kind) || BODIES.has(kind);
    if (isKnown) endHole();
    else if (hole < 0) hole = start;
    if (isKnown) appendPart(builder, tree, child, kind, doubled);
    last = end;
  }
  endHole();
}

function appendPart(builder: EmbeddedTextBuilder, tree: FlatTree, child: number, kind: string, doubled: RegExp | undefined): void {
  const { start, end } = tree.span(child);
  if (ESCAPES.has(kind)) builder.replace(start, end, escaped(tree.text(child)));
  else if (BODIES.has(kind)) appendParts(builder, tree, child, doubled);
  else if (doubled) decodeEscapes(builder, tree.source, { start, end }, doubled);
  else appendContent(builder, tree, child);
}

/** Python's contents hold their escapes as children. */
function appendContent(builder: EmbeddedTextBuilder, tree: FlatTree, content: number): void {
  let last = tree.start[content] ?? 0;
  for (const child of tree.children(content)) {
    const { start, end } = tree.span(child);
    builder.copy(last, start).replace(start, end, escaped(tree.text(child)));
    last = end;
  }
  builder.copy(last, tree.end[content] ?? last);
}
