import { shareOf, type Axis, type EvidencePlace, type Measure, type Readiness } from './model.js';
import { shareText } from './spider.js';

/** Places named in one line; the rest are counted. */
const MOST_PLACES = 5;

/** How a report names a place: as a link, or as it is. */
export type PlaceLink = (place: EvidencePlace) => string;

/** A link that works beside the files, in an editor and on the pages of a code host. */
export const relativeLink: PlaceLink = ({ path, line }) => `[${placeText({ path, line })}](<${path.split('/').map(encodeURIComponent).join('/')}#L${line}>)`;

/** `path:line` as Markdown. */
export function placeText({ path, line }: EvidencePlace): string {
  return `${path.replaceAll(/[\\`*_[\]<>#|~]/g, '\\$&')}:${line}`;
}

/** The report in Markdown, without its title. */
export function reportMarkdown(readiness: Readiness, link: PlaceLink): string {
  const { axes, signals, products, contracts } = readiness;
  return [
    `What ${counted(products, 'product')} and ${counted(contracts, 'contract')} show, and what only people can answer. There is no score: what is missing may be missing for a reason, and what lies in other repositories is not seen.`,
    ['| Axis | Of what was looked at |', '| --- | --- |', ...axes.map((axis) => `| ${axis.title} | ${shareText(shareOf(axis))} |`)].join('\n'),
    ...axes.flatMap((axis) => axisParts(axis, link)),
    ...(signals.length > 0 ? ['## Signs that it may be too early', signals.map(({ text, places }) => `- ${escaped(text)}${placesText(' See ', places, link)}`).join('\n')] : []),
  ].join('\n\n');
}

function axisParts(axis: Axis, link: PlaceLink): string[] {
  const found = [...axis.measures.map((one) => measureLine(one, link)), ...axis.notes.map(({ text, places }) => `- ${text}${placesText(' See ', places, link)}`)];
  return [`## ${axis.title}`, axis.about, ...(found.length > 0 ? [found.join('\n')] : ['Not assessable: nothing of the kind was found here.']), 'To ask:', axis.questions.map((question) => `- ${question}`).join('\n')];
}

function measureLine({ what, have, lack }: Measure, link: PlaceLink): string {
  return `- **${have.length} of ${have.length + lack.length}** ${what}.${placesText(' Not yet: ', lack, link)}`;
}

function placesText(before: string, places: readonly EvidencePlace[], link: PlaceLink): string {
  if (places.length === 0) return '';
  const shown = places.length > MOST_PLACES + 1 ? places.slice(0, MOST_PLACES) : places;
  const more = places.length - shown.length;
  return `${before}${shown.map(link).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|~]/g, '\\$&');
}

/** The report as plain data; `share` is from 0 to 1, and null where nothing could be counted. */
export function reportJson({ axes, signals, products, contracts }: Readiness): object {
  const placed = (places: readonly EvidencePlace[]) => places.map(({ path, line }) => ({ file: path, line }));
  const measures = (axis: Axis) => axis.measures.map(({ what, have, lack }) => ({ what, count: have.length, of: have.length + lack.length, have: placed(have), lack: placed(lack) }));
  return {
    version: 1,
    products,
    contracts,
    axes: axes.map((axis) => ({ id: axis.id, title: axis.title, share: shareOf(axis) ?? null, measures: measures(axis), notes: axis.notes.map(({ text, places }) => ({ text, places: placed(places) })), questions: axis.questions })),
    signals: signals.map(({ text, places }) => ({ text, places: placed(places) })),
  };
}
