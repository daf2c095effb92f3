import type { FlatTree } from '../../syntax/flat-tree.js';
import type { EmbeddedDocument, LintDocument } from '../document.js';
import type { DocumentNode } from '../document-matcher/node.js';
import { find, textAt } from '../document-matcher/path.js';
import { documentTrees } from '../document-matcher/trees.js';

/** Sources of COPY that bring the whole build context. */
const WHOLE_CONTEXT = new Set(['.', './', '*', './*', '/', './.']);

/** Images made to develop or test in are meant to hold tools. */
const FOR_DEVELOPERS = /(?:^|[/._-])(?:dev|dev-?containers?|develop|development|codesandbox|gitpod|tilt|debug|tests?|e2e|ci|builder?|local|packaging|tools?|hack)(?:[/._-]|$)/i;

/** Whether a Dockerfile makes an image for developers or tests, by its name, its folder's name or that of its last stage. */
export function isForDevelopers(document: LintDocument): boolean {
  // The file and its folder: folders further up belong to whoever checked the project out.
  const name = document.path.split('/').slice(-2).join('/');
  if (FOR_DEVELOPERS.test(name) || /(?:^|\/)\.github\//.test(document.path) || document.pathClasses.has('test')) return true;
  return documentTrees(document).some((root) => find(root, 'stages.-1.FROM.as').some(({ node }) => node.kind === 'scalar' && FOR_DEVELOPERS.test(String(node.value))));
}

/** Whether the last stage of a Dockerfile, read as a document, starts something. Else it is built upon, or holds tools. */
export function startsProgram(root: DocumentNode): boolean {
  return [...find(root, 'stages.-1.**.CMD'), ...find(root, 'stages.-1.**.ENTRYPOINT')].length > 0;
}

/** Where official images are fetched from; what follows is their name. */
export const LIBRARY = /^(?:(?:docker\.io|registry-1\.docker\.io|mirror\.gcr\.io)\/)?(?:library\/)?|^public\.ecr\.aws\/docker\/library\//;
/** Images of a system or a language: what they start is a shell, so somebody who builds on them and starts nothing makes a tool, or an image to build upon. */
const BARE = /^(?:alpine|almalinux|amazonlinux|buildpack-deps|busybox|centos|debian|eclipse-temurin|fedora|golang|gradle|maven|node|openjdk|oraclelinux|perl|python|redhat\/ubi\d.*|rockylinux|ruby|rust|ubuntu)$/;

/** Whether an image starts a program: its own, or that of a foreign image it is built on. */
export function runsService(root: DocumentNode): boolean {
  if (startsProgram(root)) return true;
  const from = find(root, 'stages.-1.**.FROM').at(-1);
  const name = from && textAt(from.node, 'name')?.replace(LIBRARY, '');
  if (name === undefined) return false;
  return name === 'php' ? /apache|fpm/.test(textAt(from?.node ?? root, 'tag') ?? '') : !BARE.test(name);
}

/** A `RUN` with its shell code. */
export interface Run {
  /** Node of the instruction in the Dockerfile's tree. */
  readonly node: number;
  readonly shell: EmbeddedDocument;
  /** The tree of the shell code. */
  readonly tree: FlatTree;
}

interface Stage {
  readonly image: string;
  readonly name: string | undefined;
  readonly runs: Run[];
}

/** All `RUN`s of a Dockerfile whose shell code can be read, and those among them whose layers are in the image: of the last stage and of the stages it is built on. */
export function runsOf(document: LintDocument): { readonly all: readonly Run[]; readonly shipped: readonly Run[] } {
  const { tree } = document;
  if (!tree) return { all: [], shipped: [] };
  const shells = document.embedded('bash');
  const stages: Stage[] = [];
  for (const node of tree.children(0)) {
    const keyword = keywordOf(tree, node);
    if (keyword === 'FROM') {
      const [image = '', as, name] = argumentsOf(tree, node);
      stages.push({ image: image.toLowerCase(), name: as?.toUpperCase() === 'AS' ? name?.toLowerCase() : undefined, runs: [] });
    }
    const shell = keyword === 'RUN' ? shellOf(tree, node, shells) : undefined;
    if (shell?.tree) stages.at(-1)?.runs.push({ node, shell, tree: shell.tree });
  }
  return { all: stages.flatMap(({ runs }) => runs), shipped: shippedStages(stages).flatMap(({ runs }) => runs) };
}

/** In the order in which they are built. */
function shippedStages(stages: readonly Stage[]): Stage[] {
  const shipped: Stage[] = [];
  let index = stages.length - 1;
  while (index >= 0) {
    const stage = stages[index];
    if (!stage) break;
    shipped.unshift(stage);
    index = stages.slice(0, index).findLastIndex(({ name }) => name === stage.image);
  }
  return shipped;
}

/** The keyword of an instruction in capitals; empty for anything else. */
export function keywordOf(tree: FlatTree, node: number): string {
  return tree.kindName(node) === 'instruction' ? tree.text(tree.childByField(node, 'keyword')).toUpperCase() : '';
}

/** The words of an instruction after its keyword, without flags. */
export function argumentsOf(tree: FlatTree, instruction: number): string[] {
  return [...tree.children(instruction)].filter((child) => tree.kindName(child) === 'argument').map((child) => tree.text(child));
}

/** The flags of an instruction, such as `--from=build`. */
export function flagsOf(tree: FlatTree, instruction: number): string[] {
  return [...tree.children(instruction)].filter((child) => tree.kindName(child) === 'flag').map((child) => tree.text(child));
}

/** Sources and destination of a `COPY` or `ADD`, also of the form `COPY [".", "."]`. */
export function pathsOf(tree: FlatTree, instruction: number): string[] {
  return argumentsOf(tree, instruction).map((word) => word.replace(/^\[?\s*["']?|["']?\s*[\],]?$/g, ''));
}

/** Whether a `COPY` or `ADD` takes the whole build context. */
export function bringsEverything(tree: FlatTree, instruction: number): boolean {
  const isFromElsewhere = flagsOf(tree, instruction).some((flag) => flag.startsWith('--from'));
  return !isFromElsewhere && pathsOf(tree, instruction).slice(0, -1).some((source) => WHOLE_CONTEXT.has(source));
}

/** The shell code of one instruction among that of a Dockerfile. */
export function shellOf(tree: FlatTree, instruction: number, shells: readonly EmbeddedDocument[]): EmbeddedDocument | undefined {
  const { start, end } = tree.span(instruction);
  return shells.find((candidate) => {
    const at = candidate.toHost({ start: 0, end: 0 }).start;
    return at >= start && at < end;
  });
}

/** Whether a `RUN` has a mount of BuildKit of one of these types, whose content stays out of the image. */
export function hasMount(tree: FlatTree, run: number, ...types: readonly string[]): boolean {
  return flagsOf(tree, run).some((flag) => flag.startsWith('--mount=') && types.some((type) => flag.includes(`type=${type}`)));
}
