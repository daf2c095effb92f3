import type { Talk, TalkReference } from '../knowledge/model.js';
import { talkReferenceText } from '../knowledge/page.js';
import { COMMANDS } from '../protocol/requests.js';
import type { Folder } from './folders.js';
import type { Session } from './session.js';

/** A link that opens a page in the reader; it works only in editors that know our command. */
export function pageLink(reference: string): string {
  return `command:${COMMANDS.openPage}?${encodeURIComponent(JSON.stringify([reference]))}`;
}

export type Link = readonly [label: string, reference: string];

/** Links to pages as Markdown in one line; empty for editors that do not know our command. */
export function markdownLinks(session: Session, list: readonly Link[]): string {
  if (!session.client.knowsCommands) return '';
  return list.map(([label, reference]) => `[${escapeMarkdown(label)}](${pageLink(reference)})`).join(' · ');
}

export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}

/** A link to what a page was told in; none for pages without a talk. */
export function talkLink(folder: Folder, reference: TalkReference | undefined): Link[] {
  const talk: Talk | undefined = folder.engine.knowledge.talks.find(({ id }) => id === reference?.talk);
  return talk && reference ? [[`Talk: ${talk.title}`, `talk/${talkReferenceText(reference)}`]] : [];
}
