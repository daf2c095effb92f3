import type { Span } from '../../document/position.js';
import type { LintDocument } from '../../lint/document.js';
import type { Surroundings } from '../../lint/surroundings.js';
import { inWords } from './count.js';
import { matrixOf } from './matrix.js';
import { runsDetails, workflowFinder } from './repository.js';
import { runsOfJob } from './runs.js';
import { workflowIn, type Job } from './workflow.js';

export interface PipelineHover {
  /** The key `on`, in UTF-16 units. */
  readonly span: Span;
  readonly markdown: string;
}

/**
 * What one push starts, to be shown at the key `on` of a workflow; undefined for other documents. What the other
 * workflows start is left out while `surroundings` does not know them: asking makes the caller look, as for a detector.
 */
export function pipelineHover(document: LintDocument, surroundings: Surroundings): PipelineHover | undefined {
  const workflow = workflowIn(document);
  if (!workflow) return undefined;
  const called = workflowFinder(document, surroundings);
  const rows = workflow.jobs.flatMap((job) => {
    const { jobs, all } = runsOfJob(workflow, job, called);
    return all.high === 0 ? [] : [`| ${inCell(job.id)} | ${inCell(matrixFormula(job))} | ${inWords(jobs)} | ${inWords(all)} |`];
  });
  const table = rows.length < 2 ? [] : ['', '| Job | Matrix | Jobs | Starts |', '|---|---|---:|---:|', ...rows];
  return { span: workflow.on.keySpan, markdown: [runsDetails(document, workflow, surroundings), ...table, '', ASSUMPTIONS].join('\n') };
}

const ASSUMPTIONS = 'Counted from triggers, matrices and conditions, for a push to a branch of this repository whose pull request goes to the main branch. Filters for paths and expressions make the number uncertain. From a fork, only `pull_request` starts jobs here.';

/** A matrix as a product: `3 python × 2 os`; empty where there is none. */
export function matrixFormula(job: Job): string {
  const matrix = matrixOf(job.node);
  if (!matrix) return '';
  return matrix.axes.map(({ name, values }) => (values ? `${values.length} ${name}` : name)).join(' × ') || 'listed one by one';
}

function inCell(text: string): string {
  return text.replaceAll(/[|\\`*_<>[\]]/g, '\\$&').replaceAll(/\s+/g, ' ');
}
