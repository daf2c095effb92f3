import { commands, Location, Range, Uri, window } from 'vscode';
import type { Usage } from '../protocol/model.js';

/** Shows a place of the workspace in an editor, selected. */
export async function openUsage({ uri, range: { start, end } }: Usage): Promise<void> {
  await window.showTextDocument(Uri.parse(uri), { selection: new Range(start.line, start.character, end.line, end.character) });
}

/** One place opens directly; several open in the peek view above the first. */
export async function openUsages(usages: readonly Usage[]): Promise<void> {
  const [first] = usages;
  if (!first) return;
  await openUsage(first);
  if (usages.length === 1) return;
  const locations = usages.map(({ uri, range: { start, end } }) => new Location(Uri.parse(uri), new Range(start.line, start.character, end.line, end.character)));
  const [{ uri, range } = new Location(Uri.parse(first.uri), new Range(0, 0, 0, 0))] = locations;
  await commands.executeCommand('editor.action.peekLocations', uri, range.start, locations, 'peek');
}
