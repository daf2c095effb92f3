import type { Detector } from '../../lint/detector.js';
import { find } from '../../lint/document-matcher/path.js';
import { matrixFormula } from './hover.js';
import { matrixOf, type Axis } from './matrix.js';
import { runsDetails } from './repository.js';
import { jobStarts, starts } from './runs.js';
import { PUSH_EVENTS } from './job-condition.js';
import { workflowIn } from './workflow.js';

/** From this many jobs on a matrix is worth a second thought. */
const MANY_JOBS = 12;
/** Fewer are enough when every version runs on every system. */
const MANY_ON_ALL_SYSTEMS = 9;

const SYSTEMS = ['ubuntu', 'windows', 'macos'] as const;

/** A matrix that starts a dozen jobs with every push to a pull request, or every version on all three systems. */
export const largeMatrix: Detector = function* ({ document, surroundings }) {
  const workflow = workflowIn(document);
  if (!workflow || !PUSH_EVENTS.some((event) => starts(workflow, event) !== false && workflow.events.has('pull_request'))) return;
  for (const job of workflow.jobs) {
    const matrix = matrixOf(job.node);
    const place = find(job.node, 'strategy.matrix')[0];
    if (!matrix || !place || jobStarts(workflow, job, 'pull_request') === false) continue;
    const isLarge = matrix.jobs.low >= MANY_JOBS || (matrix.jobs.low >= MANY_ON_ALL_SYSTEMS && matrix.axes.some(namesAllSystems));
    if (!isLarge) continue;
    const formula = matrixFormula(job);
    yield {
      span: place.span,
      match: job.node.span,
      variables: { JOBS: `${matrix.jobs.high === matrix.jobs.low ? '' : 'at least '}${matrix.jobs.low}` },
      details: `\`${job.id}\`: ${formula}, less what is excluded and with what is included.\n\n${runsDetails(document, workflow, surroundings)}`,
    };
  }
};

function namesAllSystems({ values = [] }: Axis): boolean {
  return SYSTEMS.every((system) => values.some((value) => value.toLowerCase().includes(system)));
}
