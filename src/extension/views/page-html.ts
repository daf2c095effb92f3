import { Uri, type Webview, type WebviewOptions } from 'vscode';
import { pageDocument } from './page-document.js';

/** What a page may do: run our scripts and load our files, nothing else. */
export function pageOptions(extension: Uri): WebviewOptions {
  return { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, 'dist', 'webview'), Uri.joinPath(extension, 'media')] };
}

type PageName = 'radar' | 'reader' | 'drawing';

/** The document of one of our pages. */
export function pageHtml(webview: Webview, extension: Uri, page: PageName, title: string): string {
  const address = (...path: readonly string[]) => webview.asWebviewUri(Uri.joinPath(extension, ...path)).toString();
  const isDrawing = page === 'drawing';
  const styles = ['webview.css', ...(isDrawing ? ['drawing.css'] : [])].map((style) => address('media', style));
  return pageDocument({ title, script: address('dist', 'webview', `${page}.js`), styles, source: webview.cspSource, nonce: crypto.randomUUID(), drawsPictures: isDrawing });
}
