import type { TextEdit } from '../../document/edit.js';
import { throwIfCancelled } from '../../document/ports.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import type { Detection, Detector } from '../detector.js';
import type { EmbeddedDocument, LintDocument } from '../document.js';
import type { ProposedFix } from '../finding.js';
import { installsIn, type Install } from './dependency-installs.js';
import { argumentsOf, bringsEverything, flagsOf, hasMount, keywordOf, pathsOf, shellOf } from './dockerfile-stages.js';

/** What happened so far in one stage. */
interface Stage {
  /** The instruction that copied the whole context. */
  copy: number | undefined;
  /** Package managers that installed before it, and those already reported. */
  readonly installed: Set<string>;
  /** The working directory changed after the copy: what is installed is one project of many. */
  isElsewhere: boolean;
}

/** A `RUN` that installs, with its shell code. */
interface InstallingRun {
  readonly node: number;
  readonly shell: EmbeddedDocument;
  readonly install: Install;
}

/**
 * `COPY . .` before the dependencies are installed in the same stage. Silent where they were installed before it, where a
 * cache mount keeps the downloads, and about commands it does not know.
 */
export const copyBeforeInstall: Detector = function* ({ document }, token) {
  const { tree } = document;
  if (!tree) return;
  const shells = document.embedded('bash');
  const stages = new Map<string, Stage>();
  let stage: Stage = { copy: undefined, installed: new Set(), isElsewhere: false };
  for (const node of tree.children(0)) {
    throwIfCancelled(token);
    const keyword = keywordOf(tree, node);
    if (keyword === 'FROM') stage = beginStage(argumentsOf(tree, node), stages);
    else if (keyword === 'COPY' || keyword === 'ADD') stage.copy ??= bringsEverything(tree, node) ? node : undefined;
    else if (keyword === 'WORKDIR') stage.isElsewhere = stage.copy !== undefined;
    else if (keyword === 'RUN') {
      const found = installAfterCopy(document, tree, node, shells, stage);
      if (found && stage.copy !== undefined) yield detection(document, tree, stage.copy, found);
    }
  }
};

/** A stage that goes on from an earlier one has what was installed there. */
function beginStage(words: readonly string[], stages: Map<string, Stage>): Stage {
  const stage: Stage = { copy: undefined, installed: new Set(stages.get((words[0] ?? '').toLowerCase())?.installed), isElsewhere: false };
  if (words[1]?.toUpperCase() === 'AS' && words[2] !== undefined) stages.set(words[2].toLowerCase(), stage);
  return stage;
}

function installAfterCopy(document: LintDocument, tree: FlatTree, run: number, shells: readonly EmbeddedDocument[], stage: Stage): InstallingRun | undefined {
  const { start, end } = tree.span(run);
  const shell = shellOf(tree, run, shells);
  if (!shell?.tree || !document.text.slice(start, end).includes(' ')) return undefined;
  const isCached = hasMount(tree, run, 'cache');
  let found: InstallingRun | undefined;
  for (const install of installsIn(shell.tree)) {
    // .NET projects refer to each other, and one cannot see how many manifests a restore in a folder of its own reads.
    const isUnclear = install.isConditional || (install.manager === 'dotnet' && stage.isElsewhere);
    if (!stage.installed.has(install.manager) && !isCached && !isUnclear) found ??= { node: run, shell, install };
    stage.installed.add(install.manager);
  }
  return found;
}

function detection(document: LintDocument, tree: FlatTree, copy: number, { node, shell, install }: InstallingRun): Detection {
  const fix = installFirst(tree, copy, { node, shell, install });
  const place = shell.toHost(shell.tree?.span(install.node) ?? { start: 0, end: 0 });
  return {
    span: tree.span(copy),
    variables: { COMMAND: install.name },
    related: [{ path: document.path, span: place, message: `${install.name} runs again after every change of a copied file.` }],
    fixes: fix ? [fix] : [],
  };
}

/** Copies the manifests and installs above the COPY, when nothing stands between it and a RUN that begins with the install. */
function installFirst(tree: FlatTree, copy: number, { node, shell, install }: InstallingRun): ProposedFix | undefined {
  const instructions = [...tree.children(0)].filter((child) => tree.kindName(child) === 'instruction');
  const [source, destination, ...others] = pathsOf(tree, copy);
  const isPlain = source !== undefined && destination !== undefined && others.length === 0 && !tree.text(copy).includes('[');
  if (!isPlain || instructions.indexOf(node) !== instructions.indexOf(copy) + 1 || install.manifests.length === 0 || !install.manifests.every((file) => /^[\w.*-]+$/.test(file))) return undefined;
  const rest = withoutInstall(tree, node, shell, install);
  if (!rest || !shell.tree) return undefined;
  const folder = destination === '.' || destination.endsWith('/') ? destination.replace(/^\.$/, './') : `${destination}/`;
  const newline = tree.source.includes('\r\n') ? '\r\n' : '\n';
  const lines = [['COPY', ...flagsOf(tree, copy), ...install.manifests, folder], ['RUN', ...flagsOf(tree, node), shell.tree.text(install.node)]].map((words) => words.join(' ') + newline);
  const start = tree.start[copy] ?? 0;
  return { title: `Copy ${install.manifests.join(' and ')} first and install above`, safe: false, edits: [{ start, end: start, text: lines.join('') }, rest] };
}

/** Takes the install out of its RUN: the whole instruction with its line break, or the beginning of a chain of `&&`. */
function withoutInstall(tree: FlatTree, run: number, shell: EmbeddedDocument, install: Install): TextEdit | undefined {
  if (!shell.tree || shell.text.slice(0, shell.tree.start[install.node]).trim() !== '') return undefined;
  const end = shell.tree.end[install.node] ?? 0;
  const rest = shell.text.slice(end);
  if (rest.trim() === '') {
    const { start, end: last } = tree.span(run);
    const lineBreak = /^[ \t]*\r?\n/.exec(tree.source.slice(last))?.[0].length ?? 0;
    return { start, end: last + lineBreak, text: '' };
  }
  const joint = /^\s*&&(?:\s|\\\r?\n)*/.exec(rest)?.[0];
  return joint === undefined ? undefined : { ...shell.toHost({ start: 0, end: end + joint.length }), text: '' };
}
