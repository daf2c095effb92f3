import type { LineagePage } from '../protocol/lineage.js';
import { element, svgElement } from './dom.js';

/** What each kind of line means. */
export function legendOf(legend: LineagePage['legend']): HTMLElement {
  const lines = legend.map(({ kind, text }) => element('li', {}, svgElement('svg', { class: 'lineage', width: 44, height: 10, 'aria-hidden': 'true' }, svgElement('path', { class: `edge ${kind}`, d: 'M1 5 H43' })), text));
  return element('ul', { class: 'lineage-legend', 'aria-label': 'What the lines mean' }, ...lines);
}
