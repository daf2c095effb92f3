import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import type { Span } from './position.js';

export interface NotebookCell {
  /** Its number among all cells, from 0. */
  readonly index: number;
  /** Where its text stands in the joined text. */
  readonly start: number;
  readonly end: number;
  /** As it stands in the notebook: of the same length as in the joined text, magics in place. */
  readonly source: string;
}

/** The code cells of a Jupyter notebook as one text, and the way back into the file. */
export interface Notebook {
  readonly text: string;
  readonly cells: readonly NotebookCell[];
  readonly language: string;
  /** Where a span of the joined text stands in the notebook's JSON. */
  toFile(span: Span): Span;
}

const PYTHON_CELL_MAGICS = new Set(['capture', 'debug', 'prun', 'pypy', 'python', 'python3', 'time', 'timeit']);

/**
 * Replaces what only IPython understands (`%magic`, `!shell`, `help?`) by code of the same length, so that offsets stay.
 * A cell in another language becomes blank.
 */
export function maskMagics(source: string): string {
  const first = /^\s*%%(\w+)/.exec(source);
  if (first && !PYTHON_CELL_MAGICS.has(first[1] ?? '')) return source.replace(/[^\r\n]/g, ' ');
  return source.replace(/^([ \t]*)([%!?][^\r\n]*)/gm, (_, indent: string, body: string) => indent + filler(body.length)).replace(/^([ \t]*[\w.]+[ \t]*=[ \t]*)([!%][^\r\n]*)/gm, (_, head: string, body: string) => head + '0'.padEnd(body.length));
}

function filler(length: number): string {
  return length >= 4 ? 'pass'.padEnd(length) : '0'.padEnd(length);
}

/** Reads a notebook file. Returns undefined when it is no notebook. */
export function readNotebook(json: string): Notebook | undefined {
  const root = parseTree(json);
  const cellList = root && findNodeAtLocation(root, ['cells']);
  if (!root || cellList?.type !== 'array') return undefined;
  const language: unknown = (findNodeAtLocation(root, ['metadata', 'kernelspec', 'language']) ?? findNodeAtLocation(root, ['metadata', 'language_info', 'name']))?.value;
  const pieces: { readonly start: number; readonly node: Node; readonly raw: readonly number[] }[] = [];
  const cells: NotebookCell[] = [];
  let text = '';
  (cellList.children ?? []).forEach((cell, index) => {
    if (findNodeAtLocation(cell, ['cell_type'])?.value !== 'code') return;
    const source = findNodeAtLocation(cell, ['source']);
    const parts = source?.type === 'array' ? (source.children ?? []) : source ? [source] : [];
    const start = text.length;
    let own = '';
    for (const part of parts) {
      if (typeof part.value !== 'string') continue;
      pieces.push({ start: start + own.length, node: part, raw: rawOffsets(json, part) });
      own += part.value;
    }
    text += `${maskMagics(own)}\n`;
    cells.push({ index, start, end: start + own.length, source: own });
  });
  const toRaw = (offset: number, past = 0): number => {
    const piece = pieces.findLast((candidate) => candidate.start <= offset);
    return piece ? (piece.raw[Math.min(offset - piece.start + past, piece.raw.length - 1)] ?? piece.node.offset) : 0;
  };
  const toFile = (span: Span): Span => ({ start: toRaw(span.start), end: span.end > span.start ? toRaw(span.end - 1, 1) : toRaw(span.start) });
  return { text, cells, language: typeof language === 'string' ? language : 'python', toFile };
}

/** For every unit of a JSON string's value, where it stands in the file; one entry more for its end. */
function rawOffsets(json: string, node: Node): number[] {
  const offsets: number[] = [];
  const end = node.offset + node.length - 1;
  for (let i = node.offset + 1; i < end; ) {
    offsets.push(i);
    i += json[i] !== '\\' ? 1 : json[i + 1] === 'u' ? 6 : 2;
  }
  offsets.push(end);
  return offsets;
}
