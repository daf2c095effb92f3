import { commands, env, ProgressLocation, Uri, ViewColumn, window, type CancellationToken, type Disposable, type LogOutputChannel, type WebviewPanel, type WebviewPanelSerializer } from 'vscode';
import { readPageMessage, readReaderState, type PageMessage, type ReaderMessage } from '../../protocol/pages.js';
import { COMMANDS, PAGE, PLACES } from '../../protocol/requests.js';
import { inBackground, messageOf } from '../errors.js';
import { History } from '../history.js';
import { READER_PANEL } from '../ids.js';
import type { Server } from '../server.js';
import { openUsage } from '../open-usage.js';
import { pageHtml, pageOptions } from './page-html.js';

/** The editor tab in which talks and rules are read; there is one, and it shows the last page asked for. */
export class Reader implements WebviewPanelSerializer, Disposable {
  readonly #extension: Uri;
  readonly #server: Server;
  readonly #log: LogOutputChannel;
  #panel: WebviewPanel | undefined;
  #history = new History();
  #ready = false;

  constructor(extension: Uri, server: Server, log: LogOutputChannel) {
    this.#extension = extension;
    this.#server = server;
    this.#log = log;
  }

  /** Shows `talk/…`, `rule/…`, `blip/…`, `tip/…`, `carbon` or `readiness`, with `#anchor` where one is meant. */
  async show(reference: string): Promise<void> {
    this.#history.visit(reference);
    if (this.#panel) this.#panel.reveal(undefined, false);
    else this.#adopt(window.createWebviewPanel(READER_PANEL, 'Talklint', ViewColumn.Active, { ...pageOptions(this.#extension), enableFindWidget: true }));
    if (this.#ready) await this.#send();
  }

  /** Leafs back or forward through what was read. */
  async go(by: -1 | 1): Promise<void> {
    if (this.#history.go(by) && this.#ready) await this.#send();
  }

  async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const kept = readReaderState(state);
    if (!kept || this.#panel) {
      panel.dispose();
      return;
    }
    this.#history.visit(kept.reference);
    panel.webview.options = pageOptions(this.#extension);
    this.#adopt(panel);
    return Promise.resolve();
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #adopt(panel: WebviewPanel): void {
    this.#panel = panel;
    this.#ready = false;
    panel.iconPath = Uri.joinPath(this.#extension, 'media', 'icon.png');
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#history = new History();
    });
    panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = readPageMessage(value);
      if (message) inBackground(this.#log, 'Talklint could not show that page', () => this.#receive(message));
    });
    panel.webview.html = pageHtml(panel.webview, this.#extension, 'reader', 'Talklint');
  }

  async #receive(message: PageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        return this.#send();
      case 'page':
        return commands.executeCommand<undefined>(COMMANDS.openPage, message.reference);
      case 'go':
        return this.go(message.by);
      case 'places':
        return this.#sendPlaces(message.reference, message.everywhere);
      case 'openUsage':
        return openUsage(message.usage);
      case 'openExternal':
        await env.openExternal(Uri.parse(message.url));
        return undefined;
      default:
        return undefined;
    }
  }

  async #send(): Promise<void> {
    const reference = this.#history.current;
    try {
      const page = await this.#server.request(PAGE, { reference });
      // Another page may have been asked for while this one was being made.
      if (reference !== this.#history.current || !this.#panel) return;
      if (page) this.#panel.title = page.title;
      await this.#post(page ? { type: 'show', page, back: this.#history.hasBack, forward: this.#history.hasForward } : { type: 'failed', message: `There is no page “${reference}”.` });
    } catch (error) {
      await this.#post({ type: 'failed', message: messageOf(error) });
    }
  }

  /** A search through the whole workspace shows its progress and can be given up. */
  async #sendPlaces(reference: string, everywhere: boolean): Promise<void> {
    const ask = (token?: CancellationToken) => this.#server.request(PLACES, { reference, everywhere }, token);
    try {
      const places = await (everywhere ? window.withProgress({ location: ProgressLocation.Notification, cancellable: true, title: 'Looking through the workspace' }, (_, token) => ask(token)) : ask());
      await this.#post({ type: 'places', reference, places });
    } catch (error) {
      this.#log.info('places of a page', messageOf(error));
      await this.#post({ type: 'places', reference, places: null });
    }
  }

  async #post(message: ReaderMessage): Promise<void> {
    await this.#panel?.webview.postMessage(message);
  }
}
