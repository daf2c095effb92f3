/** Languages by the names VS Code has for them; the manifest activates the extension for the same list. */
export const LANGUAGES = ['python', 'typescript', 'typescriptreact', 'javascript', 'javascriptreact', 'terraform', 'hcl', 'yaml', 'github-actions-workflow', 'json', 'jsonc', 'html', 'dockerfile', 'java', 'go', 'rust', 'csharp', 'php', 'css', 'shellscript', 'sql'] as const;

/** What VS Code, with and without extensions for them, calls files we know by name; the extension wakes up for these too. */
export const LANGUAGES_OF_NAMED_FILES = ['toml', 'pip-requirements', 'go.mod', 'plaintext'] as const;
