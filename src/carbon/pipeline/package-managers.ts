/** How a setup action of GitHub keeps what a package manager downloads. */
export interface PackageManager {
  /** The part of `actions/setup-…`. */
  readonly action: 'node' | 'python' | 'java' | 'go';
  /** What its input `cache` is called with. */
  readonly cache: string | true;
  /** A command that installs what the project lists, or that does so on the way. */
  readonly install: RegExp;
  /** Files the action makes the key of, in the folder the command runs in; it fails where it finds none. */
  readonly lockfiles: readonly string[];
  /** Commands that fail without such a file, so that there must be one. */
  readonly needsLockfile?: RegExp;
  /** The last major version that keeps nothing unless asked; absent where none does. */
  readonly lastWithout?: number;
  /** A step the package manager comes from, which then must stand above; nothing where the runner or the action brings it. */
  readonly installedBy?: RegExp;
  /** One only knows from the project's files whether the action copes with the manager's version. */
  readonly isUncertain?: boolean;
}

const START = String.raw`(?:^|[;&|]\s*|\n\s*)(?:sudo\s+|corepack\s+)?`;

/** A command at the beginning of a line or behind `&&`. */
function command(source: string): RegExp {
  return new RegExp(START + source);
}

/** Flags may follow an install; the name of a package makes it another command. */
const NOTHING_ELSE = String.raw`(?=\s*(?:$|\n|[;&|]|-{1,2}(?!g\b|global\b|D\b|save)[\w]))`;

/**
 * What the setup actions of GitHub can keep (their README files, August 2026). Java's build tools download on the way,
 * and Go's do as well.
 */
export const PACKAGE_MANAGERS: readonly PackageManager[] = [
  { action: 'node', cache: 'npm', install: command(`npm (?:ci|clean-install|install|i)${NOTHING_ELSE}`), lockfiles: ['package-lock.json', 'npm-shrinkwrap.json'], needsLockfile: command('npm (?:ci|clean-install)\\b') },
  { action: 'node', cache: 'yarn', install: command(`yarn(?: install)?${NOTHING_ELSE}`), lockfiles: ['yarn.lock'], needsLockfile: /--(?:frozen-lockfile|immutable)\b/, isUncertain: true },
  { action: 'node', cache: 'pnpm', install: command(`pnpm (?:install|i)${NOTHING_ELSE}`), lockfiles: ['pnpm-lock.yaml'], needsLockfile: /--frozen-lockfile\b/, installedBy: /pnpm/ },
  { action: 'python', cache: 'pip', install: command(String.raw`(?:python[\d.]* -m )?pip[\d.]* install (?:[^\n]*\s)?(?:-r\s*\S|-e\s*['"]?\.|['"]?\.(?:\s|\[|['"]|$))`), lockfiles: ['requirements.txt', 'pyproject.toml'], needsLockfile: /-r\s*requirements\.txt/ },
  { action: 'python', cache: 'poetry', install: command('poetry (?:install|sync)\\b'), lockfiles: ['poetry.lock'], installedBy: /poetry/ },
  { action: 'python', cache: 'pipenv', install: command('pipenv (?:install|sync)\\b'), lockfiles: ['Pipfile.lock'], installedBy: /pipenv/ },
  { action: 'java', cache: 'maven', install: command(String.raw`(?:mvn|\.\/mvnw)\s`), lockfiles: ['pom.xml'], needsLockfile: /./ },
  { action: 'java', cache: 'gradle', install: command(String.raw`(?:gradle|\.\/gradlew)\s`), lockfiles: ['build.gradle', 'build.gradle.kts'], needsLockfile: /./ },
  { action: 'go', cache: true, install: command(String.raw`go (?:build|test|vet|run|mod download|install)\b`), lockfiles: ['go.sum'], lastWithout: 3 },
];
