import type { TextEdit } from '../../document/edit.js';
import type { Span } from '../../document/position.js';

/** A piece of a text that is code of another language, as that language sees it. */
export interface EmbeddedText {
  /** Id of a language page: `bash`, `sql` or `html`. */
  readonly language: string;
  readonly text: string;
  /** Where a span of the embedded text stands in the host's text (UTF-16 units). */
  toHost(span: Span): Span;
  /**
   * The edit of the host that makes this edit of the embedded text, or undefined where it cannot be written there as it
   * is (escapes, quotes, line breaks in a block with indentation, masked parts).
   */
  editHost(edit: TextEdit): TextEdit | undefined;
}

/** Whether an edit of an embedded text, `before` the edit, may be written into the host letter for letter. */
export type Writable = (edit: TextEdit, before: string) => boolean;

/** Consecutive units of the embedded text and what they stand for; host text between segments is not embedded. */
interface Segment {
  readonly at: number;
  readonly length: number;
  readonly host: number;
  readonly hostLength: number;
  /** The embedded units are those of the host; else they replace them. */
  readonly copied: boolean;
}

/** Builds an embedded text from left to right out of pieces of its host. */
export class EmbeddedTextBuilder {
  readonly #host: string;
  readonly #segments: Segment[] = [];
  #text = '';

  constructor(host: string) {
    this.#host = host;
  }

  get text(): string {
    return this.#text;
  }

  /** Takes over a piece of the host as it is. */
  copy(start: number, end: number): this {
    return this.#add(start, end, this.#host.slice(start, end), true);
  }

  /** Lets `text` stand for a piece of the host; of equal length, each unit stands for one unit. */
  replace(start: number, end: number, text: string): this {
    return this.#add(start, end, text, false);
  }

  /** Replaces a piece of the host by as many units: `first`, then `fill`, then `last`. */
  mask(start: number, end: number, fill: string, first = '', last = ''): this {
    const room = end - start;
    if (room <= 0) return this;
    if (room < first.length + last.length) return this.replace(start, end, fill.repeat(room));
    return this.replace(start, end, first + fill.repeat(room - first.length - last.length) + last);
  }

  /** Masks every piece of the embedded text between two marks, the marks included, letter for letter with `fill`. */
  maskBetween(open: string, close: string, fill: string): this {
    for (let start = this.#text.indexOf(open); start >= 0; start = this.#text.indexOf(open, start + 1)) {
      const end = this.#text.indexOf(close, start + open.length);
      if (end < 0) break;
      this.#maskEmbedded(start, end + close.length, fill);
    }
    return this;
  }

  #maskEmbedded(start: number, end: number, fill: string): void {
    this.#text = this.#text.slice(0, start) + fill.repeat(end - start) + this.#text.slice(end);
    const cut = this.#segments.flatMap((segment) => cutAt(cutAt([segment], start), end));
    const masked = cut.map((segment) => (segment.at >= start && segment.at < end ? { ...segment, copied: false } : segment));
    this.#segments.splice(0, this.#segments.length, ...masked);
  }

  build(language: string, writable: Writable): EmbeddedText {
    return new SegmentedText(language, this.#text, this.#segments, writable);
  }

  #add(start: number, end: number, text: string, copied: boolean): this {
    if (text === '') return this;
    const last = this.#segments.at(-1);
    if (copied && last?.copied && last.host + last.hostLength === start) {
      this.#segments[this.#segments.length - 1] = { ...last, length: last.length + text.length, hostLength: last.hostLength + text.length };
    } else {
      this.#segments.push({ at: this.#text.length, length: text.length, host: start, hostLength: end - start, copied });
    }
    this.#text += text;
    return this;
  }
}

/** Divides the copied segment that an offset lies within. */
function cutAt(segments: readonly Segment[], offset: number): Segment[] {
  return segments.flatMap((segment) => {
    const length = offset - segment.at;
    if (!segment.copied || length <= 0 || length >= segment.length) return [segment];
    const rest = { ...segment, at: offset, length: segment.length - length, host: segment.host + length, hostLength: segment.hostLength - length };
    return [{ ...segment, length, hostLength: length }, rest];
  });
}

class SegmentedText implements EmbeddedText {
  readonly language: string;
  readonly text: string;
  readonly #segments: readonly Segment[];
  readonly #writable: Writable;

  constructor(language: string, text: string, segments: readonly Segment[], writable: Writable) {
    this.language = language;
    this.text = text;
    this.#segments = segments;
    this.#writable = writable;
  }

  toHost(span: Span): Span {
    const from = Math.max(0, Math.min(span.start, this.text.length));
    const to = Math.max(from, Math.min(span.end, this.text.length));
    const start = this.#hostStart(from);
    return { start, end: to === from ? start : this.#hostEnd(to) };
  }

  editHost(edit: TextEdit): TextEdit | undefined {
    if (edit.start < 0 || edit.end < edit.start || edit.end > this.text.length || !this.#writable(edit, this.text)) return undefined;
    const host = edit.start === edit.end ? this.#insertionPoint(edit.start) : this.#copiedSpan(edit);
    return host && { ...host, text: edit.text };
  }

  /** The number of the segment a unit lies in; for the end of the text the last one. */
  #segmentOf(offset: number): number {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#segments[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #hostStart(offset: number): number {
    const segment = this.#segments[this.#segmentOf(offset)];
    if (!segment) return 0;
    if (offset >= segment.at + segment.length) return segment.host + segment.hostLength;
    return segment.length === segment.hostLength ? segment.host + offset - segment.at : segment.host;
  }

  #hostEnd(offset: number): number {
    const segment = this.#segments[this.#segmentOf(offset - 1)];
    if (!segment) return 0;
    return segment.length === segment.hostLength ? segment.host + offset - segment.at : segment.host + segment.hostLength;
  }

  #copiedSpan(span: Span): Span | undefined {
    const first = this.#segmentOf(span.start);
    const last = this.#segmentOf(span.end - 1);
    for (let i = first; i <= last; i++) if (!this.#segments[i]?.copied) return undefined;
    const host = this.toHost(span);
    // A longer span holds something that is not embedded, such as indentation.
    return host.end - host.start === span.end - span.start ? host : undefined;
  }

  #insertionPoint(offset: number): Span | undefined {
    const index = this.#segmentOf(offset);
    const at = this.#segments[index];
    const before = at?.at === offset ? this.#segments[index - 1] : undefined;
    const point = at?.copied ? this.#hostStart(offset) : before?.copied ? before.host + before.hostLength : undefined;
    return point === undefined ? undefined : { start: point, end: point };
  }
}
