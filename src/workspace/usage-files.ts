import { LineIndex } from '../document/position.js';
import type { DetectionTable } from '../radar/detection.js';
import { hasImports, isManifest, mentionsIn } from '../radar/mentions.js';
import type { FileMentions } from '../radar/usage.js';
import type { Config } from './config.js';
import type { Engine } from './engine.js';

/** Sources are read for their imports, but only so many of a folder: the radar is a help, not a census. */
export const MOST_SOURCES = 2000;

/** Why a file counts: it names packages, it is code with imports, or its being there says enough. */
export type UsageFileKind = 'manifest' | 'source' | 'name';

/** Whether a file can show a use of anything on the radar; `path` is relative to its folder, with `/`. */
export function usageFileKind(path: string, engine: Engine, table: DetectionTable): UsageFileKind | undefined {
  if (isManifest(path)) return 'manifest';
  const language = engine.languages.find(path)?.id;
  if (language !== undefined && hasImports(language)) return 'source';
  return table.blipsOfFile(path).length > 0 ? 'name' : undefined;
}

/** What a text says about the use of technologies. Rejects when its grammar cannot be loaded. */
export async function readMentions(engine: Engine, config: Config, file: { readonly uri: string; readonly path: string; readonly text: string }): Promise<FileMentions> {
  const { path, text } = file;
  const document = isManifest(path) ? undefined : await engine.open({ path, text }, config);
  try {
    return { uri: file.uri, path, lines: new LineIndex(text), mentions: mentionsIn({ path, text, language: document?.language.id, tree: document?.tree }) };
  } finally {
    document?.dispose();
  }
}
