import type { DrawnBlip, RadarDrawing } from '../protocol/model.js';
import { element, pressable, svgElement } from './dom.js';
import { lettersOf, MARKS, markOf, nameOf } from './marks.js';
import { QUADRANTS, type Quadrant } from './quadrants.js';
import { RINGS } from './rings.js';

/** Every blip shown, in lists by quadrant and ring, under the number it has on the drawing. */
export function legend(drawing: RadarDrawing, zoom: Quadrant | undefined, open: (blip: string) => void): HTMLElement {
  const quadrants = QUADRANTS.filter(({ id }) => (!zoom || id === zoom.id) && drawing.blips.some(({ quadrant }) => quadrant === id));
  const sections = quadrants.map(({ id, title }) => {
    const lists = RINGS.flatMap((ring) => {
      const blips = drawing.blips.filter((blip) => blip.quadrant === id && blip.ring === ring.id);
      if (blips.length === 0) return [];
      // The list says what it lists even where headings are skipped.
      return [element('h3', {}, ring.title), element('ul', { 'aria-label': `${title}, ${ring.title}` }, ...blips.map((blip) => element('li', {}, row(blip, ring.title, open))))];
    });
    return element('section', {}, element('h2', {}, title), ...lists);
  });
  return element('div', { class: 'legend' }, ...sections);
}

function row(blip: DrawnBlip, ring: string, open: (blip: string) => void): HTMLButtonElement {
  const letters = lettersOf({ ...blip, usedHere: false });
  const made = pressable(
    'entry',
    () => { open(blip.id); },
    element('span', { class: 'entry-number' }, String(blip.number)),
    ' ',
    element('span', { class: 'entry-name' }, blip.title, letters === '' ? undefined : element('span', { class: 'entry-letters', 'data-letters': letters })),
    ' ',
    blip.usedHere ? element('span', { class: 'used' }, 'used here') : undefined,
  );
  made.setAttribute('aria-label', nameOf(blip, ring));
  made.dataset['blip'] = blip.id;
  made.tabIndex = -1;
  return made;
}

const SAMPLE = { ring: 'trial', basis: 'explicit', usedHere: false } as const;

/** What shapes and letters mean; movements only where the radar has any. */
export function key({ blips }: RadarDrawing): HTMLElement {
  const entries: [Parameters<typeof markOf>[0], string][] = [[SAMPLE, 'The talk says so']];
  for (const { letter, text, of } of MARKS) {
    if (!blips.some(of)) continue;
    const moved = { N: 'new', I: 'in', O: 'out' }[letter as 'N' | 'I' | 'O'];
    const sample = { ...SAMPLE, ...(moved === undefined ? {} : { moved }), basis: letter === 'R' ? 'inferred' : 'explicit', usedHere: letter === 'U' };
    entries.push([sample, letter === 'U' ? 'Used in this workspace' : `${letter}: ${text}`]);
  }
  return element('ul', { class: 'key', 'aria-label': 'Shapes and letters' }, ...entries.map(([sample, text]) => element('li', {}, svgElement('svg', { viewBox: '-1.5 -1.5 3 3', width: 18, height: 18, 'aria-hidden': 'true' }, markOf(sample, 1)), text)));
}
