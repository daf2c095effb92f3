import type { CancellationToken } from '../document/ports.js';
import type { Span } from '../document/position.js';
import { changesSince, changeText } from '../cupid/delta.js';
import { lensOf, type FunctionProfile } from '../cupid/profile.js';
import type { RemarkLevel, Settings } from '../protocol/settings.js';
import type { Earlier } from './earlier.js';
import { ERROR_KIND, MISSING, type FlatTree } from '../syntax/flat-tree.js';
import { changeBetween } from '../syntax/text-change.js';
import type { OpenText } from './open-text.js';
import type { Session } from './session.js';
import type { WorkspaceIndexes } from './workspace-indexes.js';

/** What is said about one function. */
export interface Remark {
  readonly title: string;
  readonly profile: FunctionProfile;
}

/** A function as it was last judged: with a remark, or without one. */
interface Judged {
  readonly key: string;
  readonly profile: FunctionProfile;
  readonly title: string | undefined;
}

/**
 * The remarks of one text, steady while the user types: above the function the caret is in nothing appears or goes, and
 * a function whose syntax is broken for the moment keeps what was said about it.
 */
export class Remarks {
  readonly #text: OpenText;
  #level: RemarkLevel = 'quiet';
  #earlier: Earlier | undefined;
  #caret: number | undefined;
  #judged: readonly Judged[] = [];
  readonly #indexes: WorkspaceIndexes;
  /** Whether the editor tells where the caret is. */
  readonly #isFollowed: boolean;
  #seen: { readonly stamp: string; readonly text: string; readonly world: number } | undefined;
  /** Whether something is held back that would be said otherwise. */
  #holds = false;
  #released = false;

  constructor(text: OpenText, { indexes, client }: Pick<Session, 'indexes' | 'client'>) {
    this.#text = text;
    this.#indexes = indexes;
    this.#isFollowed = client.knowsCommands;
  }

