import type { LintDocument } from '../../lint/document.js';
import type { DocumentNode, Entry, MappingNode } from '../../lint/document-matcher/node.js';
import { documentTrees } from '../../lint/document-matcher/trees.js';

export interface Job {
  readonly id: string;
  /** Where its name stands, in UTF-16 units of the text. */
  readonly key: Entry['keySpan'];
  readonly node: MappingNode;
}

/** A workflow of GitHub Actions. */
export interface Workflow {
  readonly root: MappingNode;
  /** The key `on` with what it says. */
  readonly on: Entry;
  /** What starts it, each with its filters; absent where the event is only named. */
  readonly events: ReadonlyMap<string, DocumentNode | undefined>;
  readonly jobs: readonly Job[];
}

const PATH = /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/;

/** Whether GitHub would read the file at this path as a workflow. */
export function isWorkflowPath(path: string): boolean {
  return PATH.test(path);
}

/** The workflow in a document; undefined when it is none, or when what starts it cannot be read. */
export function workflowIn(document: LintDocument): Workflow | undefined {
  const [root] = isWorkflowPath(document.path) ? documentTrees(document) : [];
  if (root?.kind !== 'mapping') return undefined;
  const on = root.entries.find(({ key }) => key === 'on');
  const jobs = root.entries.find(({ key }) => key === 'jobs')?.value;
  const events = on && eventsOf(on.value);
  if (!on || !events || jobs?.kind !== 'mapping' || jobs.open) return undefined;
  return { root, on, events, jobs: jobs.entries.flatMap(({ key, keySpan, value }) => (value.kind === 'mapping' ? [{ id: key, key: keySpan, node: value }] : [])) };
}

/** The workflow in a document that people write: what a program wrote is changed elsewhere, and its header says so. */
export function handwrittenWorkflowIn(document: LintDocument): Workflow | undefined {
  return /^(?:\s*#[^\n]*\n)*?\s*#[^\n]*\bgenerated (?:by|with|from)\b/i.test(document.text) ? undefined : workflowIn(document);
}

function eventsOf(on: DocumentNode): ReadonlyMap<string, DocumentNode | undefined> | undefined {
  if (on.kind === 'scalar') return new Map([[String(on.value), undefined]]);
  if (on.kind === 'list') return new Map(on.items.flatMap(({ node }) => (node.kind === 'scalar' ? [[String(node.value), undefined] as const] : [])));
  if (on.kind !== 'mapping' || on.open) return undefined;
  return new Map(on.entries.map(({ key, value }) => [key, value.kind === 'scalar' && value.value === null ? undefined : value]));
}

/** The texts at a key that holds one or a list of them; undefined where the key is absent. */
export function textsAt(node: DocumentNode | undefined, key: string): readonly string[] | undefined {
  const value = node?.kind === 'mapping' ? node.entries.find((entry) => entry.key === key)?.value : undefined;
  if (value?.kind === 'list') return value.items.flatMap(({ node: item }) => (item.kind === 'scalar' ? [String(item.value)] : []));
  return value?.kind === 'scalar' && value.value !== null ? [String(value.value)] : undefined;
}
