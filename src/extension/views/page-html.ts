import { Uri, type Webview, type WebviewOptions } from 'vscode';
import { PAGE_ROOT } from '../../protocol/pages.js';

/** What a page may do: run our scripts and load our files, nothing else. */
export function pageOptions(extension: Uri): WebviewOptions {
  return { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, 'dist', 'webview'), Uri.joinPath(extension, 'media')] };
}

/** The document of a page: everything in it is drawn by its script; the policy forbids all else. */
export function pageHtml(webview: Webview, extension: Uri, page: 'radar' | 'reader', title: string): string {
  const script = webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'webview', `${page}.js`)).toString();
  const style = webview.asWebviewUri(Uri.joinPath(extension, 'media', 'webview.css')).toString();
  const nonce = crypto.randomUUID();
  const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${webview.cspSource}`, `font-src ${webview.cspSource}`, `img-src ${webview.cspSource}`].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${style}">
<title>${title}</title>
</head>
<body>
<div id="${PAGE_ROOT}"></div>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
