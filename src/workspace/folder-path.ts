const URI = /^[a-z][a-z0-9+.-]+:\/\//i;

/** A path relative to a folder as hosts call it: `root` is a path, or a URI in which names are encoded. */
export function placeIn(root: string, path: string): string {
  const relative = URI.test(root) ? path.split('/').map(encodeURIComponent).join('/') : path;
  return path === '' ? root : `${root}/${relative}`;
}

/** The way back: undefined for what lies outside the folder. */
export function pathWithin(root: string, place: string): string | undefined {
  if (!place.startsWith(`${root}/`)) return undefined;
  const relative = place.slice(root.length + 1);
  return URI.test(root) ? decodeURIComponent(relative) : relative;
}

/** The name of a file or folder from its place. */
export function lastName(place: string): string {
  const name = place.slice(place.lastIndexOf('/') + 1);
  return URI.test(place) ? decodeURIComponent(name) : name;
}
