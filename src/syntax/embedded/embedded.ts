import type { FlatTree } from '../flat-tree.js';
import { shellInDockerfile } from './dockerfile-shell.js';
import { htmlInScript } from './script-html.js';
import type { EmbeddedText } from './offset-map.js';
import { sqlInStrings } from './string-sql.js';
import { holdsShell, shellInYaml } from './yaml-shell.js';

export type { EmbeddedText } from './offset-map.js';

/** A text that may hold code of other languages. */
export interface HostText {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  /** Id of a language page. */
  readonly language: string;
  readonly text: string;
  /** Absent for languages without a grammar. */
  readonly tree: FlatTree | undefined;
}

const EMBEDDABLE: Readonly<Record<string, readonly string[]>> = {
  dockerfile: ['bash'],
  yaml: ['bash'],
  python: ['sql'],
  java: ['sql'],
  go: ['sql'],
  csharp: ['sql'],
  php: ['sql'],
  rust: ['sql'],
  typescript: ['sql', 'html'],
  tsx: ['sql', 'html'],
  javascript: ['sql', 'html'],
};

/** The languages that may be embedded in a host language, without looking at a text; `path` tells workflows from other YAML. */
export function embeddable(language: string, path: string): readonly string[] {
  return language === 'yaml' && !holdsShell(path) ? [] : (EMBEDDABLE[language] ?? []);
}

/** What a host text embeds, in order of place for each language. `wanted` limits the work to these languages. Never throws. */
export function embeddedTexts(host: HostText, wanted: ReadonlySet<string>): EmbeddedText[] {
  const { language, path, text, tree } = host;
  return embeddable(language, path).flatMap((embedded) => {
    if (!wanted.has(embedded)) return [];
    if (language === 'yaml') return shellInYaml(path, text);
    if (!tree) return [];
    if (embedded === 'sql') return sqlInStrings(language, tree);
    return embedded === 'html' ? htmlInScript(tree) : shellInDockerfile(text, tree);
  });
}
