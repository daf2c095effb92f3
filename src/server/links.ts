import { COMMANDS } from '../protocol/requests.js';
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
