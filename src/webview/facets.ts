import type { BlipSummary, RadarOverview } from '../protocol/model.js';
import type { RadarFilter } from '../protocol/pages.js';
import { Choice, Tick, type ChoiceOption } from './controls.js';
import { element } from './dom.js';
import { QUADRANTS } from './quadrants.js';
import { RINGS } from './rings.js';

/** Nothing narrowed down. */
export const NO_FILTER: RadarFilter = { ring: '', quadrant: '', talk: '', usedHere: false };

type Field = 'ring' | 'quadrant' | 'talk';
const FIELDS = [
  ['ring', 'Ring', 'All rings'],
  ['quadrant', 'Quadrant', 'All quadrants'],
  ['talk', 'Talk', 'All talks'],
] as const satisfies readonly (readonly [Field, string, string])[];

/** What narrows the radar down besides the words searched for, each choice with the number of blips it would leave. */
export class Facets {
  readonly element: HTMLDetailsElement;
  readonly #changed: () => void;
  readonly #body = element('div', { class: 'facets-body' });
  readonly #summary = element('summary', {}, 'Filter');
  readonly #choices: Readonly<Record<Field, Choice>> = { ring: new Choice(), quadrant: new Choice(), talk: new Choice() };
  readonly #used = new Tick();
  #options: Readonly<Record<Field, readonly ChoiceOption[]>> = { ring: [], quadrant: [], talk: [] };
  #filter: RadarFilter;
  #drawn = false;

  constructor(filter: RadarFilter, changed: () => void) {
    this.#filter = filter;
    this.#changed = changed;
    this.element = element('details', { class: 'facets' }, this.#summary, this.#body);
    this.element.open = this.active;
    for (const [field] of FIELDS) this.#choices[field].addEventListener('change', () => { this.#set({ ...this.#filter, [field]: this.#choices[field].value }); });
    this.#used.addEventListener('change', () => { this.#set({ ...this.#filter, usedHere: this.#used.ticked }); });
  }

  get filter(): RadarFilter {
    return this.#filter;
  }

  /** Whether anything is narrowed down. */
  get active(): boolean {
    return activeFacets(this.#filter) > 0;
  }

  accepts(blip: BlipSummary): boolean {
    return accepts(this.#filter, blip);
  }

  /** Takes over the talks of a radar; a talk that is gone no longer narrows anything down. */
  show(overview: RadarOverview): void {
    if (!overview.talks.some(({ id }) => id === this.#filter.talk)) this.#filter = { ...this.#filter, talk: '' };
    this.#options = {
      ring: RINGS.map(({ id, title }) => ({ value: id, text: title })),
      quadrant: QUADRANTS.map(({ id, title }) => ({ value: id, text: title })),
      talk: overview.talks.map(({ id, title }) => ({ value: id, text: title })),
    };
    if (this.#drawn) return;
    this.#drawn = true;
    for (const [field, label, all] of FIELDS) this.#choices[field].with(label, [{ value: '', text: all }, ...this.#options[field]], this.#filter[field]);
    this.#used.with('Used in this workspace', this.#filter.usedHere);
    this.#body.replaceChildren(...FIELDS.map(([field]) => this.#choices[field]), this.#used);
  }

  /** Counts, for every choice, the blips that would be left if it alone changed. */
  count(blips: readonly BlipSummary[]): void {
    const left = (change: Partial<RadarFilter>) => blips.filter((blip) => accepts({ ...this.#filter, ...change }, blip)).length;
    for (const [field, , all] of FIELDS) {
      this.#choices[field].update([{ value: '', text: all }, ...this.#options[field].map(({ value, text }) => ({ value, text, count: left({ [field]: value }) }))]);
    }
    this.#used.text = `Used in this workspace (${left({ usedHere: true })})`;
    const active = activeFacets(this.#filter);
    this.#summary.textContent = active === 0 ? 'Filter' : `Filter (${active})`;
  }

  clear(): void {
    for (const [field] of FIELDS) this.#choices[field].value = '';
    this.#used.ticked = false;
    this.#set(NO_FILTER);
  }

  #set(filter: RadarFilter): void {
    this.#filter = filter;
    this.#changed();
  }
}

function accepts({ ring, quadrant, talk, usedHere }: RadarFilter, blip: BlipSummary): boolean {
  return (ring === '' || blip.ring === ring) && (quadrant === '' || blip.quadrant === quadrant) && (talk === '' || blip.talk === talk) && (!usedHere || blip.usedHere);
}

function activeFacets({ ring, quadrant, talk, usedHere }: RadarFilter): number {
  return [ring !== '', quadrant !== '', talk !== '', usedHere].filter(Boolean).length;
}
