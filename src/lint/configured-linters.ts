import type { LinterName } from '../knowledge/model.js';
import { besides, NO_SURROUNDINGS, type Surroundings } from './surroundings.js';

/** A file that shows a linter is set up: by its name alone, or by what stands in it. */
interface Sign {
  readonly name: RegExp;
  readonly text?: RegExp;
}

const JAVA_BUILD = /^(?:pom\.xml|build\.gradle(?:\.kts)?|libs\.versions\.toml)$/;
const ESLINT: readonly Sign[] = [
  { name: /^(?:\.eslintrc(?:\.[a-z]+)?|eslint\.config\.[cm]?[jt]s)$/ },
  // Standard and XO are ESLint with rules chosen.
  { name: /^package\.json$/, text: /"(?:eslintConfig|standard|xo)"\s*:/ },
];

/** Where each linter keeps its settings, as its own documentation says (November 2026). */
const SIGNS: Readonly<Record<LinterName, readonly Sign[]>> = {
  ruff: [{ name: /^\.?ruff\.toml$/ }, { name: /^pyproject\.toml$/, text: /^\s*\[tool\.ruff\b/m }, { name: /^\.pre-commit-config\.ya?ml$/, text: /ruff-pre-commit/ }],
  flake8: [{ name: /^\.flake8$/ }, { name: /^(?:setup\.cfg|tox\.ini)$/, text: /^\s*\[flake8\]/m }, { name: /^\.pre-commit-config\.ya?ml$/, text: /\bflake8\b/ }],
  pylint: [{ name: /^\.?pylintrc(?:\.toml)?$/ }, { name: /^pyproject\.toml$/, text: /^\s*\[tool\.pylint\b/m }, { name: /^(?:setup\.cfg|tox\.ini)$/, text: /^\s*\[pylint\b/m }],
  eslint: ESLINT,
  'typescript-eslint': [{ name: /^package\.json$/, text: /"(?:@typescript-eslint\/[a-z-]+|typescript-eslint)"\s*:/ }, { name: /^(?:\.eslintrc(?:\.[a-z]+)?|eslint\.config\.[cm]?[jt]s)$/, text: /typescript-eslint/ }],
  biome: [{ name: /^\.?biome\.jsonc?$/ }],
  oxlint: [{ name: /^(?:\.oxlintrc\.jsonc?|oxlint\.json|oxlint\.config\.[cm]?[jt]s)$/ }],
  clippy: [{ name: /^\.?clippy\.toml$/ }, { name: /^Cargo\.toml$/, text: /^\s*\[(?:workspace\.)?lints\.clippy\b/m }],
  'golangci-lint': [{ name: /^\.golangci\.(?:ya?ml|toml|json)$/ }],
  revive: [{ name: /^\.?revive\.toml$/ }, { name: /^\.golangci\.(?:ya?ml|toml|json)$/, text: /\brevive\b/ }],
  checkstyle: [{ name: /^\.?checkstyle.*\.xml$/ }, { name: JAVA_BUILD, text: /checkstyle/i }],
  pmd: [{ name: /^\.?pmd.*\.xml$/ }, { name: JAVA_BUILD, text: /\bpmd\b/i }],
  'error-prone': [{ name: JAVA_BUILD, text: /error_?prone/i }],
  'roslyn-analyzers': [
    { name: /^\.(?:editorconfig|globalconfig)$/, text: /^\s*dotnet_(?:diagnostic|analyzer_diagnostic)\./m },
    { name: /^Directory\.Build\.props$|\.csproj$/, text: /AnalysisLevel|AnalysisMode|EnableNETAnalyzers|StyleCop\.Analyzers|Roslynator|SonarAnalyzer|Meziantou\.Analyzer/ },
  ],
};

/**
 * Whether one of these linters is set up for the file at `path`, in its folder or one above; also true while nobody has
 * looked yet. A text outside every folder has no settings.
 */
export function isLintedBy(linters: readonly LinterName[], path: string, surroundings: Surroundings): boolean {
  if (linters.length === 0 || surroundings === NO_SURROUNDINGS) return false;
  const signs = linters.flatMap((linter) => SIGNS[linter]);
  // Not stopping at the first answer: what is asked together is looked up together.
  return foldersAbove(path).filter((folder) => shows(signs, folder, surroundings)).length > 0;
}

/** The folder of a file and those around it, up to the workspace folder. */
function foldersAbove(path: string): string[] {
  const folders = [besides(path, '.')];
  for (let folder = folders[0] ?? ''; folder !== '' && !folder.endsWith('..'); ) {
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
    folders.push(folder);
  }
  return folders;
}

function shows(signs: readonly Sign[], folder: string, surroundings: Surroundings): boolean {
  const entries = surroundings.names(folder);
  if (entries === undefined) return true;
  if (entries === 'nothing') return false;
  return entries.some(({ name, kind }) => kind === 'file' && signs.some((sign) => sign.name.test(name) && holds(sign, folder === '' ? name : `${folder}/${name}`, surroundings)));
}

function holds({ text: wanted }: Sign, path: string, surroundings: Surroundings): boolean {
  if (!wanted) return true;
  const text = surroundings.text(path);
  return text === undefined || (text !== 'nothing' && wanted.test(text));
}
