import { all, type Verdict } from '../../lint/document-matcher/condition.js';
import type { DocumentNode } from '../../lint/document-matcher/node.js';
import { exactly, larger, NONE, product, smaller, sum, type Count } from './count.js';
import { holds, PUSH_EVENTS, type PushEvent } from './job-condition.js';
import { matrixOf } from './matrix.js';
import { textsAt, type Job, type Workflow } from './workflow.js';

/** The jobs one push to the branch of a pull request starts. */
export interface Runs {
  /** Each job counted once. */
  readonly jobs: Count;
  /** Those of them that start for the event `push` and again for `pull_request`. */
  readonly twice: Count;
  /** Every job as often as it starts. */
  readonly all: Count;
}

/** The workflow of this repository at a path from its root; undefined when there is none, or nobody has looked. */
export type WorkflowFinder = (path: string) => Workflow | undefined;

/** Workflows that call each other further down than this are not followed; GitHub allows ten levels. */
const DEEPEST_CALL = 10;

export function sumOfRuns(runs: readonly Runs[]): Runs {
  return { jobs: sum(runs.map(({ jobs }) => jobs)), twice: sum(runs.map(({ twice }) => twice)), all: sum(runs.map((one) => one.all)) };
}

/**
 * The jobs of a workflow that one push starts: by a person, to the branch of an open pull request that comes from the
 * repository itself and goes to its main branch. What only an expression or the changed files decide widens the bounds.
 */
export function runsOf(workflow: Workflow, called: WorkflowFinder): Runs {
  return sumOfRuns(workflow.jobs.map((job) => runsOfJob(workflow, job, called)));
}

/** The same for one job of the workflow. */
export function runsOfJob(workflow: Workflow, job: Job, called: WorkflowFinder): Runs {
  const [push, pullRequest, target] = PUSH_EVENTS.map((event) => limited(starts(workflow, event), jobsOf(workflow, job, event, called, 0)));
  const once = larger(push ?? NONE, pullRequest ?? NONE);
  const twice = smaller(push ?? NONE, pullRequest ?? NONE);
  return { jobs: sum([once, target ?? NONE]), twice, all: sum([once, twice, target ?? NONE]) };
}

/** Whether the event starts the workflow; undefined where that depends on the changed files or the names of branches. */
export function starts(workflow: Workflow, event: PushEvent): Verdict {
  if (!workflow.events.has(event)) return false;
  const filters = workflow.events.get(event);
  const isAboutFiles = textsAt(filters, 'paths') !== undefined || textsAt(filters, 'paths-ignore') !== undefined;
  return all([event === 'push' ? admitsBranch(filters) : admitsPullRequest(filters), isAboutFiles ? undefined : true]);
}

/** Whether a push to the branch of somebody's pull request passes the filters, whatever its name. */
function admitsBranch(filters: DocumentNode | undefined): Verdict {
  const branches = textsAt(filters, 'branches');
  const ignored = textsAt(filters, 'branches-ignore');
  if (branches) return branches.some(isAnyBranch) ? true : branches.every((pattern) => isLongLived(pattern)) ? false : undefined;
  if (ignored) return !ignored.some(isAnyBranch);
  return textsAt(filters, 'tags') === undefined && textsAt(filters, 'tags-ignore') === undefined;
}

function isAnyBranch(pattern: string): boolean {
  return pattern === '**' || pattern === '*' || pattern === '**/**' || pattern === '*/**';
}

/** A branch by its full name, an exception, or releases such as `v*` and `release/**`: nobody's pull request comes from there. */
function isLongLived(pattern: string): boolean {
  return !/[*?+[]/.test(pattern) || pattern.startsWith('!') || /^(?:\*?\*?\/?v?[\d[]|v\*|v?\*\.|releases?\b|rel[-/]|stable|support|maint|gh-readonly)/i.test(pattern);
}

function admitsPullRequest(filters: DocumentNode | undefined): Verdict {
  const types = textsAt(filters, 'types');
  if (types && !types.includes('synchronize')) return false;
  const branches = textsAt(filters, 'branches');
  return !branches || branches.some((pattern) => isAnyBranch(pattern) || /^(?:main|master|develop|trunk|default|next|dev)$/.test(pattern)) ? true : undefined;
}

function limited(verdict: Verdict, count: Count): Count {
  if (verdict === false) return NONE;
  return verdict === true ? count : { ...count, low: 0 };
}

/** How often a job starts once the event has started its workflow. */
function jobsOf(workflow: Workflow, job: Job, event: PushEvent, called: WorkflowFinder, depth: number): Count {
  const matrix = matrixOf(job.node)?.jobs ?? exactly(1);
  return limited(jobStarts(workflow, job, event), product(matrix, jobsBehind(job, event, called, depth)));
}

/** One, or the jobs of the workflow that a job calls. */
function jobsBehind(job: Job, event: PushEvent, called: WorkflowFinder, depth: number): Count {
  const [uses] = textsAt(job.node, 'uses') ?? [];
  if (uses === undefined) return exactly(1);
  const workflow = uses.startsWith('./') && depth < DEEPEST_CALL ? called(uses.slice(2)) : undefined;
  // Somebody else's workflow has at least one job.
  return workflow ? sum(workflow.jobs.map((inner) => jobsOf(workflow, inner, event, called, depth + 1))) : { low: 1 };
}

/** Whether a job starts with its workflow: its own condition, and those of the jobs it needs. */
export function jobStarts(workflow: Workflow, job: Job, event: PushEvent, dependents: ReadonlySet<string> = new Set()): Verdict {
  const [condition] = textsAt(job.node, 'if') ?? [];
  const own = condition === undefined ? true : holds(condition, event);
  // With these a job runs also where one it needs was skipped.
  if (own === false || /\b(?:always|cancelled|failure)\(\)/.test(condition ?? '')) return own;
  const seen = new Set([...dependents, job.id]);
  const needed = (textsAt(job.node, 'needs') ?? []).flatMap((id) => workflow.jobs.filter((other) => other.id === id && !seen.has(id)));
  return all([own, ...needed.map((other) => jobStarts(workflow, other, event, seen))]);
}
