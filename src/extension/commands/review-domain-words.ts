import { ProgressLocation, Uri, window, workspace, WorkspaceEdit, Range, type QuickPickItem } from 'vscode';
import type { DomainWordReview } from '../../protocol/model.js';
import { DOMAIN_WORDS, GLOSSARY_PLAN } from '../../protocol/requests.js';
import { chooseFolder } from '../choose-folder.js';
import type { Host } from '../host.js';
import { confirmFiles } from '../preview.js';

const HEADING = 'Review Domain Words';

/** `talklint.reviewDomainWords`: which of the proposed words are of the domain and which are not, a preview of the glossary, then the lines that are new. */
export async function reviewDomainWords({ server }: Host): Promise<void> {
  const folder = await chooseFolder({ which: 'Which folder speaks the language of the domain?', none: 'The words are looked for in the files of a folder, so open one first.' });
  if (!folder) return;
  const folderUri = folder.uri.toString();
  const review = await window.withProgress({ location: ProgressLocation.Notification, title: 'Looking for the words of this folder…' }, () => server.request(DOMAIN_WORDS, { folderUri }));
  if (review.proposed.length === 0) {
    void window.showInformationMessage(`No word is left to decide about. ${knownWords(review)}`.trim());
    return;
  }
  const chosen = await choose(review);
  if (!chosen) return;
  const uri = Uri.joinPath(folder.uri, review.path);
  const text = review.exists ? (await workspace.openTextDocument(uri)).getText() : null;
  const plan = await server.request(GLOSSARY_PLAN, { text, ...chosen });
  const file = { path: review.path, action: review.exists ? 'update' : 'create', text: plan.text } as const;
  const yes = review.exists ? `Add to ${review.path}` : 'Create 1 file';
  if (!(await confirmFiles({ title: `${HEADING}: preview`, files: [file], yes }))) return;
  const change = new WorkspaceEdit();
  if (!review.exists) change.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(plan.text) });
  else for (const { range, newText } of plan.edits) change.replace(uri, new Range(range.start.line, range.start.character, range.end.line, range.end.character), newText);
  if (!(await workspace.applyEdit(change))) throw new Error('the glossary has changed meanwhile; run the command again');
  await window.showTextDocument(uri);
}

/** Undefined when nothing was decided. */
async function choose(review: DomainWordReview): Promise<{ readonly accepted: readonly string[]; readonly rejected: readonly string[] } | undefined> {
  const accepted = await pick(review.proposed, '1 of 2: words of your domain', `Tick the words you use with the people you build this for. ${knownWords(review)}`.trim());
  if (!accepted) return undefined;
  const rest = review.proposed.filter(({ word }) => !accepted.includes(word));
  const rejected = rest.length === 0 ? [] : await pick(rest, '2 of 2: none of your domain', 'Tick the words that are not to be proposed again. The others stay open.');
  return rejected && accepted.length + rejected.length > 0 ? { accepted, rejected } : undefined;
}

async function pick(words: DomainWordReview['proposed'], step: string, placeHolder: string): Promise<string[] | undefined> {
  const items = words.map(({ word, sources }): QuickPickItem => ({ label: word, description: sources.join(' · ') }));
  const picked = await window.showQuickPick(items, { title: `${HEADING} (${step})`, placeHolder, canPickMany: true, matchOnDescription: true, ignoreFocusOut: true });
  return picked?.map(({ label }) => label);
}

function knownWords({ known, path }: DomainWordReview): string {
  return known.length === 0 ? '' : `In ${path} already: ${known.join(', ')}.`;
}
