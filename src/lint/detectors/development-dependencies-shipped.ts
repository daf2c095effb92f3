import { parse, type ParseError } from 'jsonc-parser';
import type { FlatTree } from '../../syntax/flat-tree.js';
import type { Detection, Detector, DetectorContext } from '../detector.js';
import { documentTrees } from '../document-matcher/trees.js';
import { besides } from '../surroundings.js';
import { argumentsOf, bringsEverything, isForDevelopers, keywordOf, pathsOf, runsOf, startsProgram, type Run } from './dockerfile-stages.js';
import { commandsIn, programName, type ShellCommand } from './shell-commands.js';

const INSTALLS = new Set(['ci', 'install', 'i', 'clean-install']);
/** Options, and variables of the image, that leave development dependencies out. */
const WITHOUT = /^--(?:omit=dev|production(?:=true)?|only=prod(?:uction)?|no-dev)$/;
const FOR_PRODUCTION = /\bNODE_ENV\s*[= ]\s*["']?production\b|\bnpm_config_(?:omit|only|production)\b/i;
/** Work on the source, for which the tools have to be there. */
const BUILDS = /\b(?:npm|yarn|pnpm|npx)\s+(?:(?:run|run-script)\s+)?\S*(?:build|compile|bundle|generate|prepare|test|tsc|prisma|webpack|vite)|\bnpm\s+prune\b/;
/** Programs that come as development dependencies and run the source as it is. */
const NEEDS_TOOLS = /\b(?:nodemon|ts-node(?:-dev)?|tsx|tsc|vite|next\s+dev|webpack|babel-node|nx|turbo|npm\s+run\s+(?:dev|watch)|yarn\s+dev|jest|vitest|playwright|cypress)\b/;

/** `npm ci` in the stage that is shipped, though the manifest beside it lists dependencies that only developers need. */
export const developmentDependenciesShipped: Detector = function* (context) {
  const { document } = context;
  const { tree } = document;
  if (!tree || isForDevelopers(document) || !documentTrees(document).some(startsProgram) || FOR_PRODUCTION.test(document.text)) return;
  const { shipped } = runsOf(document);
  const start = [...tree.children(0)].filter((node) => ['CMD', 'ENTRYPOINT'].includes(keywordOf(tree, node))).map((node) => tree.text(node)).join('\n');
  if (NEEDS_TOOLS.test(start) || shipped.some(({ shell }) => BUILDS.test(shell.text))) return;
  for (const run of shipped) {
    const command = commandsIn(run.tree).find(isInstall);
    const count = command && listedFor(context, tree, run, start);
    if (command && count !== undefined && count > 0) yield detection(run, command, count);
  }
};

function isInstall({ words, isConditional }: ShellCommand): boolean {
  const [, action, ...options] = words.map(({ text }) => text);
  // A package named by hand is no dependency of the project.
  return !isConditional && programName(words) === 'npm' && INSTALLS.has(action ?? '') && options.every((option) => option.startsWith('-') && !WITHOUT.test(option) && !/^(?:-g|--global|--prefix|--workspace|-w)/.test(option));
}

/** How many development dependencies the manifest beside the Dockerfile lists; undefined where it is not certain that this one is meant. */
function listedFor({ document, surroundings }: DetectorContext, tree: FlatTree, run: Run, start: string): number | undefined {
  const copies = [...tree.children(0)].filter((node) => node < run.node && ['COPY', 'ADD'].includes(keywordOf(tree, node)));
  const isBeside = copies.some((node) => bringsEverything(tree, node) || pathsOf(tree, node).slice(0, -1).some((path) => /^(?:\.\/)?package(?:\*|-lock)?(?:\.json|\*\.json)?$/.test(path)));
  const isMoved = [...tree.children(0)].some((node) => keywordOf(tree, node) === 'WORKDIR' && argumentsOf(tree, node).length === 0);
  const text = isBeside && !isMoved ? surroundings.text(besides(document.path, 'package.json')) : undefined;
  if (text === undefined || text === 'nothing') return undefined;
  const errors: ParseError[] = [];
  const manifest = parse(text, errors) as { readonly devDependencies?: Readonly<Record<string, unknown>>; readonly scripts?: Readonly<Record<string, unknown>> } | undefined;
  const scripts = Object.entries(manifest?.scripts ?? {});
  const hooks = scripts.filter(([name]) => /^(?:pre|post)?(?:install|prepare)$/.test(name));
  const started = scripts.filter(([name]) => new RegExp(`\\b${name.replaceAll(/\W/g, '.')}\\b`).test(start) || name === 'start');
  if (errors.length > 0 || hooks.length > 0 || started.some(([, script]) => NEEDS_TOOLS.test(String(script)))) return undefined;
  return Object.keys(manifest?.devDependencies ?? {}).filter((name) => !name.startsWith('@types/')).length;
}

function detection({ shell, tree }: Run, { node, words }: ShellCommand, count: number): Detection {
  const last = words[1];
  const span = shell.toHost(tree.span(node));
  const edit = last && shell.editHost({ start: tree.end[last.node] ?? 0, end: tree.end[last.node] ?? 0, text: ' --omit=dev' });
  return {
    span,
    variables: { COMMAND: words.slice(0, 2).map(({ text }) => text).join(' '), COUNT: count === 1 ? '1 package' : `${count} packages` },
    fixes: edit ? [{ title: 'Leave the development dependencies out', safe: false, edits: [edit] }] : [],
  };
}
