import { Range, Uri, window, type QuickPickItem } from 'vscode';
import { readProfileArguments, type ProfileEvidence } from '../../protocol/arguments.js';
import type { Host } from '../host.js';

interface EvidenceItem extends QuickPickItem {
  readonly evidence?: ProfileEvidence;
}

/** `talklint.showProfile`: the places a CUPID lens rests on; choosing one goes there. */
export async function showProfile({ reader }: Host, value: unknown): Promise<void> {
  const profile = readProfileArguments(value);
  if (!profile) throw new Error('the command needs the places of a lens; click on a lens instead');
  const items: EvidenceItem[] = profile.evidence.map((evidence) => ({ label: evidence.label, description: `line ${evidence.range.start.line + 1}`, ...(evidence.detail === undefined ? {} : { detail: evidence.detail }), evidence }));
  if (profile.reference !== undefined) items.push({ label: '$(book) What the talk says' });
  const chosen = await window.showQuickPick(items, { title: profile.title, placeHolder: 'Go to a place' });
  if (!chosen) return;
  if (chosen.evidence) await goTo(chosen.evidence, profile.uri);
  else if (profile.reference !== undefined) await reader.show(profile.reference);
}

async function goTo({ uri, range: { start, end } }: ProfileEvidence, home: string): Promise<void> {
  await window.showTextDocument(Uri.parse(uri ?? home), { selection: new Range(start.line, start.character, end.line, end.character) });
}
