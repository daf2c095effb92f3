import type { Detection, Detector } from '../detector.js';
import type { DocumentNode } from '../document-matcher/node.js';
import { find, textAt, type Place } from '../document-matcher/path.js';
import { documentTrees } from '../document-matcher/trees.js';
import { readCron, readEventBridge, type Schedule } from './cron.js';

/** Where one kind of scheduler keeps its schedules, and how often may be too often. */
interface Scheduler {
  places(root: DocumentNode, path: string): readonly Place[];
  read(text: string): Schedule | undefined;
  /** More runs on a day than this are reported. */
  readonly limit: number;
  /** The same schedule at the limit, with a title; undefined where there is no such. */
  slower(text: string): { readonly title: string; readonly text: string } | undefined;
}

const HOURLY = 24;
const EVERY_FIVE_MINUTES = 288;

const workflows: Scheduler = {
  places: (root, path) => (/(^|\/)\.github\/workflows\//.test(path) ? find(root, 'on.schedule.*.cron') : []),
  read: readCron,
  limit: HOURLY,
  // GitHub asks to avoid the full hour, when most schedules start.
  slower: (text) => ({ title: 'Run once an hour', text: text.replace(/^\s*\S+/, '17') }),
};

const cronJobs: Scheduler = {
  places: (root) => (textAt(root, 'kind') === 'CronJob' && textAt(root, 'spec.suspend') !== 'true' ? find(root, 'spec.schedule') : []),
  read: readCron,
  limit: EVERY_FIVE_MINUTES,
  slower: (text) => ({ title: 'Run every five minutes', text: text.replace(/^\s*\S+/, '*/5') }),
};

const TERRAFORM = ['resource.aws_cloudwatch_event_rule.*.schedule_expression', 'resource.aws_scheduler_schedule.*.schedule_expression'];
const CLOUD_FORMATION: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  'AWS::Events::Rule': ['Properties.ScheduleExpression'],
  'AWS::Scheduler::Schedule': ['Properties.ScheduleExpression'],
  'AWS::Serverless::Function': ['Properties.Events.*.Properties.Schedule', 'Properties.Events.*.Properties.ScheduleExpression'],
}));

const eventBridge: Scheduler = {
  places: (root) => [
    ...TERRAFORM.flatMap((path) => find(root, path)),
    ...find(root, 'Resources.*').flatMap(({ node }) => (CLOUD_FORMATION.get(textAt(node, 'Type') ?? '') ?? []).flatMap((path) => find(node, path))),
  ],
  read: readEventBridge,
  limit: EVERY_FIVE_MINUTES,
  slower: (text) => ({ title: 'Run every five minutes', text: text.startsWith('rate') ? 'rate(5 minutes)' : text.replace(/^cron\(\s*\S+/, 'cron(0/5') }),
};

/** Schedules that run more often than hourly (workflows) or than every five minutes (Kubernetes, EventBridge). */
export const frequentSchedule: Detector = function* ({ document }) {
  if (document.pathClasses.has('test') || document.pathClasses.has('example')) return;
  for (const root of documentTrees(document)) {
    for (const scheduler of [workflows, cronJobs, eventBridge]) {
      for (const place of scheduler.places(root, document.path)) {
        const detection = judge(scheduler, place, document.text);
        if (detection) yield detection;
      }
    }
  }
};

function judge(scheduler: Scheduler, { node }: Place, text: string): Detection | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  const schedule = scheduler.read(node.value);
  if (!schedule || schedule.runsADay <= scheduler.limit) return undefined;
  const slower = scheduler.slower(node.value);
  const start = text.indexOf(node.value, node.span.start);
  // A text with escapes or line breaks is not written as it reads.
  const fixes = slower && start >= 0 && start + node.value.length <= node.span.end ? [{ title: `${slower.title}: ${slower.text}`, safe: false, edits: [{ start, end: start + node.value.length, text: slower.text }] }] : [];
  return { span: node.span, variables: { RUNS: `${schedule.everyDay ? '' : 'up to '}${schedule.runsADay}` }, fixes };
}
