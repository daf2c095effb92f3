import type { BlipSummary, RadarOverview } from '../protocol/model.js';
import { checkbox, dropdown } from './controls.js';
import { element } from './dom.js';
import { QUADRANTS } from './quadrants.js';
import { RINGS } from './rings.js';

/** What narrows the radar down besides the words searched for. An empty string stands for all. */
export class Facets {
  readonly element: HTMLElement;
  readonly #changed: () => void;
  readonly #body = element('div', { class: 'facets-body' });
  readonly #summary = element('summary', {}, 'Filter');
  #ring = '';
  #quadrant = '';
  #talk = '';
  #usedHere = false;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.element = element('details', { class: 'facets' }, this.#summary, this.#body);
  }

  /** Whether anything is narrowed down. */
  get active(): boolean {
    return this.#count() > 0;
  }

  accepts(blip: BlipSummary): boolean {
    return (this.#ring === '' || blip.ring === this.#ring) && (this.#quadrant === '' || blip.quadrant === this.#quadrant) && (this.#talk === '' || blip.talk === this.#talk) && (!this.#usedHere || blip.usedHere);
  }

  show(overview: RadarOverview): void {
    const ring = dropdown('Ring', [['', 'All rings'], ...RINGS.map(({ id, title }) => [id, title] as const)], this.#ring);
    const quadrant = dropdown('Quadrant', [['', 'All quadrants'], ...QUADRANTS.map(({ id, title }) => [id, title] as const)], this.#quadrant);
    const talk = dropdown('Talk', [['', 'All talks'], ...overview.talks.map(({ id, title }) => [id, title] as const)], this.#talk);
    const used = checkbox('Used in this workspace', this.#usedHere);
    ring.addEventListener('change', () => this.#set(() => (this.#ring = ring.value)));
    quadrant.addEventListener('change', () => this.#set(() => (this.#quadrant = quadrant.value)));
    talk.addEventListener('change', () => this.#set(() => (this.#talk = talk.value)));
    used.addEventListener('change', () => this.#set(() => (this.#usedHere = used.checked)));
    this.#body.replaceChildren(ring, quadrant, talk, used);
  }

  clear(overview: RadarOverview): void {
    this.#ring = this.#quadrant = this.#talk = '';
    this.#usedHere = false;
    this.show(overview);
    this.#set(() => undefined);
  }

  #set(change: () => void): void {
    change();
    const count = this.#count();
    this.#summary.textContent = count === 0 ? 'Filter' : `Filter (${count})`;
    this.#changed();
  }

  #count(): number {
    return [this.#ring !== '', this.#quadrant !== '', this.#talk !== '', this.#usedHere].filter(Boolean).length;
  }
}
