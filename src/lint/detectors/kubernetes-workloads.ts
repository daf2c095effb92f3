import type { DocumentNode } from '../document-matcher/node.js';
import { find, textAt, type Place } from '../document-matcher/path.js';

/** Where the pods of each kind of workload are described. */
const POD_PATHS: ReadonlyMap<string, string> = new Map(Object.entries({
  Pod: 'spec',
  Deployment: 'spec.template.spec',
  StatefulSet: 'spec.template.spec',
  DaemonSet: 'spec.template.spec',
  ReplicaSet: 'spec.template.spec',
  ReplicationController: 'spec.template.spec',
  Job: 'spec.template.spec',
  CronJob: 'spec.jobTemplate.spec.template.spec',
  // Argo Rollouts
  Rollout: 'spec.template.spec',
}));

/** A workload of Kubernetes: what runs pods. */
export interface Workload {
  readonly kind: string;
  /** The whole resource. */
  readonly resource: DocumentNode;
  /** The pod's spec, a mapping. */
  readonly pod: DocumentNode;
  /** Without those that only prepare (`initContainers`); each is a mapping with an image, since a patch for one has none. */
  readonly containers: readonly Place[];
}

/** The workloads a YAML document describes, also as items of a `List`. Pods whose containers are patched or unknown are left out. */
export function workloadsIn(root: DocumentNode): Workload[] {
  const resources = textAt(root, 'kind') === 'List' ? find(root, 'items.*').map(({ node }) => node) : [root];
  return resources.flatMap((resource) => {
    const kind = textAt(resource, 'kind') ?? '';
    const path = POD_PATHS.get(kind);
    if (path === undefined || textAt(resource, 'apiVersion') === undefined) return [];
    return find(resource, path).flatMap(({ node: pod }) => {
      const containers = find(pod, 'containers.*');
      const areWhole = containers.length > 0 && containers.every(({ node }) => find(node, 'image').some(({ node: image }) => image.kind === 'scalar' && image.value !== null));
      return pod.kind === 'mapping' && areWhole ? [{ kind, resource, pod, containers }] : [];
    });
  });
}
