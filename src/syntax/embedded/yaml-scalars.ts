import { isScalar, parseDocument, Scalar } from 'yaml';
import type { TextEdit } from '../../document/edit.js';
import type { Span } from '../../document/position.js';
import { editedLine } from './edited-line.js';
import { decodeEscapes } from './escapes.js';
import { EmbeddedTextBuilder, type Writable } from './offset-map.js';

const BLOCK_HEADER = /^[|>][+\-1-9]*[ \t]*(?:#[^\r\n]*)?(?:\r?\n|$)/;
const YAML_ESCAPE = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^])/g;

/** What a scalar of a YAML text says, in terms of that text. */
export interface ScalarText {
  readonly builder: EmbeddedTextBuilder;
  readonly writable: Writable;
}

/** The value of a scalar with the place of each unit, or undefined where the two cannot be matched exactly. */
export function scalarText(host: string, scalar: Scalar): ScalarText | undefined {
  const [start, end] = scalar.range ?? [0, 0];
  const value = scalar.source ?? '';
  if (value.trim() === '') return undefined;
  const builder = new EmbeddedTextBuilder(host);
  const found = readScalar(builder, host, { start, end }, scalar.type, value);
  return found && builder.text === value ? { builder, writable: found } : undefined;
}

function readScalar(builder: EmbeddedTextBuilder, host: string, span: Span, type: Scalar['type'], value: string): Writable | undefined {
  if (type === Scalar.BLOCK_LITERAL) return readBlock(builder, host, span, value) ? isWritableLiteral : undefined;
  if (type === Scalar.BLOCK_FOLDED) return readBlock(builder, host, span, value) ? (edit, before) => isWritableLiteral(edit, before) && keepsBlanksApart(edit, before) : undefined;
  const quote = type === Scalar.QUOTE_DOUBLE ? '"' : type === Scalar.QUOTE_SINGLE ? "'" : '';
  const inner = { start: span.start + quote.length, end: span.end - quote.length };
  const source = host.slice(inner.start, inner.end);
  if (quote === '"' && source.includes('\\')) {
    if (/[\r\n]/.test(source)) return undefined;
    decodeEscapes(builder, host, inner, YAML_ESCAPE);
  } else if (quote === "'" && source.includes("''")) {
    if (/[\r\n]/.test(source)) return undefined;
    decodeEscapes(builder, host, inner, /''/g);
  } else if (!alignLines(builder, host, trimmedLines(host, inner), inner.end, value)) return undefined;
  return isWritableFlow(quote);
}

/** A block scalar: every line without the indentation of the block. */
function readBlock(builder: EmbeddedTextBuilder, host: string, span: Span, value: string): boolean {
  const header = BLOCK_HEADER.exec(host.slice(span.start, span.end))?.[0];
  if (header === undefined) return false;
  const body = { start: span.start + header.length, end: span.end };
  const indentation = indentationOf(host.slice(body.start, body.end)) - indentationOf(value);
  if (indentation < 0) return false;
  const lines = linesOf(host, body).map((line) => ({ start: Math.min(line.start + indentation, line.end), end: line.end }));
  return alignLines(builder, host, lines, body.end, value);
}

/** The blanks before the first text. */
function indentationOf(text: string): number {
  return /^ *(?=[^ \r\n])/m.exec(text)?.[0].length ?? 0;
}

/** The lines of a span without their breaks. */
function linesOf(host: string, span: Span): Span[] {
  const lines: Span[] = [];
  let start = span.start;
  for (const { index, 0: lineBreak } of host.slice(span.start, span.end).matchAll(/\r?\n/g)) {
    lines.push({ start, end: span.start + index });
    start = span.start + index + lineBreak.length;
  }
  lines.push({ start, end: span.end });
  return lines;
}

function isBlank(unit: string | undefined): boolean {
  return unit === ' ' || unit === '\t';
}

