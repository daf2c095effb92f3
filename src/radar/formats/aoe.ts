import { isMap, isNode, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { unlessTooDeep } from '../nesting.js';
import { keyOf, quadrantNamed, RadarCollector, ringNamed, unknownQuadrant, unknownRing, type RadarItem, type RadarProblem, type RadarRelease } from './radar-file.js';

/** A text with its path below the folder of the radar, with `/`. */
export interface RadarText {
  readonly path: string;
  readonly text: string;
}

export interface ReadFolder {
  readonly items: readonly RadarItem[];
  readonly problems: readonly (RadarProblem & { readonly path: string })[];
}

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?---[ \t]*(?:\r?\n|$)/;
const DATED = /(?:^|\/)(\d{4}-\d{2}-\d{2})\/([^/]+)\.md$/;

/** What one page says; what it leaves out is as the release before said. */
interface AoePage {
  readonly id: string;
  readonly date: string;
  readonly title?: string;
  readonly ring?: RadarItem['ring'];
  readonly quadrant?: RadarItem['quadrant'];
  readonly tags?: readonly string[];
  readonly shown?: boolean;
  readonly description: string;
}

/**
 * A radar as AOE's generator keeps it: one Markdown page for each blip and release, `2026-11-25/polars.md`; the file name
 * is the id, and a later release merges over the earlier. Pages outside a dated folder are one release without a date.
 */
export function readAoe(texts: readonly RadarText[]): ReadFolder {
  const problems: (RadarProblem & { path: string })[] = [];
  const pages = new Map<string, { path: string; page: AoePage }[]>();
  for (const { path, text } of [...texts].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const page = readPage(path, text);
    if (page.page) pages.set(page.page.id, [...(pages.get(page.page.id) ?? []), { path, page: page.page }]);
    problems.push(...page.collector.problems.map((problem) => ({ ...problem, path })));
  }
  // Names and the number of blips are judged over all pages.
  const whole = new RadarCollector('');
  for (const releases of pages.values()) {
    const last = releases.at(-1);
    if (!last) continue;
    const { item, missing } = merged(releases.map(({ page }) => page));
    if (item) {
      whole.add(0, item);
      problems.push(...whole.problems.splice(0).map((problem) => ({ ...problem, path: last.path })));
    } else problems.push({ path: last.path, at: { line: 0, character: 0 }, message: missing });
  }
  return { items: whole.items, problems };
}

function readPage(path: string, text: string): { readonly page?: AoePage; readonly collector: RadarCollector } {
  const collector = new RadarCollector(text);
  const [, date = '', named] = DATED.exec(path) ?? [];
  const id = named ?? path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, '');
  const front = FRONT_MATTER.exec(text);
  if (!front) {
    collector.problem(0, text.trim() === '' ? 'this page is empty; write a blip into it, or remove the file.' : 'there is no front matter; start the page with "---", title, ring and quadrant, and "---".');
    return { collector };
  }
  const start = front[0].indexOf('\n') + 1;
  const document = unlessTooDeep(() => parseDocument(front[1] ?? '', { logLevel: 'silent', prettyErrors: false }));
  const [error] = document?.errors ?? [];
  const map = document?.contents;
  if (!document || error || !isMap(map)) {
    collector.problem(start + (error?.pos[0] ?? 0), 'the front matter is no YAML with title, ring and quadrant; mend it.');
    return { collector };
  }
  const field = (name: string) => scalar(map, name);
  const [ringText, quadrantText, title] = [field('ring'), field('quadrant'), field('title')?.text.trim()];
  const [ring, quadrant] = [ringNamed(ringText?.text ?? ''), quadrantNamed(quadrantText?.text ?? '')];
  if (ringText && !ring) collector.problem(start + ringText.start, unknownRing(ringText.text));
  if (quadrantText && !quadrant) collector.problem(start + quadrantText.start, unknownQuadrant(quadrantText.text));
  if (collector.problems.length > 0) return { collector };
  const featured = field('featured')?.text;
  const description = text.slice(front[0].length).replace(/^\r?\n/, '').replace(/\r?\n$/, '');
  const tags = listOf(map, 'tags');
  return { collector, page: { id, date, description, ...(title ? { title } : {}), ...(ring ? { ring } : {}), ...(quadrant ? { quadrant } : {}), ...(tags ? { tags } : {}), ...(featured === undefined ? {} : { shown: featured === 'true' }) } };
}

function scalar(map: YAMLMap, name: string): { readonly text: string; readonly start: number } | undefined {
  const node = map.get(name, true);
  return isScalar(node) && node.value !== null ? { text: String(node.value), start: node.range?.[0] ?? 0 } : undefined;
}

function listOf(map: YAMLMap, name: string): string[] | undefined {
  const node = map.get(name, true);
  return isNode(node) && isSeq(node) ? node.items.flatMap((item) => (isScalar(item) ? [String(item.value)] : [])) : undefined;
}

function merged(pages: readonly AoePage[]): { readonly item?: RadarItem; readonly missing: string } {
  const last = <Key extends 'title' | 'ring' | 'quadrant' | 'tags' | 'shown'>(key: Key) => pages.findLast((page) => page[key] !== undefined)?.[key];
  const [ring, quadrant, id] = [last('ring'), last('quadrant'), pages[0]?.id ?? ''];
  const missing = [ring ? '' : 'ring', quadrant ? '' : 'quadrant'].filter((name) => name !== '').join(' and ');
  if (!ring || !quadrant) return { missing: `no page of this blip says its ${missing}; add it to the front matter.` };
  const [tags, shown] = [last('tags'), last('shown')];
  let known: RadarItem['ring'] = ring;
  const releases: RadarRelease[] = pages.map(({ date, description, ring: own }) => ({ date, ring: (known = own ?? known), description })).reverse();
  const description = releases.find((release) => release.description.trim() !== '')?.description ?? '';
  return { missing: '', item: { key: id || keyOf(last('title') ?? ''), title: last('title') ?? id, ring, quadrant, description, ...(tags ? { tags } : {}), ...(shown === undefined ? {} : { shown }), releases } };
}

/** One page for each blip and release; `date` is that of blips without releases. */
export function writeAoe(items: readonly RadarItem[], date: string): RadarText[] {
  return items.flatMap((item) => {
    const releases = item.releases && item.releases.length > 0 ? item.releases : [{ date, ring: item.ring, description: item.description }];
    return releases.map((release) => ({ path: `${release.date || date}/${fileName(item.key)}.md`, text: pageText(item, release) }));
  });
}

/** Keys may come from anywhere; a file name must not lead out of the folder. */
function fileName(key: string): string {
  return key.replace(/[\\/:*?"<>|\s\p{C}]+/gu, '-').replace(/^\.+/, '') || 'blip';
}

function pageText({ title, quadrant, tags, shown }: RadarItem, { ring, description }: RadarRelease): string {
  const lines = [`title: ${JSON.stringify(title)}`, `ring: ${ring}`, `quadrant: ${quadrant}`, ...(tags ? [`tags: ${JSON.stringify(tags)}`] : []), ...(shown === undefined ? [] : [`featured: ${shown}`])];
  return `---\n${lines.join('\n')}\n---\n\n${description}\n`;
}
