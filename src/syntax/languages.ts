import type { Language } from '../knowledge/model.js';

/** Finds the language of a text by the editor's word for it, else by its file name. */
export class LanguageTable {
  readonly #byEditorId = new Map<string, Language>();
  readonly #byExtension = new Map<string, Language>();
  readonly #byFileName = new Map<string, Language>();

  constructor(languages: readonly Language[]) {
    for (const language of languages) {
      for (const id of language.editorIds) this.#byEditorId.set(id, language);
      for (const extension of language.extensions) this.#byExtension.set(extension, language);
      for (const name of language.filenames) this.#byFileName.set(name.toLowerCase(), language);
    }
  }

  find(path: string, editorLanguage?: string): Language | undefined {
    const byEditor = editorLanguage === undefined ? undefined : this.#byEditorId.get(editorLanguage);
    return byEditor ?? this.#byPath(path);
  }

  #byPath(path: string): Language | undefined {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    // `Dockerfile.dev` is a Dockerfile.
    const known = this.#byFileName.get(name) ?? this.#byFileName.get(name.split('.')[0] ?? '');
    const dot = name.lastIndexOf('.');
    return (dot > 0 ? this.#byExtension.get(name.slice(dot)) : undefined) ?? known;
  }
}
