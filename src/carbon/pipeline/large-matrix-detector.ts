import type { Detector } from '../../lint/detector.js';
import { find, type Place } from '../../lint/document-matcher/path.js';
import { besides } from '../../lint/surroundings.js';
import { inWords } from './count.js';
import { matrixFormula } from './hover.js';
import { matrixOf, type Axis, type Matrix } from './matrix.js';
import { runsDetails } from './repository.js';
import { jobStarts, starts } from './runs.js';
import { handwrittenWorkflowIn, type Job, type Workflow } from './workflow.js';

/** From this many jobs on a matrix is worth a second thought. */
const MANY_JOBS = 12;
/** Fewer are enough when every version runs on every system. */
const MANY_ON_ALL_SYSTEMS = 9;

const SYSTEMS = ['ubuntu', 'windows', 'macos'] as const;

interface LargeMatrix {
  readonly job: Job;
  readonly place: Place;
  readonly matrix: Matrix;
}

/**
 * The largest matrix of a workflow that starts a dozen jobs with every push to a pull request, or runs every version on
 * all three systems. Silent where the repository is an action, whose very purpose is to run on all of them.
 */
export const largeMatrix: Detector = function* ({ document, surroundings }) {
  const workflow = handwrittenWorkflowIn(document);
  if (!workflow || starts(workflow, 'pull_request') === false) return;
  const [largest] = workflow.jobs.flatMap((job) => largeMatrixOf(workflow, job)).sort((a, b) => b.matrix.jobs.low - a.matrix.jobs.low);
  if (!largest || !['action.yml', 'action.yaml'].every((name) => surroundings.stat(besides(document.path, `../../${name}`)) === 'nothing')) return;
  const { job, place, matrix } = largest;
  yield {
    span: place.span,
    match: job.node.span,
    variables: { JOBS: `${matrix.jobs.high === matrix.jobs.low ? '' : 'at least '}${matrix.jobs.low}` },
    details: `\`${job.id}\`: ${matrixFormula(job)}${isProduct(matrix) ? '' : ', less what is excluded and with what is included'}: ${inWords(matrix.jobs)} jobs.\n\n${runsDetails(document, workflow, surroundings)}`,
  };
};

function largeMatrixOf(workflow: Workflow, job: Job): LargeMatrix[] {
  const matrix = matrixOf(job.node);
  const place = find(job.node, 'strategy.matrix')[0];
  return matrix && place && jobStarts(workflow, job, 'pull_request') !== false && repeats(matrix) && isLarge(matrix) ? [{ job, place, matrix }] : [];
}

function isProduct({ axes, jobs }: Matrix): boolean {
  return axes.reduce((count, { values = [] }) => count * values.length, 1) === jobs.low;
}

/** Axes that divide the work instead of doing it again. */
const PARTS = /shard|chunk|partition|split|group|index|slice|part\b/i;
const VERSION = /^v?\d+(?:\.[\dx*]+)*$/;

/** Whether the same is done for every combination: a list of targets to build, or of parts of the work, has nothing twice. */
function repeats({ axes }: Matrix): boolean {
  const multiplying = axes.filter(({ name, values = [] }) => values.length > 1 && !PARTS.test(name));
  return multiplying.length > 1 || multiplying.some(({ values = [] }) => values.every((value) => VERSION.test(value)));
}

function isLarge({ axes, jobs }: Matrix): boolean {
  const parts = axes.reduce((count, { name, values = [] }) => (PARTS.test(name) ? count * values.length : count), 1);
  return jobs.low / parts >= (axes.some(namesAllSystems) ? MANY_ON_ALL_SYSTEMS : MANY_JOBS);
}

function namesAllSystems({ values = [] }: Axis): boolean {
  return SYSTEMS.every((system) => values.some((value) => value.toLowerCase().includes(system)));
}
