import type { DocumentNode, MappingNode } from '../../lint/document-matcher/node.js';
import { find, textAt } from '../../lint/document-matcher/path.js';

/** One step of a job: an action it uses, or commands it runs. */
export interface Step {
  readonly node: MappingNode;
  /** Such as `actions/checkout@v4`. */
  readonly uses?: string;
  /** As it stands in the document, expressions included. */
  readonly run?: string;
  readonly runNode?: DocumentNode;
}

/** The steps of a job, in order. */
export function stepsOf(job: DocumentNode): Step[] {
  return find(job, 'steps.*').flatMap(({ node }) => {
    if (node.kind !== 'mapping') return [];
    const uses = textAt(node, 'uses');
    const runNode = find(node, 'run')[0]?.node;
    const run = runNode?.kind === 'scalar' && runNode.value !== null ? String(runNode.value) : undefined;
    return [{ node, ...(uses === undefined ? {} : { uses }), ...(run === undefined || !runNode ? {} : { run, runNode }) }];
  });
}
