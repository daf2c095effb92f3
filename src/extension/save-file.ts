import { commands, Uri, window, workspace } from 'vscode';

export interface SavedFile {
  /** What is saved, in the middle of a sentence: `the radar`. */
  readonly what: string;
  readonly name: string;
  readonly filters: Readonly<Record<string, string[]>>;
  readonly bytes: Uint8Array;
}

const OPEN = 'Open';

/** Asks where to save something, writes it there, and offers to open it; nothing happens when the user gives up. */
export async function saveFile({ what, name, filters, bytes }: SavedFile): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({ title: `Save ${what}`, filters, ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}) });
  if (!target) return;
  await workspace.fs.writeFile(target, bytes);
  const saved = target.path.slice(target.path.lastIndexOf('/') + 1);
  void window.showInformationMessage(`${what.slice(0, 1).toUpperCase()}${what.slice(1)} is saved as ${saved}.`, OPEN).then((choice) => (choice === OPEN ? commands.executeCommand('vscode.open', target) : undefined));
}
