import type { Connection } from 'vscode-languageserver';
import type { Clock, Files } from '../document/ports.js';
import type { InitializationOptions } from '../protocol/requests.js';

/** What the process the server runs in can do: a Node process reads files itself, a worker asks the editor. */
export interface ServerPlatform {
  readonly clock: Clock;
  /** The workspace's files, by path or URI as `pathOf` writes them. */
  files(connection: Connection): Files;
  /** Files that ship with the product, by their bare name. */
  assets(connection: Connection, options: InitializationOptions): { load(name: string): Promise<Uint8Array> };
  /** How `files` calls the place a URI names. */
  pathOf(uri: string): string;
  uriOf(path: string): string;
}
