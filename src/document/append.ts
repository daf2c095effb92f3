import type { TextEdit } from './edit.js';
import type { Span } from './position.js';

/** The line break a text uses. */
export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Where the line around an offset begins; offsets are UTF-16 units. */
export function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** The white space a line begins with, as far as the offset. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/** Whether nothing but white space stands before an offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

/**
 * The edit that adds an entry after the last one of a list in brackets, separated by commas: on a line of its own when
 * the last entry has one, and with a comma behind it when that has one. `end` is where the brackets end.
 */
export function appendEdit(text: string, last: Span, end: number, entry: string): TextEdit {
  const comma = /^\s*,/.exec(text.slice(last.end, end));
  const offset = last.end + (comma?.[0].length ?? 0);
  const gap = isFirstOnLine(text, last.start) ? newlineOf(text) + indentAt(text, last.start) : ' ';
  return { start: offset, end: offset, text: `${comma ? '' : ','}${gap}${entry}${comma ? ',' : ''}` };
}
