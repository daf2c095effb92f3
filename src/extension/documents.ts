import { languages, workspace, type TextDocument } from 'vscode';
import { LANGUAGES } from '../protocol/languages.js';

/**
 * Files known by name: without an extension for their language VS Code opens them as plain text. Of all Markdown only the
 * pages of packs and glossaries are ours.
 */
const NAME_PATTERNS = ['**/requirements*.txt', '**/{pyproject.toml,Cargo.toml,go.mod}', '**/*.{tf,tfvars,hcl}', '**/.talklint/**/*.md', '**/{glossary,GLOSSARY}.md', '**/.talklint/radar*', '**/.talklint/radar*/**'] as const;

/** Has hovers on the words of the talks; it wakes nobody up. */
const MARKDOWN = 'markdown';

/** Texts nobody edits: old revisions, logs, generated schemas. Any other scheme may hold a text to help with. */
const UNSERVED_SCHEMES: ReadonlySet<string> = new Set(['git', 'output', 'vscode', 'vscode-scm', 'debug', 'comment', 'talklint-preview']);

/** A filter both VS Code and the protocol understand. */
type ServedFilter = { readonly language: string } | { readonly pattern: string };

/** Every text the server is told about, before `isServed` takes away the texts nobody edits. */
export const SELECTOR: readonly ServedFilter[] = [
  ...LANGUAGES.map((language) => ({ language })),
  { language: MARKDOWN },
  ...NAME_PATTERNS.map((pattern) => ({ pattern })),
];

/** Whether guidance is given in this text at all. */
export function isServed(document: TextDocument): boolean {
  return !UNSERVED_SCHEMES.has(document.uri.scheme) && languages.match(SELECTOR, document) > 0;
}

/** Whether any open text is one the server could say something about. */
export function someServedDocumentIsOpen(): boolean {
  return workspace.textDocuments.some(isServed);
}
