import { DidChangeWatchedFilesNotification, type Connection, type Disposable } from 'vscode-languageserver';
import { GLOSSARY_PATHS } from '../cupid/glossary.js';
import { USAGE_FILES } from './usage-watch.js';
import { OWN_PACK } from '../workspace/packs.js';
import type { Folder } from './folders.js';

/** Asks the editor to tell about changes of configurations, glossaries and packs, and of files that may use what is on the radar; packs a configuration names may lie anywhere. */
export class PackWatcher {
  readonly #connection: Connection;
  readonly #able: boolean;
  #watched = '';
  #packs: readonly string[] = [OWN_PACK];
  #registration: Promise<Disposable> | undefined;

  constructor(connection: Connection, able: boolean) {
    this.#connection = connection;
    this.#able = able;
  }

  /** Whether a URI names a glossary, a pack that is watched, or something in one. */
  isOfPack(uri: string): boolean {
    const path = decodeURIComponent(uri);
    return GLOSSARY_PATHS.some((glossary) => path.endsWith(`/${glossary}`)) || this.#packs.some((pack) => path.endsWith(`/${pack}`) || path.includes(`/${pack}/`));
  }

  /** Watches what these folders name; does nothing when that is what is watched already. */
  async watch(folders: readonly Folder[]): Promise<void> {
    const named = folders.flatMap(({ config }) => config.packs).map((pack) => pack.replace(/^(\.\/)+/, '').replace(/\/+$/, ''));
    const packs = [...new Set([OWN_PACK, ...named])].filter((pack) => pack !== '' && !pack.includes('..'));
    // A folder that goes away as a whole is told of by its own name alone.
    this.#packs = packs;
    const watchers = [...packs.flatMap((pack) => [{ globPattern: `**/${pack}` }, { globPattern: `**/${pack}/**` }]), ...GLOSSARY_PATHS.filter((path) => !path.startsWith('.')).map((path) => ({ globPattern: `**/${path}` })), ...USAGE_FILES];
    const key = JSON.stringify(watchers);
    if (!this.#able || key === this.#watched) return;
    this.#watched = key;
    const before = this.#registration;
    this.#registration = this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    (await before)?.dispose();
    await this.#registration;
  }
}
