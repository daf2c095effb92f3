import type { BlipDetail, RadarOverview, SearchResult } from '../protocol/model.js';
import { QUERY_LIMIT, type RadarMessage, type RadarState } from '../protocol/pages.js';
import { SearchBox } from './controls.js';
import { element, pressable } from './dom.js';
import { Facets, NO_FILTER } from './facets.js';
import { keepState, keptState, pageRoot, post } from './host.js';
import { detailPage } from './radar-detail.js';
import { foundBlips, resultSections, ringSections } from './radar-list.js';

/** A pause in typing after which the search runs, in milliseconds. */
const PAUSE = 60;

/** The side panel: a search box, filters, the list, and a blip in place of the list. */
class RadarPage {
  readonly #search = new SearchBox().with('Search the radar, talks, rules and tips', 'Search, such as data frame');
  readonly #facets: Facets;
  readonly #head: HTMLElement;
  readonly #body = element('main', {});
  readonly #status = element('p', { class: 'status', role: 'status' });
  #overview: RadarOverview | undefined;
  #results: readonly SearchResult[] | undefined;
  #question = 0;
  #blip: string | null = null;
  #detail: BlipDetail | undefined;
  /** Whether somebody asked for the blip just now: only then does its page take the keyboard, which may be in a text meanwhile. */
  #asked = false;
  /** The blip whose row was pressed, though its page may have led to others since. */
  #left: string | undefined;
  #scroll: number;
  #timer: number | undefined;

  constructor(root: HTMLElement, state: Partial<RadarState>) {
    this.#facets = new Facets(state.filter ?? NO_FILTER, () => {
      this.#keep();
      this.#draw();
    });
    this.#head = element('header', {}, element('h1', { class: 'spoken' }, 'Technology radar'), this.#search, this.#facets.element);
    root.className = 'radar';
    root.append(this.#head, this.#status, this.#body);
    this.#search.value = state.query ?? '';
    this.#blip = state.blip ?? null;
    this.#left = state.blip ?? undefined;
    this.#scroll = state.scroll ?? 0;
    this.#search.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => { this.#ask(); }, PAUSE);
    });
    document.addEventListener('keydown', (event) => { this.#key(event); });
    document.addEventListener('scrollend', () => { this.#keepScroll(); });
    this.#say('Loading the radar…');
  }

  receive(message: RadarMessage): void {
    switch (message.type) {
      case 'overview':
        this.#overview = message.overview;
        this.#facets.show(message.overview);
        if (this.#blip !== null) post({ type: 'blip', id: this.#blip });
        if (this.#query() !== '') return this.#ask();
        this.#draw();
        if (this.#blip === null) scrollTo(0, this.#scroll);
        return;
      case 'results':
        if (message.id !== this.#question) return;
        this.#results = message.results;
        this.#draw();
        return scrollTo(0, this.#scroll);
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
    if (this.#overview && this.#results) this.#scroll = 0;
    this.#keep();
    this.#question += 1;
    if (query === '') {
      this.#results = undefined;
      this.#draw();
    } else post({ type: 'search', id: this.#question, query });
  }

  #open(id: string): void {
    if (this.#blip === null) this.#left = id;
    this.#blip = id;
    this.#asked = true;
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
    if (!this.#asked) return;
    this.#asked = false;
    scrollTo(0, 0);
    this.#body.querySelector('h1')?.focus();
  }

  /** Back to the list, with the keyboard on the row it left from, or in the search box where that row is gone. */
  #close(): void {
    const open = this.#blip !== null;
    this.#blip = null;
    this.#detail = undefined;
    this.#keep();
    this.#draw();
    if (!open) return;
    scrollTo(0, this.#scroll);
    const row = this.#rows().find(({ dataset }) => dataset['blip'] === this.#left);
    if (row) row.focus();
    else this.#search.focus();
  }

  /** Draws anew what may have changed; the keyboard stays where it is, as long as that is still there. */
  #draw(): void {
    const at = document.hasFocus() ? document.activeElement : null;
    const inBody = at instanceof HTMLElement && this.#body.contains(at);
    this.#drawBody();
    if (inBody) [...this.#body.querySelectorAll<HTMLElement>('button, a, h1')].find((part) => sameness(part) === sameness(at))?.focus();
  }

  #drawBody(): void {
    const overview = this.#overview;
    if (!overview) return;
    const detail = this.#blip === null ? undefined : this.#detail;
    this.#head.hidden = detail !== undefined;
    if (detail) {
      this.#say('');
      this.#body.replaceChildren(detailPage(detail, { back: () => { this.#close(); }, open: (id) => { this.#open(id); } }));
      return;
    }
    const found = this.#results ? foundBlips(overview, this.#results) : overview.blips;
    this.#facets.count(found);
    const blips = found.filter((blip) => this.#facets.accepts(blip));
    const actions = { open: (id: string) => { this.#open(id); } };
    const sections = this.#results ? resultSections(overview, blips, this.#results, actions) : ringSections(overview, blips, actions);
    this.#body.replaceChildren(...sections);
    if (sections.length > 0) this.#tell(blips.length, this.#rows().length - blips.length);
    else this.#sayNothingFound(overview);
  }

  /** Said aloud alone: whoever sees the list sees how much it holds. */
  #tell(blips: number, others: number): void {
    this.#say(`${blips} ${blips === 1 ? 'blip' : 'blips'}${this.#results ? `, ${others} ${others === 1 ? 'place' : 'places'} in talks, rules and tips` : ''}`, 'spoken');
  }

  #sayNothingFound(overview: RadarOverview): void {
    const query = this.#query();
    this.#say(overview.blips.length === 0 ? 'The radar is empty.' : query === '' ? 'No blip passes the filter.' : `Nothing found for “${query}”${this.#facets.active ? ' with this filter' : ''}.`);
    if (this.#facets.active) this.#body.append(pressable('link', () => { this.#facets.clear(); }, 'Clear the filter'));
  }

  /** The line stays in the page when it is empty: screen readers follow only what was there before. */
  #say(text: string, className = ''): void {
    this.#status.textContent = text;
    this.#status.className = `status ${text === '' ? 'spoken' : className}`.trim();
  }

  #rows(): HTMLElement[] {
    return [...this.#body.querySelectorAll<HTMLElement>('.row')];
  }

  #key(event: KeyboardEvent): void {
    const typing = this.#search.focused;
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

  #keepScroll(): void {
    if (this.#blip !== null || !this.#overview) return;
    this.#scroll = scrollY;
    this.#keep();
  }

  #keep(): void {
    keepState({ version: 2, query: this.#query(), filter: this.#facets.filter, blip: this.#blip, scroll: this.#scroll } satisfies RadarState);
  }
}

/** What a part of the list or of a blip's page is about, however it is drawn. */
function sameness({ dataset, textContent }: HTMLElement): string {
  return dataset['blip'] ?? textContent;
}

const kept = keptState() as Partial<RadarState> | undefined;
const radar = new RadarPage(pageRoot(), kept?.version === 2 ? kept : {});
addEventListener('message', (event: MessageEvent<RadarMessage>) => {
  radar.receive(event.data);
});
post({ type: 'ready' });
