import type { ReaderPage } from '../protocol/model.js';
import type { ReaderMessage, ReaderState } from '../protocol/pages.js';
import { barChart } from './chart.js';
import { element, sanitised } from './dom.js';
import { follow, keepState, pageRoot, post } from './host.js';

function show(root: HTMLElement, page: ReaderPage): void {
  keepState({ version: 1, reference: page.reference } satisfies ReaderState);
  const title = element('h1', { tabindex: '-1' }, page.title);
  const heading = element('header', {}, title, element('p', { class: 'subtitle' }, page.subtitle));
  root.replaceChildren(heading, ...contents(page), ...(page.charts ?? []).map(barChart), element('article', { class: 'text' }, sanitised(page.html, follow)));
  const target = page.anchor === undefined ? undefined : document.getElementById(page.anchor);
  if (target) target.scrollIntoView();
  else scrollTo(0, 0);
  title.focus({ preventScroll: true });
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
  if (data.type === 'show') show(root, data.page);
  else root.replaceChildren(element('p', { class: 'status', role: 'status' }, data.message));
});
post({ type: 'ready' });
