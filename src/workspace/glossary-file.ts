import { GLOSSARY_PATHS, readGlossary, type Glossary, type GlossaryProblem } from '../cupid/glossary.js';
import type { Files } from '../document/ports.js';
import { readTextFile } from './text.js';

/** The glossary of a folder. */
export interface GlossaryFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly glossary: Glossary;
  readonly problems: readonly GlossaryProblem[];
}

/** Reads the glossary of a folder; undefined where there is none that can be read. Never rejects. */
export async function findGlossary(folder: string, files: Files): Promise<GlossaryFile | undefined> {
  for (const path of GLOSSARY_PATHS) {
    const stat = await files.stat(`${folder}/${path}`).catch(() => undefined);
    const file = stat?.kind === 'file' ? await readTextFile(`${folder}/${path}`, files).catch(() => undefined) : undefined;
    if (file && 'text' in file) return { path, text: file.text, ...readGlossary(file.text) };
  }
  return undefined;
}
