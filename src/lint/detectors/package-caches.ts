import type { TextEdit } from '../../document/edit.js';
import { throwIfCancelled } from '../../document/ports.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import type { Detection, Detector } from '../detector.js';
import type { LintDocument } from '../document.js';
import { hasSyntaxError } from '../document-matcher/syntax-error.js';
import { documentTrees } from '../document-matcher/trees.js';
import type { ProposedFix } from '../finding.js';
import { hasMount, isForDevelopers, runsOf, runsService, type Run } from './dockerfile-stages.js';
import { commandsIn, programName, type ShellCommand } from './shell-commands.js';

/** What one package manager leaves behind in a layer. */
interface Cache {
  /** As it is called in the message; `program` is the one that fills it. */
  name(program: string): string;
  readonly programs: RegExp;
  /** Whether a command of one of these programs fills the cache. */
  fills(subcommand: string, words: readonly string[]): boolean;
  /** In the shell code: the cache is emptied, or kept elsewhere. */
  readonly emptied: RegExp;
  /** Anywhere in the Dockerfile: the cache is switched off. */
  readonly switchedOff?: RegExp;
  /** A flag for the subcommand that leaves no cache, for commands that take it. */
  readonly flag?: string;
  /** A command for the end of the `RUN`. */
  cleaner(program: string): string;
  /** Packages cannot be installed any more once it is empty, before it is filled again. */
  readonly isNeededToInstall: boolean;
  /** It is worth a hint, no more. */
  readonly isSmall: boolean;
  readonly details: string;
}

const INSTALLS = new Set(['install', 'i', 'ci', 'add']);
const NO_PACKAGES = /^(?:pip|setuptools|wheel|virtualenv)(?:[=<>~!].*)?$/;

