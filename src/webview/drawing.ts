import type { DrawnBlip, RadarDrawing } from '../protocol/model.js';
import type { DrawingMessage, DrawingState, PictureFormat } from '../protocol/pages.js';
import { element, pressable } from './dom.js';
import { chart } from './drawing-chart.js';
import { picturePng, pictureSvg } from './drawing-export.js';
import { viewOf } from './drawing-geometry.js';
import { key, legend } from './drawing-legend.js';
import { neighbour, TypeAhead, type Step } from './drawing-neighbours.js';
import { Tooltip } from './drawing-tooltip.js';
import { keepState, keptState, pageRoot, post } from './host.js';
import { QUADRANTS, type Quadrant } from './quadrants.js';

/** In pixels: the width of the page from which names stand on the drawing, and the least size of something to press (WCAG 2.5.8). */
const NAMES_FROM = 900;
const TARGET = 24;

const STEPS: Readonly<Record<string, Step>> = { ArrowRight: 'next', ArrowLeft: 'previous', ArrowUp: 'inwards', ArrowDown: 'outwards', Home: 'first', End: 'last' };

/** The radar as a drawing, with the list of its blips. */
class DrawingPage {
  readonly #root: HTMLElement;
  readonly #parts = element('div', { class: 'parts', role: 'group', 'aria-label': 'Part of the radar' });
  readonly #status = element('p', { class: 'status', role: 'status' });
  readonly #chart = element('div', { class: 'chart-box' });
  readonly #meaning = element('div', {});
  readonly #list = element('nav', { 'aria-label': 'Blips' });
  readonly #tip = new Tooltip();
  readonly #typing = new TypeAhead();
  #drawing: RadarDrawing | undefined;
  #zoom: Quadrant | undefined;
  /** The blip the keyboard is on, or would come back to. */
  #current: string | null;

