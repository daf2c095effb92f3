import { BlipWords, commentAt, proseAt } from '../radar/words.js';
import type { Span } from '../document/position.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import type { Card } from './card.js';
import type { Folder } from './folders.js';
import { escapeMarkdown, markdownLinks, talkLink } from './links.js';
import type { Session } from './session.js';

/** A text that may speak of technologies in prose: Markdown, or code with comments. */
export interface Prose {
  readonly text: string;
  /** The tree of code; Markdown has none. */
  readonly tree: FlatTree | undefined;
}

const tables = new WeakMap<Folder['engine'], BlipWords>();

/** What the radar says about a technology or term that a comment or a Markdown text names at an offset. */
export function wordCards(session: Session, folder: Folder, { text, tree }: Prose, offset: number): Card[] {
  const prose: Span | undefined = tree ? commentAt(tree, offset) : proseAt(text, offset);
  const named = prose && wordsOf(folder).at(text, offset, prose);
  if (!named) return [];
  const { blip, span } = named;
  const links = markdownLinks(session, [['On the radar', `blip/${blip.id}`], ...talkLink(folder, blip.talk)]);
  return [{ ...span, markdown: [`**${escapeMarkdown(blip.title)}** · ${blip.ring}`, firstSentence(blip.markdown), links].filter((part) => part !== '').join('\n\n') }];
}

function wordsOf({ engine }: Folder): BlipWords {
  const words = tables.get(engine) ?? new BlipWords(engine.knowledge.blips);
  tables.set(engine, words);
  return words;
}

/** A hover over prose gets in the way of reading, so it says one thing. */
function firstSentence(markdown: string): string {
  const [paragraph = ''] = markdown.replace(/^\s*# .*\n+/, '').trim().split(/\n\s*\n/);
  const line = paragraph.replace(/\s+/g, ' ');
  return /^.+?[.!?](?= [A-Z`*[])/.exec(line)?.[0] ?? line;
}
