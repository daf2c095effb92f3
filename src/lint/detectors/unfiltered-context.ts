import type { FlatTree } from '../../syntax/flat-tree.js';
import type { Detector } from '../detector.js';
import type { FolderEntry, Surroundings } from '../surroundings.js';
import { buildContextOf, inFolder } from './build-context.js';
import { bringsEverything, keywordOf } from './dockerfile-stages.js';

/** Folders that are made, fetched or kept beside the source, and what no image needs of them. */
const HEAVY = new Set(['.git', 'node_modules', '.venv', 'venv', 'target', 'dist', '.next', '.nuxt', '.terraform', '.gradle', '.tox', '__pycache__', 'coverage', '.turbo', '.mypy_cache', '.pytest_cache']);
const SECRET = /^(?:\.env(?:\.(?:local|production|staging))?|\.netrc|\.npmrc\.local|id_rsa|id_ed25519|.*\.pem|.*\.p12|credentials\.json|service-account.*\.json|terraform\.tfstate)$/;
/** Folders that a project may want in its image, so that they alone are no reason to speak. */
const MAYBE_WANTED = new Set(['dist', 'target', '.next', '.nuxt']);

/** `COPY .` without an ignore file, where something heavy or secret stands in the build context. */
export const unfilteredContext: Detector = function* ({ document, surroundings }) {
  const { tree } = document;
  if (!tree || document.pathClasses.has('test')) return;
  const copy = copyOfEverything(tree);
  if (copy === undefined) return;
  const context = buildContextOf(document, surroundings);
  if (context === undefined || context === 'nothing') return;
  const ignoreFiles = [surroundings.stat(inFolder(context, '.dockerignore')), surroundings.stat(`${document.path}.dockerignore`), surroundings.stat(inFolder(context, '.containerignore'))];
  if (ignoreFiles.some((status) => status !== 'nothing')) return;
  const names = surroundings.names(context);
  if (names === undefined || names === 'nothing') return;
  const found = names.filter(isNeedless);
  if (found.every(({ name }) => MAYBE_WANTED.has(name))) return;
  const bytes = found.map((entry) => sizeOf(context, entry, surroundings));
  if (bytes.includes('unknown')) return;
  yield {
    span: tree.span(copy),
    variables: { WHAT: listed(found.map(({ name }) => name)), CONTEXT: context === '' ? 'this folder' : context },
    details: detailsOf(inFolder(context, '.dockerignore'), found, bytes),
  };
};

function copyOfEverything(tree: FlatTree): number | undefined {
  for (const node of tree.children(0)) {
    const keyword = keywordOf(tree, node);
    if ((keyword === 'COPY' || keyword === 'ADD') && bringsEverything(tree, node)) return node;
  }
  return undefined;
}

function isNeedless({ kind, name }: FolderEntry): boolean {
  return kind === 'folder' ? HEAVY.has(name) : kind === 'file' && SECRET.test(name);
}

/** What is known of the size of an entry in words; `unknown` while nobody has looked. */
function sizeOf(context: string, { kind, name }: FolderEntry, surroundings: Surroundings): string | undefined {
  const path = inFolder(context, name);
  if (kind === 'file') return 'a secret, which whoever has the image can read';
  if (name === 'node_modules') {
    const packages = surroundings.names(path);
    return packages === undefined ? 'unknown' : packages === 'nothing' ? undefined : `${packages.filter((entry) => !entry.name.startsWith('.')).length} packages, installed for this machine`;
  }
  return name === '.git' ? historyOf(path, surroundings) : undefined;
}

/** The packs of a repository are a few large files: nearly all of its history. */
function historyOf(git: string, surroundings: Surroundings): string | undefined {
  const folder = `${git}/objects/pack`;
  const packs = surroundings.names(folder);
  if (packs === undefined) return 'unknown';
  if (packs === 'nothing') return undefined;
  const sizes = packs.filter(({ name }) => name.endsWith('.pack')).slice(0, MOST_PACKS).map(({ name }) => surroundings.stat(`${folder}/${name}`));
  if (sizes.includes(undefined)) return 'unknown';
  const bytes = sizes.reduce((sum, status) => sum + (status === undefined || status === 'nothing' ? 0 : status.bytes), 0);
  return bytes >= MEGABYTE ? `${Math.round(bytes / MEGABYTE)} MB of history` : undefined;
}

const MOST_PACKS = 20;
const MEGABYTE = 1_000_000;

function listed(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

function detailsOf(path: string, found: readonly FolderEntry[], sizes: readonly (string | undefined)[]): string {
  const known = found.flatMap(({ name }, index) => (sizes[index] === undefined ? [] : [`\`${name}\`: ${sizes[index] ?? ''}.`]));
  const lines = found.map(({ kind, name }) => (kind === 'folder' ? `${name}/` : name));
  return [...known, `Create \`${path}\` with:\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\``].join(' ');
}
