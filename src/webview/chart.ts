import type { Bar, Chart } from '../protocol/model.js';
import { element, pressable } from './dom.js';
import { post } from './host.js';

/** A bar chart as a table: figures to read, and bars for the eye alone. */
export function barChart({ title, unit, bars }: Chart): HTMLElement {
  const longest = Math.max(...bars.map(({ value }) => value));
  const rows = bars.map((bar) => element('tr', {}, label(bar), element('td', { class: 'figure' }, bar.text), element('td', { class: 'track' }, track(longest > 0 ? bar.value / longest : 0))));
  const head = element('tr', {}, element('th', { scope: 'col' }, 'Name'), element('th', { scope: 'col' }, unit), element('td', {}));
  const caption = element('caption', {}, title, element('span', { class: 'unit', 'aria-hidden': 'true' }, unit));
  // Read aloud in every cell, and seen once beside the title.
  // With the head out of sight nothing else would say how wide the columns are.
  const columns = element('colgroup', {}, element('col'), element('col', { class: 'figure' }), element('col', { class: 'track' }));
  return element('table', { class: 'chart' }, caption, columns, element('thead', { class: 'spoken' }, head), element('tbody', {}, ...rows));
}

function label({ label: name, note, usage }: Bar): HTMLElement {
  const text = usage === undefined ? name : pressable('link', () => post({ type: 'openUsage', usage }), name);
  return element('th', { scope: 'row' }, text, note === undefined ? undefined : element('span', { class: 'note' }, note));
}

/** A style attribute would break the page's policy; the property does not. */
function track(share: number): HTMLElement {
  const bar = element('div', { class: 'bar', 'aria-hidden': 'true' });
  bar.style.inlineSize = `${(share * 100).toFixed(2)}%`;
  return bar;
}
