/** One spelling, by the first part of a key such as `npm:moment`, for names an ecosystem holds to be the same. Names may end in `*`. */
const NORMAL: Partial<Readonly<Record<string, (name: string) => string>>> = {
  // Python packaging specification, "Name normalization".
  pypi: (name) => name.toLowerCase().replace(/[-_.]+/g, '-'),
  cargo: (name) => name.replaceAll('_', '-'),
  nuget: (name) => name.toLowerCase(),
  docker: (name) => name.replace(/^(?:index\.)?docker\.io\//, '').replace(/^library\//, ''),
  // An action may lie in a folder of its repository; the key names the repository.
  gha: (name) => name.toLowerCase().split('/').slice(0, 2).join('/'),
  // Go modules, "Major version suffixes".
  go: (name) => name.replace(/\/v\d+$/, ''),
};

/** The key as tables and mentions spell it, so that `pypi:Scikit_Learn` and `pypi:scikit-learn` meet. */
export function normalKey(key: string): string {
  const colon = key.indexOf(':');
  const scheme = key.slice(0, colon);
  const normal = Object.hasOwn(NORMAL, scheme) ? NORMAL[scheme] : undefined;
  return normal ? `${scheme}:${normal(key.slice(colon + 1))}` : key;
}
