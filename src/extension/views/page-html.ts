import { Uri, type Webview, type WebviewOptions } from 'vscode';
import { PAGE_ROOT } from '../../protocol/pages.js';

/** What a page may do: run our scripts and load our files, nothing else. */
export function pageOptions(extension: Uri): WebviewOptions {
  return { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, 'dist', 'webview'), Uri.joinPath(extension, 'media')] };
}

type PageName = 'radar' | 'reader' | 'drawing';

/** What a page needs beyond its script and the common style; the drawing turns itself into a picture and reads it back as `data:`. */
const NEEDS: Readonly<Record<PageName, { readonly styles: readonly string[]; readonly pictures: string }>> = {
  radar: { styles: ['webview.css'], pictures: '' },
  reader: { styles: ['webview.css'], pictures: '' },
  drawing: { styles: ['webview.css', 'drawing.css'], pictures: ' data:' },
};

/** The document of a page: everything in it is drawn by its script; the policy forbids all else. */
export function pageHtml(webview: Webview, extension: Uri, page: PageName, title: string): string {
  const script = webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'webview', `${page}.js`)).toString();
  const { styles, pictures } = NEEDS[page];
  const links = styles.map((style) => `<link rel="stylesheet" href="${webview.asWebviewUri(Uri.joinPath(extension, 'media', style)).toString()}">`);
  const nonce = crypto.randomUUID();
  const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${webview.cspSource}`, `font-src ${webview.cspSource}`, `img-src ${webview.cspSource}${pictures}`].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
${links.join('\n')}
<title>${title}</title>
</head>
<body>
<div id="${PAGE_ROOT}"></div>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
