import type { BlipDetail, RadarOverview, SearchResult } from '../protocol/model.js';
import { QUERY_LIMIT, type RadarMessage, type RadarState } from '../protocol/pages.js';
import { textField } from './controls.js';
import { element, pressable } from './dom.js';
import { Facets } from './facets.js';
import { keepState, keptState, pageRoot, post } from './host.js';
import { detailPage } from './radar-detail.js';
import { resultSections, ringSections } from './radar-list.js';

/** A pause in typing after which the search runs, in milliseconds. */
const PAUSE = 60;

/** The side panel: a search box, filters, the list, and a blip in place of the list. */
class RadarPage {
  readonly #search = textField('Search the radar, talks, rules and tips', 'Search, such as data frame');
  readonly #facets = new Facets(() => {
    this.#draw();
  });
  readonly #head = element('header', {}, this.#search, this.#facets.element);
  readonly #body = element('main', {});
  readonly #status = element('p', { class: 'status', role: 'status' });
  #overview: RadarOverview | undefined;
  #results: readonly SearchResult[] | undefined;
  #question = 0;
  #blip: string | null = null;
  #detail: BlipDetail | undefined;
  #timer: number | undefined;

  constructor(root: HTMLElement, state: Partial<RadarState>) {
    root.className = 'radar';
    root.append(this.#head, this.#status, this.#body);
    this.#search.value = state.query ?? '';
    this.#blip = state.blip ?? null;
    this.#search.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => { this.#ask(); }, PAUSE);
    });
    document.addEventListener('keydown', (event) => { this.#key(event); });
    this.#say('Loading the radar…');
  }

  receive(message: RadarMessage): void {
    switch (message.type) {
      case 'overview':
        this.#overview = message.overview;
        this.#facets.show(message.overview);
        if (this.#query() !== '') this.#ask();
        if (this.#blip !== null) post({ type: 'blip', id: this.#blip });
        return this.#draw();
      case 'results':
        if (message.id !== this.#question) return;
        this.#results = message.results;
        return this.#draw();
      case 'detail':
        return this.#showDetail(message.id, message.detail);
      case 'reveal':
        return this.#open(message.id);
      case 'focusSearch':
        this.#close();
        return this.#search.focus();
      case 'failed':
        return this.#say(message.message);
    }
  }

  #query(): string {
    return this.#search.value.trim().slice(0, QUERY_LIMIT);
  }

  #ask(): void {
    const query = this.#query();
    this.#keep();
    this.#question += 1;
    if (query === '') {
      this.#results = undefined;
      this.#draw();
    } else post({ type: 'search', id: this.#question, query });
  }

  #open(id: string): void {
    this.#blip = id;
    this.#keep();
    post({ type: 'blip', id });
  }

  #showDetail(id: string, detail: BlipDetail | null): void {
    if (id !== this.#blip) return;
    if (detail === null) {
      this.#close();
      this.#say('That blip is not on this radar.');
      return;
    }
    this.#detail = detail;
    this.#draw();
    scrollTo(0, 0);
    this.#body.querySelector('h1')?.focus();
  }

  /** Back to the list, with the keyboard on the row it left from. */
  #close(): void {
    const left = this.#blip;
    this.#blip = null;
    this.#detail = undefined;
    this.#keep();
    this.#draw();
    if (left !== null) this.#rows().find((row) => row.dataset['blip'] === left)?.focus();
  }

  #draw(): void {
    const overview = this.#overview;
    if (!overview) return;
    const detail = this.#blip === null ? undefined : this.#detail;
    this.#head.hidden = detail !== undefined;
    if (detail) {
      this.#say('');
      this.#body.replaceChildren(detailPage(detail, { back: () => { this.#close(); }, open: (id) => { this.#open(id); } }));
      return;
    }
    const actions = { open: (id: string) => { this.#open(id); } };
    const sections = this.#results ? resultSections(overview, this.#results, (blip) => this.#facets.accepts(blip), actions) : ringSections(overview, overview.blips.filter((blip) => this.#facets.accepts(blip)), actions);
    this.#body.replaceChildren(...sections);
    if (sections.length > 0) this.#say('');
    else this.#sayNothingFound(overview);
  }

  #sayNothingFound(overview: RadarOverview): void {
    const query = this.#query();
    this.#say(overview.blips.length === 0 ? 'The radar is empty.' : query === '' ? 'No blip passes the filter.' : `Nothing found for “${query}”${this.#facets.active ? ' with this filter' : ''}.`);
    if (this.#facets.active) this.#body.append(pressable('link', () => { this.#facets.clear(overview); }, 'Clear the filter'));
  }

  #say(text: string): void {
    this.#status.textContent = text;
    this.#status.hidden = text === '';
  }

  #rows(): HTMLElement[] {
    return [...this.#body.querySelectorAll<HTMLElement>('.row')];
  }

  #key(event: KeyboardEvent): void {
    const typing = document.activeElement === this.#search;
    if (event.key === 'Escape' && this.#blip !== null) this.#close();
    else if (event.key === 'Escape') this.#clearSearch();
    else if (event.key === '/' && !typing) this.#search.focus();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!this.#move(event.key === 'ArrowDown' ? 1 : -1, typing)) return;
    } else if (event.key === 'Enter' && typing) this.#rows()[0]?.click();
    else return;
    event.preventDefault();
  }

  #clearSearch(): void {
    this.#search.value = '';
    this.#ask();
    this.#search.focus();
  }

  #move(by: 1 | -1, typing: boolean): boolean {
    const rows = this.#rows();
    const at = rows.indexOf(document.activeElement as HTMLElement);
    if (!typing && at < 0) return false;
    const target = rows[typing ? (by > 0 ? 0 : -1) : at + by];
    if (target) target.focus();
    else if (by < 0) this.#search.focus();
    return true;
  }

  #keep(): void {
    keepState({ version: 1, query: this.#query(), blip: this.#blip } satisfies RadarState);
  }
}

const kept = keptState() as Partial<RadarState> | undefined;
const radar = new RadarPage(pageRoot(), kept?.version === 1 ? kept : {});
addEventListener('message', (event: MessageEvent<RadarMessage>) => {
  radar.receive(event.data);
});
post({ type: 'ready' });
