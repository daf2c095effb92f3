import type { TextEdit } from '../../document/edit.js';
import type { Detection, Detector } from '../../lint/detector.js';
import { insertionEdit } from '../../lint/document-matcher/insertion.js';
import type { DocumentNode, MappingNode } from '../../lint/document-matcher/node.js';
import { find, isAbsent, textAt } from '../../lint/document-matcher/path.js';
import { documentTrees } from '../../lint/document-matcher/trees.js';
import type { ProposedFix } from '../../lint/finding.js';
import { textsAt, type Job } from './workflow.js';

/** Keys at the top of a pipeline that name no job (GitLab documentation, CI/CD YAML syntax reference). */
const GLOBAL_KEYS = new Set(['default', 'include', 'stages', 'variables', 'workflow', 'spec', 'image', 'services', 'cache', 'before_script', 'after_script', 'types']);

/** A pipeline of GitLab that goes on for commits nobody waits for any more, as none of its jobs may be interrupted. */
export const gitlabNotInterruptible: Detector = function* ({ document }) {
  // Said anywhere, even in a comment, it has been thought about; and what is included may say it.
  if (!/(?:^|\/)\.gitlab-ci\.yml$/.test(document.path) || /interruptible|auto_cancel/.test(document.text)) return;
  const [root, ...more] = documentTrees(document);
  if (root?.kind !== 'mapping' || root.open || more.length > 0 || !isAbsent(root, 'include')) return;
  const jobs = root.entries.flatMap(({ key, keySpan, value }): Job[] => (GLOBAL_KEYS.has(key) || value.kind !== 'mapping' ? [] : [{ id: key, key: keySpan, node: value }]));
  const first = isForMergeRequests(root) ? jobs.find((job) => !job.id.startsWith('.') && !mustFinish(job) && runsOnBranches(job)) : undefined;
  if (first) yield detection(root, first, jobs, document.text);
};

/** Without rules of its own a pipeline runs for every branch; with them, only if they speak of merge requests. */
function isForMergeRequests(root: MappingNode): boolean {
  const rules = find(root, 'workflow.rules.*.if');
  return rules.length === 0 || rules.some(({ node }) => node.kind === 'scalar' && /merge_request/i.test(String(node.value)));
}

const FINISHES = /deploy|release|publish|prod|staging|push|upload|apply|pages|docker|image|migrat|package|deliver|rollback|notify|trigger/i;

/** Half of it may be worse than none of it: a deployment, something that is published, or what a person starts. */
function mustFinish({ id, node }: Job): boolean {
  return FINISHES.test(id) || FINISHES.test(textAt(node, 'stage') ?? '') || !['environment', 'resource_group', 'release', 'trigger', 'pages'].every((key) => isAbsent(node, key)) || textAt(node, 'when') === 'manual';
}

/** A job that only prints is over before anybody could interrupt it. */
function onlyPrints(node: DocumentNode): boolean {
  const commands = textsAt(node, 'script') ?? [textAt(node, 'script') ?? ''];
  return commands.every((command) => /^\s*(?:echo|printf)\b/.test(command));
}

/** Whether a job runs for the branch of a merge request; silent about rules that say neither yes nor no, and about templates. */
function runsOnBranches({ node }: Job): boolean {
  if (isAbsent(node, 'script') || !isAbsent(node, 'extends') || onlyPrints(node)) return false;
  const only = textsAt(node, 'only') ?? textsAt(find(node, 'only')[0]?.node, 'refs');
  if (!isAbsent(node, 'only')) return only?.some((ref) => ref === 'merge_requests' || ref === 'branches') === true;
  if (!isAbsent(node, 'rules')) return find(node, 'rules.*.if').some(({ node: rule }) => rule.kind === 'scalar' && /merge_request_event|CI_MERGE_REQUEST/.test(String(rule.value)));
  return isAbsent(node, 'except') || textsAt(node, 'except')?.includes('merge_requests') !== true;
}

function detection(root: MappingNode, first: Job, jobs: readonly Job[], text: string): Detection {
  const fix = interruptible(root, jobs, text);
  return { span: first.key, match: first.node.span, variables: { JOB: first.id }, fixes: fix ? [fix] : [] };
}

/** All jobs may be interrupted, except those that must finish. */
function interruptible(root: MappingNode, jobs: readonly Job[], text: string): ProposedFix | undefined {
  const defaults = find(root, 'default')[0]?.node;
  const [top] = jobs;
  const general = defaults?.kind === 'mapping' ? insertionEdit({ key: 'interruptible', value: true }, defaults, text) : insertionEdit({ key: 'default', value: { interruptible: true }, ...(top ? { before: top.id } : {}) }, root, text);
  const exceptions = jobs.filter(mustFinish).map(({ node }) => insertionEdit({ key: 'interruptible', value: false }, node, text));
  const edits = [general, ...exceptions].filter((edit): edit is TextEdit => edit !== undefined);
  if (edits.length !== exceptions.length + 1) return undefined;
  return { title: exceptions.length === 0 ? 'Let newer commits interrupt all jobs' : `Let newer commits interrupt all jobs but ${exceptions.length}`, safe: false, edits };
}
