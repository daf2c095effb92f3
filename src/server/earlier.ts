import type { FunctionProfile } from '../cupid/profile.js';
import { NEVER_CANCELLED } from '../document/ports.js';
import { COMMITTED_TEXT } from '../protocol/requests.js';
import { ask } from './client-files.js';
import type { OpenText } from './open-text.js';
import type { Session } from './session.js';

/** The functions of a text at an earlier time. */
export interface Earlier {
  readonly profiles: readonly FunctionProfile[];
  /** The time, after `since`. */
  readonly since: string;
}

/** What texts were when they were last committed or, where nothing is at hand that would know, when they were opened. */
export class EarlierTexts {
  readonly #session: Session;
  readonly #known = new WeakMap<OpenText, Promise<Earlier | undefined>>();
  #round = 0;
  readonly #rounds = new WeakMap<OpenText, number>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Undefined for a file that was not committed yet and for notebooks, of which every remark is as new as the other. Never rejects. */
  of(text: OpenText): Promise<Earlier | undefined> {
    let known = this.#rounds.get(text) === this.#round ? this.#known.get(text) : undefined;
    if (!known) {
      known = this.#find(text).catch(() => undefined);
      this.#known.set(text, known);
      this.#rounds.set(text, this.#round);
    }
    return known;
  }

  /** Something was committed or checked out. */
  forget(): void {
    this.#round++;
  }

  async #find(text: OpenText): Promise<Earlier | undefined> {
    const [part, ...others] = text.parts;
    if (!part || others.length > 0) return undefined;
    const opened = part.text;
    const committed = this.#session.client.knowsCommands ? await ask(this.#session.connection, COMMITTED_TEXT, { uri: part.uri }).catch(() => null) : null;
    if (committed) return committed.text === null ? undefined : { profiles: await this.#profile(text, committed.text), since: 'the last commit' };
    return { profiles: await this.#profile(text, opened), since: 'it was opened' };
  }

  async #profile({ document: { path, language }, folder: { engine, config } }: OpenText, text: string): Promise<readonly FunctionProfile[]> {
    const document = await engine.open({ path, text, editorLanguage: language.editorIds[0] ?? language.id }, config);
    if (!document) return [];
    try {
      return engine.profile(document, config, NEVER_CANCELLED);
    } finally {
      document.dispose();
    }
  }
}
