import { COMMANDS } from '../protocol/requests.js';

/** A link that opens a page in the reader; it works only in editors that know our command. */
export function pageLink(reference: string): string {
  return `command:${COMMANDS.openPage}?${encodeURIComponent(JSON.stringify([reference]))}`;
}
