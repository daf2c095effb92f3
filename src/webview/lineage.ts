import type { LineagePage, LineageRow } from '../protocol/lineage.js';
import type { LineageMessage, LineageState } from '../protocol/pages.js';
import { element, pressable } from './dom.js';
import { keepState, keptState, pageRoot, post } from './host.js';
import { legendOf } from './lineage-legend.js';

/** The lineage of data products as a drawing, with a list that leads to every line of the descriptors. */
class LineageView {
  readonly #chart = element('div', { class: 'lineage-chart', 'aria-hidden': 'true' });
  readonly #legend = element('div', {});
  readonly #list = element('nav', { 'aria-label': 'Products and ports' });
  readonly #status = element('p', { class: 'status', role: 'status' });
  readonly #scope = element('p', { class: 'scope' });
  readonly #sensitivity: HTMLButtonElement;
  readonly #everything: HTMLButtonElement;
  #rows: readonly LineageRow[] = [];
  #showsSensitivity: boolean;
  /** The node the keyboard is on, or would come back to. */
  #current: string | null;

  constructor(root: HTMLElement, state: Partial<LineageState>) {
    this.#showsSensitivity = state.showsSensitivity === true;
    this.#current = state.node ?? null;
    this.#sensitivity = pressable('toggle', () => { this.#toggle(); }, 'How far data may go');
    this.#everything = pressable('action', () => { this.#ask(true); }, 'Show everything');
    this.#everything.hidden = true;
    root.className = 'lineage-page';
    const saving = element('div', { class: 'actions' }, this.#everything, this.#sensitivity, saver('svg', 'Save as SVG…'), saver('mermaid', 'Save as Mermaid…'));
    root.append(element('header', {}, element('h1', {}, 'Data lineage'), this.#scope, saving), this.#status, element('main', {}, element('div', { class: 'lineage-side' }, this.#chart, this.#legend), this.#list));
    this.#listen();
    this.#say('Reading the data products…');
  }

  /** Asks for what is to be shown, once the page is there. */
  start(): void {
    post({ type: 'ready' });
    if (this.#showsSensitivity) this.#ask(false);
  }

  receive(message: LineageMessage): void {
    if (message.type === 'failed') this.#say(message.message);
    else this.#show(message.lineage, message.showsSensitivity);
  }

  #show(page: LineagePage, showsSensitivity: boolean): void {
    const hadKeyboard = this.#list.contains(document.activeElement);
    this.#rows = page.rows;
    this.#showsSensitivity = showsSensitivity;
    this.#sensitivity.setAttribute('aria-pressed', String(showsSensitivity));
    this.#everything.hidden = page.around === '';
    this.#scope.textContent = page.around === '' ? '' : `Around ${page.around}`;
    // The server escapes every text; a drawing that is no XML would be no drawing.
    const drawn = new DOMParser().parseFromString(page.svg, 'image/svg+xml').documentElement;
    this.#chart.replaceChildren(...(page.rows.length > 0 ? [document.importNode(drawn, true)] : []));
    this.#legend.replaceChildren(...(page.rows.length > 0 ? [legendOf(page.legend)] : []));
    this.#list.replaceChildren(element('ul', {}, ...page.rows.map((row) => element('li', { class: `level-${row.level}` }, this.#rowButton(row)))));
    this.#say(sentenceFor(page));
    this.#tabStop();
    if (hadKeyboard) this.#buttonOf(this.#current)?.focus();
  }

  #rowButton(row: LineageRow): HTMLButtonElement {
    const note = row.note === '' ? undefined : element('span', { class: 'row-note' }, row.note);
    const button = pressable('lineage-row', () => { open(row); }, element('span', {}, row.text), note);
    button.dataset['node'] = row.node;
    return button;
  }

  #listen(): void {
    this.#chart.addEventListener('click', ({ target }) => {
      const row = this.#rowAt(target);
      if (row) open(row);
    });
    for (const side of [this.#chart, this.#list]) {
      side.addEventListener('pointerover', ({ target }) => { this.#light(this.#rowAt(target)?.node); });
      side.addEventListener('pointerout', () => { this.#light(undefined); });
    }
    this.#list.addEventListener('focusin', ({ target }) => {
      const row = this.#rowAt(target);
      if (!row) return;
      this.#current = row.node;
      this.#tabStop();
      this.#keep();
      this.#light(row.node);
      this.#markOf(row.node)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
    this.#list.addEventListener('keydown', (event) => { this.#keyDown(event); });
  }

  #keyDown(event: KeyboardEvent): void {
    const at = this.#rows.findIndex(({ node }) => node === this.#current);
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.#rows.length - 1 }[event.key];
    const row = target === undefined ? undefined : this.#rows[target];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#buttonOf(row.node)?.focus();
  }

  /** One stop of the Tab key in the list, at the row the keyboard was on last. */
  #tabStop(): void {
    if (!this.#rows.some(({ node }) => node === this.#current)) this.#current = this.#rows[0]?.node ?? null;
    for (const button of this.#list.querySelectorAll('button')) button.tabIndex = button.dataset['node'] === this.#current ? 0 : -1;
  }

  #light(node: string | undefined): void {
    for (const lit of document.querySelectorAll('.lit')) lit.classList.remove('lit');
    if (node === undefined) return;
    this.#markOf(node)?.classList.add('lit');
    this.#buttonOf(node)?.classList.add('lit');
    for (const edge of this.#chart.querySelectorAll<SVGElement>('.edge')) if (edge.dataset['from'] === node || edge.dataset['to'] === node) edge.classList.add('lit');
  }

  #rowAt(target: EventTarget | null): LineageRow | undefined {
    const node = (target as Element | null)?.closest<HTMLElement | SVGElement>('[data-node]')?.dataset['node'];
    return node === undefined ? undefined : this.#rows.find((row) => row.node === node);
  }

  #markOf(node: string): SVGElement | undefined {
    return [...this.#chart.querySelectorAll<SVGElement>('[data-node]')].find(({ dataset }) => dataset['node'] === node);
  }

  #buttonOf(node: string | null): HTMLButtonElement | undefined {
    return [...this.#list.querySelectorAll('button')].find(({ dataset }) => dataset['node'] === node);
  }

  #toggle(): void {
    this.#showsSensitivity = !this.#showsSensitivity;
    this.#keep();
    this.#ask(false);
  }

  #ask(everything: boolean): void {
    post({ type: 'lineage', showsSensitivity: this.#showsSensitivity, everything });
  }

  #say(text: string): void {
    this.#status.textContent = text;
    this.#status.hidden = text === '';
  }

  #keep(): void {
    keepState({ version: 1, showsSensitivity: this.#showsSensitivity, node: this.#current } satisfies LineageState);
  }
}

function sentenceFor({ rows, collapsedDomains }: LineagePage): string {
  if (rows.length === 0) return 'No data product is described in this workspace; “Talklint: New Data Product…” writes one.';
  return collapsedDomains > 0 ? `So many products are drawn as ${collapsedDomains} domains; a lens on a port draws what is around its product.` : '';
}

function saver(format: 'svg' | 'mermaid', text: string): HTMLButtonElement {
  return pressable('action', () => { post({ type: 'saveLineage', format }); }, text);
}

function open({ place, text }: LineageRow): void {
  if (place) post({ type: 'openUsage', usage: { ...place, label: text } });
}

const kept = keptState() as Partial<LineageState> | undefined;
const view = new LineageView(pageRoot(), kept?.version === 1 ? kept : {});
addEventListener('message', ({ data }: MessageEvent<LineageMessage>) => {
  view.receive(data);
});
view.start();
