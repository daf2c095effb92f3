import type { Files } from '../document/ports.js';

/** Where a folder keeps its own pack, relative to it. */
export const OWN_PACK = '.talklint';

/** The rooms of a pack whose pages are read by the rules of the product. */
export const PACK_ROOMS = ['rules', 'talks', 'radar', 'tips'] as const;

/** Where a pack lies that a configuration names, in the folder of that configuration. */
export function packPath(root: string, pack: string): string {
  return `${root}/${pack.replace(/^(\.\/)+/, '').replace(/\/+$/, '')}`;
}

/** Those of the named packs that are no folders. Never rejects. */
export async function missingPacks(root: string, packs: readonly string[], files: Files): Promise<ReadonlySet<string>> {
  const found = await Promise.all(packs.map((pack) => files.stat(packPath(root, pack)).catch(() => undefined)));
  return new Set(packs.filter((_, index) => found[index]?.kind !== 'folder'));
}

/** Whether a folder has pages of its own that would be read if it is trusted. Never rejects. */
export async function hasOwnPages(root: string, files: Files): Promise<boolean> {
  const found = await Promise.all(PACK_ROOMS.map((room) => files.stat(`${root}/${OWN_PACK}/${room}`).catch(() => undefined)));
  if (found.some((stat) => stat?.kind === 'folder')) return true;
  const entries = await files.list(`${root}/${OWN_PACK}`).catch(() => []);
  return entries.some(({ path }) => /\/radar[^/]*$/i.test(path));
}
