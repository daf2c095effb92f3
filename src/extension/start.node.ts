import { Uri, type ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activate as activateWith } from './activate.js';

/** Entry point in a desktop or remote VS Code: the server is a child process. */
export function activate(context: ExtensionContext): void {
  activateWith(context, ({ extensionUri }, options) => {
    const module = Uri.joinPath(extensionUri, 'dist', 'server.cjs').fsPath;
    const client = new LanguageClient('talklint', 'Talklint', { module, transport: TransportKind.ipc }, options);
    return { client, close: () => {} };
  });
}
