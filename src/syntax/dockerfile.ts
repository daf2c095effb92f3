import { Copy, DockerfileParser, ModifiableInstruction, Run, type Heredoc, type Instruction } from 'dockerfile-ast';
import { LineIndex, type Range, type Span } from '../document/position.js';
import { EXTRA, NAMED, type FlatTree, type Vocabulary } from './flat-tree.js';
import { TreeBuilder } from './tree-builder.js';

const KINDS = ['source_file', 'instruction', 'keyword', 'argument', 'flag', 'comment', 'heredoc'] as const;
const FIELDS = ['keyword', 'argument', 'flag', 'body'] as const;

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

interface Part {
  readonly kind: (typeof KINDS)[number];
  readonly span: Span;
  readonly field?: (typeof FIELDS)[number];
  readonly parts: readonly Part[];
}

/** The number of the first part, from `index` on, that starts at an offset or later. */
function indexFrom(parts: readonly Part[], index: number, offset: number): number {
  let found = index;
  while (found < parts.length && (parts[found]?.span.start ?? 0) < offset) found++;
  return found;
}

const byStart = (a: Part, b: Part) => a.span.start - b.span.start;
const covers = (outer: Part, inner: Part) => outer.span.start <= inner.span.start && inner.span.end <= outer.span.end;

/** Reads the instructions of one text, with offsets. */
class DockerfileReader {
  readonly #lines: LineIndex;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
    this.#lines = new LineIndex(source);
  }

  read(): Part[] {
    const file = DockerfileParser.parse(this.#source);
    const comments = file.getComments().map((comment) => this.#leaf('comment', comment.getRange()));
    const parts: Part[] = [];
    let next = 0;
    for (const instruction of file.getInstructions()) {
      const whole = this.#leaf('instruction', instruction.getRange());
      const before = indexFrom(comments, next, whole.span.start);
      const after = indexFrom(comments, before, whole.span.end);
      parts.push(...comments.slice(next, before), this.#instruction(instruction, whole, comments.slice(before, after)));
      next = after;
    }
    return [...parts, ...comments.slice(next)];
  }

  #instruction(instruction: Instruction, whole: Part, comments: readonly Part[]): Part {
    const flags = instruction instanceof ModifiableInstruction ? instruction.getFlags() : [];
    const heredocs = (instruction instanceof Run || instruction instanceof Copy ? instruction.getHeredocs() : []).flatMap((heredoc) => this.#heredoc(heredoc));
    const words = instruction.getArguments().map((argument) => this.#leaf('argument', argument.getRange(), 'argument'));
    const parts = [
      this.#leaf('keyword', instruction.getInstructionRange(), 'keyword'),
      ...flags.map((flag) => this.#leaf('flag', flag.getRange(), 'flag')),
      ...[...words, ...comments].filter((part) => covers(whole, part) && !heredocs.some((heredoc) => covers(heredoc, part))),
      ...heredocs,
    ];
    return { ...whole, parts: parts.sort(byStart) };
  }

  /** The lines of a heredoc, without the line that ends it. */
  #heredoc(heredoc: Heredoc): Part[] {
    const content = heredoc.getContentRange();
    if (!content) return [];
    const end = heredoc.getDelimiterRange();
    const span = { start: this.#lines.lineStart(content.start.line), end: this.#lines.offsetAt(end ? end.end : content.end) };
    return [{ kind: 'heredoc', span, field: 'body', parts: [] }];
  }

  #leaf(kind: Part['kind'], range: Range, field?: Part['field']): Part {
    const span = { start: this.#lines.offsetAt(range.start), end: this.#lines.offsetAt(range.end) };
    return { kind, span, parts: [], ...(field === undefined ? {} : { field }) };
  }
}

/**
 * A Dockerfile as a flat tree: instructions with their keyword, flags, arguments and heredocs (the lines below the
 * instruction, with the one that ends them), and comments, also those between the lines of an instruction.
 */
export function dockerfileTree(source: string): FlatTree {
  const builder = new TreeBuilder();
  const root = builder.add(KINDS.indexOf('source_file'), 0, source.length, -1, 0, NAMED);
  const add = (part: Part, parent: number): void => {
    const field = part.field === undefined ? 0 : FIELDS.indexOf(part.field) + 1;
    const node = builder.add(KINDS.indexOf(part.kind), part.span.start, part.span.end, parent, field, NAMED | (part.kind === 'comment' ? EXTRA : 0));
    for (const inner of part.parts) add(inner, node);
    builder.close(node);
  };
  for (const part of new DockerfileReader(source).read()) add(part, root);
  builder.close(root);
  return builder.build(VOCABULARY, source);
}
