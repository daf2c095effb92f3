import { Uri, type Webview, type WebviewOptions } from 'vscode';
import { pageDocument, type PageName } from './page-document.js';

/** What a page may do: run our scripts and load our files, nothing else. */
export function pageOptions(extension: Uri): WebviewOptions {
  return { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, 'dist', 'webview'), Uri.joinPath(extension, 'media')] };
}

/** The document of one of our pages. */
export function pageHtml(webview: Webview, extension: Uri, page: PageName, title: string): string {
  const address = (path: string) => webview.asWebviewUri(Uri.joinPath(extension, path)).toString();
  return pageDocument({ page, title, address, source: webview.cspSource, nonce: crypto.randomUUID() });
}
