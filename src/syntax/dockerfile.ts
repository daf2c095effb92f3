import { DockerfileParser } from 'dockerfile-ast';
import { LineIndex, type Range, type Span } from '../document/position.js';
import { EXTRA, NAMED, type FlatTree, type Vocabulary } from './flat-tree.js';
import { TreeBuilder } from './tree-builder.js';

const KINDS = ['source_file', 'instruction', 'keyword', 'argument', 'flag', 'comment', 'heredoc'] as const;
const FIELDS = ['keyword', 'argument'] as const;

const VOCABULARY: Vocabulary = {
  kindId: (name, named) => {
    const kind = (KINDS as readonly string[]).indexOf(name);
    return named && kind >= 0 ? kind : undefined;
  },
  kindName: (kind) => KINDS[kind] ?? '',
  fieldId: (name) => {
    const field = (FIELDS as readonly string[]).indexOf(name);
    return field < 0 ? undefined : field + 1;
  },
  fieldName: (field) => FIELDS[field - 1],
};

function kind(name: (typeof KINDS)[number]): number {
  return KINDS.indexOf(name);
}

interface Part {
  readonly kind: number;
  readonly span: Span;
  readonly field: number;
  readonly parts: readonly Part[];
}

/** A Dockerfile as a flat tree: instructions with their keyword, flags and arguments, and comments between them. */
export function dockerfileTree(source: string): FlatTree {
  const lines = new LineIndex(source);
  const file = DockerfileParser.parse(source);
  const spanOf = (range: Range): Span => ({ start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) });
  const leaf = (name: (typeof KINDS)[number], range: Range, field = 0): Part => ({ kind: kind(name), span: spanOf(range), field, parts: [] });
  const parts: Part[] = file.getInstructions().map((instruction) => ({
    kind: kind('instruction'),
    span: spanOf(instruction.getRange()),
    field: 0,
    parts: [
      leaf('keyword', instruction.getInstructionRange(), 1),
      ...instruction.getArguments().map((argument) => leaf(argument.getValue().startsWith('--') ? 'flag' : 'argument', argument.getRange(), 2)),
    ],
  }));
  parts.push(...file.getComments().map((comment) => leaf('comment', comment.getRange())));
  parts.sort((a, b) => a.span.start - b.span.start);
  const builder = new TreeBuilder();
  const root = builder.add(kind('source_file'), 0, source.length, -1, 0, NAMED);
  const add = (part: Part, parent: number): void => {
    const node = builder.add(part.kind, part.span.start, part.span.end, parent, part.field, NAMED | (part.kind === kind('comment') ? EXTRA : 0));
    for (const inner of part.parts) add(inner, node);
    builder.close(node);
  };
  for (const part of parts) add(part, root);
  builder.close(root);
  return builder.build(VOCABULARY, source);
}
