import { window, type LogOutputChannel } from 'vscode';

const SHOW_LOG = 'Show Log';

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Logs a failure and tells the user; `what` reads as the first half of a sentence, such as `Talklint could not start`. */
export function reportFailure(log: LogOutputChannel, what: string, error: unknown): void {
  log.error(what, error instanceof Error ? (error.stack ?? error.message) : String(error));
  void window.showErrorMessage(`${what}: ${messageOf(error)}`, SHOW_LOG).then((choice) => {
    if (choice === SHOW_LOG) log.show();
  });
}

/** Runs work nobody waits for; its failure is logged and shown. */
export function inBackground(log: LogOutputChannel, what: string, work: () => PromiseLike<unknown>): void {
  Promise.resolve()
    .then(work)
    .catch((error: unknown) => {
      reportFailure(log, what, error);
    });
}
