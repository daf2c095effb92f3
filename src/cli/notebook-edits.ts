import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { applyEdits, type TextEdit } from '../document/edit.js';
import { readNotebook, type Notebook } from '../document/notebook.js';
import type { Span } from '../document/position.js';

const HIGH_SURROGATE = /[\uD800-\uDBFF]/;
const LOW_SURROGATE = /[\uDC00-\uDFFF]/;

/**
 * Edits of a notebook's joined text as edits of its file. Undefined when they reach over the end of a cell, or when
 * code of IPython that the joined text only stands in for would be lost: in the edits, or in the code `from` which
 * their text was made.
 */
export function editsInNotebook(json: string, notebook: Notebook, edits: readonly TextEdit[], from: Span): TextEdit[] | undefined {
  const asWritten = (span: Span) => {
    const cell = notebook.cells.find(({ start, end }) => start <= span.start && span.end <= end);
    return cell?.source.slice(span.start - cell.start, span.end - cell.start) === notebook.text.slice(span.start, span.end);
  };
  if (![from, ...edits].every(asWritten)) return undefined;
  const inFile = edits.map((edit) => {
    const narrow = narrowed(notebook.text, edit);
    const span = notebook.toFile(narrow);
    return { ...span, text: jsonText(json, narrow.text, span) };
  });
  return isFaithful(json, inFile, notebook, edits) ? inFile : undefined;
}

/** The edit without what it would replace by itself, so that what it keeps stays as it is written; characters are not split. */
function narrowed(text: string, edit: TextEdit): TextEdit {
  const old = text.slice(edit.start, edit.end);
  const shorter = Math.min(old.length, edit.text.length);
  let head = 0;
  while (head < shorter && old[head] === edit.text[head]) head++;
  if (HIGH_SURROGATE.test(old[head - 1] ?? '')) head--;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === edit.text[edit.text.length - 1 - tail]) tail++;
  if (LOW_SURROGATE.test(old[old.length - tail] ?? '')) tail--;
  return { start: edit.start + head, end: edit.end - tail, text: edit.text.slice(head, edit.text.length - tail) };
}

/** Text as it stands between the quotes of a JSON string; its lines apart where the notebook keeps each in a string of its own. */
function jsonText(json: string, text: string, at: Span): string {
  const between = lineSeparator(json, at.start);
  return text
    .split(/(?<=\n)/)
    .map((line) => JSON.stringify(line).slice(1, -1))
    .join(between ?? '');
}

/** What stands between two lines of the cell at an offset, quotes included; undefined when its text is one string. */
function lineSeparator(json: string, offset: number): string | undefined {
  const root = parseTree(json);
  const cells = (root && findNodeAtLocation(root, ['cells']))?.children ?? [];
  const cell = cells.find((candidate) => candidate.offset <= offset && offset < candidate.offset + candidate.length);
  const source = cell && findNodeAtLocation(cell, ['source']);
  const [first, second] = source?.type === 'array' ? (source.children ?? []) : [];
  return first && second ? `"${json.slice(first.offset + first.length, second.offset)}"` : undefined;
}

/** Whether the edited file is a notebook whose cells are those of the old one, edited. */
function isFaithful(json: string, inFile: readonly TextEdit[], notebook: Notebook, edits: readonly TextEdit[]): boolean {
  const after = readNotebook(applyEdits(json, inFile));
  const parts = (whole: Notebook) => whole.cells.map(({ source }) => `${source}\n`).join('');
  return after?.cells.length === notebook.cells.length && parts(after) === applyEdits(parts(notebook), edits) && isJson(applyEdits(json, inFile));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
