import { Disposable, extensions, Uri, type Event } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { COMMIT_CHANGED, COMMITTED_TEXT, type CommittedText } from '../protocol/requests.js';

/** The parts we use of what VS Code's own extension for git exports; absent in the browser and in folders without trust. */
interface GitExports {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

interface GitApi {
  getRepository(uri: Uri): GitRepository | null;
}

interface GitRepository {
  readonly state: { readonly HEAD?: { readonly commit?: string }; readonly onDidChange: Event<void> };
  show(reference: string, path: string): Promise<string>;
}

const GIT = 'vscode.git';
const LAST_COMMIT = 'HEAD';

/** Lends the server what files held when they were last committed, and tells it when that changes. */
export function lendCommittedTexts(client: BaseLanguageClient): Disposable {
  const following = new Map<GitRepository, Disposable>();
  const follow = (repository: GitRepository) => {
    if (following.has(repository)) return;
    let commit = repository.state.HEAD?.commit;
    const listening = repository.state.onDidChange(() => {
      if (repository.state.HEAD?.commit === commit) return;
      commit = repository.state.HEAD?.commit;
      void client.sendNotification(COMMIT_CHANGED.method, {});
    });
    following.set(repository, listening);
  };
  return Disposable.from(
    client.onRequest(COMMITTED_TEXT.method, async ({ uri }: { readonly uri: string }): Promise<CommittedText | null> => {
      const git = await openGit();
      const place = Uri.parse(uri, true);
      const repository = git?.getRepository(place);
      if (!repository?.state.HEAD?.commit) return null;
      follow(repository);
      // A file that was not there yet cannot be shown.
      return { text: await repository.show(LAST_COMMIT, place.fsPath).catch(() => null) };
    }),
    new Disposable(() => {
      for (const listening of following.values()) listening.dispose();
    }),
  );
}

async function openGit(): Promise<GitApi | undefined> {
  const git = extensions.getExtension<GitExports>(GIT);
  const exports = await git?.activate();
  return exports?.enabled === true ? exports.getAPI(1) : undefined;
}
