import type { Span } from '../document/position.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import { pythonImports, scriptImports } from './import-mentions.js';
import { baseImages, terraformTypes, usedActions } from './infrastructure-mentions.js';
import { gradleBuild, mavenProject, nugetManifest, versionCatalogue } from './package-references.js';
import { cargoManifest, goModule, packageManifest, pythonProject, requirements } from './manifest-mentions.js';

/** A thing a text names, by detection key; the span (UTF-16 units) covers the name alone, without quotes or version. */
export interface Mention {
  readonly key: string;
  readonly span: Span;
}

/** A text to look through. `path` uses `/`; `language` is the id of a language page; imports need the tree. */
export interface MentionSource {
  readonly path: string;
  readonly text: string;
  readonly language?: string | undefined;
  readonly tree?: FlatTree | undefined;
}

type Reader = (text: string) => readonly Mention[];

const BY_PATH: readonly (readonly [RegExp, Reader])[] = [
  [/(^|\/)package\.json$/, packageManifest],
  [/(^|\/)([\w.-]*[-_.])?requirements[^/]*\.(txt|in)$|(^|\/)requirements\/[^/]+\.(txt|in)$/i, requirements],
  [/(^|\/)pyproject\.toml$/, pythonProject],
  [/(^|\/)Cargo\.toml$/, cargoManifest],
  [/(^|\/)go\.mod$/, goModule],
  [/\.(cs|fs|vb)proj$|(^|\/)(Directory\.(Packages|Build)\.(props|targets)|packages\.config)$/i, nugetManifest],
  [/(^|\/)pom\.xml$/, mavenProject],
  [/\.gradle(\.kts)?$/, gradleBuild],
  [/\.versions\.toml$/, versionCatalogue],
  [/(^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(^|\/)action\.ya?ml$/, usedActions],
  [/\.(tf|tofu)$/, terraformTypes],
  [/(^|\/)(Dockerfile|Containerfile)(\.[^/]*)?$|\.dockerfile$/, baseImages],
];

const BY_LANGUAGE: Readonly<Record<string, Reader>> = { dockerfile: baseImages };

const IMPORTS: Readonly<Record<string, (tree: FlatTree) => readonly Mention[]>> = {
  python: pythonImports,
  typescript: scriptImports,
  tsx: scriptImports,
  javascript: scriptImports,
};

/** Whether a file of this path, relative to its folder, names things by itself: a manifest, a workflow, infrastructure. */
export function isManifest(path: string): boolean {
  return BY_PATH.some(([pattern]) => pattern.test(path));
}

/** Whether texts in a language name things by their imports. */
export function hasImports(language: string): boolean {
  return Object.hasOwn(IMPORTS, language);
}

/** Everything a text names that a blip or tip may know, sorted by place, each once. Broken texts give what can be read of them. */
export function mentionsIn({ path, text, language = '', tree }: MentionSource): readonly Mention[] {
  const reader = BY_PATH.find(([pattern]) => pattern.test(path))?.[1] ?? (Object.hasOwn(BY_LANGUAGE, language) ? BY_LANGUAGE[language] : undefined);
  const imports = tree && Object.hasOwn(IMPORTS, language) ? IMPORTS[language]?.(tree) : undefined;
  const seen = new Map<string, Mention>();
  for (const mention of [...(reader?.(text) ?? []), ...(imports ?? [])]) seen.set(`${mention.key} ${mention.span.start}`, mention);
  return [...seen.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.key < b.key ? -1 : 1));
}
