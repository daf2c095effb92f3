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

/** A text at an earlier time. */
interface EarlierText {
  readonly text: string;
  readonly since: string;
}

interface Known {
  readonly round: number;
  readonly found: Promise<EarlierText | undefined>;
  /** What is said about it, alone and beside the files around it. */
  readonly judged: Map<'alone' | 'around', Promise<Earlier | undefined>>;
}

/** What texts were when they were last committed or, where nothing is at hand that would know, when they were opened. */
export class EarlierTexts {
  readonly #session: Session;
  readonly #known = new WeakMap<OpenText, Known>();
  #round = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Undefined for a file that was not committed yet and for notebooks, of which every remark is as new as the other. Never rejects. */
  of(text: OpenText): Promise<Earlier | undefined> {
    let known = this.#known.get(text);
    if (known?.round !== this.#round) {
      known = { round: this.#round, found: this.#find(text).catch(() => undefined), judged: new Map() };
      this.#known.set(text, known);
    }
    // What was said with less knowledge than now would make old things look new.
    const way = this.#session.indexes.around(text) ? 'around' : 'alone';
    let judged = known.judged.get(way);
    if (!judged) {
      judged = this.#judge(text, known.found).catch(() => undefined);
      known.judged.set(way, judged);
    }
    return judged;
  }

  /** Something was committed or checked out. */
  forget(): void {
    this.#round++;
  }

  async #find(text: OpenText): Promise<EarlierText | undefined> {
    const [part, ...others] = text.parts;
    if (!part || others.length > 0) return undefined;
    const opened = part.text;
    const committed = this.#session.client.knowsCommands ? await ask(this.#session.connection, COMMITTED_TEXT, { uri: part.uri }).catch(() => null) : null;
    if (committed) return committed.text === null ? undefined : { text: committed.text, since: 'the last commit' };
    return { text: opened, since: 'it was opened' };
  }

  async #judge(text: OpenText, found: Promise<EarlierText | undefined>): Promise<Earlier | undefined> {
    const { document: { path, language }, folder } = text;
    const earlier = await found;
    if (!earlier) return undefined;
    const { engine, config } = folder;
    const document = await engine.open({ path, text: earlier.text, editorLanguage: language.editorIds[0] ?? language.id }, config);
    if (!document) return { profiles: [], since: earlier.since };
    try {
      return { profiles: engine.profile(document, config, NEVER_CANCELLED, this.#session.indexes.around(text)?.asItWouldBe), since: earlier.since };
    } finally {
      document.dispose();
    }
  }
}
