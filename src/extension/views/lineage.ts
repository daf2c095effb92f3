import { Disposable, Uri, ViewColumn, window, type LogOutputChannel, type WebviewPanel, type WebviewPanelSerializer } from 'vscode';
import type { LineageArguments, LineageFormat, LineageScope } from '../../protocol/lineage.js';
import { readPageMessage, type LineageMessage, type PageMessage } from '../../protocol/pages.js';
import { LINEAGE, LINEAGE_EXPORT } from '../../protocol/requests.js';
import { inBackground, messageOf } from '../errors.js';
import { LINEAGE_PANEL } from '../ids.js';
import { openUsage } from '../open-usage.js';
import { saveFile } from '../save-file.js';
import type { Server } from '../server.js';
import { pageHtml, pageOptions } from './page-html.js';

const EVERYTHING: LineageScope = { folderUri: null, product: null, showsSensitivity: false };
const TITLE = 'Data Lineage';

/** The editor tab with the lineage of data products; there is one. It follows the descriptors as they are typed. */
export class LineagePanel implements WebviewPanelSerializer, Disposable {
  readonly #extension: Uri;
  readonly #server: Server;
  readonly #log: LogOutputChannel;
  readonly #following: Disposable;
  #panel: WebviewPanel | undefined;
  #ready = false;
  #scope = EVERYTHING;

  constructor(extension: Uri, server: Server, log: LogOutputChannel) {
    this.#extension = extension;
    this.#server = server;
    this.#log = log;
    const refresh = () => {
      if (this.#ready) inBackground(log, 'Talklint could not draw the lineage', () => this.#send());
    };
    this.#following = Disposable.from(
      server.onLineageChanged(refresh),
      server.onState(({ kind }) => {
        if (kind === 'running') refresh();
      }),
    );
  }

  /** Shows what is around a product, or everything. */
  async show(around: LineageArguments | undefined): Promise<void> {
    this.#scope = { ...this.#scope, folderUri: around?.folderUri ?? null, product: around?.product ?? null };
    if (this.#panel) this.#panel.reveal(undefined, false);
    else this.#adopt(window.createWebviewPanel(LINEAGE_PANEL, TITLE, ViewColumn.Active, pageOptions(this.#extension)));
    if (this.#ready) await this.#send();
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
      this.#scope = EVERYTHING;
    });
    // A hidden page is gone, and says so again when it is back.
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#ready = false;
    });
    panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = readPageMessage(value);
      if (message) inBackground(this.#log, 'Talklint could not do that', () => this.#receive(message));
    });
    panel.webview.html = pageHtml(panel.webview, this.#extension, 'lineage', TITLE);
  }

  async #receive(message: PageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        return this.#send();
      case 'lineage':
        this.#scope = { ...this.#scope, showsSensitivity: message.showsSensitivity, ...(message.everything ? { product: null } : {}) };
        return this.#send();
      case 'saveLineage':
        return save(message.format, await this.#server.request(LINEAGE_EXPORT, { ...this.#scope, format: message.format }));
      case 'openUsage':
        return openUsage(message.usage);
      default:
        return undefined;
    }
  }

  async #send(): Promise<void> {
    const scope = this.#scope;
    try {
      const lineage = await this.#server.request(LINEAGE, scope);
      // Something else was asked for meanwhile, and is on its way.
      if (scope === this.#scope) await this.#post({ type: 'lineage', lineage, showsSensitivity: scope.showsSensitivity });
    } catch (error) {
      this.#log.error(messageOf(error));
      await this.#post({ type: 'failed', message: messageOf(error) });
    }
  }

  async #post(message: LineageMessage): Promise<void> {
    await this.#panel?.webview.postMessage(message);
  }
}

const FILES: Readonly<Record<LineageFormat, { readonly name: string; readonly filters: Readonly<Record<string, string[]>> }>> = {
  svg: { name: 'data-lineage.svg', filters: { 'SVG picture': ['svg'] } },
  mermaid: { name: 'data-lineage.mmd', filters: { 'Mermaid flowchart': ['mmd', 'mermaid'] } },
};

function save(format: LineageFormat, text: string): Promise<void> {
  return saveFile({ what: 'the lineage', ...FILES[format], bytes: new TextEncoder().encode(text) });
}
