import type { Detection, Detector } from '../detector.js';
import { find, textAt, type Place } from '../document-matcher/path.js';
import { documentTrees } from '../document-matcher/trees.js';
import { workloadsIn } from './kubernetes-workloads.js';

/** A limit of more than so many times the request says that one of the two was never measured. */
const FAR = 10;

/** Quantities of Kubernetes: `250m`, `1.5`, `512Mi`, `2G` (API reference, Quantity). */
const SUFFIXES: Readonly<Record<string, number>> = { '': 1, m: 0.001, k: 1e3, M: 1e6, G: 1e9, T: 1e12, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

/** Containers whose limit of CPU or memory lies far above what they request. */
export const limitFarAboveRequest: Detector = function* ({ document }) {
  if (document.pathClasses.has('test') || document.pathClasses.has('example')) return;
  for (const root of documentTrees(document)) {
    for (const { kind, containers } of workloadsIn(root)) if (kind !== 'Job' && kind !== 'Pod') yield* containers.flatMap(judge);
  }
};

function judge(container: Place): Detection[] {
  for (const resource of ['memory', 'cpu'] as const) {
    const request = quantity(textAt(container.node, `resources.requests.${resource}`));
    const limit = quantity(textAt(container.node, `resources.limits.${resource}`));
    const place = find(container.node, `resources.limits.${resource}`)[0];
    if (!place || request === undefined || limit === undefined || limit <= request * FAR) continue;
    const factor = String(Math.round(limit / request));
    return [{ span: place.span, match: container.span, variables: { NAME: textAt(container.node, 'name') ?? 'the container', RESOURCE: resource === 'cpu' ? 'CPU' : 'memory', FACTOR: factor } }];
  }
  return [];
}

function quantity(text: string | undefined): number | undefined {
  const [, number, suffix = ''] = /^(\d+(?:\.\d+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/.exec(text ?? '') ?? [];
  const value = number === undefined ? undefined : Number(number) * (SUFFIXES[suffix] ?? 0);
  return value === 0 ? undefined : value;
}
