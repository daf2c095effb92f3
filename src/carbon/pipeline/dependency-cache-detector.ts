import type { TextEdit } from '../../document/edit.js';
import type { Detection, Detector } from '../../lint/detector.js';
import { insertionEdit } from '../../lint/document-matcher/insertion.js';
import { isTemplate } from '../../lint/document-matcher/node.js';
import { find, textAt } from '../../lint/document-matcher/path.js';
import type { ProposedFix } from '../../lint/finding.js';
import { besides, type Surroundings } from '../../lint/surroundings.js';
import { PACKAGE_MANAGERS, type PackageManager } from './package-managers.js';
import { starts } from './runs.js';
import { stepsOf, type Step } from './steps.js';
import { textsAt, handwrittenWorkflowIn, type Job, type Workflow } from './workflow.js';

/** A setup action without a cache, and the command that would profit from one. */
interface Uncached {
  readonly setup: Step;
  /** Of the action; undefined where it is pinned without saying so. */
  readonly major: number | undefined;
  readonly manager: PackageManager;
  readonly install: Step;
  /** Where the command runs, relative to the root of the repository; undefined where the command itself leads elsewhere. */
  readonly folder: string | undefined;
  /** The manager is there when the setup action runs. */
  readonly isInstalled: boolean;
}

/** Dependencies that are downloaded again in every run, though the setup action of the same job could keep them. */
export const dependencyCache: Detector = function* ({ document, surroundings }) {
  const workflow = handwrittenWorkflowIn(document);
  // Whoever took a cache out and left a note about it has thought about it.
  if (!workflow || !isFrequent(workflow) || isRelease(document.path) || /^[ \t]*#.*cache/im.test(document.text)) return;
  const root = besides(document.path, '../..');
  for (const job of workflow.jobs) {
    const uncached = isCandidate(job) ? uncachedIn(job, workflow, document.text) : undefined;
    if (!uncached) continue;
    const lockfile = lockfileOf(uncached, root, surroundings);
    if (lockfile === undefined || (lockfile === '' && uncached.manager.needsLockfile?.test(uncached.install.run ?? '') !== true)) continue;
    if (cachesByItself(uncached, root, surroundings) !== false) continue;
    yield detection(uncached, lockfile, document.text);
  }
};

const RELEASE = /release|publish|deploy|^prod/i;

/** A cache that is used less than once a week is gone before the next run (GitHub documentation, Dependency caching). */
function isFrequent(workflow: Workflow): boolean {
  if (starts(workflow, 'pull_request') !== false || workflow.events.has('merge_group')) return true;
  const filters = workflow.events.get('push');
  const branches = textsAt(filters, 'branches');
  return workflow.events.has('push') && (branches ? !branches.every((branch) => RELEASE.test(branch)) : textsAt(filters, 'tags') === undefined);
}

function isRelease(path: string): boolean {
  return RELEASE.test(path.slice(path.lastIndexOf('/') + 1));
}

/** What is published should not come out of a cache that a pull request may have filled. */
function isCandidate({ id, node }: Job): boolean {
  if (RELEASE.test(id) || textAt(node, 'permissions.id-token') === 'write' || textAt(node, 'permissions.packages') === 'write') return false;
  const runner = [...(textsAt(node, 'runs-on') ?? []), ...(textsAt(find(node, 'runs-on')[0]?.node, 'labels') ?? [])];
  if (runner.length === 0 || runner.includes('self-hosted')) return false;
  const steps = stepsOf(node);
  const hasOther = steps.some(({ uses = '', run = '' }) => /cache/i.test(uses) || uses.startsWith('./') || /setup-gradle|gradle-build-action|setup-uv|actions\/create|cache-dir|PIP_CACHE/i.test(uses + run));
  const isElsewhere = find(node, 'steps.*.with.repository').some(({ node: name }) => name.kind === 'scalar' && !isTemplate(name.value));
  return !hasOther && !isElsewhere && !steps.some(({ run = '' }) => /\b(?:npm|yarn|pnpm) publish|twine upload|mvn[^\n]* deploy/.test(run));
}

function uncachedIn(job: Job, workflow: Workflow, text: string): Uncached | undefined {
  const steps = stepsOf(job.node);
  for (const manager of PACKAGE_MANAGERS) {
    const at = steps.findIndex(({ uses }) => uses !== undefined && new RegExp(`^actions/setup-${manager.action}@`).test(uses));
    const setup = steps[at];
    if (!setup || find(setup.node, 'with').some(({ node }) => node.kind === 'mapping' && node.entries.some(({ key }) => /cache/.test(key)))) continue;
    const install = steps.slice(at + 1).find(({ run }) => run !== undefined && manager.install.test(run));
    const major = majorOf(setup, text);
    if (!install || major === 1 || (manager.lastWithout !== undefined && (major === undefined || major > manager.lastWithout))) continue;
    const above = steps.slice(0, at);
    const isInstalled = manager.installedBy === undefined || above.some(({ uses = '', run = '' }) => manager.installedBy?.test(uses + run));
    return { setup, major, manager, install, folder: folderOf(install, job, workflow), isInstalled };
  }
  return undefined;
}

/** The major version of a setup action: of its tag, or of the comment beside a pinned commit. */
function majorOf({ uses = '', node }: Step, text: string): number | undefined {
  const tag = /@v(\d+)/.exec(uses)?.[1];
  const place = find(node, 'uses')[0]?.node.span;
  const comment = place && /^["']?[ \t]*#[^\n\d]*v?(\d+)/.exec(text.slice(place.end))?.[1];
  const major = tag ?? comment;
  return major === undefined ? undefined : Number(major);
}

function folderOf(step: Step, job: Job, { root }: Workflow): string | undefined {
  if (/(?:^|[\s;&])(?:cd|pushd|--prefix|--cwd|-C|--dir|-f|-p)[\s=]/.test(step.run ?? '')) return undefined;
  const folder = textAt(step.node, 'working-directory') ?? textAt(job.node, 'defaults.run.working-directory') ?? textAt(root, 'defaults.run.working-directory') ?? '';
  return folder.replace(/^\.\//, '').replace(/^\.$|\/$/, '');
}

/** The lockfile's path from the root of the repository, an empty text where there is none we know of, undefined while nobody has looked. */
function lockfileOf(uncached: Uncached, root: string, surroundings: Surroundings): string | undefined {
  if (uncached.folder === undefined) return '';
  const paths = lockfilesOf(uncached).map((name) => join(uncached.folder, name));
  const answers = paths.map((path) => surroundings.stat(join(root, path)));
  return answers.includes(undefined) ? undefined : (paths.find((_, i) => answers[i] !== 'nothing') ?? '');
}

/** What pip is told to read outranks what the action would look for. */
function lockfilesOf({ manager, install }: Uncached): readonly string[] {
  if (manager.cache !== 'pip') return manager.lockfiles;
  const named = [...(install.run ?? '').matchAll(/\s-r\s*([\w./-]+)/g)].flatMap(([, file]) => (file === undefined ? [] : [file.replace(/^\.\//, '')]));
  return [...new Set([...named, ...manager.lockfiles])];
}

function join(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('/');
}

/** Since version 5 setup-node keeps what the manager named in `package.json` downloads, since 6 only npm's. Undefined while nobody has looked. */
function cachesByItself({ manager, major }: Uncached, root: string, surroundings: Surroundings): boolean | undefined {
  if (manager.action !== 'node' || (major !== undefined && major < 5)) return false;
  const manifest = surroundings.text(join(root, 'package.json'));
  if (typeof manifest !== 'string') return manifest === undefined ? undefined : false;
  const names = /"packageManager"\s*:/.test(manifest);
  return names && (major === undefined || major === 5 || /"packageManager"\s*:\s*(?:"npm@|\{[^}]*"npm")/.test(manifest));
}

function detection(uncached: Uncached, lockfile: string, text: string): Detection {
  const { setup, manager, install } = uncached;
  const place = find(setup.node, 'uses')[0]?.node.span ?? setup.node.span;
  const fix = cacheFix(uncached, lockfile, text);
  return {
    span: place,
    match: setup.node.span,
    // How much pip downloads cannot be told from here; often it is little.
    ...(manager.cache === 'pip' ? { severity: 'hint' as const } : {}),
    variables: { COMMAND: commandOf(install, manager) },
    fixes: fix ? [fix] : [],
  };
}

/** Program and subcommand, such as `npm ci`. */
function commandOf({ run = '' }: Step, manager: PackageManager): string {
  const words = (manager.install.exec(run)?.[0] ?? '').replace(/^[\s;&|]+/, '').replace(/^python[\d.]* -m /, '').split(/\s+/);
  return words.slice(0, 2).filter((word) => !word.startsWith('-')).join(' ');
}

function cacheFix({ setup, major, manager, folder, isInstalled }: Uncached, lockfile: string, text: string): ProposedFix | undefined {
  // Told nothing else the action looks in the root, and it fails where it finds neither lockfile nor package manager.
  if (!isInstalled || folder === undefined || (folder !== '' && lockfile === '') || (manager.action === 'go' && major !== manager.lastWithout)) return undefined;
  const isDefault = manager.action === 'java' || lockfile === '' || manager.lockfiles.includes(lockfile);
  const value = { cache: manager.cache, ...(isDefault ? {} : { 'cache-dependency-path': lockfile }) };
  const edit = inputsEdit(setup, value, text);
  const isCertain = major !== undefined && lockfile !== '' && manager.isUncertain !== true && manager.installedBy === undefined;
  return edit && { title: `Keep the downloads of ${nameOf(manager)} between runs`, safe: isCertain && isDefault, edits: [edit] };
}

/** Adds inputs to an action. */
function inputsEdit({ node }: Step, inputs: Readonly<Record<string, unknown>>, text: string): TextEdit | undefined {
  const present = find(node, 'with')[0]?.node;
  if (present?.kind !== 'mapping') return insertionEdit({ key: 'with', value: inputs }, node, text);
  const edits = Object.entries(inputs).map(([key, value]) => insertionEdit({ key, value }, present, text));
  const [first] = edits;
  // All of them go to the end of the mapping, one behind the other.
  return first && { ...first, text: edits.map((edit) => edit?.text ?? '').join('') };
}

function nameOf({ action, cache }: PackageManager): string {
  return cache === true ? action : cache;
}
