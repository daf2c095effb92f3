import { languages, workspace, type DocumentFilter, type TextDocument } from 'vscode';

/** Languages by the names VS Code has for them; the manifest activates the extension for the same list. */
export const LANGUAGES = [
  'python',
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'terraform',
  'hcl',
  'yaml',
  'json',
  'jsonc',
  'html',
  'dockerfile',
  'java',
  'go',
  'rust',
  'csharp',
  'php',
  'sql',
  'css',
  'shellscript',
] as const;

/** Files known by name: without an extension for their language VS Code opens them as plain text. */
const NAME_PATTERNS = ['**/requirements*.txt', '**/{pyproject.toml,Cargo.toml,go.mod}', '**/*.{tf,tfvars,hcl}'] as const;

/** What VS Code, with and without such extensions, calls the files known by name; the extension wakes up for these too. */
export const LANGUAGES_OF_NAMED_FILES = ['plaintext', 'toml', 'pip-requirements', 'go.mod', 'terraform-vars'] as const;

/** Texts nobody edits: old revisions, logs, generated schemas. Any other scheme may hold a text to help with. */
const UNSERVED_SCHEMES: ReadonlySet<string> = new Set(['git', 'output', 'vscode', 'vscode-scm', 'debug', 'comment']);

/** A filter both VS Code and the protocol understand. */
export type ServedFilter = DocumentFilter & ({ readonly language: string } | { readonly pattern: string });

/** Every text the server is told about, before `isServed` takes away the texts nobody edits. */
export const SELECTOR: readonly ServedFilter[] = [
  ...LANGUAGES.map((language) => ({ language })),
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
