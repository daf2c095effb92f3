import { merge } from 'node-diff3';
import type { PlannedFile } from '../../protocol/model.js';

/** What planning needs to know of the files that are there. */
export interface PlanningHost {
  /** The text at a path relative to the workspace folder; what is there but cannot be read as text is an empty text. */
  existing(path: string): Promise<string | undefined>;
  /** SHA-256 of the UTF-8 text, in hexadecimal. */
  hash(text: string): Promise<string>;
}

/** What the last run generated, by path. */
export interface Generated {
  readonly hashes: Readonly<Record<string, string>>;
  /** The texts as its answers give them today; where the templates have changed since, they differ from the hashes. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Decides for one file after the other what is to become of it. */
export class FilePlanner {
  readonly files: PlannedFile[] = [];
  /** Sentences for the user. */
  readonly notes: string[] = [];
  /** What the next run takes for generated. */
  readonly hashes: Record<string, string> = {};
  readonly #host: PlanningHost;
  readonly #last: Generated;

  constructor(host: PlanningHost, last: Generated) {
    this.#host = host;
    this.#last = last;
  }

  async add(path: string, text: string): Promise<void> {
    const existing = await this.#host.existing(path);
    const recorded = this.#recorded(path);
    const proposed = this.#recorded(proposalFor(path));
    if (proposed !== undefined) this.hashes[proposalFor(path)] = proposed;
    if (existing === undefined) {
      const action = recorded === undefined ? 'create' : 'deleted';
      this.#plan({ path, action, text }, recorded ?? (await this.#host.hash(text)));
    } else if (sameText(existing, text)) {
      this.#plan({ path, action: 'keep', text }, await this.#host.hash(text));
    } else if (recorded === undefined) {
      await this.#beside(path, text, 'exists already and no record says that it was generated');
    } else if ((await this.#host.hash(unified(existing))) === recorded) {
      const update = { path, action: 'update', text: withEndsOf(existing, text), before: existing } as const;
      this.#plan(update, await this.#host.hash(text));
    } else {
      await this.#merge(path, text, existing, recorded);
    }
  }

  /** A file whose text was made out of what stands there, so that nothing is lost: the record, or a shared file. */
  addMade(path: string, text: string, existing: string | undefined): void {
    if (existing === undefined) this.files.push({ path, action: 'create', text });
    else if (sameText(existing, text)) this.files.push({ path, action: 'keep', text });
    else this.files.push({ path, action: 'update', text, before: existing });
  }

  /** Names files that were generated once and are not any more; they are left to the user. */
  async noteLeftOver(texts: ReadonlyMap<string, string>): Promise<void> {
    for (const path of Object.keys(this.#last.hashes)) {
      if (Object.hasOwn(this.hashes, path) || texts.has(path)) continue;
      if (path.endsWith(PROPOSAL) && texts.has(path.slice(0, -PROPOSAL.length))) continue;
      if ((await this.#host.existing(path)) === undefined) continue;
      this.notes.push(`${path} no longer follows from the answers; delete it if nothing needs it.`);
    }
  }

  #recorded(path: string): string | undefined {
    return Object.hasOwn(this.#last.hashes, path) ? this.#last.hashes[path] : undefined;
  }

  #plan(file: PlannedFile, hash: string): void {
    this.files.push(file);
    this.hashes[file.path] = hash;
  }

  /** The user's edits and what is new; where the old text is not known any more, both are left side by side. */
  async #merge(path: string, text: string, existing: string, recorded: string): Promise<void> {
    const hash = await this.#host.hash(text);
    if (hash === recorded) {
      this.#plan({ path, action: 'keep', text: existing }, hash);
      return;
    }
    const base = this.#last.texts.get(path);
    const isKnown = base !== undefined && (await this.#host.hash(base)) === recorded;
    const merged = isKnown ? mergedText(unified(existing), base, text) : undefined;
    if (merged === undefined) {
      this.hashes[path] = hash;
      await this.#beside(path, text, 'has edits where the new text differs too');
    } else {
      this.#plan({ path, action: 'merge', text: withEndsOf(existing, merged), before: existing }, hash);
    }
  }

  async #beside(path: string, text: string, why: string): Promise<void> {
    const proposal = proposalFor(path);
    const existing = await this.#host.existing(proposal);
    const recorded = this.#recorded(proposal);
    const hash = await this.#host.hash(text);
    const isDone = existing === undefined ? recorded === hash : sameText(existing, text);
    const isOurs = existing !== undefined && (await this.#host.hash(unified(existing))) === recorded;
    this.files.push({ path, action: isDone ? 'keep' : 'conflict', text });
    if (isDone) {
      this.hashes[proposal] = hash;
    } else if (existing === undefined || isOurs) {
      const before = existing === undefined ? {} : { before: existing };
      this.#plan({ path: proposal, action: isOurs ? 'update' : 'create', text, ...before }, hash);
      const advice = `compare it with ${proposal} and take over what you need`;
      this.notes.push(`${path} ${why}, so it stays as it is; ${advice}.`);
    } else {
      this.notes.push(`${path} ${why}, and so does ${proposal}; settle that one first, then run this again.`);
    }
  }
}

const PROPOSAL = '.new';

function proposalFor(path: string): string {
  return path + PROPOSAL;
}

/** Both changes of one text; undefined where they meet in the same lines. */
function mergedText(edited: string, base: string, renewed: string): string | undefined {
  const [a, o, b] = [edited, base, renewed].map((text) => text.split('\n')) as [string[], string[], string[]];
  const { conflict, result } = merge(a, o, b, { excludeFalseConflicts: true });
  return conflict ? undefined : result.join('\n');
}

/** A checkout on Windows may have changed the line ends; that is no edit. */
function unified(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function sameText(a: string, b: string): boolean {
  return unified(a) === unified(b);
}

function withEndsOf(existing: string, text: string): string {
  return existing.includes('\r\n') ? unified(text).replaceAll('\n', '\r\n') : text;
}
