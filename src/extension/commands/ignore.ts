import { Range, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { readIgnoreArguments, REASON, REASON_QUOTED, type IgnoreArguments, type TemplateEdit } from '../../protocol/arguments.js';
import type { Host } from '../host.js';

/** `talklint.ignore`: asks why, then writes the ignore with that reason. */
export async function ignore(_host: Host, value: unknown): Promise<void> {
  const request = readIgnoreArguments(value);
  if (!request) throw new Error('the command needs a finding to ignore; use the light bulb at a finding instead');
  const reason = await window.showInputBox({
    title: request.title,
    prompt: 'The reason is written beside the ignore, for whoever reads it next.',
    placeHolder: request.placeholder,
    ignoreFocusOut: true,
    validateInput: (text) => problemWith(text, request),
  });
  if (reason !== undefined) await write(request, reason.trim());
}

function problemWith(reason: string, { forbidden = [] }: IgnoreArguments): string | undefined {
  if (reason.trim() === '') return 'Say in a few words why this is fine here.';
  const end = forbidden.find((text) => reason.includes(text));
  return end === undefined ? undefined : `“${end}” would end the comment; leave it out.`;
}

async function write({ edits }: IgnoreArguments, reason: string): Promise<void> {
  const change = new WorkspaceEdit();
  const created: Uri[] = [];
  for (const edit of edits) {
    const uri = Uri.parse(edit.uri);
    if (!(await exists(uri))) {
      change.createFile(uri, { ignoreIfExists: true });
      created.push(uri);
    }
    const { start, end } = edit.range;
    change.replace(uri, new Range(start.line, start.character, end.line, end.character), filled(edit, reason));
  }
  if (!(await workspace.applyEdit(change))) throw new Error('the file changed meanwhile; try again');
  // A configuration that is not saved counts for nobody; the user's own text is left for the user to save.
  for (const uri of new Set([...created, ...edits.map((edit) => Uri.parse(edit.uri)).filter(({ path }) => path.includes('/.talklint/'))])) await (await workspace.openTextDocument(uri)).save();
}

function filled({ template }: TemplateEdit, reason: string): string {
  return template.split(REASON_QUOTED).join(JSON.stringify(reason)).split(REASON).join(reason);
}

async function exists(uri: Uri): Promise<boolean> {
  if (workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())) return true;
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
