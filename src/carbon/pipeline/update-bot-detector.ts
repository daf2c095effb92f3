import type { TextEdit } from '../../document/edit.js';
import type { Detection, Detector } from '../../lint/detector.js';
import { insertionEdit } from '../../lint/document-matcher/insertion.js';
import type { DocumentNode, ListNode } from '../../lint/document-matcher/node.js';
import { find, isAbsent, textAt } from '../../lint/document-matcher/path.js';
import { documentTrees } from '../../lint/document-matcher/trees.js';
import type { ProposedFix } from '../../lint/finding.js';

/** Bots that update dependencies in a pull request for each, and often. */
export const updateBot: Detector = function* ({ document }) {
  const isDependabot = /(?:^|\/)\.github\/dependabot\.ya?ml$/.test(document.path);
  for (const root of documentTrees(document)) {
    if (isDependabot) {
      for (const { node } of find(root, 'updates.*')) yield* dependabot(node, document.text);
    } else yield* renovate(/(?:^|\/)package\.json$/.test(document.path) ? find(root, 'renovate')[0]?.node : root, document.text);
  }
};

/** These list few things to update, so that a pull request for each is no stream. */
const SHORT_LISTS = new Set(['github-actions', 'docker', 'docker-compose', 'devcontainers', 'gitsubmodule', 'pre-commit', 'helm', 'terraform', 'dotnet-sdk', 'rust-toolchain']);

function* dependabot(update: DocumentNode, text: string): Generator<Detection> {
  const place = find(update, 'schedule.interval')[0];
  const interval = textAt(update, 'schedule.interval');
  const ecosystem = textAt(update, 'package-ecosystem');
  if (update.kind !== 'mapping' || !place || ecosystem === undefined || (interval !== 'daily' && interval !== 'weekly')) return;
  // With a limit of 0 only security updates come; a cooldown waits until versions have settled.
  if (!['groups', 'multi-ecosystem-group', 'cooldown'].every((key) => isAbsent(update, key)) || /^[0-2]$/.test(textAt(update, 'open-pull-requests-limit') ?? '')) return;
  if (interval === 'weekly' && SHORT_LISTS.has(ecosystem)) return;
  const group = insertionEdit({ key: 'groups', value: { [ecosystem]: { patterns: ['*'] } } }, update, text);
  const weekly = { ...place.node.span, text: 'weekly' };
  const isDaily = interval === 'daily';
  yield {
    span: place.span,
    match: update.span,
    ...(isDaily && !SHORT_LISTS.has(ecosystem) ? {} : { severity: 'hint' as const }),
    variables: { WHAT: ecosystem, OFTEN: isDaily ? ', every day' : '' },
    fixes: [
      ...(group && isDaily ? [choice('Once a week, all in one pull request', [weekly, group])] : []),
      ...(group ? [choice('All in one pull request', [group])] : []),
      ...(isDaily ? [choice('Once a week', [weekly])] : []),
    ],
  };
}

function choice(title: string, edits: readonly TextEdit[]): ProposedFix {
  return { title, safe: false, edits };
}

/** Presets that neither group nor schedule more than Renovate does by itself; others may do anything (docs.renovatebot.com/presets-config, -default). */
const PLAIN_PRESETS = /^(?:config:(?:recommended|base|best-practices|js-app|js-lib)|:(?:dependencyDashboard|semantic\w*|preserveSemverRanges|pin\w+|automerge\w+|rebase\w+|labels?|assignees?|reviewer|timezone|enable\w+|gitSignOff|configMigration)(?:\([^)]*\))?|(?:helpers|docker|workarounds|replacements):.*)$/;
/** Settings that slow the stream down or bundle it. */
const CALMING = ['schedule', 'groupName', 'packageRules.*.groupName', 'packageRules.*.groupSlug', 'packageRules.*.schedule', 'packageRules.*.extends', 'prConcurrentLimit', 'prHourlyLimit', 'minimumReleaseAge', 'packageRules.*.minimumReleaseAge', 'dependencyDashboardApproval', 'onboarding', 'separateMinorPatch', 'enabled', 'packageRules.*.enabled'] as const;

function* renovate(config: DocumentNode | undefined, text: string): Generator<Detection> {
  if (config?.kind !== 'mapping' || config.open || !CALMING.every((key) => isAbsent(config, key))) return;
  const place = find(config, 'extends')[0];
  const presets = place ? find(place.node, '*').map(({ node }) => (node.kind === 'scalar' ? String(node.value) : '')) : [];
  if (!place || place.node.kind !== 'list' || presets.length === 0 || !presets.every((preset) => PLAIN_PRESETS.test(preset))) return;
  const add = (...names: readonly string[]): TextEdit => added(place.node as ListNode, names, text);
  yield {
    span: place.span,
    match: config.span,
    variables: { WHAT: 'dependencies', OFTEN: ', at any time' },
    fixes: [choice('Once a week, minor and patch updates together', [add('schedule:weekly', 'group:allNonMajor')]), choice('Minor and patch updates together', [add('group:allNonMajor')]), choice('Once a week', [add('schedule:weekly')])],
  };
}

/** Adds texts to a list in JSON, each on a line of its own where the last one has one. */
function added(list: ListNode, names: readonly string[], text: string): TextEdit {
  const last = list.items.at(-1)?.span ?? list.span;
  const line = text.slice(text.lastIndexOf('\n', last.start - 1) + 1, last.start);
  const gap = line.trim() === '' ? `,${text.includes('\r\n') ? '\r\n' : '\n'}${line}` : ', ';
  return { start: last.end, end: last.end, text: names.map((name) => gap + JSON.stringify(name)).join('') };
}