/** Lines of a plain or quoted scalar: blanks at a line break belong to the break. */
function trimmedLines(host: string, span: Span): Span[] {
  const lines = linesOf(host, span);
  return lines.map(({ start, end }, index) => {
    let from = start;
    let to = end;
    if (index > 0) while (from < to && isBlank(host[from])) from++;
    if (index < lines.length - 1) while (to > from && isBlank(host[to - 1])) to--;
    return { start: from, end: to };
  });
}

/**
 * Finds the lines of the host, one after the other, in a value in which line breaks may have become blanks (YAML 1.2.2,
 * section 6.5, line folding). False when the value says something else.
 */
function alignLines(builder: EmbeddedTextBuilder, host: string, lines: readonly Span[], hostEnd: number, value: string): boolean {
  let at = 0;
  let last = lines[0]?.start ?? hostEnd;
  for (const line of lines) {
    if (line.start === line.end) continue;
    const text = host.slice(line.start, line.end);
    let found = at;
    if (at > 0 && value[at] === ' ' && !text.startsWith(' ') && value.startsWith(text, at + 1)) found = at + 1;
    else while (value[found] === '\n') found++;
    if (!value.startsWith(text, found)) return false;
    takeBreaks(builder, host, { start: last, end: line.start }, value.slice(at, found));
    builder.copy(line.start, line.end);
    at = found + text.length;
    last = line.end;
  }
  const rest = value.slice(at);
  takeBreaks(builder, host, { start: last, end: hostEnd }, rest);
  return /^\n*$/.test(rest);
}

/** What stands between two lines: as many breaks as in the host, each at its place, or fewer, or a blank for them. */
function takeBreaks(builder: EmbeddedTextBuilder, host: string, span: Span, breaks: string): void {
  const inHost = [...host.slice(span.start, span.end).matchAll(/\r?\n/g)];
  if (inHost.length !== breaks.length || breaks === ' ') {
    builder.replace(span.start, span.end, breaks);
    return;
  }
  for (const { index, 0: lineBreak } of inHost) {
    const start = span.start + index;
    if (lineBreak === '\n') builder.copy(start, start + 1);
    else builder.replace(start, start + lineBreak.length, '\n');
  }
}

/** What YAML allows in a block without escapes, tabs included. */
const PRINTABLE = /^[\t\x20-\x7e\u{a0}-\u{d7ff}\u{e000}-\u{fefe}\u{ff00}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

/** Within one line that keeps its indentation: blanks there mean something in a block. */
function isWritableLiteral(edit: TextEdit, before: string): boolean {
  const line = editedLine(edit, before);
  if (!line || line.before.trim() === '' || line.after.trim() === '' || line.after.includes('${{') || !PRINTABLE.test(edit.text)) return false;
  return /^\s*/.exec(line.after)?.[0] === /^\s*/.exec(line.before)?.[0];
}

/** In a folded text one cannot tell which blank is a line break, and blanks beside one mean something else or nothing. */
function keepsBlanksApart(edit: TextEdit, before: string): boolean {
  const after = before.slice(0, edit.start) + edit.text + before.slice(edit.end);
  const around = after.slice(Math.max(0, edit.start - 1), edit.start + edit.text.length + 1);
  return !/\s\s|^\s*$/.test(around) && after.trim() === after.replace(/\n+$/, '');
}

/** Plain and quoted scalars: what the YAML parser reads back must be the edited text. */
function isWritableFlow(quote: string): Writable {
  return (edit, before) => {
    if (!editedLine(edit, before) || !keepsBlanksApart(edit, before) || !PRINTABLE.test(edit.text) || /[\\'"\t]/.test(edit.text)) return false;
    const after = before.slice(0, edit.start) + edit.text + before.slice(edit.end);
    if (after.trim() === '' || after.includes('${{')) return false;
    return quote !== '' || (!/[[\]{},]/.test(edit.text) && isPlain(after));
  };
}

function isPlain(text: string): boolean {
  const document = parseDocument(`key: ${text}`, { prettyErrors: false, logLevel: 'silent' });
  const value: unknown = document.get('key', true);
  return document.errors.length === 0 && isScalar(value) && value.type === Scalar.PLAIN && value.source === text && typeof value.value === 'string';
}
