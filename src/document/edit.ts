import type { Span } from './position.js';

/** Replaces `span` of a text by `text`; offsets are UTF-16 units in the text before any edit. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** Whether two edits touch the same units; two insertions at one place do. */
function overlap(first: TextEdit, second: TextEdit): boolean {
  if (first.start === second.start) return true;
  return first.start < second.end && second.start < first.end;
}

/**
 * Chooses, from groups of edits that belong together, those that can be applied at once: a group is taken whole or not
 * at all, earlier groups first, and never when one of its edits overlaps an edit already taken.
 */
export function compatibleEdits(groups: readonly (readonly TextEdit[])[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const group of groups) {
    const same = (edit: TextEdit) => taken.some((other) => other.start === edit.start && other.end === edit.end && other.text === edit.text);
    const fresh = group.filter((edit) => !same(edit));
    if (fresh.every((edit) => !taken.some((other) => overlap(edit, other)))) taken.push(...fresh);
  }
  return taken.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The text after edits that do not overlap, in any order. Throws a RangeError when they overlap or leave the text. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let last = 0;
  for (const edit of sorted) {
    if (edit.start < last || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`edit ${edit.start}-${edit.end} overlaps another or lies outside the text`);
    }
    result += text.slice(last, edit.start) + edit.text;
    last = edit.end;
  }
  return result + text.slice(last);
}
