import type { TextEdit } from '../../document/edit.js';

const LINE_BREAK = /[\r\n]/;

/** The line of a text an edit stands in, before and after; undefined when the edit takes away or brings a line break. */
export function editedLine(edit: TextEdit, text: string): { readonly before: string; readonly after: string; readonly start: number } | undefined {
  if (LINE_BREAK.test(edit.text) || LINE_BREAK.test(text.slice(edit.start, edit.end))) return undefined;
  let start = edit.start;
  while (start > 0 && !LINE_BREAK.test(text[start - 1] ?? '')) start--;
  let end = edit.end;
  while (end < text.length && !LINE_BREAK.test(text[end] ?? '')) end++;
  return { before: text.slice(start, end), after: text.slice(start, edit.start) + edit.text + text.slice(edit.end, end), start };
}
