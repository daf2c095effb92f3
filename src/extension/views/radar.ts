import { commands, Disposable, env, Uri, type LogOutputChannel, type WebviewView, type WebviewViewProvider } from 'vscode';
import { readPageMessage, type PageMessage, type RadarMessage } from '../../protocol/pages.js';
import type { RadarOverview } from '../../protocol/model.js';
import { BLIP, RADAR, SEARCH } from '../../protocol/requests.js';
import { inBackground, messageOf } from '../errors.js';
import { RADAR_VIEW } from '../ids.js';
import { openUsage, openUsages } from '../open-usage.js';
import type { Server } from '../server.js';
import { pageHtml, pageOptions } from './page-html.js';
import type { Reader } from './reader.js';

const MOST_RESULTS = 40;

/** The side panel with the radar: its page draws, this side asks the server and opens what is chosen. */
export class RadarView implements WebviewViewProvider, Disposable {
  readonly #extension: Uri;
  readonly #server: Server;
  readonly #log: LogOutputChannel;
  readonly #reader: Reader;
  readonly #following: Disposable;
  #view: WebviewView | undefined;
  #ready = false;
  #waiting: RadarMessage | undefined;

  constructor(extension: Uri, server: Server, log: LogOutputChannel, reader: Reader) {
    this.#extension = extension;
    this.#server = server;
    this.#log = log;
    this.#reader = reader;
    const refresh = () => {
      if (this.#ready) inBackground(log, 'Talklint could not show the radar', () => this.#sendOverview());
    };
    this.#following = Disposable.from(
      server.onState(({ kind }) => {
        if (kind === 'running') refresh();
      }),
      server.onRadarChanged(refresh),
    );
  }

  resolveWebviewView(view: WebviewView): void {
    this.#view = view;
    this.#ready = false;
    view.webview.options = pageOptions(this.#extension);
    view.onDidDispose(() => {
      this.#view = undefined;
      this.#ready = false;
    });
    view.webview.onDidReceiveMessage((value: unknown) => {
      const message = readPageMessage(value);
      if (message) inBackground(this.#log, 'Talklint could not show that', () => this.#receive(message));
    });
    view.webview.html = pageHtml(view.webview, this.#extension, 'radar', 'Talklint radar');
  }

  /** Opens the panel with the keyboard in its search box. */
  async focusSearch(): Promise<void> {
    await this.#open({ type: 'focusSearch' });
  }

  /** Opens the panel on a blip. */
  async reveal(id: string): Promise<void> {
    await this.#open({ type: 'reveal', id });
  }

  dispose(): void {
    this.#following.dispose();
  }

  async #open(message: RadarMessage): Promise<void> {
    this.#waiting = message;
    await commands.executeCommand(`${RADAR_VIEW}.focus`);
    await this.#sendWaiting();
  }

  async #receive(message: PageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        await this.#sendOverview();
        return this.#sendWaiting();
      case 'search':
        return this.#answer(async () => ({ type: 'results', id: message.id, results: await this.#server.request(SEARCH, { query: message.query, limit: MOST_RESULTS }) }));
      case 'blip':
        return this.#answer(async () => ({ type: 'detail', id: message.id, detail: await this.#server.request(BLIP, { id: message.id }) }));
      case 'page':
        return this.#reader.show(message.reference);
      case 'openUsage':
        return openUsage(message.usage);
      case 'openUsages':
        return openUsages((await this.#server.request(BLIP, { id: message.id }))?.usages ?? []);
      case 'openExternal':
        await env.openExternal(Uri.parse(message.url));
        return undefined;
      default:
        return undefined;
    }
  }

  #sendOverview(): Promise<void> {
    return this.#answer(async () => {
      const overview = await this.#server.request(RADAR, {});
      this.#showBadge(overview);
      return { type: 'overview', overview };
    });
  }

  /** How many technologies on hold are in use; they are counted here and never marked in the code. */
  #showBadge({ blips }: RadarOverview): void {
    if (!this.#view) return;
    const count = blips.filter(({ ring, usedHere }) => ring === 'hold' && usedHere).length;
    this.#view.badge = count === 0 ? undefined : { value: count, tooltip: count === 1 ? 'One technology on hold is used here' : `${count} technologies on hold are used here` };
  }

  async #sendWaiting(): Promise<void> {
    const message = this.#waiting;
    if (!message || !this.#ready) return;
    this.#waiting = undefined;
    await this.#post(message);
  }

  async #answer(make: () => Promise<RadarMessage>): Promise<void> {
    try {
      await this.#post(await make());
    } catch (error) {
      this.#log.error(messageOf(error));
      await this.#post({ type: 'failed', message: messageOf(error) });
    }
  }

  async #post(message: RadarMessage): Promise<void> {
    await this.#view?.webview.postMessage(message);
  }
}
