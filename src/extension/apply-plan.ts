import { Range, Uri, window, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import type { PlannedFile, ProductPlan } from '../protocol/model.js';
import { isWritten } from '../protocol/planned-file.js';
import { confirmFiles } from './preview.js';

const MEANWHILE = 'a file has changed or appeared meanwhile; nothing was written, so run the command again';

/**
 * Shows what a plan would write and, once the user agrees, writes it as one edit that one undo takes back. Says so when
 * there is nothing to write. Gives true unless the user gave up. Rejects, and nothing is written, when a file is no
 * longer what it was when the plan was made.
 */
export async function applyPlan(heading: string, root: Uri, { files, notes }: ProductPlan): Promise<boolean> {
  const written = files.filter(isWritten);
  if (notes.length > 0) void window.showWarningMessage(notes.join(' '));
  if (written.length === 0) {
    void window.showInformationMessage('Nothing to write: every file of this data product is up to date.');
    return true;
  }
  const title = `${heading}: preview`;
  if (!(await confirmFiles({ title, files: written, yes: agreement(written), root }))) return false;
  await writeFiles(root, written);
  return true;
}

/** Such as `Create 2 files, change 1 file`. */
function agreement(files: readonly PlannedFile[]): string {
  const created = files.filter(({ before }) => before === undefined).length;
  const parts = [
    { verb: 'create', count: created },
    { verb: 'change', count: files.length - created },
  ];
  const words = parts
    .filter(({ count }) => count > 0)
    .map(({ verb, count }) => `${verb} ${count} ${count === 1 ? 'file' : 'files'}`)
    .join(', ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

async function writeFiles(root: Uri, files: readonly PlannedFile[]): Promise<void> {
  const change = new WorkspaceEdit();
  const created: Uri[] = [];
  const saved: TextDocument[] = [];
  for (const { path, text, before } of files) {
    const uri = Uri.joinPath(root, path);
    if (before === undefined) {
      if (await exists(uri)) throw new Error(MEANWHILE);
      created.push(uri);
      change.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(text) });
      continue;
    }
    const document = await workspace.openTextDocument(uri);
    if (unified(document.getText()) !== unified(before)) throw new Error(MEANWHILE);
    // What the user has not saved yet stays theirs to save.
    if (!document.isDirty) saved.push(document);
    change.replace(uri, document.validateRange(new Range(0, 0, document.lineCount, 0)), text);
  }
  await apply(change, created);
  for (const document of saved) await document.save();
}

/** VS Code stops at the first file it cannot write; what it has created until then is taken back. */
async function apply(change: WorkspaceEdit, created: readonly Uri[]): Promise<void> {
  if (await workspace.applyEdit(change)) return;
  for (const uri of created) if (await exists(uri)) await workspace.fs.delete(uri);
  const advice = 'look at the permissions of the folder and the space left';
  throw new Error(`a file could not be written, so nothing was; ${advice}`);
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** VS Code gives each text one kind of line end. */
function unified(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
