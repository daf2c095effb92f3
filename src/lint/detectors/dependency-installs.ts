import type { FlatTree } from '../../syntax/flat-tree.js';
import { commandsIn, programName } from './shell-commands.js';

/** A shell command that installs what manifests list. */
export interface Install {
  readonly manager: string;
  /** Node of the command in the tree of the shell code. */
  readonly node: number;
  /** What the command is called, such as `npm ci`. */
  readonly name: string;
  /** The files it needs, as arguments of COPY, where they alone are enough; empty when we cannot tell. */
  readonly manifests: readonly string[];
  /** It stands in an `if` or a `case`, so we do not know whether it runs. */
  readonly isConditional: boolean;
}

type Recognised = Omit<Install, 'node' | 'isConditional'>;

/** Flags followed by a value of their own, so that the value is not taken for a package. */
const VALUE_FLAGS = new Set(['--prefix', '--registry', '--loglevel', '--cache', '-w', '--workspace', '--omit', '--include', '--network-timeout', '--cwd', '-C', '--dir', '--filter', '-F', '--node-linker', '--store-dir', '--jobs', '-j', '--network-concurrency', '--cache-folder']);

interface Manager {
  readonly name: string;
  /** Subcommands that install; an empty one stands for none at all. */
  readonly commands: readonly string[];
  /** With a package as argument it installs that one, whatever the manifests say. */
  readonly takesPackages: boolean;
  readonly manifests: readonly string[];
}

const MANAGERS: Readonly<Record<string, Manager>> = {
  npm: { name: 'npm', commands: ['ci', 'install', 'i', 'clean-install'], takesPackages: true, manifests: ['package*.json'] },
  yarn: { name: 'yarn', commands: ['', 'install'], takesPackages: true, manifests: ['package.json', 'yarn.lock'] },
  pnpm: { name: 'pnpm', commands: ['install', 'i', 'fetch'], takesPackages: true, manifests: ['package.json', 'pnpm-lock.yaml'] },
  bun: { name: 'bun', commands: ['install', 'i'], takesPackages: true, manifests: ['package.json', 'bun.lock*'] },
  bundle: { name: 'bundler', commands: ['', 'install'], takesPackages: false, manifests: ['Gemfile', 'Gemfile.lock'] },
  uv: { name: 'uv', commands: ['sync'], takesPackages: false, manifests: [] },
  poetry: { name: 'poetry', commands: ['install', 'sync'], takesPackages: false, manifests: [] },
  pdm: { name: 'pdm', commands: ['install', 'sync'], takesPackages: false, manifests: [] },
  pipenv: { name: 'pipenv', commands: ['install', 'sync'], takesPackages: true, manifests: ['Pipfile', 'Pipfile.lock'] },
  composer: { name: 'composer', commands: ['install'], takesPackages: false, manifests: [] },
  'composer.phar': { name: 'composer', commands: ['install'], takesPackages: false, manifests: [] },
  dotnet: { name: 'dotnet', commands: ['restore'], takesPackages: false, manifests: [] },
  cargo: { name: 'cargo', commands: ['fetch'], takesPackages: false, manifests: [] },
  mix: { name: 'mix', commands: ['deps.get'], takesPackages: false, manifests: ['mix.exs', 'mix.lock'] },
  mvn: { name: 'maven', commands: ['dependency:go-offline', 'dependency:resolve'], takesPackages: false, manifests: ['pom.xml'] },
  mvnw: { name: 'maven', commands: ['dependency:go-offline', 'dependency:resolve'], takesPackages: false, manifests: [] },
};

/** The installs among the commands of shell code, in order. Throws nothing; what it does not know is no install. */
export function installsIn(tree: FlatTree): Install[] {
  return commandsIn(tree).flatMap(({ node, words, isConditional }) => {
    const install = installOf(words.map(({ text }) => text));
    return install ? [{ ...install, node, isConditional }] : [];
  });
}

function installOf(words: readonly string[]): Recognised | undefined {
  const program = programName(words);
  if (/^pip[\d.]*$/.test(program)) return requirementsInstall('pip', words.slice(1));
  if (program === 'uv' && words[1] === 'pip') return requirementsInstall('uv pip', words.slice(2));
  if (program === 'go') return words[1] === 'mod' && words[2] === 'download' ? { manager: 'go', name: 'go mod download', manifests: ['go.mod', 'go.sum'] } : undefined;
  const manager = Object.hasOwn(MANAGERS, program) ? MANAGERS[program] : undefined;
  return manager && managerInstall(program, manager, words.slice(1));
}

function managerInstall(program: string, manager: Manager, words: readonly string[]): Recognised | undefined {
  const plain = words.filter((word, index) => !word.startsWith('-') && !VALUE_FLAGS.has(words[index - 1] ?? ''));
  const [subcommand = '', ...packages] = plain;
  const isGlobal = words.some((word) => word === '-g' || word === '--global' || word === '--version' || word === '--help');
  if (isGlobal || !manager.commands.includes(subcommand) || (manager.takesPackages && packages.length > 0)) return undefined;
  return { manager: manager.name, name: subcommand === '' ? program : `${program} ${subcommand}`, manifests: manager.manifests };
}

/** `pip install -r file`; the project itself (`.`) needs its source, so that is another matter. */
function requirementsInstall(program: string, words: readonly string[]): Recognised | undefined {
  if (words.find((word) => !word.startsWith('-')) !== 'install') return undefined;
  const files = words.flatMap((word, index) => (['-r', '--requirement', '--requirements'].includes(words[index - 1] ?? '') ? [word] : (/^(?:-r|--requirements?=)(.+)/.exec(word)?.slice(1) ?? [])));
  if (files.length === 0 || words.some((word) => /^(?:\.|-e$|--editable|\.\[)/.test(word) && !files.includes(word))) return undefined;
  return { manager: 'pip', name: `${program} install -r ${files[0] ?? ''}`, manifests: files };
}
