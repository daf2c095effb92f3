import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { CancelledError, throwIfCancelled } from '../document/ports.js';
import type { Session } from './session.js';

/**
 * Runs the work behind a request. Before it starts, waiting messages are read, so that a request the editor has given up
 * costs nothing. A failure is logged and answered with `otherwise`: one bad text must not take guidance from the others.
 */
export async function answer<Result>(session: Session, token: CancellationToken, otherwise: Result, work: () => Promise<Result>): Promise<Result> {
  await new Promise((resume) => setTimeout(resume, 0));
  try {
    throwIfCancelled(token);
    const result = await work();
    throwIfCancelled(token);
    return result;
  } catch (cause) {
    if (cause instanceof CancelledError) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    session.log.error(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
    return otherwise;
  }
}
