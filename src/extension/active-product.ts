import { Uri, window, workspace, type TextDocument, type WorkspaceFolder } from 'vscode';

/** The descriptor of a data product in the active editor and its folder; the user is told when there is none. */
export function activeProduct(): { readonly document: TextDocument; readonly folder: WorkspaceFolder } | undefined {
  const document = window.activeTextEditor?.document;
  const folder = document && workspace.getWorkspaceFolder(document.uri);
  if (document && folder && /\.odps\.ya?ml$/.test(document.uri.path)) return { document, folder };
  void window.showInformationMessage('Open the descriptor of a data product first, such as dataproduct.odps.yaml.');
  return undefined;
}

/** Whether a descriptor, given relative to the folder, is this document. */
export function isDescriptorAt({ uri }: WorkspaceFolder, path: string, document: TextDocument): boolean {
  return Uri.joinPath(uri, path).toString() === document.uri.toString();
}
