import type { BlipDetail } from '../protocol/model.js';
import { element, pressable, sanitised } from './dom.js';
import { follow, post } from './host.js';
import { RINGS, ringShape } from './rings.js';

export interface DetailActions {
  back(): void;
  open(blip: string): void;
}

const SHOWN_USAGES = 20;

/** Everything the radar knows of one blip. */
export function detailPage({ blip, radar, html, talkTitle, talkReference, notes, related, rules, usages }: BlipDetail, actions: DetailActions): HTMLElement {
  const ring = RINGS.find(({ id }) => id === blip.ring);
  const basis = radar !== null ? 'your own radar says so' : blip.basis === 'explicit' ? 'the talk says so' : 'our reading of the talk';
  const title = element('h1', { tabindex: '-1' }, blip.title);
  return element(
    'article',
    { class: 'detail' },
    pressable('back', () => { actions.back(); }, '← All blips'),
    title,
    element('p', { class: 'verdict' }, ringShape(blip.ring), `${ring?.title ?? blip.ring}: ${ring?.meaning ?? ''}`, element('span', { class: 'basis' }, ` (${basis})`)),
    element('div', { class: 'text' }, sanitised(html, follow)),
    radar === null ? pressable('link', () => { page(`talk/${talkReference}`); }, `Talk: ${talkTitle}`) : element('p', { class: 'source' }, `From .talklint/${radar}`),
    part('Used in this workspace', usages.length === 0 ? [] : [
      ...(usages.length > 1 ? [pressable('link', () => { post({ type: 'openUsages', id: blip.id }); }, `Show all ${usages.length} places in the editor`)] : []),
      ...usages.slice(0, SHOWN_USAGES).map((usage) => pressable('link', () => { post({ type: 'openUsage', usage }); }, usage.label)),
      ...(usages.length > SHOWN_USAGES ? [element('span', { class: 'more' }, `and ${usages.length - SHOWN_USAGES} more places`)] : []),
    ]),
    part('Rules', rules.map((rule) => pressable('link', () => { page(`rule/${rule.id}`); }, rule.title))),
    part('Since the talk', notes.map(({ date, text, source }) => element('p', { class: 'note' }, element('strong', {}, `${date}: `), text, element('span', { class: 'source' }, ` ${source}`)))),
    part('Related', related.map((other) => pressable('link', () => { actions.open(other.id); }, ringShape(other.ring), other.title))),
  );
}

function page(reference: string): void {
  post({ type: 'page', reference });
}

function part(title: string, items: readonly HTMLElement[]): HTMLElement | undefined {
  if (items.length === 0) return undefined;
  return element('section', {}, element('h2', {}, title), element('ul', {}, ...items.map((item) => element('li', {}, item))));
}
