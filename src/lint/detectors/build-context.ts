import type { LintDocument } from '../document.js';
import type { DocumentNode } from '../document-matcher/node.js';
import { find, isAbsent, textAt } from '../document-matcher/path.js';
import { documentTrees } from '../document-matcher/trees.js';
import { besides, type Answer, type Surroundings } from '../surroundings.js';

const COMPOSE = /^(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/;
/** Files that stand in the folder of a project. */
const MANIFESTS = new Set(['package.json', 'pyproject.toml', 'requirements.txt', 'setup.py', 'Pipfile', 'go.mod', 'Cargo.toml', 'pom.xml', 'build.gradle', 'build.gradle.kts', 'Gemfile', 'composer.json', 'mix.exs']);
/** How many folders above a Dockerfile are searched for compose files. */
const LEVELS = 3;

/**
 * The folder a Dockerfile is built with, relative to the workspace folder: what a compose file in reach says, else its own
 * folder where that holds a manifest. `nothing` where it cannot be told, undefined while nobody has looked.
 */
export function buildContextOf(document: LintDocument, surroundings: Surroundings): Answer<string> {
  const own = besides(document.path, '.');
  let verdict: Answer<string> = 'nothing';
  for (const folder of foldersAbove(own)) {
    const names = surroundings.names(folder);
    if (names === undefined) verdict = undefined;
    if (names === undefined || names === 'nothing') continue;
    for (const { name } of names.filter(({ kind, name: file }) => kind === 'file' && COMPOSE.test(file))) {
      const compose = surroundings.document(inFolder(folder, name));
      if (compose === undefined) verdict = undefined;
      const context = compose === undefined || compose === 'nothing' ? undefined : contextIn(compose, folder, document.path);
      if (context !== undefined) return context;
    }
    if (folder === own && verdict === 'nothing' && names.some(({ name }) => MANIFESTS.has(name))) verdict = own;
  }
  return verdict;
}

function* foldersAbove(folder: string): Generator<string> {
  const parts = folder === '' ? [] : folder.split('/');
  for (let level = 0; level <= Math.min(LEVELS, parts.length); level++) yield parts.slice(0, parts.length - level).join('/');
}

/** A path in a folder of the workspace, which may be the workspace itself. */
export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function contextIn(compose: LintDocument, folder: string, dockerfile: string): string | undefined {
  for (const root of documentTrees(compose)) {
    for (const { node: build } of find(root, 'services.*.build')) {
      const context = build.kind === 'scalar' ? String(build.value) : (textAt(build, 'context') ?? (isAbsent(build, 'context') ? '.' : undefined));
      if (context === undefined || /^\w+:\/\/|\$/.test(context)) continue;
      const place = besides(inFolder(folder, 'compose.yaml'), context);
      if (besides(inFolder(place, 'x'), dockerfileOf(build)) === dockerfile) return place;
    }
  }
  return undefined;
}

function dockerfileOf(build: DocumentNode): string {
  return (build.kind === 'mapping' ? textAt(build, 'dockerfile') : undefined) ?? 'Dockerfile';
}