const CACHES: readonly Cache[] = [
  {
    name: () => 'the package lists of apt',
    programs: /^(?:apt|apt-get|aptitude)$/,
    fills: (subcommand) => subcommand === 'update',
    emptied: /\/var\/lib\/(?:apt|\*|\{)|dist-?clean|-purge-lists/,
    cleaner: () => 'rm -rf /var/lib/apt/lists/*',
    isNeededToInstall: true,
    isSmall: false,
    details: 'The lists of Debian 12 are 20 MB. The official images of Debian and Ubuntu remove the packages themselves after each install, so `apt-get clean` gains nothing there.',
  },
  {
    name: () => 'the index of apk',
    programs: /^apk$/,
    fills: (subcommand, words) => subcommand === 'update' || (subcommand === 'add' && !words.some((word) => word === '--no-cache' || word === '--no-network') && !marksOnly(words)),
    emptied: /\/var\/cache\/(?:apk|\*)|\/etc\/apk\/cache|apk cache clean/,
    flag: '--no-cache',
    cleaner: () => 'rm -rf /var/cache/apk/*',
    isNeededToInstall: true,
    isSmall: true,
    details: 'It is about 2 MB.',
  },
  {
    name: (program) => `the metadata of ${program}`,
    programs: /^(?:dnf|dnf5|microdnf|tdnf|yum)$/,
    fills: (subcommand) => /^(?:group|local|re)?install$|^(?:distro-sync|up(?:date|grade)|builddep|makecache)$/.test(subcommand),
    emptied: /\/var\/cache\/(?:yum|dnf|libdnf5|\*)|\bclean\s+(?:all|metadata)|\/var\/cache\s/,
    cleaner: (program) => `${program} clean all`,
    isNeededToInstall: false,
    isSmall: false,
    details: 'It lists every package of every repository.',
  },
  {
    name: () => 'the cache of pip',
    programs: /^pip[\d.]*$/,
    fills: (subcommand, words) => subcommand === 'install' && !words.some((word) => /^--(?:no-cache-dir|cache-dir|no-index|help)/.test(word)) && takesFromIndex(words),
    emptied: /\.cache\b|\bcache\s+purge|XDG_CACHE_HOME|PIP_NO_CACHE|PIP_CACHE/i,
    switchedOff: /PIP_NO_CACHE_DIR|PIP_CACHE_DIR|XDG_CACHE_HOME|no-cache-dir\s*=|global\.no-cache/,
    flag: '--no-cache-dir',
    cleaner: () => 'pip cache purge',
    isNeededToInstall: false,
    isSmall: false,
    details: 'pip keeps what it downloads and the wheels it builds for the next install, which in an image never comes.',
  },
  {
    name: () => 'the cache of npm',
    programs: /^npm$/,
    fills: (subcommand, words) => INSTALLS.has(subcommand) && !words.some((word) => /^--(?:cache|version|help|package-lock-only|dry-run)\b/.test(word)),
    emptied: /\bcache\s+(?:clean|verify)|\.npm\b|_cacache|npm_config_cache|\/root\/\.\*/i,
    switchedOff: /npm_config_cache|cache\s*=\s*\/tmp|npm config set cache/i,
    cleaner: () => 'npm cache clean --force',
    isNeededToInstall: false,
    isSmall: false,
    details: 'npm keeps every archive it downloads: for `express` and what it needs, 6.0 MB beside 4.6 MB of `node_modules`.',
  },
];

/** A package manager's cache in a command of a `RUN`. */
interface Filling {
  readonly cache: Cache;
  readonly commands: readonly ShellCommand[];
}

/** `RUN`s that leave caches of package managers in the layers of the image. One detection for each. */
export const packageCaches: Detector = function* ({ document }, token) {
  const { tree } = document;
  if (!tree || isForDevelopers(document) || !documentTrees(document).some(runsService)) return;
  const { all, shipped } = runsOf(document);
  for (const run of shipped) {
    throwIfCancelled(token);
    if (hasMount(tree, run.node, 'cache', 'tmpfs')) continue;
    const fillings = CACHES.flatMap((cache) => fillingOf(cache, run, document) ?? []);
    const place = fillings[0]?.commands[0];
    if (place) yield detection(document, tree, run, fillings, place, all.slice(all.indexOf(run) + 1));
  }
};

function fillingOf(cache: Cache, run: Run, document: LintDocument): Filling | undefined {
  if (cache.switchedOff?.test(document.text) || cache.emptied.test(run.shell.text)) return undefined;
  const all = commandsIn(run.tree);
  // A script of that name is there to clean.
  if (all.some(({ words }) => /clean/i.test(programName(words)))) return undefined;
  const commands = all.filter((command) => !command.isConditional && cache.programs.test(programName(command.words)) && cache.fills(subcommandOf(command)?.text ?? '', textsOf(command)));
  return commands.length > 0 ? { cache, commands } : undefined;
}

function textsOf({ words }: ShellCommand): string[] {
  return words.map(({ text }) => text);
}

/** Flags that are followed by a value. */
const VALUE_FLAGS = new Set(['-o', '-c', '-t', '--option', '--config-file', '--target-release', '--repository', '-X', '--prefix', '--root', '-p', '--enablerepo', '--disablerepo', '--setopt', '--installroot', '--releasever']);

function subcommandOf({ words }: ShellCommand): ShellCommand['words'][number] | undefined {
  return words.find(({ text }, index) => index > 0 && !text.startsWith('-') && !VALUE_FLAGS.has(words[index - 1]?.text ?? ''));
}

/** `apk add --virtual .name $packages` mostly gives a name to what is installed already. */
function marksOnly(words: readonly string[]): boolean {
  return words.some((word) => /^(?:-t|--virtual)$/.test(word)) && words.slice(2).every((word) => /^[-.$]/.test(word));
}

/** Whether pip has something worth keeping to fetch: not for local archives, and not for its own parts alone. */
function takesFromIndex(words: readonly string[]): boolean {
  const packages = words.slice(words.indexOf('install') + 1).filter((word) => !word.startsWith('-'));
  return packages.some((word) => !NO_PACKAGES.test(word) && !/\.whl$|^\/wheels?\//.test(word));
}

function nameOf({ cache, commands }: Filling): string {
  return cache.name(programName(commands[0]?.words ?? []));
}

function detection(document: LintDocument, tree: FlatTree, run: Run, fillings: readonly Filling[], place: ShellCommand, later: readonly Run[]): Detection {
  const fix = cleaning(document, tree, run, fillings, later);
  return {
    span: run.shell.toHost(run.tree.span(place.node)),
    match: tree.span(run.node),
    variables: { WHAT: fillings.map(nameOf).join(' and ') },
    details: fillings.map(({ cache }) => cache.details).join(' '),
    fixes: fix ? [fix] : [],
    ...(fillings.every(({ cache }) => cache.isSmall) ? { severity: 'hint' as const } : {}),
  };
}

/** Takes what every command leaves away: by a flag where there is one, else at the end of the same `RUN`. */
function cleaning(document: LintDocument, tree: FlatTree, run: Run, fillings: readonly Filling[], later: readonly Run[]): ProposedFix | undefined {
  const edits: TextEdit[] = [];
  const cleaners: string[] = [];
  for (const { cache, commands } of fillings) {
    if (cache.isNeededToInstall && later.some((other) => installsUnprepared(cache, other))) return undefined;
    const flags = cache.flag === undefined ? undefined : flagEdits(run, cache.flag, commands);
    if (flags) edits.push(...flags);
    else cleaners.push(cleanerOf(cache, commands));
  }
  const end = cleaners.length === 0 ? undefined : appended(document, tree, run, cleaners);
  if (cleaners.length > 0 && !end) return undefined;
  return { title: `Leave out ${fillings.map(nameOf).join(' and ')}`, safe: true, edits: end ? [...edits, end] : edits };
}

/** Whether a later `RUN` of the same image installs with what this one fetched. */
function installsUnprepared(cache: Cache, run: Run): boolean {
  const first = commandsIn(run.tree).find(({ words }) => cache.programs.test(programName(words)));
  return first !== undefined && !['update', 'remove', 'purge', 'autoremove', 'del', 'clean', 'autoclean'].includes(subcommandOf(first)?.text ?? '') && !textsOf(first).includes('--no-cache');
}

function flagEdits(run: Run, flag: string, commands: readonly ShellCommand[]): TextEdit[] | undefined {
  const edits = commands.map((command) => {
    const subcommand = subcommandOf(command);
    if (!subcommand || !INSTALLS.has(subcommand.text)) return undefined;
    const at = run.tree.end[subcommand.node] ?? 0;
    return run.shell.editHost({ start: at, end: at, text: ` ${flag}` });
  });
  return edits.every((edit) => edit !== undefined) ? edits : undefined;
}

function cleanerOf(cache: Cache, commands: readonly ShellCommand[]): string {
  const [command] = commands;
  const cleaner = cache.cleaner(programName(command?.words ?? []));
  return command?.isPrivileged ? `sudo ${cleaner}` : cleaner;
}

/** Commands added to the chain a `RUN` is, in its own style; undefined where its end is not plain to see. */
function appended(document: LintDocument, tree: FlatTree, run: Run, commands: readonly string[]): TextEdit | undefined {
  const { text } = document;
  const { start, end } = tree.span(run.node);
  const whole = text.slice(start, end);
  const isPlain = ![...tree.children(run.node)].some((child) => tree.kindName(child) === 'heredoc') && !hasSyntaxError(run.tree, 0);
  if (!isPlain || /[;&|\\]\s*$|#[^\n]*$/.test(whole)) return undefined;
  const lines = whole.split('\n');
  const at = start + whole.trimEnd().length;
  if (lines.length === 1) return { start: at, end: at, text: commands.map((command) => ` && ${command}`).join('') };
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const leading = lines.find((line) => /^\s*&&/.test(line));
  const trailing = lines.findIndex((line) => /(?:&&|;)\s*\\\s*$/.test(line));
  const indent = /^\s*/.exec(leading ?? lines[trailing + 1] ?? lines[1] ?? '')?.[0] ?? '    ';
  const joint = leading === undefined && trailing >= 0 ? ` && \\${newline}${indent}` : ` \\${newline}${indent}&& `;
  return { start: at, end: at, text: commands.map((command) => joint + command).join('') };
}
