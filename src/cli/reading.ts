import { createHash } from 'node:crypto';
import { LineIndex, type Span } from '../document/position.js';
import { readNotebook, type Notebook } from '../document/notebook.js';
import type { TextEdit } from '../document/edit.js';
import type { Finding, ProposedFix } from '../lint/finding.js';
import { ERROR_KIND, MISSING } from '../syntax/flat-tree.js';
import type { Config } from '../workspace/config.js';
import type { Engine } from '../workspace/engine.js';
import type { Neighbourhood } from '../workspace/neighbourhood.js';
import type { OpenDocument } from '../workspace/open-document.js';
import { editsInNotebook } from './notebook-edits.js';
import { rangeFromOne, type ReportedFinding } from './report.js';

/** Where a text stands: as printed, and as path classes see it. */
interface Place {
  readonly shown: string;
  readonly name: string;
  readonly neighbourhood?: Neighbourhood;
}

/** One text opened by the engine, with the way from its document to its file. Dispose it. */
export class Reading {
  readonly document: OpenDocument;
  readonly #file: string;
  readonly #text: string;
  readonly #notebook: Notebook | undefined;
  readonly #lines: LineIndex;

  private constructor(document: OpenDocument, file: string, text: string, notebook: Notebook | undefined) {
    this.document = document;
    this.#file = file;
    this.#text = text;
    this.#notebook = notebook;
    this.#lines = notebook ? new LineIndex(text) : document.lines;
  }

  /** Undefined when no language page claims the path. Rejects when a notebook is none. */
  static async open(engine: Engine, { shown, name, neighbourhood }: Place, text: string, config: Config): Promise<Reading | undefined> {
    const notebook = shown.endsWith('.ipynb') ? readNotebook(text) : undefined;
    if (shown.endsWith('.ipynb') && !notebook) throw new Error('it is no Jupyter notebook');
    const document = await engine.open({ path: shown, classifiedAs: name, text: notebook?.text ?? text, ...(neighbourhood ? { neighbourhood } : {}), ...(notebook ? { editorLanguage: notebook.language } : {}) }, config);
    return document && new Reading(document, shown, text, notebook);
  }

  get isNotebook(): boolean {
    return this.#notebook !== undefined;
  }

  /** How many mistakes the parser met; a language without a grammar has none. */
  get parseErrors(): number {
    const { tree } = this.document;
    if (!tree) return 0;
    let errors = 0;
    for (let node = 0; node < tree.count; node++) if (tree.kind[node] === ERROR_KIND || ((tree.flags[node] ?? 0) & MISSING) !== 0) errors++;
    return errors;
  }

  /** A finding's fix as edits of the file's text; undefined when it cannot be made there without harm. */
  editsOf(finding: Finding, fix: ProposedFix): readonly TextEdit[] | undefined {
    return this.#notebook ? editsInNotebook(this.#text, this.#notebook, fix.edits, finding.match) : fix.edits;
  }

  report(finding: Finding, talk: string): ReportedFinding {
    const cell = this.#cellOf(finding.span);
    return {
      file: this.#file,
      rule: finding.rule,
      talk,
      severity: finding.severity,
      message: finding.message,
      range: this.#rangeInFile(this.#notebook ? this.#notebook.toFile(finding.span) : finding.span),
      fixable: finding.fixes.length > 0,
      related: finding.related.map(({ path, message, span }) => ({ file: path, message, ...(path === this.#file && !this.#notebook ? { range: this.#rangeInFile(span) } : {}) })),
      ...(cell ? { cell } : {}),
      fixes: finding.fixes.map((fix) => ({ title: fix.title, safe: fix.safe, edits: (this.editsOf(finding, fix) ?? []).map((edit) => ({ range: this.#rangeInFile(edit), text: edit.text })) })),
      lineHash: this.#lineHash(finding.span),
    };
  }

  dispose(): void {
    this.document.dispose();
  }

  #rangeInFile(span: Span) {
    return rangeFromOne(this.#lines.rangeOf(span));
  }

  #cellOf(span: Span): ReportedFinding['cell'] {
    const cell = this.#notebook?.cells.findLast((candidate) => candidate.start <= span.start);
    if (!cell) return undefined;
    const { lines } = this.document;
    return { index: cell.index, line: lines.positionAt(span.start).line - lines.positionAt(cell.start).line + 1 };
  }

  #lineHash(span: Span): string {
    const { lines, text } = this.document;
    const { start, end } = lines.rangeOf(span);
    const flagged = text.slice(lines.lineStart(start.line), lines.lineStart(end.line + 1));
    return createHash('sha256').update(flagged.replace(/\s+/g, ' ').trim()).digest('hex').slice(0, 16);
  }
}
