import { window } from 'vscode';
import { RADAR } from '../../protocol/requests.js';
import type { Host } from '../host.js';

/** `talklint.openTalk`: choose one of the talks and read it. */
export async function openTalk({ server, reader }: Host): Promise<void> {
  const talks = server.request(RADAR, {}).then((overview) => overview.talks.map(({ id, title }) => ({ label: title, id })));
  const chosen = await window.showQuickPick(talks, { title: 'Open a Talk', placeHolder: 'Which talk?', matchOnDescription: true });
  if (chosen) await reader.show(`talk/${chosen.id}`);
}
