import { PAGE_ROOT } from '../../protocol/pages.js';

/** Where a page's files lie, and what may be loaded from there. */
export interface PageParts {
  readonly title: string;
  /** The addresses of the page's script and style sheets. */
  readonly script: string;
  readonly styles: readonly string[];
  /** The source a content security policy may allow for our own files. */
  readonly source: string;
  /** A word nobody can guess; scripts without it do not run. */
  readonly nonce: string;
  /** The page turns itself into a picture and reads it back as `data:`. */
  readonly drawsPictures?: boolean;
}

/** The document of a page: everything in it is drawn by its script; the policy forbids all else. */
export function pageDocument({ title, script, styles, source, nonce, drawsPictures = false }: PageParts): string {
  const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${source}`, `font-src ${source}`, `img-src ${source}${drawsPictures ? ' data:' : ''}`].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join('\n')}
<title>${title}</title>
</head>
<body>
<div id="${PAGE_ROOT}"></div>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
