import {
  commands,
  EventEmitter,
  TabInputText,
  TabInputTextDiff,
  Uri,
  window,
  workspace,
  type Disposable,
  type QuickPickItem,
  type Tab,
  type TextDocumentContentProvider,
} from 'vscode';
import type { PlannedFile } from '../protocol/model.js';

const SCHEME = 'talklint-preview';

interface FileItem extends QuickPickItem {
  /** Undefined for the item that says yes. */
  readonly file?: PlannedFile;
}

export interface Confirmation {
  readonly title: string;
  readonly files: readonly PlannedFile[];
  /** What the item that agrees is called. */
  readonly yes: string;
  /** Where the paths begin; files that are there already are shown with what would change. */
  readonly root?: Uri;
}

/**
 * Shows files before they are written: moving through the list shows each beside it, accepting the first item says yes.
 * VS Code's own preview of edits begins with everything unticked, which would be one more question for each file.
 */
export async function confirmFiles({ title, files, yes, root }: Confirmation): Promise<boolean> {
  const texts = new Map(files.map((file) => [previewOf(file).toString(), file.text]));
  const provider: TextDocumentContentProvider = {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  };
  const disposables: Disposable[] = [workspace.registerTextDocumentContentProvider(SCHEME, provider)];
  const box = window.createQuickPick<FileItem>();
  disposables.push(box);
  box.title = title;
  box.placeholder = 'Nothing is written yet. Move through the list to read each file.';
  box.ignoreFocusOut = true;
  box.items = [{ label: `$(check) ${yes}` }, ...files.map(itemFor)];
  const answer = new EventEmitter<boolean>();
  disposables.push(
    answer,
    box.onDidChangeActive(([item]) => {
      if (item?.file) show(item.file, root);
    }),
    box.onDidAccept(() => {
      if (!box.activeItems[0]?.file) answer.fire(true);
    }),
    box.onDidHide(() => {
      answer.fire(false);
    }),
  );
  try {
    return await new Promise<boolean>((resolve) => {
      disposables.push(answer.event(resolve));
      box.show();
    });
  } finally {
    for (const disposable of disposables) disposable.dispose();
    await window.tabGroups.close(window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(isPreview));
  }
}

function itemFor(file: PlannedFile): FileItem {
  const icon = file.before === undefined ? 'file' : 'diff-modified';
  const what = { update: 'changed', merge: 'merged with your edits' }[file.action as string];
  const description = what === undefined ? file.path : `${file.path}, ${what}`;
  return { label: `$(${icon}) ${nameOf(file)}`, description, file };
}

function show(file: PlannedFile, root: Uri | undefined): void {
  const options = { preview: true, preserveFocus: true };
  const preview = previewOf(file);
  if (root === undefined || file.before === undefined) {
    void window.showTextDocument(preview, options);
  } else {
    const now = Uri.joinPath(root, file.path);
    void commands.executeCommand('vscode.diff', now, preview, nameOf(file), options);
  }
}

function previewOf({ path }: PlannedFile): Uri {
  return Uri.from({ scheme: SCHEME, path: `/${path}` });
}

function nameOf({ path }: PlannedFile): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function isPreview({ input }: Tab): boolean {
  if (input instanceof TabInputTextDiff) return input.modified.scheme === SCHEME;
  return input instanceof TabInputText && input.uri.scheme === SCHEME;
}
