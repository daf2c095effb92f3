import { EventEmitter, Uri, window, workspace, type Disposable, type QuickPickItem, type TextDocumentContentProvider } from 'vscode';
import type { PlannedFile } from '../protocol/model.js';

const SCHEME = 'talklint-preview';

interface FileItem extends QuickPickItem {
  /** Undefined for the item that says yes. */
  readonly file?: PlannedFile;
}

/**
 * Shows files before they are written: moving through the list shows each beside it, accepting the first item says yes.
 * VS Code's own preview of edits begins with everything unticked, which would be one more question for each file.
 */
export async function confirmFiles(title: string, files: readonly PlannedFile[], yes = `Create ${files.length} ${files.length === 1 ? 'file' : 'files'}`): Promise<boolean> {
  const texts = new Map(files.map((file) => [uriOf(file).toString(), file.text]));
  const provider: TextDocumentContentProvider = { provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '' };
  const disposables: Disposable[] = [workspace.registerTextDocumentContentProvider(SCHEME, provider)];
  const box = window.createQuickPick<FileItem>();
  disposables.push(box);
  box.title = title;
  box.placeholder = 'Nothing is written yet. Move through the list to read each file.';
  box.ignoreFocusOut = true;
  box.items = [{ label: `$(check) ${yes}` }, ...files.map((file): FileItem => ({ label: `$(file) ${nameOf(file)}`, description: file.path, file }))];
  const answer = new EventEmitter<boolean>();
  disposables.push(
    answer,
    box.onDidChangeActive(([item]) => {
      if (item?.file) void window.showTextDocument(uriOf(item.file), { preview: true, preserveFocus: true });
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
    await closePreviews();
  }
}

function uriOf({ path }: PlannedFile): Uri {
  return Uri.from({ scheme: SCHEME, path: `/${path}` });
}

function nameOf({ path }: PlannedFile): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

async function closePreviews(): Promise<void> {
  const tabs = window.tabGroups.all.flatMap(({ tabs: all }) => all).filter(({ input }) => (input as { readonly uri?: Uri } | undefined)?.uri?.scheme === SCHEME);
  await window.tabGroups.close(tabs);
}
