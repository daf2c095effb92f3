import { commands, window, workspace, type WorkspaceFolder } from 'vscode';

const OPEN_FOLDER = 'Open Folder…';

/** The folder something is to be written into: the only one, or the one the user picks. Undefined when there is none. */
export async function chooseFolder(words: { readonly which: string; readonly none: string }): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length > 1) return window.showWorkspaceFolderPick({ placeHolder: words.which });
  if (folders[0]) return folders[0];
  const choice = await window.showInformationMessage(words.none, OPEN_FOLDER);
  if (choice === OPEN_FOLDER) await commands.executeCommand('vscode.openFolder');
  return undefined;
}
