import type { Connection } from 'vscode-languageserver';
import { FileError, type Files } from '../document/ports.js';
import { LIST_FOLDER, READ_FILE, STAT_FILE, type RequestOf } from '../protocol/requests.js';

/** Sends one of our own requests to the editor. */
export function ask<Params, Result>(connection: Connection, type: RequestOf<Params, Result>, params: Params): Promise<Result> {
  return connection.sendRequest<Result>(type.method, params);
}

/** A file of more bytes is not sent just for its start. */
const LARGEST_WHOLE = 8 * 1024 * 1024;

/** Bytes that travelled as base64. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0));
}

/** Files read through the editor; paths are URIs. The editor names links to folders `other`, so no walk goes in a circle. */
export function clientFiles(connection: Connection): Files {
  const guarded = async <Value>(uri: string, work: Promise<Value>): Promise<Value> => {
    try {
      return await work;
    } catch (cause) {
      throw new FileError(uri, `${uri}: cannot be read, because ${cause instanceof Error ? cause.message : String(cause)}.`, cause);
    }
  };
  const read = async (uri: string) => fromBase64(await guarded(uri, ask(connection, READ_FILE, { uri })));
  return {
    read,
    readStart: async (uri, length) => {
      // The editor hands over whole files only.
      const status = await guarded(uri, ask(connection, STAT_FILE, { uri }));
      if (status && status.bytes > LARGEST_WHOLE) throw new FileError(uri, `${uri}: is too large to be sent; look at its start elsewhere.`);
      return (await read(uri)).subarray(0, length);
    },
    list: async (uri) => (await guarded(uri, ask(connection, LIST_FOLDER, { uri }))).map((entry) => ({ path: entry.uri, kind: entry.kind })),
    stat: async (uri) => (await guarded(uri, ask(connection, STAT_FILE, { uri }))) ?? undefined,
    realPath: (uri) => Promise.resolve(uri),
  };
}
