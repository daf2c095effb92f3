import type { TextEdit } from '../document/edit.js';

/** How many units are compared at once: slices compare as fast as the machine can, single units do not. */
const CHUNK = 1024;

/**
 * The smallest single edit that turns one text into another, in UTF-16 units.
 * It never parts the two units of a character beyond the basic plane: a parser would see half of it kept.
 */
export function changeBetween(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = commonStart(before, after, shorter);
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start--;
  let tail = commonEnd(before, after, shorter - start);
  if (tail > 0 && isLowSurrogate(before.charCodeAt(before.length - tail))) tail--;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

function commonStart(a: string, b: string, limit: number): number {
  let same = 0;
  while (same + CHUNK <= limit && a.slice(same, same + CHUNK) === b.slice(same, same + CHUNK)) same += CHUNK;
  while (same < limit && a.charCodeAt(same) === b.charCodeAt(same)) same++;
  return same;
}

function commonEnd(a: string, b: string, limit: number): number {
  const shift = b.length - a.length;
  let from = a.length;
  const stop = a.length - limit;
  while (from - CHUNK >= stop && a.slice(from - CHUNK, from) === b.slice(from - CHUNK + shift, from + shift)) from -= CHUNK;
  while (from > stop && a.charCodeAt(from - 1) === b.charCodeAt(from - 1 + shift)) from--;
  return a.length - from;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** An offset whose row is known; rows count from 0 and end at `\n` alone, as the parser counts. */
export interface RowAnchor {
  readonly offset: number;
  readonly row: number;
}

/** The row of an offset, counted from the anchor: nearby edits cost next to nothing in a long text. */
export function rowOf(text: string, offset: number, anchor: RowAnchor): number {
  if (offset >= anchor.offset) return anchor.row + lineFeeds(text, anchor.offset, offset);
  return anchor.row - lineFeeds(text, offset, anchor.offset);
}

/** How many units of its row stand before an offset. */
export function columnOf(text: string, offset: number): number {
  return offset === 0 ? 0 : offset - 1 - text.lastIndexOf('\n', offset - 1);
}

function lineFeeds(text: string, from: number, to: number): number {
  let found = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) found++;
  return found;
}
