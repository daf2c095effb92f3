import type { Nodes } from 'mdast';
import type { Blip, Knowledge, Rule, Talk, TalkSection, Tip } from '../knowledge/model.js';
import { parseMarkdown } from '../knowledge/markdown.js';
import type { ResultKind } from '../protocol/model.js';

/** Something that can be found: what a result shows, and the texts by which it is found. */
export interface Findable {
  readonly kind: ResultKind;
  readonly id: string;
  readonly title: string;
  /** One line of context, plain text. */
  readonly summary: string;
  readonly aliases: readonly string[];
  /** Names of packages, modules, images, resource types. */
  readonly packages: readonly string[];
  readonly body: string;
  /** How much it counts beside others that fit as well. */
  readonly weight: number;
}

const LONGEST_SUMMARY = 160;
/** A blip is the best door to a subject; a rule or tip is one remark about it. */
const WEIGHTS = { blip: 1.3, talk: 1.1, section: 1, rule: 0.7, tip: 0.7 } as const;

/** Everything in the knowledge that search can find: blips, talks and their sections, rules, tips. */
export function findables(knowledge: Knowledge): Findable[] {
  return [...knowledge.blips.map(ofBlip), ...knowledge.talks.flatMap(ofTalk), ...knowledge.rules.map(ofRule), ...knowledge.tips.map(ofTip)];
}

/** A rule's title for places without a finding: `Loop over the rows of {DF}` becomes `Loop over the rows of …`. */
export function readableTitle(title: string): string {
  return title.replace(/\{[A-Z][A-Z0-9_]*\}/g, '…');
}

function ofBlip(blip: Blip): Findable {
  const { first, rest } = plainText(blip.markdown);
  return {
    kind: 'blip',
    id: blip.id,
    title: blip.title,
    summary: oneLine(first),
    aliases: [blip.id, ...blip.aliases],
    packages: [...blip.detect.strong, ...blip.detect.weak].map(nameOfKey),
    body: [first, rest, ...blip.notes.map((note) => note.text)].join('\n'),
    weight: WEIGHTS.blip,
  };
}

function ofTalk(talk: Talk): Findable[] {
  const [introduction, ...sections] = talk.sections;
  const whole: Findable = {
    kind: 'talk',
    id: talk.id,
    title: talk.title,
    summary: oneLine(talk.summary),
    aliases: [talk.id, ...talk.speakers],
    packages: [],
    body: `${talk.summary}\n${introduction?.words ?? ''}`,
    weight: WEIGHTS.talk,
  };
  return [whole, ...sections.map((section) => ofSection(talk, section))];
}

function ofSection(talk: Talk, section: TalkSection): Findable {
  return {
    kind: 'talk',
    id: `${talk.id}#${section.anchor}`,
    title: section.title,
    summary: oneLine(`${talk.title}. ${section.words}`),
    aliases: [],
    packages: [],
    body: `${talk.title}\n${section.words}`,
    weight: WEIGHTS.section,
  };
}

function ofRule(rule: Rule): Findable {
  const { first, rest } = plainText(rule.markdown);
  return {
    kind: 'rule',
    id: rule.id,
    title: readableTitle(rule.title),
    summary: oneLine(plainText(rule.summary).first),
    aliases: [rule.id],
    packages: [],
    body: `${first}\n${rest}`,
    weight: WEIGHTS.rule,
  };
}

function ofTip(tip: Tip): Findable {
  const { first, rest } = plainText(tip.markdown);
  return {
    kind: 'tip',
    id: tip.id,
    title: tip.title,
    summary: oneLine(first),
    aliases: [],
    packages: tip.on.map(nameOfKey),
    body: `${first}\n${rest}`,
    weight: WEIGHTS.tip,
  };
}

/** `pypi:scikit-learn` without its kind and `tf:aws_vpn_*` without its star. */
function nameOfKey(key: string): string {
  return key.slice(key.indexOf(':') + 1).replace(/\*$/, '');
}

/** The words of a page without its title: the first paragraph, and everything else including code. */
function plainText(markdown: string): { readonly first: string; readonly rest: string } {
  const nodes = parseMarkdown(markdown).children.filter((node) => node.type !== 'heading' || node.depth > 1);
  const first = nodes.find((node) => node.type === 'paragraph');
  const text = (node: Nodes): string => leaves(node).join('');
  return { first: first ? text(first) : '', rest: nodes.filter((node) => node !== first).map(text).join('\n') };
}

function leaves(node: Nodes): string[] {
  if ('value' in node) return [node.value];
  if (!('children' in node)) return node.type === 'break' ? ['\n'] : [];
  // List items and table cells stand apart; letters within a word do not.
  const apart = node.type === 'list' || node.type === 'listItem' || node.type === 'table' || node.type === 'tableRow' || node.type === 'blockquote';
  return node.children.flatMap((child: Nodes) => [...leaves(child), ...(apart ? ['\n'] : [])]);
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= LONGEST_SUMMARY) return line;
  const cut = line.slice(0, LONGEST_SUMMARY);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_SUMMARY / 2)).replace(/[\uD800-\uDBFF]$|[\s,;:]+$/, '')}…`;
}
