import { PAGE_ROOT } from '../../protocol/pages.js';

/** What each of our pages loads besides its script, and whether it turns itself into a picture, which it reads back as `data:`. */
const PAGES = {
  radar: { styles: ['webview.css'], drawsPictures: false },
  reader: { styles: ['webview.css'], drawsPictures: false },
  drawing: { styles: ['webview.css', 'drawing.css'], drawsPictures: true },
  lineage: { styles: ['webview.css', 'lineage.css'], drawsPictures: false },
} as const;

export type PageName = keyof typeof PAGES;

export interface PageParts {
  readonly page: PageName;
  readonly title: string;
  /** Where the page finds a file of the extension, given by its path. */
  readonly address: (path: string) => string;
  /** The source a content security policy may allow for our own files. */
  readonly source: string;
  /** A word nobody can guess; scripts without it do not run. */
  readonly nonce: string;
}

/** The document of a page: everything in it is drawn by its script; the policy forbids all else. */
export function pageDocument({ page, title, address, source, nonce }: PageParts): string {
  const { styles, drawsPictures } = PAGES[page];
  const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${source}`, `font-src ${source}`, `img-src ${source}${drawsPictures ? ' data:' : ''}`].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
${styles.map((style) => `<link rel="stylesheet" href="${address(`media/${style}`)}">`).join('\n')}
<title>${title}</title>
</head>
<body>
<div id="${PAGE_ROOT}"></div>
<script type="module" nonce="${nonce}" src="${address(`dist/webview/${page}.js`)}"></script>
</body>
</html>`;
}
