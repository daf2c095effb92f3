import type { ReaderPage } from '../protocol/model.js';
import type { ReaderMessage, ReaderState } from '../protocol/pages.js';
import { barChart } from './chart.js';
import { element, figure, pressable, sanitised } from './dom.js';
import { follow, keepState, pageRoot, post } from './host.js';
import { PlacesSection } from './places.js';

let places: PlacesSection | undefined;

function show(root: HTMLElement, { page, back, forward }: Extract<ReaderMessage, { type: 'show' }>): void {
  keepState({ version: 1, reference: page.reference } satisfies ReaderState);
  const title = element('h1', { tabindex: '-1' }, page.title);
  const heading = element('div', {}, title, element('p', { class: 'subtitle' }, page.subtitle));
  places = page.kind === 'rule' || page.kind === 'blip' ? new PlacesSection(page.reference, page.kind) : undefined;
  const text = element('article', { class: 'text' }, sanitised(page.html, (address) => { followIn(page, address); }));
  const drawn = [...(page.figure === undefined ? [] : [figure(page.figure)]), ...(page.charts ?? []).map(barChart)];
  const main = element('main', {}, heading, ...contents(page), ...drawn, text, ...(places ? [places.element] : []));
  root.replaceChildren(...(back || forward ? [leafing(back, forward)] : []), main);
  const target = page.anchor === undefined ? undefined : document.getElementById(page.anchor);
  if (target) target.scrollIntoView();
  else scrollTo(0, 0);
  title.focus({ preventScroll: true });
}

/** Follows a link of a page; a place of the workspace opens in an editor. */
function followIn({ places: usages = [] }: ReaderPage, address: string): void {
  const usage = usages[Number(/^talklint:place\/(\d+)$/.exec(address)?.[1] ?? -1)];
  if (usage) post({ type: 'openUsage', usage });
  else follow(address);
}

/** The two buttons a browser has; the keys for them are the editor's. */
function leafing(back: boolean, forward: boolean): HTMLElement {
  const button = (by: -1 | 1, name: string, sign: string, possible: boolean) => {
    const made = pressable('leaf', () => { post({ type: 'go', by }); }, sign);
    made.setAttribute('aria-label', name);
    made.title = name;
    made.disabled = !possible;
    return made;
  };
  return element('nav', { class: 'leafing', 'aria-label': 'Pages read before' }, button(-1, 'Back', '←', back), button(1, 'Forward', '→', forward));
}

function contents({ contents: entries }: ReaderPage): HTMLElement[] {
  if (entries.length < 3) return [];
  const links = entries.map(({ anchor, title }) => {
    const link = element('a', { href: `#${anchor}` }, title);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      follow(`#${anchor}`);
    });
    return element('li', {}, link);
  });
  return [element('nav', { 'aria-label': 'On this page' }, element('ul', {}, ...links))];
}

const root = pageRoot();
root.className = 'reader';
addEventListener('message', ({ data }: MessageEvent<ReaderMessage>) => {
  if (data.type === 'show') show(root, data);
  else if (data.type === 'places') places?.show(data.reference, data.places);
  else root.replaceChildren(element('p', { class: 'status', role: 'status' }, data.message));
});
// In a browser these keys would leave the editor; the editor turns them into commands.
addEventListener('keydown', (event) => {
  if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) event.preventDefault();
});
post({ type: 'ready' });
