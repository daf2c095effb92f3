import { Range, Uri, window } from 'vscode';
import type { Usage } from '../protocol/model.js';

/** Shows a place of the workspace in an editor, selected. */
export async function openUsage({ uri, range: { start, end } }: Usage): Promise<void> {
  await window.showTextDocument(Uri.parse(uri), { selection: new Range(start.line, start.character, end.line, end.character) });
}
