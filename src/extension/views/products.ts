import { Disposable, EventEmitter, ThemeIcon, TreeItem, TreeItemCollapsibleState, window, type LogOutputChannel, type TreeDataProvider } from 'vscode';
import type { LineagePlace, ListedPort, ListedProduct } from '../../protocol/lineage.js';
import { PRODUCT_TREE } from '../../protocol/requests.js';
import { messageOf } from '../errors.js';
import { OPEN_PLACE, PRODUCTS_VIEW } from '../ids.js';
import type { Server } from '../server.js';

/** One line of the tree. */
type Entry =
  | { readonly kind: 'domain'; readonly name: string; readonly products: readonly ListedProduct[] }
  | { readonly kind: 'product'; readonly product: ListedProduct }
  /** `reuse` is what `Reuse This Port` takes. */
  | { readonly kind: 'port'; readonly port: ListedPort; readonly reuse: string | null };

/** The data products of the workspace by domain, with their ports, in the side bar. */
export class ProductTreeView implements TreeDataProvider<Entry>, Disposable {
  readonly #server: Server;
  readonly #log: LogOutputChannel;
  readonly #changes = new EventEmitter<void>();
  readonly #parts: Disposable;
  readonly onDidChangeTreeData = this.#changes.event;

  constructor(server: Server, log: LogOutputChannel) {
    this.#server = server;
    this.#log = log;
    const refresh = () => {
      this.#changes.fire();
    };
    this.#parts = Disposable.from(
      window.createTreeView(PRODUCTS_VIEW, { treeDataProvider: this, showCollapseAll: true }),
      server.onLineageChanged(refresh),
      server.onState(({ kind }) => {
        if (kind === 'running') refresh();
      }),
    );
  }

  async getChildren(entry?: Entry): Promise<Entry[]> {
    switch (entry?.kind) {
      case undefined:
        return this.#domains();
      case 'domain':
        return entry.products.map((product) => ({ kind: 'product', product }));
      case 'product':
        return entry.product.ports.map((port) => ({ kind: 'port', port, reuse: port.reuse }));
      case 'port':
        return [];
    }
  }

  getTreeItem(entry: Entry): TreeItem {
    switch (entry.kind) {
      case 'domain':
        return withIcon(new TreeItem(entry.name === '' ? 'No domain' : entry.name, TreeItemCollapsibleState.Expanded), 'folder-library', 'domain');
      case 'product':
        return productItem(entry.product);
      case 'port':
        return portItem(entry.port);
    }
  }

  dispose(): void {
    this.#parts.dispose();
    this.#changes.dispose();
  }

  /** Rather an empty tree than an error in the side bar: what went wrong is in the log. */
  async #domains(): Promise<Entry[]> {
    try {
      const { domains } = await this.#server.request(PRODUCT_TREE, {});
      return domains.map(({ name, products }) => ({ kind: 'domain', name, products }));
    } catch (error) {
      this.#log.error(messageOf(error));
      return [];
    }
  }
}

function productItem({ name, note, isDeprecated, place, ports }: ListedProduct): TreeItem {
  const item = new TreeItem(name, ports.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None);
  item.description = isDeprecated ? `${note} · deprecated` : note;
  item.command = openCommand(place);
  return withIcon(item, 'package', 'product');
}

function portItem({ name, isInput, note, isDeprecated, place, reuse }: ListedPort): TreeItem {
  const item = new TreeItem(name, TreeItemCollapsibleState.None);
  item.description = isDeprecated ? `${note} · deprecated` : note;
  item.tooltip = `${isInput ? 'Input' : 'Output'} port ${name} ${note}`;
  item.accessibilityInformation = { label: item.tooltip };
  item.command = openCommand(place);
  return withIcon(item, isInput ? 'sign-in' : 'sign-out', reuse === null ? 'port' : 'outputPort');
}

function openCommand(place: LineagePlace): NonNullable<TreeItem['command']> {
  return { command: OPEN_PLACE, title: 'Open', arguments: [place] };
}

function withIcon(item: TreeItem, icon: string, contextValue: string): TreeItem {
  item.iconPath = new ThemeIcon(icon);
  item.contextValue = contextValue;
  return item;
}
