import type { LintDocument } from '../../lint/document.js';
import { besides, type Surroundings } from '../../lint/surroundings.js';
import { inWords } from './count.js';
import { runsOf, sumOfRuns, type Runs, type WorkflowFinder } from './runs.js';
import { isWorkflowPath, workflowIn, type Workflow } from './workflow.js';

/** Finds the workflows that jobs call as `./.github/workflows/…`, beside the document. */
export function workflowFinder(document: LintDocument, surroundings: Surroundings): WorkflowFinder {
  return (path) => {
    // Calls name a path from the root of the repository, which need not be the folder that is open.
    const beside = besides(document.path, path.replace(/^\.github\/workflows\//, ''));
    const other = path.startsWith('.github/workflows/') ? surroundings.document(beside) : undefined;
    return typeof other === 'object' ? workflowIn(other) : undefined;
  };
}

interface RepositoryRuns {
  readonly runs: Runs;
  /** Workflows that have a job in it. */
  readonly workflows: number;
}

/** What a push starts in all workflows of the document's folder; undefined until all of them were looked at. */
function runsOfRepository(document: LintDocument, surroundings: Surroundings): RepositoryRuns | undefined {
  const entries = surroundings.names(besides(document.path, '.'));
  if (!Array.isArray(entries)) return undefined;
  const paths = entries.map(({ name }: { readonly name: string }) => besides(document.path, name)).filter(isWorkflowPath);
  const others = paths.map((path) => (path === document.path ? document : surroundings.document(path)));
  if (others.includes(undefined)) return undefined;
  const workflows = others.flatMap((other) => (typeof other === 'object' ? (workflowIn(other) ?? []) : []));
  const called = workflowFinder(document, surroundings);
  const runs = workflows.map((workflow) => runsOf(workflow, called)).filter(({ all }) => all.high !== 0);
  return { runs: sumOfRuns(runs), workflows: runs.length };
}

/** One sentence: `A push to a pull request starts 14 jobs here, 12 of them twice: 26 in all.`; `place` is a word such as `here`. */
export function runsSentence({ jobs, twice, all }: Runs, place: string): string {
  const start = 'A push to a pull request starts';
  if (all.high === 0) return `${start} no job ${place}.`;
  const noun = `${inWords(jobs)} ${(jobs.high ?? jobs.low) === 1 ? 'job' : 'jobs'} ${place}`;
  if (twice.high === 0) return `${start} ${noun}.`;
  const isAll = twice.low === jobs.low && twice.high === jobs.high;
  const repeated = isAll ? (jobs.high === 1 ? ' twice' : ', all of them twice') : `, ${inWords(twice)} of them twice`;
  return `${start} ${noun}${repeated}: ${inWords(all)} in all.`;
}

/** The sentences for a workflow and, where known, for the whole repository. */
export function runsDetails(document: LintDocument, workflow: Workflow, surroundings: Surroundings): string {
  const own = runsSentence(runsOf(workflow, workflowFinder(document, surroundings)), 'here');
  const repository = runsOfRepository(document, surroundings);
  return repository && repository.workflows > 1 ? `${own}\n\n${runsSentence(repository.runs, 'in this repository')}` : own;
}
