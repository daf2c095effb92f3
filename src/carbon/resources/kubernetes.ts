import type { Span } from '../../document/position.js';
import type { LintDocument } from '../../lint/document.js';
import type { DocumentNode, MappingNode } from '../../lint/document-matcher/node.js';
import { find, textAt } from '../../lint/document-matcher/path.js';
import { documentTrees } from '../../lint/document-matcher/trees.js';
import type { Region, RegionTable } from '../regions.js';
import type { CloudResource, RegionPlace } from './resource.js';
import { countOf, inQuotes, nodeAt, textOf } from './written.js';

/** Labels every cloud sets on its nodes (https://kubernetes.io/docs/reference/labels-annotations-taints/). */
const TYPE_LABELS = ['node.kubernetes.io/instance-type', 'beta.kubernetes.io/instance-type'];
const PLACE_LABELS = ['topology.kubernetes.io/region', 'failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'];

const WORDS = /kubernetes\.io\/instance-type|eksctl\.io/;

/** What a label is pinned to. */
interface Pinned {
  readonly text: string;
  readonly span: Span;
}

/**
 * Kubernetes objects that pin the machine type of their nodes together with a region, node pools of Karpenter, and node
 * groups of eksctl. Several pods may share a machine, so a workload counts as one, however many replicas it has.
 */
export function kubernetesResources(document: LintDocument, regions: RegionTable): CloudResource[] {
  if (!WORDS.test(document.text)) return [];
  return documentTrees(document).flatMap((root) => {
    if (root.kind !== 'mapping') return [];
    if ((textAt(root, 'apiVersion') ?? '').startsWith('eksctl.io/')) return nodeGroups(document, root, regions);
    return pinnedNodes(document, root, regions) ?? [];
  });
}

function pinnedNodes(document: LintDocument, root: MappingNode, regions: RegionTable): CloudResource | undefined {
  const kind = textAt(root, 'kind');
  const type = pinned(document, root, TYPE_LABELS);
  const place = pinned(document, root, PLACE_LABELS);
  if (kind === undefined || !type) return undefined;
  const region = place && anyRegion(regions, place.text);
  const first = root.entries.find(({ key }) => key === 'kind');
  if (!region || !first) return undefined;
  return {
    name: textAt(root, 'metadata.name') ?? kind,
    type: kind,
    provider: region.provider,
    machine: { type: type.text, span: type.span },
    storage: undefined,
    count: 1,
    region: { name: region.name, path: document.path, span: place.span, isZone: region.name !== place.text },
    header: first.span,
    span: root.span,
  };
}

/** The one value a node selector, a required affinity or the requirements of a Karpenter pool allow for a label. */
function pinned(document: LintDocument, root: DocumentNode, labels: readonly string[]): Pinned | undefined {
  const allowed: Pinned[] = [];
  for (const label of labels) {
    for (const { node } of find(root, `**.nodeSelector.${label.replaceAll('.', '\\.')}`)) allowed.push(...scalar(document, node));
  }
  for (const path of ['**.requiredDuringSchedulingIgnoredDuringExecution.**.matchExpressions.*', 'spec.template.spec.requirements.*', 'spec.requirements.*']) {
    for (const { node } of find(root, path)) {
      if (!labels.includes(textAt(node, 'key') ?? '') || textAt(node, 'operator') !== 'In') continue;
      const values = nodeAt(node, 'values');
      // Several values: nobody can tell which it will be.
      if (values?.kind !== 'scalar') return undefined;
      allowed.push(...scalar(document, values));
    }
  }
  const [first] = allowed;
  return first && allowed.every(({ text }) => text === first.text) ? first : undefined;
}

function scalar(document: LintDocument, node: DocumentNode): Pinned[] {
  const text = node.kind === 'scalar' ? textOf(node.value) : undefined;
  return text === undefined ? [] : [{ text, span: inQuotes(document, node.span) }];
}

/** A label does not say whose region it is, but no two providers share a name. */
function anyRegion(regions: RegionTable, text: string): Region | undefined {
  return ['aws', 'google', 'azurerm'].map((provider) => regions.ofZone(provider, text)).find((region) => region !== undefined);
}

/** `nodeGroups` and `managedNodeGroups` of an eksctl ClusterConfig. */
function nodeGroups(document: LintDocument, root: MappingNode, regions: RegionTable): CloudResource[] {
  const written = find(root, 'metadata.region')[0]?.node;
  const region = written?.kind === 'scalar' ? regions.find('aws', textOf(written.value) ?? '') : undefined;
  const place: RegionPlace | undefined = written && region && { name: region.name, path: document.path, span: inQuotes(document, written.span), isZone: false };
  return ['nodeGroups', 'managedNodeGroups'].flatMap((list) =>
    find(root, `${list}.*`).flatMap(({ node, span }): CloudResource[] => {
      const machine = nodeAt(node, 'instanceType') ?? nodeAt(node, 'instanceTypes');
      const count = countOf(scalarAt(node, 'desiredCapacity') ?? scalarAt(node, 'minSize'));
      const [type] = machine ? scalar(document, machine) : [];
      if (!machine || count === 0) return [];
      return [{ name: textAt(node, 'name') ?? list, type: list, provider: 'aws', machine: type && { type: type.text, span: type.span }, storage: undefined, count: count ?? 1, region: place, header: span, span: node.span }];
    }),
  );
}

function scalarAt(node: DocumentNode, path: string): string | number | boolean | null | undefined {
  const found = nodeAt(node, path);
  return found?.kind === 'scalar' ? found.value : undefined;
}
