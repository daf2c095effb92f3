import { Range, Uri, window, workspace, WorkspaceEdit, type QuickPickItem } from 'vscode';
import { readPlaceArguments, type PlaceArguments } from '../../protocol/arguments.js';
import type { RegionChoice } from '../../protocol/model.js';
import { CARBON_REGIONS } from '../../protocol/requests.js';
import type { Host } from '../host.js';

const NOWHERE = 'Put the cursor into a cloud resource whose region and machine type are written out; then there are figures to compare.';

interface RegionItem extends QuickPickItem {
  readonly choice: RegionChoice;
}

/** `talklint.moveRegion`: cleaner regions for the resource of a lens or under the cursor, nearest first; the chosen one is written where the region stands. */
export async function moveRegion({ server }: Host, value: unknown): Promise<void> {
  const place = readPlaceArguments(value) ?? cursor();
  const found = place && (await server.request(CARBON_REGIONS, place));
  if (!found) {
    void window.showInformationMessage(NOWHERE);
    return;
  }
  const { resource, current, note, choices } = found;
  if (choices.length === 0) {
    void window.showInformationMessage(`${resource} runs in ${current}. No region of this provider nearby has a grid that is cleaner by a third.`);
    return;
  }
  const items = choices.map((choice): RegionItem => ({ label: choice.label, description: choice.description, detail: choice.detail, choice }));
  const chosen = await window.showQuickPick(items, { title: `Move ${resource} from ${current}`, placeHolder: note === '' ? 'Nearest first; look at latency, residency and price before you move.' : note, matchOnDescription: true });
  if (!chosen) return;
  if (chosen.choice.edits.length > 0) await write(chosen.choice);
  else void window.showInformationMessage(note);
}

function cursor(): PlaceArguments | undefined {
  const editor = window.activeTextEditor;
  return editor && { uri: editor.document.uri.toString(), position: { line: editor.selection.active.line, character: editor.selection.active.character } };
}

async function write({ edits }: RegionChoice): Promise<void> {
  const change = new WorkspaceEdit();
  for (const { uri, range, text } of edits) change.replace(Uri.parse(uri), new Range(range.start.line, range.start.character, range.end.line, range.end.character), text);
  if (!(await workspace.applyEdit(change))) throw new Error('the file changed meanwhile; try again');
}
