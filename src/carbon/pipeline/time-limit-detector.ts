import type { Detection, Detector } from '../../lint/detector.js';
import { insertionEdit } from '../../lint/document-matcher/insertion.js';
import { find, isAbsent } from '../../lint/document-matcher/path.js';
import type { ProposedFix } from '../../lint/finding.js';
import { stepsOf } from './steps.js';
import { handwrittenWorkflowIn, type Job } from './workflow.js';

/** Events that start a workflow without anybody waiting for it. */
const AUTOMATIC = ['push', 'pull_request', 'pull_request_target', 'merge_group', 'schedule'] as const;

/**
 * Commands that wait for something: programs under test, servers, browsers. `go test` is not among them, as it stops by
 * itself after ten minutes (go help testflag).
 */
const TESTS = /\b(?:pytest|tox|nox|unittest|jest|vitest|mocha|karma|playwright test|cypress run|ctest|rspec|phpunit|cargo (?:test|nextest)|dotnet test|mvnw? [^\n]*\b(?:test|verify|install)|gradlew? [^\n]*\b(?:test|check|build)|(?:npm|pnpm|yarn|bun|make|just|task|rake|composer|mix|swift|flutter)(?: run)? (?!install|build|compile|setup)(?:[\w:.-]+[:.-])?(?:test|tests|e2e|t)\b|docker[ -]compose up)/;
/** A limit that the command brings along. */
const OWN_LIMIT = /(?:^|\s)(?:timeout \S|--(?:session-)?timeout\b|--max-time)/;

const SKIPS_TESTS = /skip-?tests|-x test\b/i;
/** Jobs that look at the code without running it, whatever tool they use. */
const READS_ONLY = /lint|docs?|typ(?:e|ing)|format|style|compat/i;

/** Lengths to choose from, in minutes. */
const LIMITS = [15, 30, 60] as const;

/** The first job of a workflow that runs tests and may do so for six hours. One finding speaks for all of them. */
export const jobTimeLimit: Detector = function* ({ document }) {
  const workflow = handwrittenWorkflowIn(document);
  if (!workflow || !AUTOMATIC.some((event) => workflow.events.has(event))) return;
  const endless = workflow.jobs.filter(mayHang);
  const [first, ...others] = endless;
  if (first) yield detection(first, others, document.text);
};

function mayHang({ id, node }: Job): boolean {
  if (READS_ONLY.test(id) || !isAbsent(node, 'timeout-minutes') || find(node, 'steps.*.timeout-minutes').length > 0) return false;
  return stepsOf(node).some(({ run }) => run !== undefined && TESTS.test(run) && !OWN_LIMIT.test(run) && !SKIPS_TESTS.test(run));
}

function detection(first: Job, others: readonly Job[], text: string): Detection {
  const fixes = LIMITS.flatMap((minutes): ProposedFix[] => {
    const edits = [first, ...others].map(({ node }) => insertionEdit({ key: 'timeout-minutes', value: minutes, before: 'steps' }, node, text));
    if (!edits.every((edit) => edit !== undefined)) return [];
    return [{ title: `Stop ${others.length === 0 ? 'it' : `these ${edits.length} jobs`} after ${minutes} minutes`, safe: false, edits }];
  });
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return { span: first.key, match: first.node.span, variables: { JOBS: `${first.id}${more}` }, fixes };
}
