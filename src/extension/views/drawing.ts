import { commands, Uri, ViewColumn, window, type Disposable, type LogOutputChannel, type WebviewPanel, type WebviewPanelSerializer } from 'vscode';
import { readPageMessage, type DrawingMessage, type PageMessage, type PictureFormat } from '../../protocol/pages.js';
import { COMMANDS, DRAWING } from '../../protocol/requests.js';
import { inBackground, messageOf } from '../errors.js';
import { DRAWING_PANEL } from '../ids.js';
import { saveFile } from '../save-file.js';
import type { Server } from '../server.js';
import { pageHtml, pageOptions } from './page-html.js';

/** The editor tab with the radar as a drawing; there is one. Its page keeps what is shown of it. */
export class Drawing implements WebviewPanelSerializer, Disposable {
  readonly #extension: Uri;
  readonly #server: Server;
  readonly #log: LogOutputChannel;
  readonly #following: Disposable;
  #panel: WebviewPanel | undefined;
  #ready = false;
  /** The picture to be made once the page is there. */
  #wanted: PictureFormat | undefined;

  constructor(extension: Uri, server: Server, log: LogOutputChannel) {
    this.#extension = extension;
    this.#server = server;
    this.#log = log;
    this.#following = server.onState(({ kind }) => {
      if (kind === 'running' && this.#ready) inBackground(log, 'Talklint could not draw the radar', () => this.#send());
    });
  }

  show(): void {
    if (this.#panel) this.#panel.reveal(undefined, false);
    else this.#adopt(window.createWebviewPanel(DRAWING_PANEL, 'Radar', ViewColumn.Active, pageOptions(this.#extension)));
  }

  /** Shows the drawing and asks where to save it. */
  async save(format: PictureFormat): Promise<void> {
    this.#wanted = format;
    this.show();
    if (this.#ready) await this.#sendWanted();
  }

  deserializeWebviewPanel(panel: WebviewPanel): Promise<void> {
    if (this.#panel) panel.dispose();
    else {
      panel.webview.options = pageOptions(this.#extension);
      this.#adopt(panel);
    }
    return Promise.resolve();
  }

  dispose(): void {
    this.#following.dispose();
    this.#panel?.dispose();
  }

  #adopt(panel: WebviewPanel): void {
    this.#panel = panel;
    this.#ready = false;
    panel.iconPath = Uri.joinPath(this.#extension, 'media', 'icon.png');
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#ready = false;
    });
    // A hidden page is gone, and says so again when it is back.
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#ready = false;
    });
    panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = readPageMessage(value);
      if (message) inBackground(this.#log, 'Talklint could not do that', () => this.#receive(message));
    });
    panel.webview.html = pageHtml(panel.webview, this.#extension, 'drawing', 'Radar');
  }

  async #receive(message: PageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        await this.#send();
        return this.#sendWanted();
      case 'page':
        return commands.executeCommand<undefined>(COMMANDS.openPage, message.reference);
      case 'picture':
        return savePicture(message.format, message.data);
      default:
        return undefined;
    }
  }

  async #send(): Promise<void> {
    try {
      await this.#post({ type: 'drawing', drawing: await this.#server.request(DRAWING, {}) });
    } catch (error) {
      this.#log.error(messageOf(error));
      await this.#post({ type: 'failed', message: messageOf(error) });
    }
  }

  async #sendWanted(): Promise<void> {
    const format = this.#wanted;
    this.#wanted = undefined;
    if (format) await this.#post({ type: 'export', format });
  }

  async #post(message: DrawingMessage): Promise<void> {
    await this.#panel?.webview.postMessage(message);
  }
}

const FILTERS: Readonly<Record<PictureFormat, Readonly<Record<string, string[]>>>> = { svg: { 'SVG picture': ['svg'] }, png: { 'PNG picture': ['png'] } };

function savePicture(format: PictureFormat, data: string): Promise<void> {
  const bytes = format === 'svg' ? new TextEncoder().encode(data) : Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  return saveFile({ what: 'the radar', name: `tech-radar.${format}`, filters: FILTERS[format], bytes });
}