  constructor(root: HTMLElement, state: Partial<DrawingState>) {
    this.#root = root;
    this.#zoom = QUADRANTS.find(({ id }) => id === state.quadrant);
    this.#current = state.blip ?? null;
    root.className = 'drawing';
    const saving = element('div', { class: 'saving' }, this.#saver('svg', 'Save as SVG…'), this.#saver('png', 'Save as PNG…'));
    const body = element('main', {}, element('div', { class: 'chart-side' }, this.#chart, this.#meaning), this.#list);
    root.append(element('header', {}, element('h1', { class: 'spoken' }, 'Radar'), this.#parts, saving), this.#status, body, this.#tip.element);
    // Whoever hears the page rather than sees it begins with the list.
    if (document.body.classList.contains('vscode-using-screen-reader')) body.prepend(this.#list);
    this.#listen();
    this.#say('Loading the radar…');
  }

  async receive(message: DrawingMessage): Promise<void> {
    switch (message.type) {
      case 'drawing':
        this.#drawing = message.drawing;
        this.#say(message.drawing.blips.length === 0 ? 'The radar is empty.' : '');
        return this.#draw();
      case 'export':
        return this.#save(message.format);
      case 'failed':
        return this.#say(message.message);
    }
  }

  #listen(): void {
    new ResizeObserver(() => { this.#draw(); }).observe(this.#chart);
    document.addEventListener('keydown', (event) => { this.#keyDown(event); });
    this.#chart.addEventListener('click', (event) => { this.#press(event); });
    for (const side of [this.#chart, this.#list]) {
      side.addEventListener('focusin', (event) => { this.#arrive(event.target as Element, side === this.#chart); });
      side.addEventListener('focusout', () => { this.#tip.hide(); });
      side.addEventListener('pointerover', (event) => { this.#light(event.target as Element, side === this.#chart); });
      side.addEventListener('pointerout', () => {
        this.#tip.leave();
        this.#root.querySelectorAll('.lit').forEach((part) => { part.classList.remove('lit'); });
      });
    }
  }

  #saver(format: PictureFormat, text: string): HTMLButtonElement {
    return pressable('action', () => { this.#save(format).catch(() => { this.#say('The drawing could not be turned into a picture.'); }); }, text);
  }

  async #save(format: PictureFormat): Promise<void> {
    if (!this.#drawing) return;
    const svg = pictureSvg(this.#drawing, this.#zoom, this.#root);
    post({ type: 'picture', format, data: format === 'svg' ? svg : await picturePng(svg) });
  }

  get #shown(): readonly DrawnBlip[] {
    return this.#drawing?.blips.filter(({ quadrant }) => !this.#zoom || quadrant === this.#zoom.id) ?? [];
  }

  #draw(): void {
    const drawing = this.#drawing;
    if (!drawing) return;
    const focused = document.activeElement;
    const [inChart, inList] = [this.#chart.contains(focused), this.#list.contains(focused)];
    const scale = this.#chart.clientWidth / viewOf(drawing, this.#zoom).size;
    this.#tip.hide();
    this.#drawParts();
    this.#chart.replaceChildren(chart(drawing, { zoom: this.#zoom, scale, names: this.#zoom !== undefined || innerWidth >= NAMES_FROM, font: getComputedStyle(this.#root).fontFamily }));
    this.#meaning.replaceChildren(key(drawing));
    this.#list.replaceChildren(legend(drawing, this.#zoom, open));
    this.#tabStops();
    if (inChart) this.#markOf(this.#current)?.focus();
    else if (inList) this.#rowOf(this.#current)?.focus();
  }

  #drawParts(): void {
    const choices = [undefined, ...QUADRANTS];
    if (this.#parts.childElementCount === 0) this.#parts.append(...choices.map((quadrant) => pressable('part', () => { this.#zoomTo(quadrant); }, quadrant?.title ?? 'Whole radar')));
    for (const [index, button] of [...this.#parts.children].entries()) button.setAttribute('aria-pressed', String(choices[index] === this.#zoom));
  }

  /** One stop of the Tab key in the drawing, and one in the list: at the blip the keyboard was on last. */
  #tabStops(): void {
    const shown = this.#shown;
    if (!shown.some(({ id }) => id === this.#current)) this.#current = shown[0]?.id ?? null;
    for (const stop of this.#root.querySelectorAll('[data-blip][tabindex="0"]')) stop.setAttribute('tabindex', '-1');
    for (const stop of [this.#markOf(this.#current), this.#rowOf(this.#current)]) stop?.setAttribute('tabindex', '0');
  }

  #zoomTo(quadrant: Quadrant | undefined): void {
    if (!this.#drawing || quadrant === this.#zoom) return;
    this.#zoom = quadrant;
    this.#draw();
    this.#keep();
    scrollTo(0, 0);
    this.#say(`${quadrant?.title ?? 'Whole radar'}: ${this.#shown.length} blips`, true);
  }

  #press(event: MouseEvent): void {
    const target = event.target as Element;
    const blip = target.closest<SVGElement>('[data-blip]')?.dataset['blip'];
    const drawing = this.#drawing;
    if (!drawing) return;
    const quadrant = target.closest<SVGElement>('[data-quadrant]')?.dataset['quadrant'] ?? drawing.blips.find(({ id }) => id === blip)?.quadrant;
    // A blip too small to be hit for certain is a way into its quadrant; a press that has no pointer hits what it means.
    const small = !this.#zoom && event.detail > 0 && (drawing.spacing * this.#chart.clientWidth) / viewOf(drawing, undefined).size < TARGET;
    if (blip !== undefined && !small) open(blip);
    else if (!this.#zoom) this.#zoomTo(QUADRANTS.find(({ id }) => id === quadrant));
  }

  #arrive(target: Element, tip: boolean): void {
    const blip = this.#blipAt(target);
    if (!blip) return;
    this.#current = blip.id;
    this.#tabStops();
    this.#keep();
    if (tip && target.matches(':focus-visible')) this.#tip.show(blip, this.#talkOf(blip), target);
  }

  #light(target: Element, tip: boolean): void {
    const blip = this.#blipAt(target);
    if (!blip) return;
    const mark = this.#markOf(blip.id);
    mark?.classList.add('lit');
    this.#rowOf(blip.id)?.classList.add('lit');
    if (tip && mark) this.#tip.show(blip, this.#talkOf(blip), mark);
  }

  #keyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.#zoomKey(event.key) || this.#blipKey(event.key)) event.preventDefault();
  }

  #zoomKey(pressed: string): boolean {
    if (pressed === 'Escape') {
      const leaves = this.#zoom !== undefined || this.#tip.shown;
      this.#tip.hide();
      this.#zoomTo(undefined);
      return leaves;
    }
    const index = ['0', '1', '2', '3', '4'].indexOf(pressed);
    if (index < 0) return false;
    this.#zoomTo(QUADRANTS[index - 1]);
    return true;
  }

  /** Keys that mean something on a blip; whether this was one. */
  #blipKey(pressed: string): boolean {
    const focused = document.activeElement;
    const from = focused && this.#blipAt(focused);
    if (!from) return false;
    const inChart = this.#chart.contains(focused);
    const shown = this.#shown;
    if (pressed === 'Enter' || (pressed === ' ' && !this.#typing.typing)) {
      // A row of the list is a real button and presses itself.
      if (inChart) open(from.id);
      return inChart;
    }
    const step = STEPS[pressed];
    const target = step ? (inChart ? neighbour(shown, from, step) : this.#inList(from, step)) : pressed.length === 1 ? this.#typing.find(shown, from, pressed) : undefined;
    if (target) (inChart ? this.#markOf(target.id) : this.#rowOf(target.id))?.focus();
    return step !== undefined || target !== undefined;
  }

  /** The list is read from top to bottom, whatever the numbers. */
  #inList(from: DrawnBlip, step: Step): DrawnBlip | undefined {
    const rows = [...this.#list.querySelectorAll('[data-blip]')];
    const at = rows.findIndex((row) => this.#blipAt(row) === from);
    const row = step === 'first' ? rows[0] : step === 'last' ? rows.at(-1) : rows[step === 'inwards' || step === 'previous' ? at - 1 : at + 1];
    return row && this.#blipAt(row);
  }

  #blipAt(target: Element): DrawnBlip | undefined {
    const id = target.closest<HTMLElement | SVGElement>('[data-blip]')?.dataset['blip'];
    return id === undefined ? undefined : this.#drawing?.blips.find((blip) => blip.id === id);
  }

  #markOf(id: string | null): SVGElement | undefined {
    return [...this.#chart.querySelectorAll<SVGElement>('[data-blip]')].find(({ dataset }) => dataset['blip'] === id);
  }

  #rowOf(id: string | null): HTMLElement | undefined {
    return [...this.#list.querySelectorAll<HTMLElement>('[data-blip]')].find(({ dataset }) => dataset['blip'] === id);
  }

  #talkOf({ talk }: DrawnBlip): string {
    return this.#drawing?.talks.find(({ id }) => id === talk)?.title ?? talk;
  }

  #say(text: string, spokenOnly = false): void {
    this.#status.textContent = text;
    this.#status.classList.toggle('spoken', text === '' || spokenOnly);
  }

  #keep(): void {
    keepState({ version: 1, quadrant: this.#zoom?.id ?? null, blip: this.#current } satisfies DrawingState);
  }
}

function open(blip: string): void {
  post({ type: 'page', reference: `blip/${blip}` });
}

const kept = keptState() as Partial<DrawingState> | undefined;
const page = new DrawingPage(pageRoot(), kept?.version === 1 ? kept : {});
addEventListener('message', ({ data }: MessageEvent<DrawingMessage>) => {
  void page.receive(data);
});
post({ type: 'ready' });
