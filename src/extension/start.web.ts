import { Uri, workspace, type ExtensionContext } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activate as activateWith } from './activate.js';

/** Entry point in a VS Code that runs in the browser: the server is a worker. */
export function activate(context: ExtensionContext): void {
  activateWith(context, async ({ extensionUri }, options) => {
    // A worker may only be started from the page's own origin, and the extension's files come from another.
    const script = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'dist', 'web', 'server.js'));
    const address = URL.createObjectURL(new Blob([new Uint8Array(script)], { type: 'text/javascript' }));
    const worker = new Worker(address, { name: 'Talklint' });
    const client = new LanguageClient('talklint', 'Talklint', worker, options);
    return {
      client,
      close: () => {
        worker.terminate();
        URL.revokeObjectURL(address);
      },
    };
  });
}
