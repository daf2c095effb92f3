import { newRulePage } from '../../knowledge/rule-template.js';
import { RULE_CHECK, RULE_PLAN } from '../../protocol/requests.js';
import { OWN_PACK } from '../../workspace/packs.js';
import type { Session } from '../session.js';
import { onRequest } from './pages.js';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/;

/** A new rule page for a folder: which ids will do, and what would be written. Nothing is written here. */
export function registerNewRule(session: Session): void {
  onRequest(session, RULE_CHECK, async ({ folderUri, id }) => ({ error: (await problemWith(session, folderUri, id)) ?? null }));
  onRequest(session, RULE_PLAN, ({ id }) => Promise.resolve({ path: pathOf(id), text: newRulePage(id) }));
}

function pathOf(id: string): string {
  return `${OWN_PACK}/rules/${id}.md`;
}

async function problemWith(session: Session, folderUri: string, id: string): Promise<string | undefined> {
  if (!ID.test(id)) return 'An id has two parts of lower-case letters, digits and hyphens, such as team/no-print.';
  const folder = await session.folderOf(folderUri.replace(/\/$/, ''));
  if (folder.engine.knowledge.rules.some((rule) => rule.id === id)) return `There is a rule ${id} already; choose another name.`;
  if (id.startsWith('talklint/') || id.startsWith('cupid/')) return `Talklint keeps the group ${id.slice(0, id.indexOf('/'))} for itself; choose another.`;
  // A page with a mistake is no rule yet, and still must not be written over.
  const exists = folder.path !== undefined && (await session.files.stat(`${folder.path}/${pathOf(id)}`).catch(() => undefined));
  return exists ? `${pathOf(id)} exists already; choose another name.` : undefined;
}
