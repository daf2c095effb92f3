import type { Range } from 'vscode-languageserver';
import type { CancellationToken } from '../document/ports.js';
import { LineIndex, type Position, type Span } from '../document/position.js';
import { maskMagics } from '../document/notebook.js';
import type { Settings } from '../protocol/settings.js';
import type { Finding } from '../lint/finding.js';
import { LIFETIME } from '../workspace/neighbourhood.js';
import type { OpenDocument } from '../workspace/open-document.js';
import type { Folder } from './folders.js';

/** One document of the editor within a text: the whole of it, or one code cell of a notebook. */
export interface Part {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

interface Placed extends Part {
  readonly start: number;
  readonly end: number;
  readonly lines: LineIndex;
}

/** What the editor shows and the engine checks: a file, or all code cells of a notebook in order as one text. */
export class OpenText {
  readonly document: OpenDocument;
  readonly folder: Folder;
  #parts: readonly Placed[];
  #stamp: string;
  #findings: { readonly key: string; readonly list: readonly Finding[]; readonly at: number } | undefined;

  constructor(document: OpenDocument, folder: Folder, parts: readonly Part[], notebook: boolean) {
    this.document = document;
    this.folder = folder;
    this.#parts = place(parts, notebook);
    this.#stamp = stampOf(parts);
  }

  /** Changes with every edit. */
  get stamp(): string {
    return this.#stamp;
  }

  get parts(): readonly Part[] {
    return this.#parts;
  }

  /** Brings the text up to date with the editor; cheap when nothing changed. */
  update(parts: readonly Part[], notebook: boolean): void {
    const stamp = stampOf(parts);
    if (stamp === this.#stamp) return;
    this.document.update(joinParts(parts, notebook));
    this.#parts = place(parts, notebook);
    this.#stamp = stamp;
    this.#findings = undefined;
  }

  /**
   * The findings of the whole text, computed once for each edit and setting, and again after a while where they depend
   * on other files. Rejects with CancelledError.
   */
  async findings(settings: Settings, token: CancellationToken): Promise<readonly Finding[]> {
    const { engine, config } = this.folder;
    const key = JSON.stringify([settings.rules, settings.talks, this.folder.neighbourhood?.collections.generation]);
    const known = this.#findings;
    if (known?.key === key && (!this.document.dependsOnSurroundings || engine.clock.now() - known.at < LIFETIME)) return known.list;
    const at = engine.clock.now();
    const list = await engine.checkAround(this.document, config, { rules: settings.rules, talks: settings.talks }, token);
    this.#findings = { key, list, at };
    return list;
  }

  /** The range of a span in one document of the editor, or undefined when the span does not begin in it. */
  rangeIn(uri: string, span: Span): Range | undefined {
    const part = this.#parts.find((candidate) => candidate.uri === uri);
    if (!part || span.start < part.start || span.start > part.end) return undefined;
    return part.lines.rangeOf({ start: span.start - part.start, end: Math.min(span.end, part.end) - part.start });
  }

  /** The document a span begins in and its range there. */
  placeOf(span: Span): { readonly uri: string; readonly version: number; readonly range: Range } | undefined {
    for (const { uri, version } of this.#parts) {
      const range = this.rangeIn(uri, span);
      if (range) return { uri, version, range };
    }
    return undefined;
  }

  /** How many UTF-16 units a line of one document of the editor has, its end not counted; 0 where there is no such line. */
  lineLength(uri: string, line: number): number {
    const part = this.#parts.find((candidate) => candidate.uri === uri);
    if (!part) return 0;
    return part.text.slice(part.lines.lineStart(line), part.lines.lineStart(line + 1)).replace(/[\r\n]+$/, '').length;
  }

  /** The offset in the whole text of a position in one document of the editor, or -1. */
  offsetAt(uri: string, position: Position): number {
    const part = this.#parts.find((candidate) => candidate.uri === uri);
    return part ? part.start + part.lines.offsetAt(position) : -1;
  }

  dispose(): void {
    this.document.dispose();
  }
}

/** The text the engine sees. */
export function joinParts(parts: readonly Part[], notebook: boolean): string {
  return notebook ? parts.map(({ text }) => `${maskMagics(text)}\n`).join('') : parts.map(({ text }) => text).join('');
}

function place(parts: readonly Part[], notebook: boolean): Placed[] {
  let start = 0;
  return parts.map((part) => {
    const placed = { ...part, start, end: start + part.text.length, lines: new LineIndex(part.text) };
    start = placed.end + (notebook ? 1 : 0);
    return placed;
  });
}

function stampOf(parts: readonly Part[]): string {
  return parts.map(({ uri, version }) => `${uri} ${version}`).join('\n');
}
