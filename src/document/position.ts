/** A place in a text: line and character count from 0; characters are UTF-16 units, as in the language server protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** From `start` up to but not including `end`. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** From `start` up to but not including `end`, in UTF-16 units from the beginning of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The line starts of one text. `\n`, `\r\n` and a lone `\r` each end a line, as the protocol says. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    this.#starts = text.includes('\r') ? startsOfMixedLines(text) : startsOfLines(text);
    this.#length = text.length;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The line and character of an offset; offsets outside the text are moved to its nearest end. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStart(middle) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: at - this.lineStart(low) };
  }

  /** The offset of a position; a line or character past the end is moved to the nearest end. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.#starts.length) return this.#length;
    const start = this.lineStart(position.line);
    const next = position.line + 1 < this.#starts.length ? this.lineStart(position.line + 1) : this.#length;
    return Math.min(start + Math.max(0, position.character), next);
  }

  /** Where a line (counted from 0) begins, in UTF-16 units; past the last line, the length of the text. */
  lineStart(line: number): number {
    return this.#starts[line] ?? this.#length;
  }

  rangeOf(span: Span): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) starts.push(feed + 1);
  return starts;
}

function startsOfMixedLines(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === LINE_FEED || (unit === CARRIAGE_RETURN && text.charCodeAt(i + 1) !== LINE_FEED)) starts.push(i + 1);
  }
  return starts;
}
