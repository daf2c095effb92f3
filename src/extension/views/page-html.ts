import { Uri, type Webview, type WebviewOptions } from 'vscode';
import { pageDocument } from './page-document.js';

/** What a page may do: run our scripts and load our files, nothing else. */
export function pageOptions(extension: Uri): WebviewOptions {
  return { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, 'dist', 'webview'), Uri.joinPath(extension, 'media')] };
}

/** The document of one of our pages. */
export function pageHtml(webview: Webview, extension: Uri, page: 'radar' | 'reader', title: string): string {
  const script = webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'webview', `${page}.js`)).toString();
  const style = webview.asWebviewUri(Uri.joinPath(extension, 'media', 'webview.css')).toString();
  return pageDocument({ title, script, style, source: webview.cspSource, nonce: crypto.randomUUID() });
}
