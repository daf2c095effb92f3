import type { Span } from '../document/position.js';
import type { EmbeddedDocument, LintDocument } from './document.js';

/** One `talklint-ignore` in a comment. Lines count from 0. */
export interface Suppression {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly span: Span;
  /** The line it speaks of; undefined for the whole file. */
  readonly line: number | undefined;
}

const MARK = /talklint-ignore(-file)?\b[ \t]*([^\r\n]*)/g;
const RULE_ID = /^[a-z0-9-]+\/[A-Za-z0-9-]+$/;

/** The suppressions of a text and of the code it embeds; see `readOwn` for how they are written. */
export function readSuppressions(document: LintDocument): Suppression[] {
  if (!document.text.includes('talklint-ignore')) return [];
  const own = readOwn(document);
  const inside = document.embeddable.flatMap((language) => document.embedded(language).flatMap((piece) => readOwn(piece).map((suppression) => inHost(suppression, document, piece))));
  // A comment between the lines of a shell command is one for the Dockerfile too.
  return [...own, ...inside.filter(({ span }) => !own.some((other) => other.span.start === span.start))];
}

function inHost(suppression: Suppression, host: LintDocument, piece: EmbeddedDocument): Suppression {
  const span = piece.toHost(suppression.span);
  const line = host.lines.positionAt(span.start).line;
  return { ...suppression, span, line: suppression.line === undefined ? undefined : line + suppression.line - piece.lines.positionAt(suppression.span.start).line };
}

/**
 * The suppressions of a text: `talklint-ignore <rule>[, <rule>] -- <reason>` at the end of a line speaks of that line,
 * alone on a line of the next one; `talklint-ignore-file` of the file. Marks outside comments are ignored.
 */
function readOwn(document: LintDocument): Suppression[] {
  const { text, lines } = document;
  if (!text.includes('talklint-ignore')) return [];
  const found: Suppression[] = [];
  for (const match of text.matchAll(MARK)) {
    if (!isInComment(document, match.index)) continue;
    const [ids = '', ...reason] = withoutCommentEnd(document, match[2] ?? '').split('--');
    const line = lines.positionAt(match.index).line;
    const alone = isCommentAlone(document, match.index, line);
    found.push({
      rules: ids.split(/[,\s]+/).filter((id) => RULE_ID.test(id)),
      reason: reason.join('--').trim(),
      span: { start: match.index, end: match.index + match[0].trimEnd().length },
      line: match[1] === '-file' ? undefined : alone ? line + 1 : line,
    });
  }
  return found;
}

function withoutCommentEnd(document: LintDocument, rest: string): string {
  for (const [, close] of document.language.comments.block) {
    const end = rest.indexOf(close);
    if (end >= 0) return rest.slice(0, end);
  }
  return rest;
}

function isInComment(document: LintDocument, offset: number): boolean {
  const { tree } = document;
  if (!tree) return document.language.comments.line.some((mark) => lineBefore(document, offset).includes(mark));
  const node = tree.namedNodeAt(offset);
  return node >= 0 && /comment/i.test(tree.kindName(node));
}

function lineBefore(document: LintDocument, offset: number): string {
  return document.text.slice(document.lines.lineStart(document.lines.positionAt(offset).line), offset);
}

function isCommentAlone(document: LintDocument, offset: number, line: number): boolean {
  const before = document.text.slice(document.lines.lineStart(line), offset).trim();
  const { line: lineMarks, block } = document.language.comments;
  return [...lineMarks, ...block.map(([open]) => open), '{/*', '*'].some((mark) => before === mark);
}

/** The comment that silences a rule, to be inserted with a reason in place of `${reason}`. */
export function suppressionComment(document: LintDocument, rule: string, scope: 'line' | 'file'): string | undefined {
  const body = `talklint-ignore${scope === 'file' ? '-file' : ''} ${rule} -- \${reason}`;
  const { line, block } = document.language.comments;
  if (line[0] !== undefined) return `${line[0]} ${body}`;
  const [pair] = block;
  return pair ? `${pair[0]} ${body} ${pair[1]}` : undefined;
}
