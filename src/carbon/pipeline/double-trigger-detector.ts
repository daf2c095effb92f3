import type { TextEdit } from '../../document/edit.js';
import type { Detection, Detector, DetectorContext } from '../../lint/detector.js';
import { insertionEdit } from '../../lint/document-matcher/insertion.js';
import type { Entry } from '../../lint/document-matcher/node.js';
import { find } from '../../lint/document-matcher/path.js';
import type { ProposedFix } from '../../lint/finding.js';
import { jobStarts } from './runs.js';
import { runsDetails } from './repository.js';
import { textsAt, handwrittenWorkflowIn, type Workflow } from './workflow.js';

/** Names a main branch usually has, the likelier first: the one the file speaks of, else the newer custom. */
function mainBranches(text: string): readonly string[] {
  return /\bmaster\b/.test(text) && !/\bmain\b/.test(text) ? ['master', 'main'] : ['main', 'master'];
}

/** A workflow that a push to the branch of a pull request starts twice: for the push and for the pull request. */
export const doubleTrigger: Detector = function* ({ document, surroundings }) {
  const workflow = handwrittenWorkflowIn(document);
  if (!workflow || !pushesOfAllBranches(workflow) || !everyPushToPullRequest(workflow) || stopsOneOfBoth(workflow)) return;
  const isTwice = workflow.jobs.some((job) => jobStarts(workflow, job, 'push') === true && jobStarts(workflow, job, 'pull_request') === true);
  if (isTwice) yield detection(workflow, { document, surroundings });
};

function pushesOfAllBranches({ events }: Workflow): boolean {
  if (!events.has('push')) return false;
  const filters = events.get('push');
  // Tools' own files hardly ever change.
  if (textsAt(filters, 'paths')?.every((path) => path.startsWith('.'))) return false;
  const branches = textsAt(filters, 'branches');
  if (branches) return branches.includes('**') || branches.includes('*');
  return ['branches-ignore', 'tags', 'tags-ignore'].every((key) => textsAt(filters, key) === undefined);
}

function everyPushToPullRequest({ events }: Workflow): boolean {
  return events.has('pull_request') && (textsAt(events.get('pull_request'), 'types') ?? ['synchronize']).includes('synchronize');
}

/** One group for both runs of a commit, or an action that skips what runs already. */
function stopsOneOfBoth({ root }: Workflow): boolean {
  const groups = [...find(root, 'concurrency'), ...find(root, 'concurrency.group'), ...find(root, 'jobs.*.concurrency'), ...find(root, 'jobs.*.concurrency.group')];
  const isShared = groups.some(({ node }) => node.kind === 'scalar' && /head_ref\s*\|\|\s*github\.ref_name|head\.(?:sha|ref)\s*\|\|/.test(String(node.value)));
  return isShared || find(root, 'jobs.*.steps.*.uses').some(({ node }) => node.kind === 'scalar' && /skip-duplicate|duplicate-actions/.test(String(node.value)));
}

function detection(workflow: Workflow, { document, surroundings }: Pick<DetectorContext, 'document' | 'surroundings'>): Detection {
  const push = workflow.on.value.kind === 'mapping' ? workflow.on.value.entries.find(({ key }) => key === 'push') : undefined;
  return {
    span: push?.keySpan ?? workflow.on.keySpan,
    match: workflow.on.span,
    details: runsDetails(document, workflow, surroundings),
    fixes: mainBranches(document.text).flatMap((branch): ProposedFix[] => {
      const edit = limitPush(workflow, branch, document.text);
      return edit ? [{ title: `Start it for pushes to ${branch} only, and for pull requests`, safe: false, edits: [edit] }] : [];
    }),
  };
}

/** Gives `push` a filter for one branch, writing events that are only named as a mapping. */
function limitPush({ on, events }: Workflow, branch: string, text: string): TextEdit | undefined {
  const { value } = on;
  if (value.kind !== 'mapping') return asMapping(on, [...events.keys()], branch, text);
  const push = value.entries.find(({ key }) => key === 'push');
  if (push?.value.kind === 'mapping') {
    const branches = push.value.entries.find(({ key }) => key === 'branches');
    return branches ? valueEdit(branches, ` [${branch}]`, text) : insertionEdit({ key: 'branches', value: [branch] }, push.value, text);
  }
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return push && value.layout === 'block' ? valueEdit(push, `${newline}${indentOf(push.keySpan.start, text)}  branches: [${branch}]`, text) : undefined;
}

/** Everything behind the colon of an entry, up to the end of its value. */
function valueEdit({ keySpan, span }: Entry, replacement: string, text: string): TextEdit | undefined {
  const colon = /^["']?\s*:/.exec(text.slice(keySpan.end))?.[0];
  if (colon === undefined) return undefined;
  const start = keySpan.end + colon.length;
  return { start, end: Math.max(start, keySpan.start + text.slice(keySpan.start, span.end).trimEnd().length), text: replacement };
}

function asMapping(on: Entry, events: readonly string[], branch: string, text: string): TextEdit | undefined {
  if (text.slice(on.span.start, on.span.end).includes('#')) return undefined;
  const indent = indentOf(on.keySpan.start, text);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = events.flatMap((event) => [`${indent}  ${event}:`, ...(event === 'push' ? [`${indent}    branches: [${branch}]`] : [])]);
  return valueEdit(on, newline + lines.join(newline), text);
}

function indentOf(offset: number, text: string): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return text.slice(start, offset).replaceAll(/\S/g, ' ');
}
