/** Longer folder names trouble some file systems once paths add up. */
export const LONGEST_SLUG = 64;

/** Names Windows keeps for devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A name as one folder or file name: lower case, accents dropped, everything but letters and digits of any script turned
 * into single hyphens. Empty when nothing remains.
 */
export function folderName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** Whether some operating system refuses a file or folder of this name. */
export function isDeviceName(slug: string): boolean {
  return DEVICE.test(slug);
}

/** The name of a port as a table or a variable bears it. */
export function tableName(port: string): string {
  return folderName(port).replaceAll('-', '_');
}

/** How long a name may be in a Backstage catalog. */
const LONGEST_ENTITY = 63;

/**
 * Names as the name of one entity of a Backstage catalog, which takes letters without accents, digits, hyphens and dots.
 * Other characters are named by their codes, so that two names stay two.
 */
export function entityName(...names: readonly string[]): string {
  const coded = (character: string) => `u${character.codePointAt(0)?.toString(16) ?? ''}`;
  const parts = names.map((name) => folderName(name).replace(/[^a-z0-9-]/gu, coded));
  return parts.join('.').slice(0, LONGEST_ENTITY).replace(/[-.]$/, '');
}
