import type { PagePlaces } from '../protocol/model.js';
import { element, pressable } from './dom.js';
import { post } from './host.js';

/** "Where this shows in your workspace", under the page of a rule or blip. */
export class PlacesSection {
  readonly element: HTMLElement;
  readonly #reference: string;
  readonly #list = element('ul');
  readonly #status = element('p', { class: 'places-status', role: 'status' }, 'Looking…');
  readonly #everywhere: HTMLButtonElement | undefined;

  /** Asks for the places at once, those in open files where it is a rule; the whole workspace is looked at on request. */
  constructor(reference: string, kind: 'rule' | 'blip') {
    this.#reference = reference;
    this.#everywhere = kind === 'rule' ? pressable('link', () => { this.#askEverywhere(); }, 'Look through the whole workspace') : undefined;
    this.element = element('section', { class: 'places' }, element('h2', {}, 'Where this shows in your workspace'), this.#status, this.#list, this.#everywhere);
    post({ type: 'places', reference, everywhere: false });
  }

  /** Shows an answer; one to another page's question is dropped. `null` means the search was given up: the list stays. */
  show(reference: string, places: PagePlaces | null): void {
    if (reference !== this.#reference) return;
    if (this.#everywhere) this.#everywhere.disabled = false;
    if (!places) {
      this.#status.textContent = 'Not everything was looked at.';
      return;
    }
    const { usages, more, everywhere } = places;
    this.#status.textContent = summary(usages.length + more, more, everywhere);
    this.#list.replaceChildren(...usages.map((usage) => element('li', {}, pressable('link', () => { post({ type: 'openUsage', usage }); }, usage.label))));
    if (this.#everywhere) this.#everywhere.hidden = everywhere;
  }

  #askEverywhere(): void {
    if (this.#everywhere) this.#everywhere.disabled = true;
    this.#status.textContent = 'Looking through the workspace…';
    post({ type: 'places', reference: this.#reference, everywhere: true });
  }
}

function summary(count: number, more: number, everywhere: boolean): string {
  const where = everywhere ? 'in this workspace' : 'in the files that are open';
  if (count === 0) return `Nowhere ${where}.`;
  return `${count} ${count === 1 ? 'place' : 'places'} ${where}${more > 0 ? `, the first ${count - more} of them:` : ':'}`;
}
