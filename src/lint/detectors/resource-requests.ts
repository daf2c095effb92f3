import type { Insertion } from '../../knowledge/model.js';
import type { Detector } from '../detector.js';
import type { LintDocument } from '../document.js';
import { insertionEdit } from '../document-matcher/insertion.js';
import type { DocumentNode } from '../document-matcher/node.js';
import { find, isAbsent, textAt, type Place } from '../document-matcher/path.js';
import { documentTrees } from '../document-matcher/trees.js';
import type { ProposedFix } from '../finding.js';
import { besides, type Surroundings } from '../surroundings.js';
import { workloadsIn, type Workload } from './kubernetes-workloads.js';

/** Requests to begin with; what is right is in the metrics. */
const CHOICES = [
  { cpu: '50m', memory: '64Mi' },
  { cpu: '250m', memory: '256Mi' },
  { cpu: '1', memory: '1Gi' },
] as const;

/** Files beside a manifest that are read for something that fills requests in. */
const MOST_NEIGHBOURS = 60;
const FILLS_IN = /^kind:\s*["']?(?:LimitRange|VerticalPodAutoscaler)\b/m;
/** A kustomization that only lists resources changes none. */
const PATCHES = /^(?:patches|patchesStrategicMerge|patchesJson6902|components|replacements|transformers):/m;

/** Bases that others patch, and manifests to develop with, by the file and two folders above it: those further up belong to whoever checked the project out. */
const NOT_FOR_USE = /(?:^|[/._-])(?:base|bases|components?|dev|kind|local|minikube)(?:[/._-]|$)/i;
/** Folders, however far up, whose manifests nobody runs any more or anybody only tries out. */
const NEVER_IN_USE = /(?:^|[/._-])(?:archived?|demos?|dev|fakes?|hack|quickstart|tutorials?)(?:[/._-]|$)/i;
/** Manifests to try something out with, by the file and its folder. */
const FOR_TRYING_OUT = /(?:^|[/._-])(?:examples?|samples?|tests?|testserver)(?:[/._-]|$)/i;
/** Parts of the cluster itself come as they are. */
const CLUSTER_NAMESPACE = /-(?:system|operator)$/;
/** What brings its own kinds of resources, rights, or its monitoring along is installed by others, who know their clusters. */
const INSTALLS_PRODUCT = /^kind:\s*["']?(?:CustomResourceDefinition|(?:Cluster)?Role|Prometheus|ServiceMonitor)\b/m;

/** Workloads of Kubernetes with containers for which neither requests nor limits are set. One detection for all of a file. */
export const resourceRequests: Detector = function* ({ document, surroundings }) {
  if (!isInUse(document) || INSTALLS_PRODUCT.test(document.text)) return;
  const lacking = documentTrees(document).flatMap((root) => workloadsIn(root).flatMap(containersWithout));
  const [first] = lacking;
  if (!first || FILLS_IN.test(document.text)) return;
  if (mayBeFilledIn(document.path, surroundings) === false) yield { span: first.span, variables: { CONTAINERS: named(lacking) }, fixes: fixes(lacking, document.text) };
};

function isInUse({ path, pathClasses }: LintDocument): boolean {
  const parts = path.split('/');
  if (pathClasses.has('test') || pathClasses.has('example') || NEVER_IN_USE.test(path)) return false;
  return !NOT_FOR_USE.test(parts.slice(-3).join('/')) && !FOR_TRYING_OUT.test(parts.slice(-2).join('/'));
}

function containersWithout({ kind, resource, pod, containers }: Workload): readonly Place[] {
  // What runs once takes up no room that anybody plans, a pod of its own is there to try something out, and what runs on every machine adds none.
  if (kind === 'Job' || kind === 'Pod' || kind === 'DaemonSet' || CLUSTER_NAMESPACE.test(textAt(resource, 'metadata.namespace') ?? '')) return [];
  // Since Kubernetes 1.34 a pod may ask for all its containers together.
  if (!isAbsent(pod, 'resources')) return [];
  return containers.filter(({ node }) => !isPause(node) && isAbsent(node, 'resources.requests') && isAbsent(node, 'resources.limits') && isAbsent(node, 'resources.claims'));
}

/** A container that only keeps the pod alive. */
function isPause(container: DocumentNode): boolean {
  const words = ['image', 'command.*', 'args.*'].flatMap((path) => find(container, path).map(({ node }) => (node.kind === 'scalar' ? String(node.value) : '')));
  return words.some((word) => /^sleep(?:\s|$)|\/pause(?::|$)/.test(word)) || textAt(container, 'name') === 'sleep';
}

function named(containers: readonly Place[]): string {
  const names = containers.map(({ node }) => textAt(node, 'name') ?? 'a container');
  if (names.length > 3) return `${names.length} containers`;
  return names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

function fixes(containers: readonly Place[], text: string): ProposedFix[] {
  return CHOICES.flatMap((requests): ProposedFix[] => {
    const edits = containers.map(({ node }) => requestEdit(node, requests, text));
    return edits.every((edit) => edit !== undefined) ? [{ title: `Request ${requests.cpu} CPU and ${requests.memory}${containers.length > 1 ? ' for each' : ''}`, safe: false, edits }] : [];
  });
}

function requestEdit(container: DocumentNode, requests: (typeof CHOICES)[number], text: string) {
  const resources = find(container, 'resources')[0]?.node;
  const insert = (insertion: Insertion, node: DocumentNode) => (node.kind === 'mapping' ? insertionEdit(insertion, node, text) : undefined);
  if (resources?.kind === 'mapping') return insert({ key: 'requests', value: requests }, resources);
  return resources ? undefined : insert({ key: 'resources', value: { requests } }, container);
}

/** Whether something in the folder or the one above may set requests for the manifest; undefined while nobody has looked. */
function mayBeFilledIn(path: string, surroundings: Surroundings): boolean | undefined {
  const folders = ['.', '..'].map((folder) => besides(path, folder)).filter((folder) => !folder.startsWith('..'));
  const lists = folders.map((folder) => manifestsIn(folder, surroundings));
  if (lists.includes(undefined)) return undefined;
  const neighbours = lists.flatMap((paths) => paths ?? []).slice(0, MOST_NEIGHBOURS).filter((neighbour) => neighbour !== path);
  const verdicts = neighbours.map((neighbour) => {
    const text = surroundings.text(neighbour);
    if (text === undefined) return undefined;
    return (/(?:^|\/)kustomization\.ya?ml$/i.test(neighbour) ? PATCHES : FILLS_IN).test(text);
  });
  return verdicts.includes(true) || (verdicts.includes(undefined) ? undefined : false);
}

function manifestsIn(folder: string, surroundings: Surroundings): readonly string[] | undefined {
  const names = surroundings.names(folder);
  if (names === undefined) return undefined;
  if (names === 'nothing') return [];
  return names.filter(({ kind, name }) => kind === 'file' && /\.ya?ml$/.test(name)).map(({ name }) => (folder === '' ? name : `${folder}/${name}`));
}
