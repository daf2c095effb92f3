import type { LintDocument } from './document.js';
import { besides, type Surroundings } from './surroundings.js';

/** The paths of the other Terraform files of a document's folder, which form one module with it, or of those whose name fits; undefined while nobody has looked. */
export function moduleFiles(document: LintDocument, surroundings: Surroundings, names = /\.tf$/): readonly string[] | undefined {
  const entries = surroundings.names(besides(document.path, '.'));
  if (entries === undefined || entries === 'nothing') return entries && [];
  return entries.filter(({ kind, name }) => kind === 'file' && names.test(name)).map(({ name }) => besides(document.path, name)).filter((path) => path !== document.path);
}

/** The texts of those files; undefined while some are not known. */
export function moduleTexts(document: LintDocument, surroundings: Surroundings): readonly string[] | undefined {
  const texts = moduleFiles(document, surroundings)?.map((path) => surroundings.text(path));
  return texts?.every((text) => text !== undefined) === true ? texts.filter((text) => text !== 'nothing') : undefined;
}
