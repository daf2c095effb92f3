import type { Session } from './session.js';
import { relativePath } from './texts.js';

/** How long nothing must change before listeners are told, in milliseconds. */
const PAUSE = 400;

/** Tells what the files of each folder say together of changes: of files that were saved, and of texts in the editor. */
export class CollectedFiles {
  readonly #session: Session;
  readonly #listeners: (() => void)[] = [];
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session) {
    this.#session = session;
    session.texts.onDidChange((uris) => this.#touch(uris));
    session.texts.onDidClose((uri) => this.#touch([uri]));
    session.onFilesChanged((uris) => this.#touch(uris));
  }

  /** Called once it is quiet after a change of files somebody asked about. */
  onDidChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #touch(uris: readonly string[]): void {
    void Promise.all(uris.map((uri) => this.#touchOne(uri))).then((affected) => {
      if (affected.some(Boolean)) this.#tellSoon();
    });
  }

  async #touchOne(uri: string): Promise<boolean> {
    const folder = await this.#session.folderOf(uri).catch(() => undefined);
    if (folder?.uri === undefined || !uri.startsWith(`${folder.uri}/`)) return false;
    return folder.neighbourhood?.collections.touch(relativePath(uri, folder.uri)) ?? false;
  }

  #tellSoon(): void {
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => {
      for (const listener of this.#listeners) listener();
    }, PAUSE);
    this.#telling.unref?.();
  }
}
