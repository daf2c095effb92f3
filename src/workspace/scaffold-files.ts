import { NEVER_CANCELLED, type Clock, type Files } from '../document/ports.js';
import { standardOfFile } from '../mesh/descriptor-schema.js';
import type { ScaffoldHost } from '../mesh/scaffold/plan.js';
import { listFiles } from './enumerate.js';
import { readTextFile } from './text.js';

/** Where a data product is to be scaffolded. */
export interface ScaffoldPlace {
  /** The workspace folder, absolute, with `/`. */
  readonly folder: string;
  readonly files: Files;
  readonly clock: Clock;
  /** The templates, by path. */
  readonly templates: Readonly<Record<string, string>>;
  /** The version of Talklint. */
  readonly version: string;
  /** The text of a file that is open in the editor, which may differ from the one on the disk. */
  openText?(path: string): string | undefined;
}

/** What the scaffold needs of a folder: its descriptors, its texts, and new ids. Rejects with a FileError. */
export async function scaffoldHost(place: ScaffoldPlace): Promise<ScaffoldHost> {
  const existing = (path: string) => existingText(place, `${place.folder}/${path}`);
  // A descriptor nobody may read says nothing about the others.
  const readable = async (path: string) => (await existing(path).catch(() => '')) ?? '';
  const isDescriptor = (path: string) => standardOfFile(path) !== undefined;
  const { files } = await listFiles(place.folder, place.files, isDescriptor, NEVER_CANCELLED);
  const paths = files.map((path) => path.slice(place.folder.length).replace(/^\//, ''));
  return {
    descriptors: await Promise.all(paths.map(async (path) => ({ path, text: await readable(path) }))),
    existing,
    templates: place.templates,
    version: place.version,
    newId: () => crypto.randomUUID(),
    today: () => place.clock.today(),
    hash: sha256,
    readText: async (path) => {
      const text = await existing(path);
      if (text === undefined) throw new Error(`${path}: there is no such file; mend the path.`);
      if (text === '') throw new Error(`${path} is empty or no text; name a CSV or SQL file in UTF-8.`);
      return text;
    },
  };
}

/** The text at an absolute path; empty where something is there that is no text, for it must not be written over. */
async function existingText({ files, ...place }: ScaffoldPlace, path: string): Promise<string | undefined> {
  const open = place.openText?.(path);
  if (open !== undefined) return open;
  const stat = await files.stat(path);
  if (stat?.kind !== 'file') return stat && '';
  const file = await readTextFile(path, files);
  return 'text' in file ? file.text : '';
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
