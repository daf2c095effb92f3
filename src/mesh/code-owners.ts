import picomatch from 'picomatch';
import type { Span } from '../document/position.js';

/** Where GitHub and GitLab look for the file, in the order in which they do. */
export const CODE_OWNERS_PATHS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'] as const;

/** The line of a CODEOWNERS file that decides about a path. */
export interface OwnerLine {
  readonly pattern: string;
  /** As written: `@org/team`, `@person` or an address. */
  readonly owners: readonly string[];
  /** The names of the teams among them, without the organisation. */
  readonly teams: readonly string[];
  readonly span: Span;
}

/**
 * Who owns a path by a CODEOWNERS file: the last line that fits. Undefined where only a line for everything fits, which
 * names reviewers and no owner, and for files with sections, which only GitLab reads in its own way.
 */
export function ownersOf(text: string, path: string): OwnerLine | undefined {
  if (/^\^?\[/m.test(text)) return undefined;
  let offset = 0;
  let last: OwnerLine | undefined;
  for (const line of text.split('\n')) {
    const read = lineAt(line, offset);
    if (read && matches(read.pattern, path)) last = read;
    offset += line.length + 1;
  }
  return last && EVERYTHING.test(last.pattern) ? undefined : last;
}

const EVERYTHING = /^\/?(?:\*|\*\*|\*\*\/\*|\.)?\/?$/;

function lineAt(line: string, offset: number): OwnerLine | undefined {
  const code = line.replace(/(?:^|\s)#.*$/, '').trimEnd();
  const [pattern, ...owners] = code.match(/(?:\\.|[^\s\\])+/g) ?? [];
  if (pattern === undefined) return undefined;
  const teams = owners.flatMap((owner) => /^@[^/@\s]+\/(?:.*\/)?([^/]+)$/.exec(owner)?.[1] ?? []);
  return { pattern, owners, teams, span: { start: offset + line.indexOf(pattern), end: offset + code.length } };
}

/** Patterns are those of .gitignore without negation: a slash at the start or within anchors them, a folder means all below it. */
function matches(pattern: string, path: string): boolean {
  if (pattern.startsWith('!')) return false;
  const isAnchored = pattern.slice(0, -1).includes('/');
  const name = pattern.replace(/^\//, '').replace(/\/$/, '');
  const glob = isAnchored ? name : `**/${name}`;
  // `docs/*` means the files of one folder alone.
  const globs = /(?:^|\/)\*$/.test(name) && isAnchored ? [glob] : [glob, `${glob}/**`];
  return picomatch.isMatch(path, pattern.endsWith('/') ? [`${glob}/**`] : globs, { dot: true, nobrace: true, noextglob: true });
}
