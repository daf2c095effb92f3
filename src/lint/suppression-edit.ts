import type { TextEdit } from '../document/edit.js';
import type { LintDocument } from './document.js';
import { suppressionComment } from './suppression.js';

/** Lines that must stay at the top of a file: an interpreter, an encoding, a directive of the builder, a document type. */
const TOP_LINE = /^(#!|#.*coding[:=]|#\s*(syntax|escape|check)\s*=|<!doctype|<\?xml|<\?php|---\s*$|['"]use (strict|client|server)['"])/i;
/** Inside such nodes a comment would become part of a text. */
const TEXT_KIND = /string|template|scalar|heredoc|text|comment|cdata/i;

/**
 * The edit that puts a comment silencing `rule` above the line an offset stands in; its text holds `${reason}`.
 * Undefined where a comment is not possible: the language has none, or the line begins inside a text.
 */
export function ignoreLineEdit(document: LintDocument, rule: string, offset: number): TextEdit | undefined {
  const comment = suppressionComment(document, rule, 'line');
  if (comment === undefined) return undefined;
  const start = document.lines.lineStart(document.lines.positionAt(offset).line);
  if (isInsideText(document, start)) return undefined;
  const indentation = /^[ \t]*/.exec(document.text.slice(start))?.[0] ?? '';
  return { start, end: start, text: `${indentation}${comment}${lineBreak(document)}` };
}

/** The edit that puts a comment silencing `rule` in the whole file at its top; its text holds `${reason}`. */
export function ignoreFileEdit(document: LintDocument, rule: string): TextEdit | undefined {
  const comment = suppressionComment(document, rule, 'file');
  if (comment === undefined) return undefined;
  let line = 0;
  while (line + 1 < document.lines.lineCount && TOP_LINE.test(document.text.slice(document.lines.lineStart(line), document.lines.lineStart(line + 1)))) line++;
  const start = document.lines.lineStart(line);
  return isInsideText(document, start) ? undefined : { start, end: start, text: `${comment}${lineBreak(document)}` };
}

function isInsideText({ tree }: LintDocument, offset: number): boolean {
  if (!tree) return false;
  for (let node = tree.namedNodeAt(offset); node >= 0; node = tree.parentOf(node)) {
    if ((tree.start[node] ?? 0) < offset && offset < (tree.end[node] ?? 0) && TEXT_KIND.test(tree.kindName(node))) return true;
  }
  return false;
}

function lineBreak({ text }: LintDocument): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
