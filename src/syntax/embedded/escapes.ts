import type { Span } from '../../document/position.js';
import type { EmbeddedTextBuilder } from './offset-map.js';

const LETTERS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\u0007', e: '\u001b', 0: '\0', _: '\u00a0' };

/** What an escape of a C-like language, of PHP or of YAML stands for; `?` for one that is not known. */
export function escaped(escape: string): string {
  if (!escape.startsWith('\\')) return escape[0] ?? '';
  const rest = escape.slice(1);
  // A backslash at the end of a line joins it with the next one.
  if (/^\r?\n/.test(rest)) return '';
  const code = /^(?:x|u|U|u\{)([\da-fA-F]+)\}?$/.exec(rest)?.[1];
  if (code !== undefined) return fromCode(Number.parseInt(code, 16));
  if (/^[0-7]{2,3}$/.test(rest)) return fromCode(Number.parseInt(rest, 8));
  if (rest.length > 1) return '?';
  return LETTERS[rest] ?? (/[a-zA-Z\d]/.test(rest) ? '?' : rest);
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '?';
}

/** Takes over a piece of the host in which every match of `pattern` is an escape. */
export function decodeEscapes(builder: EmbeddedTextBuilder, host: string, span: Span, pattern: RegExp): void {
  let last = span.start;
  for (const { index, 0: escape } of host.slice(span.start, span.end).matchAll(pattern)) {
    const start = span.start + index;
    builder.copy(last, start).replace(start, start + escape.length, escaped(escape));
    last = start + escape.length;
  }
  builder.copy(last, span.end);
}
