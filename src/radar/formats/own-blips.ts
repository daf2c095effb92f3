import type { Blip, Knowledge } from '../../knowledge/model.js';
import { tooDeepAt } from '../../knowledge/markdown.js';
import type { RadarItem } from './radar-file.js';
import { markdownOfHtml } from './html-text.js';

const LONGEST = 20_000;
/** Ecosystems in which a technology is usually found under its own name. */
const NAMED_IN = ['npm', 'pypi', 'py', 'cargo', 'nuget', 'docker', 'tf'];
const PACKAGE_NAME = /^[a-z0-9@][a-z0-9@/+.-]*$/;

/**
 * Blips out of a radar of the workspace, so that panel, search and usage show them beside ours. `source` is the file it
 * came from and stands where a talk would; ids begin with it. A technology we know by that name is found as ours is,
 * another in manifests that name it.
 */
export function ownBlips(source: string, items: readonly RadarItem[], knowledge: Pick<Knowledge, 'blips'>): Blip[] {
  const known = new Map(knowledge.blips.flatMap((blip) => [blip.title, ...blip.aliases].map((name) => [name.toLowerCase(), blip] as const)).reverse());
  return items.map((item) => ({
    id: `${source}/${item.key}`,
    title: item.title,
    quadrant: item.quadrant,
    ring: item.ring,
    basis: 'explicit',
    ...(item.movement && item.movement !== 'none' ? { moved: item.movement } : {}),
    talk: { talk: source },
    radar: source,
    aliases: [item.key, ...(item.tags ?? [])],
    detect: { strong: known.get(item.title.toLowerCase())?.detect.strong ?? keysOf(item), weak: [] },
    related: [],
    rules: [],
    notes: [],
    markdown: `# ${item.title.replace(/\s+/g, ' ')}\n\n${textOf(item)}\n`,
  }));
}

/** A technique is no package, whatever its name. */
function keysOf({ title, quadrant }: RadarItem): string[] {
  const name = title.toLowerCase().trim().replace(/\s+/g, '-');
  return quadrant !== 'techniques' && PACKAGE_NAME.test(name) ? NAMED_IN.map((ecosystem) => `${ecosystem}:${name}`) : [];
}

function textOf({ description, link, releases = [] }: RadarItem): string {
  const told = description.trim() === '' ? (releases.find((release) => release.description.trim() !== '')?.description ?? '') : description;
  const text = markdownOfHtml(told.slice(0, LONGEST)).trim();
  const more = link !== undefined && /^https:\/\/[^\s<>()]+$/.test(link) ? `[More about it](${link})` : '';
  return [tooDeepAt(text) ? '' : text, more].filter((part) => part !== '').join('\n\n');
}