  /** Which remarks are wanted, and what the text was before; what was said is judged anew where that changed. */
  compareWith(earlier: Earlier | undefined, level: RemarkLevel): void {
    if (earlier === this.#earlier && level === this.#level) return;
    if (level !== this.#level) this.#seen = undefined;
    this.#earlier = earlier;
    this.#level = level;
    this.#released = true;
  }

  /** The remarks of the text as it is now. Throws CancelledError. */
  now(token: CancellationToken): readonly Remark[] {
    const world = this.#indexes.around(this.#text)?.version ?? -1;
    if (this.#seen?.stamp !== this.#text.stamp || this.#seen.world !== world || this.#released) this.#judge(token);
    return this.#judged.flatMap(({ title, profile }) => (title === undefined ? [] : [{ title, profile }]));
  }

  /** Notes where the caret stands; whether remarks that were held back may now be shown. */
  moveCaret(offset: number): boolean {
    const before = this.#functionAt(this.#caret);
    this.#caret = offset;
    return this.#release(this.#functionAt(offset) !== before);
  }

  /** What a person saves is meant as it stands: nothing is held back any longer. Whether anything was. */
  settle(): boolean {
    this.#caret = undefined;
    return this.#release(true);
  }

  #release(free: boolean): boolean {
    if (free && this.#holds) this.#released = true;
    return this.#released;
  }

  #functionAt(offset: number | undefined): string | undefined {
    return offset === undefined ? undefined : this.#judged.findLast(({ profile }) => contains(profile.span, offset))?.key;
  }

  #judge(token: CancellationToken): void {
    const { folder, document, stamp } = this.#text;
    const index = this.#indexes.around(this.#text);
    const fresh = judge(folder.engine.profile(document, folder.config, token, index), this.#earlier, this.#level);
    const { text, tree } = document;
    const known = this.#known(text);
    const judged = known ? this.#settled(fresh, known, tree) : fresh;
    this.#judged = judged;
    this.#seen = { stamp, text, world: index?.version ?? -1 };
    this.#holds = judged.some(({ key, title }) => fresh.find((other) => other.key === key)?.title !== title);
    this.#released = false;
  }

  /** What was said last, moved with the text; undefined where nothing was said yet. */
  #known(text: string): readonly Judged[] | undefined {
    if (!this.#seen) return undefined;
    const { start, end, text: inserted } = changeBetween(this.#seen.text, text);
    const shift = inserted.length - (end - start);
    const moved = (span: Span): Span => ({ start: span.start >= end ? span.start + shift : Math.min(span.start, start), end: span.end >= end ? span.end + shift : Math.min(span.end, start) });
    // Word of the caret may come later than the edit, and it stands where the edit ended.
    if (this.#isFollowed && (shift !== 0 || inserted !== '')) this.#caret = start + inserted.length;
    else if (this.#caret !== undefined && this.#caret >= start) this.#caret = start + inserted.length;
    return this.#judged.map(({ key, title, profile }) => ({ key, title, profile: { ...profile, span: moved(profile.span), nameSpan: moved(profile.nameSpan), signals: profile.signals.map((signal) => ({ ...signal, evidence: signal.evidence.map((piece) => ({ ...piece, span: moved(piece.span) })) })) } }));
  }

  #settled(fresh: readonly Judged[], known: readonly Judged[], tree: FlatTree | undefined): Judged[] {
    const mistakes = tree ? mistakesIn(tree) : [];
    const caret = this.#caret;
    const before = new Map(known.map((judged) => [judged.key, judged]));
    const names = new Set(fresh.map(({ key }) => key));
    const kept = fresh.map((judged): Judged => {
      const { profile, key } = judged;
      const isHeld = (caret !== undefined && contains(profile.span, caret)) || mistakes.some((offset) => contains(profile.span, offset));
      if (!isHeld) return judged;
      const old = before.get(key);
      return { key, title: old?.title, profile: { ...profile, signals: old?.profile.signals ?? [] } };
    });
    // A function the parser lost over a mistake is still there for whoever types.
    const lost = mistakes.length === 0 ? [] : known.filter(({ key, title }) => title !== undefined && !names.has(key));
    return [...kept, ...lost].sort((a, b) => a.profile.nameSpan.start - b.profile.nameSpan.start);
  }
}

/** Functions of one name are told apart by their order. */
function keyed(profiles: readonly FunctionProfile[]): { readonly key: string; readonly profile: FunctionProfile }[] {
  const counts = new Map<string, number>();
  return profiles.map((profile) => {
    const count = counts.get(profile.name) ?? 0;
    counts.set(profile.name, count + 1);
    return { key: `${profile.name} ${count}`, profile };
  });
}

function judge(profiles: readonly FunctionProfile[], earlier: Earlier | undefined, level: RemarkLevel): Judged[] {
  const before = new Map(keyed(earlier?.profiles ?? []).map(({ key, profile }) => [key, profile]));
  return keyed(profiles).map(({ key, profile }) => ({ key, profile, title: titleOf(profile, before.get(key), earlier?.since ?? '', level) }));
}

/**
 * What is said above a function: what became worse since an earlier text, else what is to say at all, and what became
 * better where that was said before.
 */
function titleOf(profile: FunctionProfile, before: FunctionProfile | undefined, since: string, level: RemarkLevel): string | undefined {
  const changes = changesSince(before, profile);
  const loudness = level === 'quiet' ? 'quiet' : 'all';
  const now = lensOf(profile, loudness);
  const worse = now === undefined ? undefined : changeText(changes.filter(({ kind }) => kind === 'worse'), since);
  const wasSaid = before !== undefined && lensOf(before, loudness) !== undefined;
  const better = wasSaid ? changeText(changes.filter(({ kind }) => kind === 'better'), since) : undefined;
  const rest = level === 'changed' ? undefined : now;
  return [worse ?? rest, better].filter((part) => part !== undefined).join(' · ') || undefined;
}

function contains({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function mistakesIn(tree: FlatTree): number[] {
  const offsets: number[] = [];
  for (let node = 0; node < tree.count; node++) if (tree.kind[node] === ERROR_KIND || ((tree.flags[node] ?? 0) & MISSING) !== 0) offsets.push(tree.start[node] ?? 0);
  return offsets;
}

const REMARKS = new WeakMap<OpenText, Remarks>();

/** The remarks of an open text, for which what it was before is known; they live as long as it does. */
export async function remarksOf(session: Session, text: OpenText, settings: Pick<Settings, 'level'>): Promise<Remarks> {
  const earlier = await session.earlier.of(text);
  let remarks = REMARKS.get(text);
  if (!remarks) {
    remarks = new Remarks(text, session);
    REMARKS.set(text, remarks);
  }
  remarks.compareWith(earlier, settings.level);
  return remarks;
}
