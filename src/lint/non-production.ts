const NOT_FOR_USERS = /^(?:dev|develop|development|test|tests|testing|staging|stage|qa|uat|sandbox|nonprod|preprod|playground)$/i;
const FOR_USERS = /^(?:prod|production|live)$/i;

/** The words of a name such as `RideLogs`, `ride_logs` or `ride-logs`. */
export function wordsOf(name: string): string[] {
  return name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').split(/[^A-Za-z\d]+/).filter((word) => word !== '');
}

/**
 * The word that says of a resource that it is not for production: of its own name, else of the two folders and the name
 * of its file; undefined where none says so, or one says the opposite.
 */
export function nonProductionWord(path: string, name: string): string | undefined {
  const own = stage(wordsOf(name));
  if (own) return own.word;
  const place = stage(path.split('/').slice(-3).flatMap(wordsOf));
  return place?.word;
}

function stage(words: readonly string[]): { readonly word: string | undefined } | undefined {
  if (words.some((word) => FOR_USERS.test(word))) return { word: undefined };
  const word = words.find((candidate) => NOT_FOR_USERS.test(candidate));
  return word === undefined ? undefined : { word };
}
