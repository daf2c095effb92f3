import type { DrawnBlip } from '../protocol/model.js';
import { element } from './dom.js';
import { remarksOf } from './marks.js';
import { RINGS } from './rings.js';

const GAP = 8;
/** How long the pointer may be on its way from a blip to the tip, in milliseconds. */
const GRACE = 200;

/** A few words beside the blip the pointer or the keyboard is on. Screen readers have them in the blip's own name. */
export class Tooltip {
  readonly element = element('div', { class: 'tip', 'aria-hidden': 'true', hidden: '' });
  #timer: number | undefined;

  constructor() {
    this.element.addEventListener('pointerenter', () => { clearTimeout(this.#timer); });
    this.element.addEventListener('pointerleave', () => { this.leave(); });
  }

  get shown(): boolean {
    return !this.element.hidden;
  }

  show(blip: DrawnBlip, talk: string, at: Element): void {
    clearTimeout(this.#timer);
    const ring = RINGS.find(({ id }) => id === blip.ring);
    this.element.replaceChildren(
      element('strong', {}, `${blip.number}. ${blip.title}`),
      element('span', {}, `${ring?.title ?? blip.ring}: ${ring?.meaning ?? ''}`),
      ...remarksOf(blip).map((text) => element('span', {}, `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`)),
      element('span', { class: 'tip-talk' }, talk),
    );
    this.element.hidden = false;
    this.#place(at.getBoundingClientRect());
  }

  /** Goes away unless the pointer comes to the tip itself. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.hide(); }, GRACE);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.element.hidden = true;
  }

  /** Below the blip, or above where there is no room, within the window. */
  #place(target: DOMRect): void {
    const { offsetWidth: width, offsetHeight: height, style } = this.element;
    const left = Math.min(Math.max(target.left + target.width / 2 - width / 2, GAP), Math.max(innerWidth - width - GAP, GAP));
    const below = target.bottom + GAP;
    style.left = `${left}px`;
    style.top = `${below + height > innerHeight ? Math.max(target.top - GAP - height, GAP) : below}px`;
  }
}
