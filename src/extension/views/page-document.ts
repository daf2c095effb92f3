import { PAGE_ROOT } from '../../protocol/pages.js';

/** Where a page's files lie, and what may be loaded from there. */
export interface PageParts {
  readonly title: string;
  /** The addresses of the page's script and style sheet. */
  readonly script: string;
  readonly style: string;
  /** The source a content security policy may allow for our own files. */
  readonly source: string;
  /** A word nobody can guess; scripts without it do not run. */
  readonly nonce: string;
}

/** The document of a page: everything in it is drawn by its script; the policy forbids all else. */
export function pageDocument({ title, script, style, source, nonce }: PageParts): string {
  const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${source}`, `font-src ${source}`, `img-src ${source}`].join('; ');
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
