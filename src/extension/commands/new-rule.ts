import { commands, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { RULE_CHECK, RULE_PLAN } from '../../protocol/requests.js';
import { chooseFolder } from '../choose-folder.js';
import type { Host } from '../host.js';

const MANAGE_TRUST = 'Manage Trust…';

/** `talklint.newRule`: asks for an id, writes a page to start from, and opens it. Nothing that exists is changed. */
export async function newRule({ server }: Host): Promise<void> {
  const folder = await chooseFolder({ which: 'In which folder should the rule apply?', none: 'A rule is a file of a folder, so open the folder it should apply to first.' });
  if (!folder) return;
  const folderUri = folder.uri.toString();
  const id = await window.showInputBox({
    title: 'New Rule',
    prompt: 'Its id: a group and a name. It becomes a page in .talklint/rules.',
    placeHolder: 'Id, such as team/no-print',
    ignoreFocusOut: true,
    validateInput: async (text) => (text.trim() === '' ? 'Name the rule.' : (await server.request(RULE_CHECK, { folderUri, id: text.trim() })).error),
  });
  if (id === undefined) return;
  const { path, text } = await server.request(RULE_PLAN, { folderUri, id: id.trim() });
  const uri = Uri.joinPath(folder.uri, path);
  const change = new WorkspaceEdit();
  change.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(text) });
  if (!(await workspace.applyEdit(change))) throw new Error('a file of that name has appeared meanwhile; run the command again');
  await window.showTextDocument(uri);
  if (!workspace.isTrusted) await explainTrust();
}

async function explainTrust(): Promise<void> {
  const choice = await window.showInformationMessage('The rule begins to work once you trust this folder.', MANAGE_TRUST);
  if (choice === MANAGE_TRUST) await commands.executeCommand('workbench.trust.manage');
}
