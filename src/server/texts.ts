import { NotebookDocuments, TextDocuments, TextDocumentSaveReason, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Folder } from './folders.js';
import type { ServerPlatform } from './platform.js';
import { joinParts, OpenText, type Part } from './open-text.js';

/** Texts larger than this are data; checking them would only slow the editor down. */
const LARGEST = 1024 * 1024;
const CODE_CELL = 2;

interface Source {
  readonly key: string;
  readonly notebook: boolean;
  readonly language: string;
  readonly parts: readonly Part[];
}

/** The texts open in the editor, parsed when first asked for and brought up to date before every answer. */
export class Texts {
  readonly #documents = new TextDocuments(TextDocument);
  readonly #notebooks = new NotebookDocuments(TextDocument);
  readonly #open = new Map<string, Promise<OpenText | undefined>>();
  readonly #folderOf: (uri: string) => Promise<Folder>;

  constructor(connection: Connection, folderOf: (uri: string) => Promise<Folder>) {
    this.#folderOf = folderOf;
    this.#documents.onDidClose(({ document }) => this.#forget(document.uri));
    this.#notebooks.onDidClose((notebook) => this.#forget(notebook.uri));
    this.#documents.listen(connection);
    this.#notebooks.listen(connection);
  }

  /** Called with the document's URI, or the URIs of all cells of a notebook, after each change. */
  onDidChange(listener: (uris: readonly string[]) => void): void {
    this.#documents.onDidChangeContent(({ document }) => {
      listener([document.uri]);
    });
    this.#notebooks.onDidChange(({ notebookDocument }) => {
      listener(notebookDocument.cells.map(({ document }) => document));
    });
  }

  onDidClose(listener: (uri: string) => void): void {
    this.#documents.onDidClose(({ document }) => {
      listener(document.uri);
    });
  }

  /** Called with each document that was opened or saved; its text is then what its file holds, or is meant to. */
  onDidSettle(listener: (document: TextDocument, how: 'opened' | 'saved') => void): void {
    this.#documents.onDidOpen(({ document }) => {
      listener(document, 'opened');
    });
    this.#documents.onDidSave(({ document }) => {
      listener(document, 'saved');
    });
  }

  /** Called with each document that a person saved; an editor that saves by itself after a while is none. */
  onDidSaveByHand(listener: (uri: string) => void): void {
    const bySelf = new Set<string>();
    this.#documents.onWillSave(({ document, reason }) => {
      if (reason === TextDocumentSaveReason.Manual) bySelf.delete(document.uri);
      else bySelf.add(document.uri);
    });
    this.#documents.onDidSave(({ document }) => {
      if (!bySelf.delete(document.uri)) listener(document.uri);
    });
  }

  /** URIs of everything open, cells included. */
  get uris(): readonly string[] {
    return [...this.#documents.keys(), ...this.#notebooks.cellTextDocuments.keys()];
  }

  /** The text of a URI as the editor has it, also where no language page claims it. */
  plain(uri: string): TextDocument | undefined {
    return this.#documents.get(uri) ?? this.#notebooks.cellTextDocuments.get(uri);
  }

  /** What the editor shows of a file, saved or not; undefined where it shows none. */
  shownAt(path: string, platform: Pick<ServerPlatform, 'pathOf'>): string | undefined {
    // Editors write addresses in more than one way.
    return this.#documents.all().find(({ uri }) => platform.pathOf(uri) === path)?.getText();
  }

  /** The text a document or cell belongs to, up to date; undefined when nothing can be said about it. */
  async get(uri: string): Promise<OpenText | undefined> {
    const source = this.#sourceOf(uri);
    if (!source || source.parts.reduce((sum, { text }) => sum + text.length, 0) > LARGEST) return undefined;
    let opening = this.#open.get(source.key);
    if (!opening) {
      opening = this.#openSource(source);
      this.#open.set(source.key, opening);
    }
    const text = await opening;
    // The editor may have gone on typing while the grammar was loading.
    const now = this.#sourceOf(uri);
    if (text && now) text.update(now.parts, now.notebook);
    return now && text;
  }

  /** Forgets every parsed text, because configuration or rules changed. */
  async clear(): Promise<void> {
    const texts = [...this.#open.values()];
    this.#open.clear();
    for (const text of texts) (await text.catch(() => undefined))?.dispose();
  }

  async #openSource(source: Source): Promise<OpenText | undefined> {
    const folder = await this.#folderOf(source.key);
    const path = relativePath(source.key, folder.uri);
    const document = await folder.engine.open({ path, text: joinParts(source.parts, source.notebook), editorLanguage: source.language, ...(folder.neighbourhood ? { neighbourhood: folder.neighbourhood } : {}) }, folder.config);
    return document && new OpenText(document, folder, source.parts, source.notebook);
  }

  #sourceOf(uri: string): Source | undefined {
    const notebook = this.#notebooks.findNotebookDocumentForCell(uri);
    if (!notebook) {
      const document = this.#documents.get(uri);
      return document && { key: uri, notebook: false, language: document.languageId, parts: [partOf(document)] };
    }
    const cells = notebook.cells.filter(({ kind }) => kind === CODE_CELL).map((cell) => this.#notebooks.getCellTextDocument(cell));
    const language = this.#notebooks.cellTextDocuments.get(uri)?.languageId;
    const alike = cells.filter((cell) => cell !== undefined && cell.languageId === language) as TextDocument[];
    return language === undefined || alike.length === 0 ? undefined : { key: notebook.uri, notebook: true, language, parts: alike.map(partOf) };
  }

  #forget(key: string): void {
    const text = this.#open.get(key);
    this.#open.delete(key);
    void text?.then((open) => open?.dispose()).catch(() => undefined);
  }
}

function partOf(document: TextDocument): Part {
  return { uri: document.uri, version: document.version, text: document.getText() };
}

/** The path below the folder, or the name the URI ends with. */
export function relativePath(uri: string, folder: string | undefined): string {
  if (folder !== undefined && uri.startsWith(`${folder}/`)) return decodeURIComponent(uri.slice(folder.length + 1));
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
