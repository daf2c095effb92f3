import type { Span } from '../../document/position.js';

/** Where the file is put when there is none. */
export const NEW_CODE_OWNERS_PATH = 'CODEOWNERS';

export interface CodeOwnersBlock {
  /** What the marks around the block name. */
  readonly slug: string;
  /** The folder of the product, relative to the workspace folder. */
  readonly folder: string;
  /** `@name`, `@organisation/team` or an address; undefined to take the block out. */
  readonly owner: string | undefined;
}

/**
 * The file with the block of one product brought up to date: nothing outside the block changes. A new block goes to the
 * end, because the last line that fits a path wins. Throws an Error when a block begins and never ends.
 */
export function withCodeOwners(text: string, { slug, folder, owner }: CodeOwnersBlock, path: string): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const [begin, close] = [`# mesh:begin ${slug}`, `# mesh:end ${slug}`];
  const lines = owner === undefined ? [] : [begin, `/${escaped(folder)}/ ${owner}`, close];
  const block = lines.map((line) => line + end).join('');
  const from = lineAt(text, begin, 0);
  if (!from) return block === '' || text === '' || text.endsWith('\n') ? text + block : text + end + block;
  const to = lineAt(text, close, from.end);
  if (!to) throw new Error(`${path} has "${begin}" and no "${close}" below it; add that line or remove the other.`);
  return text.slice(0, from.start) + block + text.slice(to.end);
}

/** Where a line stands that says nothing else, with its end, at or behind an offset. */
function lineAt(text: string, line: string, from: number): Span | undefined {
  for (let start = from; start < text.length; ) {
    const next = text.indexOf('\n', start) + 1 || text.length;
    if (text.slice(start, next).trim() === line) return { start, end: next };
    start = next;
  }
  return undefined;
}

/** A path as a pattern that means exactly this path. */
function escaped(folder: string): string {
  return folder.replace(/[ #*?!\\[\]]/g, '\\$&');
}
